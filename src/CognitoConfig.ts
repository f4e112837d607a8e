/**
 * Where Cognito is, and how patiently it is asked.
 *
 * What is not set here is read through the current `ConfigProvider`, on each call, by the names that every AWS SDK
 * uses: `AWS_REGION`, `AWS_DEFAULT_REGION`, `AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER`, `AWS_ENDPOINT_URL`,
 * `AWS_USE_FIPS_ENDPOINT`, `AWS_USE_DUALSTACK_ENDPOINT` and `AWS_MAX_ATTEMPTS`.
 *
 * @since 0.1.0
 */

import * as Effect from "effect/Effect"
import { dual } from "effect/Function"
import * as Layer from "effect/Layer"
import type * as Schedule from "effect/Schedule"
import type * as CognitoError from "./CognitoError.js"
import { CognitoConfig, type ConfigError, type Provided, readConfig, type Wrap } from "./internal/context.js"
import type { DurationInput } from "./internal/durations.js"

export {
  /**
   * @since 0.1.0
   * @category references
   */
  CognitoConfig
} from "./internal/context.js"

/**
 * What can be configured. An option that is absent or `undefined` is taken from around, then from the environment.
 *
 * @since 0.1.0
 * @category models
 */
export interface Options {
  /** The AWS region of the user pool, such as `"eu-west-1"`. Not needed with an `endpoint`. */
  readonly region?: string | undefined
  /**
   * Another endpoint than AWS's, such as `"http://localhost:9229"`: an absolute `http` or `https` URL, whose path is
   * kept. Over `http`, whoever is on the network reads the tokens.
   */
  readonly endpoint?: string | undefined
  /** Use the endpoint validated for FIPS 140. Default: `false`. */
  readonly useFipsEndpoint?: boolean | undefined
  /** Use the endpoint that speaks IPv6 too. Default: `false`. */
  readonly useDualstackEndpoint?: boolean | undefined
  /** How long one attempt may take, its response included. Default: 30 seconds. */
  readonly timeout?: DurationInput | undefined
  /**
   * When a failed attempt is repeated: `"none"` for never, numbers for the standard mode, or a schedule of your own.
   * A schedule sees only the failures that may be repeated (see {@link RetryOptions.repeatable}).
   */
  readonly retry?: "none" | RetryOptions | Schedule.Schedule<unknown, CognitoError.CognitoError> | undefined
}

/**
 * The numbers of the standard retry mode: a random wait between nothing and `base * 2^retry`, or `maxDelay`.
 *
 * @since 0.1.0
 * @category models
 */
export interface RetryOptions {
  /** All attempts, the first included. Default: `AWS_MAX_ATTEMPTS`, or 3. */
  readonly maxAttempts?: number | undefined
  /** The base after a transient failure. Default: 50 milliseconds. */
  readonly baseDelay?: DurationInput | undefined
  /** The base after throttling. Default: 1 second. */
  readonly throttledDelay?: DurationInput | undefined
  /** The longest wait, apart from what Cognito asks for. Default: 20 seconds. */
  readonly maxDelay?: DurationInput | undefined
  /**
   * `true` says that repeating is fine for this caller, even where Cognito may have processed the request: the user
   * may then receive a second message. Default: what the operation declares.
   */
  readonly repeatable?: boolean | undefined
}

const within = (options: Options): Effect.Effect<Options> =>
  Effect.map(CognitoConfig, (around) => ({
    region: options.region ?? around.region,
    endpoint: options.endpoint ?? around.endpoint,
    useFipsEndpoint: options.useFipsEndpoint ?? around.useFipsEndpoint,
    useDualstackEndpoint: options.useDualstackEndpoint ?? around.useDualstackEndpoint,
    timeout: options.timeout ?? around.timeout,
    retry: options.retry ?? around.retry
  }))

/**
 * Runs an effect with these options, on top of those around it.
 *
 * @example
 * ```ts
 * import { Cognito, CognitoConfig } from "effect-cognito"
 * import { Redacted } from "effect"
 *
 * const program = Cognito.getUserAttributeVerificationCode({
 *   accessToken: Redacted.make("..."),
 *   attributeName: "email"
 * }).pipe(CognitoConfig.withConfig({ region: "eu-west-1", timeout: "5 seconds" }))
 * ```
 *
 * @since 0.1.0
 * @category combinators
 */
export const withConfig: {
  /** Runs an effect with these options, on top of those around it. */
  (options: Options): <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>
  /** Runs an effect with these options, on top of those around it. */
  <A, E, R>(effect: Effect.Effect<A, E, R>, options: Options): Effect.Effect<A, E, R>
} = /*#__PURE__*/ dual(
  2,
  <A, E, R>(effect: Effect.Effect<A, E, R>, options: Options): Effect.Effect<A, E, R> =>
    Effect.provideServiceEffect(effect, CognitoConfig, within(options))
)

/**
 * The same for a whole program: a layer that sets these options, on top of those around it.
 *
 * @example
 * ```ts
 * import { CognitoConfig } from "effect-cognito"
 *
 * const EuropeLive = CognitoConfig.layer({ region: "eu-west-1" })
 * ```
 *
 * @since 0.1.0
 * @category layers
 */
export const layer = (options: Options): Layer.Layer<Provided> => Layer.effect(CognitoConfig, within(options))

/**
 * The same with options that are read from the configuration, by names of your own.
 *
 * @example
 * ```ts
 * import { CognitoConfig } from "effect-cognito"
 * import { Config } from "effect"
 *
 * const UserPoolLive = CognitoConfig.layerConfig({ region: Config.string("USER_POOL_REGION") })
 * ```
 *
 * @since 0.1.0
 * @category layers
 */
export const layerConfig = (
  options: Wrap<Options>
): Layer.Layer<Provided, ConfigError> => Layer.effect(CognitoConfig, Effect.flatMap(readConfig(options), within))
