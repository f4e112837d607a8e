/**
 * An app client of a user pool, configured once. From it follow the client id, the secret hash and the client secret
 * that the operations want, each in its place and over the right user name.
 *
 * @since 3.0.0
 */

import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Redacted from "effect/Redacted"
import * as CognitoSecretHash from "./CognitoSecretHash.js"
import { type ConfigError, makeTag, readConfig, type Wrap } from "./internal/context.js"

export {
  /**
   * @since 3.0.0
   * @category errors
   */
  WebCryptoError
} from "./CognitoSecretHash.js"

/**
 * What identifies an app client.
 *
 * @since 3.0.0
 * @category models
 */
export interface Options {
  /** The id of the app client. */
  readonly clientId: string
  /** Its secret, if it has one. A secret that a browser or a phone can read is none: give those a client without. */
  readonly clientSecret?: Redacted.Redacted<string> | undefined
  /** The id of its user pool, such as `eu-west-1_AbC123`. */
  readonly userPoolId: string
}

/**
 * The app client that a program uses. `CognitoSignIn` is built on it.
 *
 * @example
 * ```ts
 * import { Cognito, CognitoAppClient } from "effect-cognito"
 * import { Effect } from "effect"
 *
 * const resendCode = (username: string) =>
 *   Effect.gen(function*() {
 *     const caller = yield* CognitoAppClient.identify(username)
 *     return yield* Cognito.resendConfirmationCode({ ...caller, username })
 *   })
 *
 * const AppClientLive = CognitoAppClient.layer({ clientId: "1example23456789", userPoolId: "eu-west-1_AbC123" })
 * ```
 *
 * @since 3.0.0
 * @category tags
 */
export class CognitoAppClient
  extends /*#__PURE__*/ makeTag<CognitoAppClient, Options>()("effect-cognito/CognitoAppClient")
{}

/**
 * A layer of the app client.
 *
 * @since 3.0.0
 * @category layers
 */
export const layer = (options: Options): Layer.Layer<CognitoAppClient> => Layer.succeed(CognitoAppClient, options)

/**
 * A layer of the app client, whose options are read from the configuration.
 *
 * @example
 * ```ts
 * import { CognitoAppClient } from "effect-cognito"
 * import { Config } from "effect"
 *
 * const AppClientLive = CognitoAppClient.layerConfig({
 *   clientId: Config.string("COGNITO_CLIENT_ID"),
 *   clientSecret: Config.redacted("COGNITO_CLIENT_SECRET"),
 *   userPoolId: Config.string("COGNITO_USER_POOL_ID")
 * })
 * ```
 *
 * @since 3.0.0
 * @category layers
 */
export const layerConfig = (options: Wrap<Options>): Layer.Layer<CognitoAppClient, ConfigError> =>
  Layer.effect(CognitoAppClient, readConfig(options))

/**
 * Computes what a request about that user has to say of its app client: the `clientId`, and the `secretHash` if the app
 * client has a secret. Put it into `signUp`, `confirmSignUp`, `resendConfirmationCode`, `forgotPassword` and
 * `confirmForgotPassword`, whose `username` it must be. It fails with `WebCryptoError` where there is a secret and no
 * WebCrypto.
 *
 * @since 3.0.0
 * @category getters
 */
export const identify = (username: string): Effect.Effect<
  {
    /** The id of the app client. */
    readonly clientId: string
    /** What the secret of the app client makes of the user's name, if it has a secret. */
    readonly secretHash?: Redacted.Redacted<string>
  },
  CognitoSecretHash.WebCryptoError,
  CognitoAppClient
> =>
  Effect.flatMap(CognitoAppClient, ({ clientId, clientSecret }) =>
    clientSecret === undefined
      ? Effect.succeed({ clientId })
      : Effect.map(
        CognitoSecretHash.make({ clientId, clientSecret, username }),
        (secretHash) => ({ clientId, secretHash })
      ))
