/**
 * What the security middleware of an `HttpApi` is made of.
 */
import type * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as HttpEffect from "effect/http/HttpEffect"
import type * as HttpServerRequest from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import type * as Redacted from "effect/Redacted"

/** Has an error sent with a status. */
export const withStatus = (status: number): object => ({ httpApiStatus: status })

/** Errors as a middleware declares them. */
export const declareErrors = <const Errors extends ReadonlyArray<unknown>>(errors: Errors): Errors => errors

/** Adds a challenge to the response of the request that is being handled, if it gets this status. */
export const challenge = (
  status: number,
  value: string
): Effect.Effect<void, never, HttpServerRequest.HttpServerRequest> =>
  HttpEffect.appendPreResponseHandler((_, response) =>
    Effect.succeed(
      response.status === status ? HttpServerResponse.setHeader(response, "www-authenticate", value) : response
    )
  )

/**
 * How a security middleware handles a token: it runs the endpoint with what the middleware provides.
 *
 * @example
 * ```ts
 * import { HttpApiEndpoint, HttpApiGroup, HttpApiMiddleware, HttpApiSecurity } from "effect/http-api"
 * import { CognitoToken } from "effect-cognito"
 * import * as CognitoHttpApi from "effect-cognito/CognitoHttpApi"
 * import { Effect, Layer } from "effect"
 *
 * class Authorization extends HttpApiMiddleware.Service<Authorization, {
 *   provides: CognitoHttpApi.Caller
 * }>()("Authorization", {
 *   error: CognitoHttpApi.errors,
 *   security: { bearer: HttpApiSecurity.bearer, cookie: HttpApiSecurity.apiKey({ in: "cookie", key: "token" }) }
 * }) {}
 *
 * const orders = HttpApiGroup.make("orders").add(HttpApiEndpoint.get("list", "/orders")).middleware(Authorization)
 *
 * const AuthorizationLive = Layer.effect(
 *   Authorization,
 *   Effect.map(CognitoHttpApi.makeHandler({ scopes: ["orders/read"] }), (handle) => ({ bearer: handle, cookie: handle }))
 * )
 *
 * const VerifierLive = CognitoToken.layer({
 *   userPoolId: "eu-west-1_AbCdEfGhI",
 *   clientId: "1example23456789",
 *   tokenUse: "access"
 * })
 * ```
 *
 * @since 3.0.0
 * @category models
 */
export interface Handler<Id, _Service, Error> {
  <E>(
    endpoint: Effect.Effect<HttpServerResponse.HttpServerResponse, E, Id>,
    options: {
      /** The token, as the security scheme found it in the request. */
      readonly credential: Redacted.Redacted
    }
  ): Effect.Effect<HttpServerResponse.HttpServerResponse, E | Error, HttpServerRequest.HttpServerRequest>
}

/** Makes a handler that provides what it reads from a token. */
export const toHandler = <Id, Service, Error>(
  tag: Context.Key<Id, Service>,
  read: (token: Redacted.Redacted) => Effect.Effect<Service, Error, HttpServerRequest.HttpServerRequest>
): Handler<Id, Service, Error> =>
(endpoint, { credential }) =>
  // What the middleware provides is all that an endpoint requires of it.
  Effect.provideServiceEffect(endpoint, tag, read(credential)) as Effect.Effect<never>
