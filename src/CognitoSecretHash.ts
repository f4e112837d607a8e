/**
 * The secret hash, by which an app client that has a secret proves that it knows it.
 *
 * @since 0.1.0
 */

import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { hmac, toBase64, utf8, type WebCryptoError } from "./internal/webCrypto.js"

export {
  /**
   * @since 0.1.0
   * @category errors
   */
  WebCryptoError
} from "./internal/webCrypto.js"

/**
 * An app client that has a secret. A secret that a browser or a phone can read is none: give those a client without.
 *
 * @since 0.1.0
 * @category models
 */
export interface Client {
  /** The id of the app client. */
  readonly clientId: string
  /** Its secret. */
  readonly clientSecret: Redacted.Redacted<string>
}

/**
 * Computes the secret hash of a user: the `secretHash` of a request, or the `SECRET_HASH` among its `authParameters`
 * or `challengeResponses`.
 *
 * The `username` is the one that the same request names:
 * - `signUp`, `confirmSignUp`, `resendConfirmationCode`, `forgotPassword`, `confirmForgotPassword`: its `username`.
 * - `initiateAuth`: its `USERNAME`, an alias such as an e-mail address included.
 * - `initiateAuth` with `REFRESH_TOKEN_AUTH`, which names none: the user's name in the pool, never an alias. It is the
 *   `username` claim of the access token, and the `sub` where users sign up with an e-mail address or phone number.
 * - `respondToAuthChallenge`: its `USERNAME`. That is the user's name in the pool too, which Cognito states as
 *   `USER_ID_FOR_SRP` or `USERNAME` among the `challengeParameters`.
 *
 * `getTokensFromRefreshToken` and `revokeToken` take the `clientSecret` itself.
 *
 * @example
 * ```ts
 * import { CognitoSecretHash } from "effect-cognito"
 * import { Redacted } from "effect"
 *
 * const secretHash = CognitoSecretHash.make({
 *   username: "ann",
 *   clientId: "1example23456789",
 *   clientSecret: Redacted.make("...")
 * })
 * ```
 *
 * @since 0.1.0
 * @category constructors
 */
export const make = (
  { clientId, clientSecret, username }: Client & {
    /** The name of the user whom the request is about, as it is in the request. */
    readonly username: string
  }
): Effect.Effect<Redacted.Redacted<string>, WebCryptoError> =>
  Effect.suspend(() =>
    Effect.map(
      hmac(utf8(Redacted.value(clientSecret)), utf8(username + clientId)),
      (hash) => Redacted.make(toBase64(hash))
    )
  )
