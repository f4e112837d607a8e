/**
 * Why a token is refused, and why it can't be judged.
 */
import { explainedError, literals, number, optional, string, unchecked } from "./errors.js"

const explanations = {
  Malformed: "it is not a token of Cognito's: its form, its size or a claim that every token has is wrong",
  Algorithm: "it is not signed with RS256",
  Signature: "its signature is not one of the issuer's keys",
  Issuer: "its issuer is not one of the accepted user pools",
  Client: "it was issued to another app client",
  TokenUse: "it is the other kind of token: an access token where an ID token is needed, or the reverse",
  Expired: "it has expired",
  NotYetValid: "it is not valid yet",
  Group: "the user is in none of the required groups",
  Scope: "it has none of the required scopes"
} as const

/**
 * Why a token is refused.
 *
 * @since 3.0.0
 * @category errors
 */
export type Reason = keyof typeof explanations

/**
 * The token is not acceptable. It will not become so by trying again, except if the reason is `"NotYetValid"`. Neither
 * the error nor its message holds any part of the token.
 *
 * - `"Malformed"`: it is not a signed token in compact form, is longer than 64 KiB, lacks a claim that Cognito's tokens
 *   have, states a member twice, or has a header that brings a key of its own or demands an extension.
 * - `"Algorithm"`: it is not signed with RS256, the only algorithm of Cognito.
 * - `"Signature"`: no key of the issuer has signed it.
 * - `"Issuer"`: it is a token of a user pool that is not among the accepted ones.
 * - `"Client"`: it was issued to another app client.
 * - `"TokenUse"`: it is an ID token where an access token is needed, or the reverse.
 * - `"Expired"` and `"NotYetValid"`: this is not the time to use it. An expired one can be refreshed.
 * - `"Group"` and `"Scope"`: the caller is known, but may not do this.
 *
 * @since 3.0.0
 * @category errors
 */
export class InvalidTokenError extends /*#__PURE__*/ explainedError<InvalidTokenError>()("InvalidTokenError", {
  /** What is wrong with it. */
  reason: /*#__PURE__*/ literals(
    "Malformed",
    "Algorithm",
    "Signature",
    "Issuer",
    "Client",
    "TokenUse",
    "Expired",
    "NotYetValid",
    "Group",
    "Scope"
  )
}, ({ reason }) => `The token was refused, because ${explanations[reason]}.`) {}

/** Makes the error for a reason. */
export const refuse = (reason: Reason): InvalidTokenError => new InvalidTokenError({ reason }, unchecked)

/**
 * The keys of an issuer could not be fetched, so nothing is known about the token: try again later, and never tell the
 * caller that the token is bad.
 *
 * - `"Transport"`: there was no complete response. Check the network, the endpoint and the region of the user pool.
 * - `"Timeout"`: there was no complete response in time.
 * - `"Response"`: the response is not a key set. Check the id of the user pool and the endpoint.
 *
 * @since 3.0.0
 * @category errors
 */
export class KeysUnavailableError extends /*#__PURE__*/ explainedError<KeysUnavailableError>()("KeysUnavailableError", {
  /** The issuer whose keys are missing, as it was configured. */
  issuer: string,
  /** Why they are missing. */
  reason: /*#__PURE__*/ literals("Transport", "Timeout", "Response"),
  /** The HTTP status of the response, if there was one. */
  status: /*#__PURE__*/ optional(number)
}, ({ issuer, reason, status }) =>
  `The keys of ${issuer} could not be fetched: ${
    reason === "Timeout"
      ? "there was no complete response in time"
      : reason === "Transport"
      ? "there was no complete response"
      : status === 200
      ? "the response is not a key set"
      : `the response has the status ${status}`
  }.`)
{}
