/**
 * What an HTTP client failed with becomes a `TransportError`. A client may fail with any value, so each of its members
 * may throw when it is read, and its texts may hold the request.
 */
import * as CognitoError from "../CognitoError.js"
import { unchecked } from "./errors.js"
import { read, readText, safely } from "./foreign.js"
import { readPlatformError } from "./platformError.js"

// -----------------------------------------------------------------------------
// foreign values
// -----------------------------------------------------------------------------

/** More errors of one `AggregateError` than this are not looked at. */
const maxErrors = 100

/** The errors of an `AggregateError`, and no more than one beyond the maximum. */
const errorsOf = (error: unknown): ReadonlyArray<unknown> => {
  const errors = read(error, "errors")
  const length = safely(() => Array.isArray(errors)) === true ? read(errors, "length") : 0
  return typeof length === "number"
    ? Array.from({ length: Math.min(length, maxErrors + 1) }, (_, index) => read(errors, String(index)))
    : []
}

/** An error and its causes, outermost first. */
const causesOf = (error: unknown, depth = 5): ReadonlyArray<unknown> =>
  error === undefined || error === null || depth === 0 ? [] : [error, ...causesOf(read(error, "cause"), depth - 1)]

const textOf = (error: unknown): string =>
  typeof error === "string" ? error : readText(error, "message") || readText(error, "code")

// -----------------------------------------------------------------------------
// what was certainly not sent
// -----------------------------------------------------------------------------

/*
 * A platform reports each of these while it looks up a name, connects, opens a tunnel or checks a certificate, all of
 * which come before the request. `EPROTO` and the codes of OpenSSL's records are missing on purpose: Node and Bun also
 * report them for a connection that breaks after the request.
 *
 * Deno sends a request again by itself if it is lost on a connection that was used before, and then reports what became
 * of the second attempt only.
 */

/** System calls of Node that come before the first byte. */
const unsentSyscall = /^(connect|getaddrinfo)$/

const unsentCode = new RegExp(`^(${
  [
    "ECONNREFUSED|ENOTFOUND|EAI_[A-Z]+|UND_ERR_CONNECT_TIMEOUT|ERR_SOCKET_CONNECTION_TIMEOUT",
    // older versions of Bun
    "ConnectionRefused|FailedToOpenSocket",
    // proxies
    "ERR_PROXY_TUNNEL|UND_ERR_PRX_TLS|UND_ERR_SOCKS5\\w*",
    // certificates, as Node and Bun name what OpenSSL and BoringSSL find; `ERR_SSL_` is what they find afterwards
    "(?!ERR_SSL_)\\w*(CERT|CRL_|UNABLE_TO_)\\w+|\\w+_CERT|(SUITE_B|AKID|KEYUSAGE_NO|UNHANDLED_CRITICAL)_\\w+",
    "INVALID_(CA|NON_CA|PURPOSE|EXTENSION|POLICY_EXTENSION)|(PROXY_)?PATH_LENGTH_EXCEEDED|SUBTREE_MINMAX",
    "(HOSTNAME|EMAIL|IP_ADDRESS|SUBJECT_ISSUER)_MISMATCH|(PERMITTED|EXCLUDED)_VIOLATION|NO_EXPLICIT_POLICY",
    "UNSUPPORTED_(EXTENSION|CONSTRAINT|NAME)_\\w+|UNNESTED_RESOURCE|NAME_CONSTRAINTS_WITHOUT_SANS"
  ].join("|")
})$`)

const unsentText = new RegExp(
  [
    // Node, with the code ECONNRESET
    "^Client network socket disconnected before secure TLS connection was established$",
    // OpenSSL since 3.2 reads the records before the server's first message by a function of their own.
    ":tls_validate_record_header:",
    // undici
    "^bad port$",
    "^Proxy response (\\(\\d+\\) )?!== 200 when HTTP Tunneling$",
    // Bun, with various codes
    "^(\\w+: )?Unable to connect\\. Is the computer able to access the url\\?",
    // Deno, whose errors have no codes
    "^error sending request for url \\(\\S+\\): client error \\(Connect\\): ",
    "^(Fetch failed: )?Requests to port \\d+ are blocked",
    "^Requires (net access to|sys access to \"ca\")"
  ].join("|")
)

/** Node has one code for all that OpenSSL finds and Node has no name for, such as a certificate with a weak key. */
const isUnnamedCertificateError = (code: string, message: string): boolean =>
  code === "UNSPECIFIED" && /certificate|\bCA\b|subtree|critical extension/.test(message)

const tellsUnsent = (error: unknown): boolean => {
  const code = readText(error, "code")
  const message = readText(error, "message")
  return unsentSyscall.test(readText(error, "syscall")) ||
    unsentCode.test(code) ||
    unsentText.test(message) ||
    isUnnamedCertificateError(code, message)
}

/** Several errors are those of several addresses, of which none may have got the request. */
const isUnsent = (causes: ReadonlyArray<unknown>): boolean => {
  const tried = causes.map(errorsOf)
  return tried.every((errors) => errors.length <= maxErrors && errors.every(tellsUnsent)) &&
    (causes.some(tellsUnsent) || tried.some((errors) => errors.length > 0))
}

// -----------------------------------------------------------------------------
// ours
// -----------------------------------------------------------------------------

/**
 * Turns what a platform failed with into a `TransportError`: says whether the request was certainly not sent, and keeps
 * only cleaned texts.
 *
 * `clean` removes the request's secrets from a text, and returns at most `limit` characters in one line.
 */
export const transportError = (
  operation: string,
  error: unknown,
  clean: (text: string, limit: number) => string
): CognitoError.TransportError => {
  const { cause, description, phase, reason } = readPlatformError(error)
  const causes = causesOf(cause)
  const texts = [description, ...causes.flatMap((error) => [textOf(error), textOf(errorsOf(error)[0])])]
  // The limit may lie within a surrogate pair.
  const shorten = (text: string, limit: number): string => clean(text, limit).replace(/[\uD800-\uDBFF]$/, "")

  const own = new Error(
    shorten([...new Set(texts.filter((text) => text !== ""))].join(": "), 256) || "the platform did not say why"
  )
  own.name = shorten(readText(causes[0], "name") || reason, 64) || "Error"
  // The stack would lead here, which helps nobody.
  own.stack = `${own.name}: ${own.message}`

  const isConnect = phase === "make" || (phase === "send" && isUnsent(causes))
  return new CognitoError.TransportError(
    { operation, reason: isConnect ? "Connect" : "Lost", cause: own },
    unchecked
  )
}
