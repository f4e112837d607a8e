/**
 * The callers of an `HttpApi`, known by the tokens that they bring.
 *
 * A security middleware takes the token from a header or from a cookie. The handler that {@link makeHandler} makes has a
 * `CognitoToken.Verifier` verify it, and provides the {@link Caller} to the endpoints. A request that it refuses gets one
 * of the {@link errors}: 401 with a `WWW-Authenticate` header, 403, or 503 if the keys of the user pool are out of reach.
 *
 * Only by `effect-cognito/CognitoHttpApi`, so that it costs nothing where it is not used.
 *
 * @example
 * ```ts
 * import * as CognitoHttpApi from "effect-cognito/CognitoHttpApi"
 * import { Effect } from "effect"
 *
 * // In a middleware, for its security: `{ bearer: handle }`.
 * const handler = CognitoHttpApi.makeHandler({ scopes: ["orders/read"] })
 *
 * // In an endpoint.
 * const user = Effect.map(CognitoHttpApi.Caller, ({ claims }) => claims.sub)
 * ```
 *
 * @since 3.0.0
 */

import * as HttpServerRequest from "@effect/platform/HttpServerRequest"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as CognitoToken from "./CognitoToken.js"
import { makeTag } from "./internal/context.js"
import { string, taggedError } from "./internal/errors.js"
import { challenge, declareErrors, type Handler, toHandler, withStatus } from "./internal/httpApi.js"

export {
  /**
   * @since 3.0.0
   * @category models
   */
  type Handler
} from "./internal/httpApi.js"

// -----------------------------------------------------------------------------
// the caller
// -----------------------------------------------------------------------------

/**
 * Who makes the request, as the token says.
 *
 * @since 3.0.0
 * @category models
 */
export interface CallerService {
  /** What the verified token says. */
  readonly claims: CognitoToken.Claims
  /** The token itself, to call Cognito or another service on behalf of the caller. */
  readonly token: Redacted.Redacted<string>
}

/**
 * The caller whose request is being handled, which the middleware provides.
 *
 * @since 3.0.0
 * @category tags
 */
export class Caller extends makeTag<Caller, CallerService>()("effect-cognito/CognitoHttpApi/Caller") {}

// -----------------------------------------------------------------------------
// errors
// -----------------------------------------------------------------------------

/**
 * There is no token in the request, or one that is not acceptable. The response has the status 401.
 *
 * @since 3.0.0
 * @category errors
 */
export class UnauthorizedError extends /*#__PURE__*/ taggedError<UnauthorizedError>("")("UnauthorizedError", {
  /** Why the token is not acceptable, or that there is none. */
  message: string
}, /*#__PURE__*/ withStatus(401)) {}

/**
 * The caller is known, but lacks a group or a scope. The response has the status 403.
 *
 * @since 3.0.0
 * @category errors
 */
export class ForbiddenError extends /*#__PURE__*/ taggedError<ForbiddenError>("")("ForbiddenError", {
  /** What the caller lacks. */
  message: string
}, /*#__PURE__*/ withStatus(403)) {}

/**
 * The keys of the user pool can't be fetched, so nothing is known about the token. The caller should try again later.
 * The response has the status 503, and the reason is only in the log.
 *
 * @since 3.0.0
 * @category errors
 */
export class UnavailableError extends /*#__PURE__*/ taggedError<UnavailableError>("")("UnavailableError", {
  /** That the token can't be verified now. */
  message: string
}, /*#__PURE__*/ withStatus(503)) {}

/**
 * The errors that a middleware declares.
 *
 * @since 3.0.0
 * @category errors
 */
export const errors = /*#__PURE__*/ declareErrors([UnauthorizedError, ForbiddenError, UnavailableError])

/**
 * What a request is refused with.
 *
 * @since 3.0.0
 * @category errors
 */
export type AuthorizationError = UnauthorizedError | ForbiddenError | UnavailableError

// -----------------------------------------------------------------------------
// the handler
// -----------------------------------------------------------------------------

/**
 * Why a request is refused so far. Where a middleware has several securities, the platform tries one after another and
 * responds with the last error, which must not be that the last one has no token.
 */
const refusals = /*#__PURE__*/ new WeakMap<object, AuthorizationError>()

type Refusal = Effect.Effect<never, AuthorizationError, HttpServerRequest.HttpServerRequest>

const refuse = (error: AuthorizationError): Refusal =>
  Effect.flatMap(HttpServerRequest.HttpServerRequest, ({ source }) => {
    refusals.set(Object(source), error)
    return Effect.fail(error)
  })

const refuseMissing: Refusal = /*#__PURE__*/ Effect.flatMap(
  HttpServerRequest.HttpServerRequest,
  ({ source }) => {
    const before = refusals.get(Object(source))
    return before === undefined
      ? Effect.flatMap(
        challenge(401, "Bearer"),
        () => Effect.fail(new UnauthorizedError({ message: "The request has no token." }))
      )
      : Effect.fail(before)
  }
)

const refuseInvalid = ({ message = "", reason }: CognitoToken.InvalidTokenError): Refusal => {
  const isForbidden = reason === "Group" || reason === "Scope"
  const code = isForbidden ? "insufficient_scope" : "invalid_token"
  return Effect.flatMap(
    challenge(isForbidden ? 403 : 401, `Bearer error="${code}", error_description="${message}"`),
    () => refuse(isForbidden ? new ForbiddenError({ message }) : new UnauthorizedError({ message }))
  )
}

const refuseForNow = ({ message }: CognitoToken.KeysUnavailableError): Refusal =>
  Effect.flatMap(
    Effect.logError(message),
    () => refuse(new UnavailableError({ message: "The token can't be verified now. Try again later." }))
  )

const authorize = (
  verifier: CognitoToken.Service,
  token: Redacted.Redacted<string>,
  requirements: CognitoToken.Requirements | undefined
): Effect.Effect<CallerService, AuthorizationError, HttpServerRequest.HttpServerRequest> =>
  Redacted.value(token) === ""
    ? refuseMissing
    : Effect.matchEffect(verifier.verify(token, requirements), {
      // HTTP demands the header in every 401, and an endpoint may respond with one too: the token may have been revoked.
      onSuccess: (claims) => Effect.as(challenge(401, "Bearer"), { claims, token }),
      onFailure: (error) => error._tag === "KeysUnavailableError" ? refuseForNow(error) : refuseInvalid(error)
    })

/**
 * Makes a handler for the security of a middleware. It works for a bearer token and for a cookie alike, and demands what
 * these requirements say in addition to the options of the verifier. Every response with the status 401, those of the
 * endpoints included, has a `WWW-Authenticate` header.
 *
 * @since 3.0.0
 * @category constructors
 */
export const makeHandler = (
  requirements?: CognitoToken.Requirements
): Effect.Effect<Handler<Caller, CallerService, AuthorizationError>, never, CognitoToken.Verifier> =>
  Effect.map(
    CognitoToken.Verifier,
    (verifier) => toHandler(Caller, (token) => authorize(verifier, token, requirements))
  )
