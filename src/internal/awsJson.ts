/**
 * The wire: AWS JSON 1.1, as Cognito speaks it.
 */
import type * as Headers from "@effect/platform/Headers"
import * as HttpBody from "@effect/platform/HttpBody"
import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import * as Either from "effect/Either"
import { isRecord } from "effect/Predicate"
import type * as Schema from "effect/Schema"
import * as CognitoError from "../CognitoError.js"
import { scrub, type Secrets } from "./redact.js"
import { converter } from "./structure.js"

const agent = "effect-cognito/0.1.0"

const unchecked = { disableValidation: true } as const

/**
 * A documented exception: a class that is built from the members that Cognito sent.
 *
 * @internal
 */
export interface ExceptionClass {
  readonly _tag: string
  new(members: never, options: typeof unchecked): CognitoError.CognitoError
}

/** @internal */
export interface Declaration {
  readonly name: string
  readonly request: Schema.Schema.AnyNoContext
  readonly response: Schema.Schema.AnyNoContext
  readonly errors: ReadonlyArray<ExceptionClass>
}

// -----------------------------------------------------------------------------
// requests
// -----------------------------------------------------------------------------

/** Only browsers call themselves Mozilla. They set `user-agent` themselves; elsewhere a firewall may ask for one. */
const isBrowser = (): boolean => globalThis.navigator?.userAgent?.startsWith("Mozilla/") === true

/** Writes the requests of an operation, after checking them. */
const encoder = ({ name, request: schema }: Declaration) => {
  const encode = converter(schema, true)
  let base = HttpClientRequest.post("", {
    headers: {
      "x-amz-target": `AWSCognitoIdentityProviderService.${name}`,
      "x-amz-user-agent": agent,
      ...(isBrowser() ? undefined : { "user-agent": agent })
    }
  })
  const invalid = (issues: ReadonlyArray<CognitoError.Issue>) =>
    Either.left(new CognitoError.InvalidRequestError({ operation: name, issues }, unchecked))

  return (
    request: unknown,
    url: string,
    secrets: Secrets
  ): Either.Either<HttpClientRequest.HttpClientRequest, CognitoError.InvalidRequestError> => {
    try {
      const issues: Array<CognitoError.Issue> = []
      const encoded = encode(request, issues, secrets)
      if (issues.length > 0) return invalid(issues)
      // A program has one endpoint, as a rule.
      if (base.url !== url) base = HttpClientRequest.setUrl(base, url)
      // Not typed as JSON: `@effect/platform` prints the bodies of requests that are.
      const body = HttpBody.text(JSON.stringify(encoded), "application/x-amz-json-1.1")
      return Either.right(HttpClientRequest.setBody(base, body))
    } catch {
      // A getter that throws, or a Redacted that was wiped: what was thrown may quote the value.
      return invalid([{ path: [], expected: "an object whose members can be read" }])
    }
  }
}

// -----------------------------------------------------------------------------
// answers
// -----------------------------------------------------------------------------

/**
 * An answer whose body has arrived. A body that is too large has not: it is `undefined`.
 *
 * @internal
 */
export interface Answer {
  readonly status: number
  readonly headers: Headers.Headers
  readonly body: string | undefined
}

const first = (...candidates: ReadonlyArray<unknown>): string | undefined =>
  candidates.find((candidate): candidate is string => typeof candidate === "string" && candidate !== "")

/** The name of an exception, without its namespace (`com.amazonaws#Name`) and its URI (`Name:http://...`). */
const cleanCode = (code: string): string => code.split(/[,:]/, 1)[0]!.replace(/^[^#]*#/, "").trim()

/** What names an exception, if it does. */
const named = (code: unknown): string | undefined =>
  typeof code === "string" && cleanCode(code) !== "" ? code : undefined

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/

/** @internal */
export const requestId = (headers: Headers.Headers, secrets: Secrets): string | undefined => {
  const id = first(headers["x-amzn-requestid"], headers["x-amzn-request-id"], headers["x-amz-request-id"])
  // AWS's own are UUIDs, which no secret of Cognito's is: nothing to look for, on the path that has to be fast.
  return id === undefined || uuid.test(id) ? id : scrub(id, secrets, 128)
}

/** Reads the answers to an operation: its response, one of its exceptions, or why it is neither. */
const decoder = ({ errors, name, response: schema }: Declaration) => {
  const decode = converter(schema, false)
  const exceptions = new Map(errors.map((exception) => [exception._tag, exception]))

  return ({ body, headers, status }: Answer, secrets: Secrets): Either.Either<unknown, CognitoError.CognitoError> => {
    const id = requestId(headers, secrets)
    const answered = id === undefined ? { status } : { status, requestId: id }
    const invalid = (issues: ReadonlyArray<CognitoError.Issue>) =>
      Either.left(new CognitoError.InvalidResponseError({ operation: name, ...answered, issues }, unchecked))
    const expected = (what: string) => invalid([{ path: [], expected: what }])

    if (body === undefined) return expected("a body of at most 1 MiB")
    // A browser shows a redirect that it did not follow as status 0.
    if (status < 200 || (status >= 300 && status < 400)) {
      return expected("an answer, not a redirect: check the endpoint")
    }

    const json = parse(body)
    if (status < 300) {
      if (!isRecord(json)) return expected("a JSON object")
      const issues: Array<CognitoError.Issue> = []
      const response = decode(json, issues, secrets)
      return issues.length > 0 ? invalid(issues) : Either.right(response)
    }

    const members = isRecord(json) ? json : {}
    const source = named(members["__type"]) ?? named(anyCase(members, "code")) ?? named(headers["x-amzn-errortype"])
    if (source === undefined) {
      return expected("a JSON object with the exception's name in __type, or an x-amzn-errortype header")
    }

    const message = first(members["message"], members["Message"], headers["x-amzn-errormessage"])
    const Exception = exceptions.get(cleanCode(source))
    // Cleaned of secrets while it is whole: the name may be what is left of one.
    const code = Exception?._tag ?? cleanCode(scrub(source, secrets)).slice(0, 128)
    const common = {
      message: message === undefined ? `Cognito answered ${code} and did not say why.` : scrub(message, secrets),
      ...answered
    }
    if (Exception === undefined) {
      return Either.left(new CognitoError.UnknownServiceException({ ...common, code }, unchecked))
    }
    // Its fields would say so, too, but to look at them is to make its schema.
    const reasonCode = code === "InvalidParameterException" ? first(members["reasonCode"]) : undefined
    const own = reasonCode === undefined ? common : { ...common, reasonCode: scrub(reasonCode, secrets, 128) }
    // Every exception has the members of `common`, and that one also has `reasonCode`.
    return Either.left(new Exception(own as never, unchecked))
  }
}

/** @internal */
export interface Codec {
  readonly encode: ReturnType<typeof encoder>
  readonly decode: ReturnType<typeof decoder>
}

/** @internal */
export const compile = (declaration: Declaration): Codec => ({
  encode: encoder(declaration),
  decode: decoder(declaration)
})

/** An empty body and `null` are an empty object, as for every AWS SDK; what is no JSON is `undefined`. */
const parse = (body: string): unknown => {
  // Trimming also takes away a byte order mark, which not every platform's decoder does.
  const text = body.trim()
  if (text === "") return {}
  try {
    return JSON.parse(text) ?? {}
  } catch {
    return undefined
  }
}

const anyCase = (members: { readonly [x: string]: unknown }, name: string): unknown =>
  members[name] ?? Object.entries(members).find(([key]) => key.toLowerCase() === name)?.[1]
