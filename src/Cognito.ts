/**
 * Every operation as a function, and as a method of one service.
 *
 * @since 0.1.0
 */

import * as HttpClient from "@effect/platform/HttpClient"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as CognitoConfig from "./CognitoConfig.js"
import { captureCallSite } from "./internal/callSite.js"
import { type ConfigError, makeTag, readConfig, type Wrap } from "./internal/context.js"
import { fromContext } from "./internal/settings.js"
import * as Operation from "./Operation.js"
import * as operations from "./operations/index.js"

/**
 * @since 0.1.0
 */
export * from "./operations/index.js"

/**
 * Every operation, with the client and the configuration of the service, so that a call requires nothing more.
 *
 * @since 0.1.0
 * @category models
 */
export interface Service extends Operation.Methods<typeof operations> {}

/**
 * The service of all operations, for programs that inject it as a layer.
 *
 * @example
 * ```ts
 * import { FetchHttpClient } from "@effect/platform"
 * import { Cognito } from "effect-cognito"
 * import { Effect, Layer, Redacted } from "effect"
 *
 * const program = Effect.gen(function*() {
 *   const cognito = yield* Cognito.Cognito
 *   return yield* cognito.getUserAttributeVerificationCode({
 *     accessToken: Redacted.make("..."),
 *     attributeName: "email"
 *   })
 * })
 *
 * const CognitoLive = Cognito.layer({ region: "eu-west-1" }).pipe(Layer.provide(FetchHttpClient.layer))
 *
 * const runnable = Effect.provide(program, CognitoLive)
 * ```
 *
 * @since 0.1.0
 * @category tags
 */
export class Cognito extends makeTag<Cognito, Service>()("effect-cognito/Cognito") {}

/** The result of an effect, which is given again and again. */
const keepResult = <A, E>(effect: Effect.Effect<A, E>): Effect.Effect<Effect.Effect<A, E>> =>
  Effect.match(effect, { onFailure: (error) => Effect.fail(error), onSuccess: (value) => Effect.succeed(value) })

/**
 * Makes the service with the client and the configuration of here and now: the options, then the `CognitoConfig`
 * around, then the environment. What its callers have around them never replaces either. If the configuration is
 * invalid, each call fails with `InvalidConfigurationError`.
 *
 * @since 0.1.0
 * @category constructors
 */
export const make = (options: CognitoConfig.Options = {}): Effect.Effect<Service, never, HttpClient.HttpClient> =>
  Effect.zipWith(
    HttpClient.HttpClient,
    keepResult(CognitoConfig.withConfig(fromContext, options)),
    (client, configuration) =>
      Object.fromEntries(
        Operation.list(operations).map(([name, { [Operation.TypeId]: { call } }]) => [
          name,
          (request: never) => call(client, configuration, request, captureCallSite())
        ])
        // The mapped type of `Service` says what this does.
      ) as never
  )

/**
 * A layer of the service.
 *
 * @since 0.1.0
 * @category layers
 */
export const layer = (options: CognitoConfig.Options = {}): Layer.Layer<Cognito, never, HttpClient.HttpClient> =>
  Layer.effect(Cognito, make(options))

/**
 * A layer of the service, whose options are read from the configuration.
 *
 * @example
 * ```ts
 * import { Cognito } from "effect-cognito"
 * import { Config } from "effect"
 *
 * const CognitoLive = Cognito.layerConfig({ region: Config.string("USER_POOL_REGION") })
 * ```
 *
 * @since 0.1.0
 * @category layers
 */
export const layerConfig = (
  options: Wrap<CognitoConfig.Options>
): Layer.Layer<Cognito, ConfigError, HttpClient.HttpClient> =>
  Layer.effect(Cognito, Effect.flatMap(readConfig(options), make))
