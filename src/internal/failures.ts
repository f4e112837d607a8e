/**
 * What a platform failed with becomes a `TransportError`.
 */
import * as HttpClientError from "@effect/platform/HttpClientError"
import * as CognitoError from "../CognitoError.js"

/** What platforms say of a connection that never came about. */
const unsent = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|UND_ERR_CONNECT_TIMEOUT|ConnectionRefused|FailedToOpenSocket)$/

interface SystemError {
  readonly name?: unknown
  readonly message?: unknown
  readonly code?: unknown
  readonly syscall?: unknown
  readonly cause?: unknown
  readonly errors?: ReadonlyArray<unknown>
}

const isObject = (u: unknown): u is SystemError => typeof u === "object" && u !== null

/** An error and what caused it, outermost first; of several addresses that were tried, the first. */
const chain = (error: unknown, depth = 5): ReadonlyArray<SystemError> =>
  isObject(error) && depth > 0
    ? [error, ...chain(error.cause ?? error.errors?.[0], depth - 1)]
    : []

const isUnsent = ({ code, message, syscall }: SystemError): boolean =>
  unsent.test(String(code)) ||
  syscall === "connect" ||
  syscall === "getaddrinfo" ||
  // Deno's errors have no codes.
  String(message).includes(": client error (Connect): ")

/** The platform's errors hold the request or the response, so a new one takes over what they say, cleaned. */
export const transportError = (
  operation: string,
  error: unknown,
  clean: (text: string, limit: number) => string
): CognitoError.TransportError => {
  const own = HttpClientError.isHttpClientError(error) ? error : undefined
  const causes = chain(own === undefined ? error : own.cause)
  const reason = own?._tag === "RequestError" && (own.reason !== "Transport" || causes.some(isUnsent))
    ? "Connect"
    : "Lost"
  const texts = causes.map(({ code, message }) => String(message || code || "")).filter((text) => text !== "")
  const cause = new Error(clean([...new Set(texts)].join(": ") || "the platform did not say why", 256))
  cause.name = clean(String(causes[0]?.name ?? own?.reason), 64)
  // Its stack would lead here, which helps nobody.
  cause.stack = `${cause.name}: ${cause.message}`
  return new CognitoError.TransportError({ operation, reason, cause }, { disableValidation: true })
}
