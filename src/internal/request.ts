/**
 * A request of the program becomes a request of AWS JSON 1.1.
 */
import * as HttpBody from "@effect/platform/HttpBody"
import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import * as CognitoError from "../CognitoError.js"
import { type AnySchema, makeEncode } from "./codec.js"
import { unchecked } from "./errors.js"
import { collectSecrets, type Secrets } from "./secrets.js"
import { version } from "./version.js"

/** A request that is ready to be sent, with the secrets in it. */
export interface Outgoing {
  readonly http: HttpClientRequest.HttpClientRequest
  readonly secrets: Secrets
}

const agent = `effect-cognito/${version}`

/** Browsers set `user-agent` themselves, and only they begin it with "Mozilla". */
const isBrowser = (): boolean => globalThis.navigator?.userAgent?.startsWith("Mozilla/") === true

/** Makes the function that checks and encodes the requests of an operation. */
export const makeEncoder = (operation: string, schema: AnySchema) => {
  const encode = makeEncode(schema)
  const base = HttpClientRequest.post("", {
    headers: {
      "x-amz-target": `AWSCognitoIdentityProviderService.${operation}`,
      "x-amz-user-agent": agent,
      // A common rule of AWS WAF blocks requests without this header.
      ...(isBrowser() ? undefined : { "user-agent": agent })
    }
  })
  const invalid = (issues: ReadonlyArray<CognitoError.Issue>) =>
    new CognitoError.InvalidRequestError({ operation, issues }, unchecked)

  return (request: unknown, endpoint: string): Outgoing | CognitoError.InvalidRequestError => {
    try {
      const [encoded, secrets] = collectSecrets(() => encode(request))
      if ("listIssues" in encoded) return invalid(encoded.listIssues(secrets))
      // `@effect/platform` prints a body whose type is JSON, so this is a text with a type of its own.
      const body = HttpBody.text(JSON.stringify(encoded.value), "application/x-amz-json-1.1")
      return { http: HttpClientRequest.setBody(HttpClientRequest.setUrl(base, endpoint), body), secrets }
    } catch {
      // A getter threw, or a Redacted was wiped. What was thrown may quote the value.
      return invalid([{ path: [], expected: "an object whose members can be read" }])
    }
  }
}
