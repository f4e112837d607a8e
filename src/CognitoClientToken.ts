/**
 * An app client's own access token, for calls from one service to another in which no user takes part.
 *
 * The token is requested when it is first needed, kept, and replaced before it expires. The service that is called
 * verifies it by `CognitoToken`, whose option `scopes` says what the caller must be allowed.
 *
 * @example
 * ```ts
 * import { HttpClient, HttpClientRequest } from "@effect/platform"
 * import { CognitoClientToken } from "effect-cognito"
 * import { Effect, Redacted } from "effect"
 *
 * // A client that sends the token with each of its requests.
 * const authorized = Effect.gen(function*() {
 *   const { get } = yield* CognitoClientToken.CognitoClientToken
 *   return (yield* HttpClient.HttpClient).pipe(
 *     HttpClient.mapRequestEffect((request) =>
 *       Effect.map(get, (token) => HttpClientRequest.bearerToken(request, token))
 *     )
 *   )
 * })
 *
 * const TokenLive = CognitoClientToken.layer({
 *   clientId: "1example23456789",
 *   clientSecret: Redacted.make("..."),
 *   scopes: ["orders/read"]
 * })
 *
 * const runnable = Effect.provide(authorized, TokenLive)
 * ```
 *
 * @since 3.0.0
 */

import * as HttpClient from "@effect/platform/HttpClient"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Redacted from "effect/Redacted"
import * as CognitoConfig from "./CognitoConfig.js"
import * as CognitoError from "./CognitoError.js"
import { type ConfigError, makeTag, readConfig, type Wrap } from "./internal/context.js"
import { type DurationInput, toMillis } from "./internal/durations.js"
import { unchecked } from "./internal/errors.js"
import { makeSingleFlight } from "./internal/singleFlight.js"
import { getClientToken, type GetClientTokenError } from "./operations/GetClientToken.js"

/**
 * The app client, and what its token is for.
 *
 * @since 3.0.0
 * @category models
 */
export interface Options {
  /** The id of the app client. */
  readonly clientId: string
  /** The secret of the app client. */
  readonly clientSecret: Redacted.Redacted<string>
  /** The scopes that the token is to have. Default: all that the app client may have. */
  readonly scopes?: ReadonlyArray<string> | undefined
  /** What the pool's Lambda for tokens is told. */
  readonly clientMetadata?: { readonly [name: string]: string } | undefined
  /**
   * How long before it expires a token is replaced, but not before half of its life has passed. Default: 5 minutes.
   */
  readonly refreshAhead?: DurationInput | undefined
}

/**
 * Keeps the token of an app client.
 *
 * @since 3.0.0
 * @category models
 */
export interface Service {
  /**
   * Gives a token that has not expired. Whoever asks while one is requested waits for the same one. Before a token
   * expires a new one is requested in the background; if that fails, it is tried again 10 seconds later at the earliest,
   * and the failure is logged.
   *
   * It fails as `Cognito.getClientToken` does, only if there is no token that has not expired.
   */
  readonly get: Effect.Effect<Redacted.Redacted<string>, GetClientTokenError>
}

/**
 * The token of the app client that a program is.
 *
 * @since 3.0.0
 * @category tags
 */
export class CognitoClientToken extends makeTag<CognitoClientToken, Service>()("effect-cognito/CognitoClientToken") {}

interface Kept {
  readonly token: Redacted.Redacted<string>
  /** In milliseconds since 1970, as all times here. */
  readonly refreshAt: number
  readonly expiresAt: number
}

/** How long to wait after a failure in the background, in milliseconds. */
const pause = 10_000

const keepToken = (request: Effect.Effect<Kept, GetClientTokenError>): Service => {
  let kept: Kept | undefined
  let failedAt = -Infinity

  const start = makeSingleFlight(Effect.matchEffect(request, {
    onSuccess: (value) =>
      Effect.sync(() => {
        kept = value
        return value
      }),
    onFailure: (error) =>
      Effect.flatMap(Clock.currentTimeMillis, (now) => {
        failedAt = now
        return Effect.flatMap(
          Effect.logWarning(`The token of the app client could not be replaced: ${error.message}`),
          () => Effect.fail(error)
        )
      })
  }))

  return {
    get: Effect.flatMap(Clock.currentTimeMillis, (now) => {
      if (kept === undefined || now >= kept.expiresAt) return Effect.map(Effect.flatten(start), ({ token }) => token)
      const { refreshAt, token } = kept
      return now < refreshAt || Math.abs(now - failedAt) < pause ? Effect.succeed(token) : Effect.as(start, token)
    })
  }
}

const incomplete = () =>
  Effect.fail(
    new CognitoError.InvalidResponseError({
      operation: "GetClientToken",
      status: 200,
      issues: [{ path: ["ClientAuthenticationResult", "AccessToken"], expected: "a string" }]
    }, unchecked)
  )

/**
 * Makes the service with the `HttpClient` and the `CognitoConfig` of here and now. What its callers have around them
 * never replaces either. Nothing is requested yet.
 *
 * @since 3.0.0
 * @category constructors
 */
export const make = (options: Options): Effect.Effect<Service, never, HttpClient.HttpClient> =>
  Effect.zipWith(HttpClient.HttpClient, CognitoConfig.CognitoConfig, (client, config) => {
    const { clientId, clientMetadata, clientSecret, refreshAhead = "5 minutes", scopes } = options
    const ask = getClientToken({ clientId, secret: clientSecret, scopes, clientMetadata }).pipe(
      Effect.provideService(HttpClient.HttpClient, client),
      Effect.provideService(CognitoConfig.CognitoConfig, config)
    )
    return keepToken(
      // The time before the request, so that a token is never kept for too long.
      Effect.flatMap(
        Clock.currentTimeMillis,
        (now) =>
          Effect.flatMap(ask, ({ clientAuthenticationResult: { accessToken, expiresIn = 0 } = {} }) => {
            if (accessToken === undefined) return incomplete()
            const lifetime = expiresIn * 1000
            const ahead = Math.min(toMillis(refreshAhead), lifetime / 2)
            return Effect.succeed({ token: accessToken, refreshAt: now + lifetime - ahead, expiresAt: now + lifetime })
          })
      )
    )
  })

/**
 * A layer that keeps the token.
 *
 * @since 3.0.0
 * @category layers
 */
export const layer = (options: Options): Layer.Layer<CognitoClientToken, never, HttpClient.HttpClient> =>
  Layer.effect(CognitoClientToken, make(options))

/**
 * A layer that keeps the token, whose options are read from the configuration.
 *
 * @example
 * ```ts
 * import { CognitoClientToken } from "effect-cognito"
 * import { Config } from "effect"
 *
 * const TokenLive = CognitoClientToken.layerConfig({
 *   clientId: Config.string("CLIENT_ID"),
 *   clientSecret: Config.redacted("CLIENT_SECRET")
 * })
 * ```
 *
 * @since 3.0.0
 * @category layers
 */
export const layerConfig = (
  options: Wrap<Options>
): Layer.Layer<CognitoClientToken, ConfigError, HttpClient.HttpClient> =>
  Layer.effect(CognitoClientToken, Effect.flatMap(readConfig<Options>(options), make))
