/**
 * A response of AWS JSON 1.1 becomes a response of the operation, one of its exceptions, or the reason why it is
 * neither.
 */
import type * as Headers from "@effect/platform/Headers"
import * as CognitoError from "../CognitoError.js"
import { withoutStack } from "./callSite.js"
import { type AnySchema, makeDecode } from "./codec.js"
import { unchecked } from "./errors.js"
import { isRecord } from "./foreign.js"
import { cleanLine, cleanMessage, type Secrets } from "./secrets.js"

/**
 * A class of exceptions that AWS documents, such as `CognitoError.NotAuthorizedException`.
 *
 * @since 0.1.0
 * @category models
 */
export interface ExceptionClass {
  /** The name of the exception. */
  readonly _tag: string
  new(members: never, options: typeof unchecked): CognitoError.CognitoError
}

/** A response as it arrived. A body that was too large to be read is `undefined`. */
export interface Incoming {
  readonly status: number
  readonly headers: Headers.Headers
  readonly body: string | undefined
}

/** A response of the operation, or an error. */
export type Result = { readonly value: unknown } | { readonly error: CognitoError.CognitoError }

/** What came of an attempt, without the headers and the body that it came from. */
export interface Outcome {
  readonly result: Result
  readonly requestId: string | undefined
  /** How many milliseconds Cognito asks to wait before the next attempt. */
  readonly retryAfter: number
}

/** Makes the function that decodes the responses to an operation. */
export const makeDecoder = (
  operation: string,
  schema: AnySchema,
  errors: ReadonlyArray<ExceptionClass>
) => {
  const decode = makeDecode(schema)
  const exceptions = new Map(errors.map((exception) => [exception._tag, exception]))

  const read = (
    { body, headers, status }: Incoming,
    requestId: string | undefined,
    secrets: Secrets
  ): Result => {
    const common = requestId === undefined ? { operation, status } : { operation, status, requestId }
    const failWith = (issues: ReadonlyArray<CognitoError.Issue>): Result => ({
      error: new CognitoError.InvalidResponseError({ ...common, issues }, unchecked)
    })
    const expect = (expected: string) => failWith([{ path: [], expected }])

    if (body === undefined) return expect("a body of at most 1 MiB")
    // A browser shows a redirect that it did not follow as status 0.
    if (status < 200 || (status >= 300 && status < 400)) {
      return expect("a response that is no redirect: check the endpoint")
    }
    const action = headers["x-amzn-waf-action"]
    if (action !== undefined && (status < 300 || action !== "block")) {
      return expect(
        `a response of Cognito's, not the ${cleanLine(action, secrets, 32)} of a firewall (x-amzn-waf-action)`
      )
    }
    if (status > 200 && status < 300) return expect("the status 200")

    const json = parseJson(body)
    if (status === 200) {
      if (!isRecord(json)) return expect("a JSON object")
      try {
        const decoded = decode(json)
        return "listIssues" in decoded ? failWith(decoded.listIssues(secrets)) : decoded
      } catch {
        // The members are nested so deeply that the stack is exhausted.
        return expect("a JSON object that is not nested so deeply")
      }
    }

    const members = isRecord(json) ? json : {}
    const source = nameOf(members["__type"]) ?? nameOf(findAnyCase(members, "code")) ??
      nameOf(headers["x-amzn-errortype"])
    if (source === undefined) {
      return expect("a JSON object with the exception's name in __type, or an x-amzn-errortype header")
    }

    const Exception = exceptions.get(cleanCode(source))
    // The source is cleaned as a whole: a shortened one may begin with the rest of a secret.
    const code = Exception?._tag ?? cleanCode(cleanLine(source, secrets, source.length)).slice(0, 128)
    const said = findText(members["message"], members["Message"], headers["x-amzn-errormessage"])
    const message = said === undefined
      ? `Cognito responded with ${code} and did not say why.`
      : cleanMessage(said, secrets)
    if (Exception === undefined) {
      return { error: new CognitoError.UnknownServiceException({ ...common, message, code }, unchecked) }
    }
    const reasonCode = code === "InvalidParameterException" ? findText(members["reasonCode"]) : undefined
    const own = reasonCode === undefined ? undefined : { reasonCode: cleanLine(reasonCode, secrets, 128) }
    // Every exception has the common members and a message, and this one also has a `reasonCode`.
    return { error: new Exception({ ...common, message, ...own } as never, unchecked) }
  }

  return (incoming: Incoming, secrets: Secrets, now: number): Outcome => {
    const { headers } = incoming
    const id = findText(headers["x-amzn-requestid"], headers["x-amzn-request-id"], headers["x-amz-request-id"])
    const requestId = id === undefined ? undefined : cleanLine(id, secrets, 128)
    const result = withoutStack(() => read(incoming, requestId, secrets))
    return { result, requestId, retryAfter: readRetryAfter(headers, now) }
  }
}

const findText = (...candidates: ReadonlyArray<unknown>): string | undefined =>
  candidates.find((candidate): candidate is string => typeof candidate === "string" && candidate !== "")

/** The name of an exception, without its namespace (`com.amazonaws#Name`) and its URI (`Name:http://...`). */
const cleanCode = (code: string): string => code.split(/[,:]/, 1)[0]!.replace(/^[^#]*#/, "").trim()

/** The text that names an exception, if it does. */
const nameOf = (code: unknown): string | undefined =>
  typeof code === "string" && cleanCode(code) !== "" ? code : undefined

const findAnyCase = (members: { readonly [x: string]: unknown }, name: string): unknown =>
  members[name] ?? Object.entries(members).find(([key]) => key.toLowerCase() === name)?.[1]

/** An empty body and `null` are an empty object, as for every AWS SDK; what is not JSON is `undefined`. */
const parseJson = (body: string): unknown => {
  if (body === "") return {}
  try {
    // Trimming takes away a byte order mark, which not every platform's decoder does.
    return JSON.parse(body.trim()) ?? {}
  } catch {
    return undefined
  }
}

/** How long Cognito asks to wait: `x-amz-retry-after` in milliseconds, `Retry-After` in seconds or as a date. */
const readRetryAfter = (headers: Headers.Headers, now: number): number => {
  const own = headers["x-amz-retry-after"]
  const standard = headers["retry-after"]
  const wait = own !== undefined
    ? Number(own)
    : standard === undefined
    ? NaN
    : /^\d+$/.test(standard)
    ? Number(standard) * 1000
    : Date.parse(standard) - now
  return wait >= 0 ? Math.ceil(wait) : 0
}
