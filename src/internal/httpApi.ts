/**
 * What the security middleware of an `HttpApi` is made of.
 */
import * as HttpApiSchema from "@effect/platform/HttpApiSchema"
import * as HttpApp from "@effect/platform/HttpApp"
import type * as HttpServerRequest from "@effect/platform/HttpServerRequest"
import * as HttpServerResponse from "@effect/platform/HttpServerResponse"
import type * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import type * as Redacted from "effect/Redacted"
import type * as Schema from "effect/Schema"
import { unionOf } from "./errors.js"

/** Has an error sent with a status. */
export const withStatus = (status: number): object => HttpApiSchema.annotations({ status })

/** Errors as a middleware declares them. */
export const declareErrors: <const Errors extends ReadonlyArray<Schema.Schema.All>>(
  errors: Errors
) => Schema.Union<Errors> = unionOf

/** Adds a challenge to the response of the request that is being handled, if it gets this status. */
export const challenge = (status: number, value: string): Effect.Effect<void> =>
  HttpApp.appendPreResponseHandler((_, response) =>
    Effect.succeed(
      response.status === status ? HttpServerResponse.setHeader(response, "www-authenticate", value) : response
    )
  )

/**
 * How a security middleware handles a token: it gives what the middleware provides.
 *
 * @example
 * ```ts
 * import { HttpApiEndpoint, HttpApiGroup, HttpApiMiddleware, HttpApiSecurity } from "@effect/platform"
 * import { CognitoToken } from "effect-cognito"
 * import * as CognitoHttpApi from "effect-cognito/CognitoHttpApi"
 * import { Effect, Layer } from "effect"
 *
 * class Authorization extends HttpApiMiddleware.Tag<Authorization>()("Authorization", {
 *   provides: CognitoHttpApi.Caller,
 *   failure: CognitoHttpApi.errors,
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
export interface Handler<_Id, Service, Error> {
  (token: Redacted.Redacted): Effect.Effect<Service, Error, HttpServerRequest.HttpServerRequest>
}

/** Makes a handler that provides what it reads from a token. */
export const toHandler = <Id, Service, Error>(
  _: Context.Tag<Id, Service>,
  read: (token: Redacted.Redacted) => Effect.Effect<Service, Error, HttpServerRequest.HttpServerRequest>
): Handler<Id, Service, Error> => read
