/**
 * SRP: signing in with a password, or a remembered device, that is never sent. Made of `bigint` and WebCrypto, so that
 * it runs in browsers and on the edge too.
 *
 * What it protects, and what not:
 * - The password never leaves this module: Cognito gets a proof of it, made for one sign-in.
 * - A failure is decided by what the server sent alone. It neither holds a value nor depends on a secret.
 * - `bigint` does not compute in constant time. Who can measure this process closely, such as another program on the
 *   same processor, may learn something of the hash of the password. From afar that is harder, but not impossible.
 * - Each of the two steps computes for 10 to 20 milliseconds without a pause, and for longer on a phone.
 *
 * @example
 * ```ts
 * import { Cognito, CognitoSrp } from "effect-cognito"
 * import { Effect, Redacted } from "effect"
 *
 * const clientId = "1example23456789"
 *
 * const signIn = Effect.gen(function*() {
 *   const srp = yield* CognitoSrp.make({ userPoolId: "eu-west-1_AbC123", username: "ada" })
 *   const { challengeParameters, session } = yield* Cognito.initiateAuth({
 *     clientId,
 *     authFlow: "USER_SRP_AUTH",
 *     authParameters: srp.parameters
 *   })
 *   return yield* Cognito.respondToAuthChallenge({
 *     clientId,
 *     challengeName: "PASSWORD_VERIFIER",
 *     challengeResponses: yield* srp.respond({ challengeParameters, password: Redacted.make("...") }),
 *     session
 *   })
 * })
 * ```
 *
 * @since 0.1.0
 */

import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as CognitoSecretHash from "./CognitoSecretHash.js"
import * as srp from "./internal/srp.js"
import { randomBytes, toBase64, type WebCryptoError } from "./internal/webCrypto.js"

export {
  /**
   * @since 0.1.0
   * @category errors
   */
  CognitoSrpError
} from "./internal/srp.js"

export {
  /**
   * @since 0.1.0
   * @category errors
   */
  WebCryptoError
} from "./internal/webCrypto.js"

/**
 * What begins a sign-in, as `authParameters` or `challengeResponses`. Others may be put beside it.
 *
 * @since 0.1.0
 * @category models
 */
export type Parameters = Caller & {
  /** The public value of this sign-in. */
  readonly SRP_A: string
}

/**
 * The `challengeResponses` that prove a password.
 *
 * @since 3.0.0
 * @category models
 */
export type Responses = Caller & {
  /** The proof. */
  readonly PASSWORD_CLAIM_SIGNATURE: Redacted.Redacted<string>
  /** The `SECRET_BLOCK` of the challenge. */
  readonly PASSWORD_CLAIM_SECRET_BLOCK: string
  /** When the proof was made. */
  readonly TIMESTAMP: string
}

type Caller = {
  /** Who signs in. */
  readonly USERNAME: string
  /** If the app client has a secret. */
  readonly SECRET_HASH?: Redacted.Redacted<string>
  /** If the device is remembered. */
  readonly DEVICE_KEY?: string
}

type Device = {
  /** The key of the remembered device. */
  readonly DEVICE_KEY: string
}

/**
 * One sign-in. Begin each with another one.
 *
 * @since 0.1.0
 * @category models
 */
export interface Srp<out More = unknown> {
  /**
   * What begins it: `USERNAME` and `SRP_A`, with `SECRET_HASH` and `DEVICE_KEY` where they apply.
   */
  readonly parameters: Parameters & More
  /**
   * Makes the response to the challenge that follows, at the time of the `Clock`. Cognito accepts no proof that is too old, so a
   * device's clock has to be about right.
   */
  readonly respond: (options: {
    /** As Cognito sent them. */
    readonly challengeParameters: { readonly [name: string]: string } | undefined
    /** The user's password, or that of the device. */
    readonly password: Redacted.Redacted<string>
  }) => Effect.Effect<Responses & More, srp.CognitoSrpError | WebCryptoError>
}

/**
 * What begins a sign-in with a password.
 *
 * @since 0.1.0
 * @category models
 */
export interface Options {
  /** The id of the user pool, such as `eu-west-1_AbC123`. */
  readonly userPoolId: string
  /** As the user types it, so an alias such as an e-mail address is fine. */
  readonly username: string
  /** The key of the remembered device. Cognito then goes on with the challenge `DEVICE_SRP_AUTH`. */
  readonly deviceKey?: string | undefined
  /** The app client, if it has a secret. */
  readonly client?: CognitoSecretHash.Client | undefined
}

/**
 * Begins to sign in with a password. Its `parameters` are for
 * - `initiateAuth` with the flow `USER_SRP_AUTH`,
 * - `initiateAuth` with the flow `USER_AUTH`, beside `PREFERRED_CHALLENGE: "PASSWORD_SRP"`,
 * - `initiateAuth` with the flow `CUSTOM_AUTH`, beside `CHALLENGE_NAME: "SRP_A"`,
 * - `respondToAuthChallenge` with the challenge `SELECT_CHALLENGE`, beside `ANSWER: "PASSWORD_SRP"`.
 *
 * What `respond` returns is for `respondToAuthChallenge` with the challenge `PASSWORD_VERIFIER`.
 *
 * @since 0.1.0
 * @category constructors
 */
export const make = (options: Options): Effect.Effect<Srp, srp.CognitoSrpError | WebCryptoError> => {
  const pool = /^[\w-]+_([0-9a-zA-Z]+)$/.exec(options.userPoolId)?.[1]
  return pool === undefined
    ? Effect.fail(new srp.CognitoSrpError({ reason: "InvalidUserPoolId" }))
    : begin(options, (challengeParameters) =>
      Effect.map(
        srp.readName(challengeParameters, "USER_ID_FOR_SRP"),
        (name) => ({ group: pool, name, username: name })
      ))
}

/**
 * What begins the proof of a remembered device.
 *
 * @since 0.1.0
 * @category models
 */
export interface DeviceOptions {
  /** The user's name in the pool, never an alias: the `USERNAME` with which the previous challenge was answered. */
  readonly username: string
  /** The device's key, as Cognito named it. */
  readonly deviceKey: string
  /** The key of its group, as Cognito named it. */
  readonly deviceGroupKey: string
  /** The app client, if it has a secret. */
  readonly client?: CognitoSecretHash.Client | undefined
}

/**
 * Begins to prove which remembered device this is. Its `parameters` are for `respondToAuthChallenge` with the challenge
 * `DEVICE_SRP_AUTH`; what `respond` returns is for the one after it, `DEVICE_PASSWORD_VERIFIER`. The password is the
 * one that {@link makeDevicePassword} made.
 *
 * @since 0.1.0
 * @category constructors
 */
export const makeDevice = (options: DeviceOptions): Effect.Effect<Srp<Device>, WebCryptoError> =>
  begin(
    options,
    ({ USERNAME: username = options.username }) =>
      Effect.succeed({ group: options.deviceGroupKey, name: options.deviceKey, username })
    // The options have a key of the device, which is in all that it sends.
  ) as Effect.Effect<Srp<Device>, WebCryptoError>

/**
 * Makes a password for a device that Cognito may remember: the `newDeviceMetadata` of an `authenticationResult`. Keep
 * it on the device, as safe as a refresh token, and send the rest with `confirmDevice`.
 *
 * @example
 * ```ts
 * import { Cognito, CognitoSrp } from "effect-cognito"
 * import { Effect, Redacted } from "effect"
 *
 * const remember = (accessToken: Redacted.Redacted<string>, deviceKey: string, deviceGroupKey: string) =>
 *   Effect.gen(function*() {
 *     const { devicePassword, deviceSecretVerifierConfig } = yield* CognitoSrp.makeDevicePassword({
 *       deviceKey,
 *       deviceGroupKey
 *     })
 *     yield* Cognito.confirmDevice({ accessToken, deviceKey, deviceSecretVerifierConfig })
 *     return devicePassword
 *   })
 * ```
 *
 * @since 0.1.0
 * @category constructors
 */
export const makeDevicePassword = (
  { deviceGroupKey, deviceKey }: {
    /** The key of the device, as Cognito named it. */
    readonly deviceKey: string
    /** The key of its group, as Cognito named it. */
    readonly deviceGroupKey: string
  }
): Effect.Effect<{
  /** The password, to be kept on the device. */
  readonly devicePassword: Redacted.Redacted<string>
  /** What `confirmDevice` sends to Cognito. */
  readonly deviceSecretVerifierConfig: {
    /** What Cognito checks the proofs of the password by. */
    readonly passwordVerifier: string
    /** What the verifier is made with, beside the password. */
    readonly salt: string
  }
}, WebCryptoError> =>
  Effect.gen(function*() {
    const devicePassword = Redacted.make(toBase64(yield* randomBytes(40)))
    const salt = srp.toNumber(yield* randomBytes(16))
    const verifier = yield* srp.verifier({ group: deviceGroupKey, name: deviceKey, password: devicePassword }, salt)
    return {
      devicePassword,
      deviceSecretVerifierConfig: {
        passwordVerifier: toBase64(srp.toBytes(verifier)),
        salt: toBase64(srp.toBytes(salt))
      }
    }
  })

/** The sign-in of either. They differ in who proves to know a password: the user, or a device of the user's. */
const begin = (
  options: Pick<Options, "client" | "deviceKey" | "username">,
  identify: (challengeParameters: { readonly [name: string]: string }) => Effect.Effect<
    { readonly group: string; readonly name: string; readonly username: string },
    srp.CognitoSrpError
  >
): Effect.Effect<Srp, WebCryptoError> =>
  Effect.gen(function*() {
    const ephemeral = yield* srp.ephemeral()
    return {
      parameters: { ...(yield* caller(options, options.username)), SRP_A: ephemeral.A.toString(16) },
      respond: ({ challengeParameters = {}, password }) =>
        Effect.gen(function*() {
          const challenge = yield* srp.readChallenge(challengeParameters)
          const identity = yield* identify(challengeParameters)
          const timestamp = srp.timestamp(yield* Clock.currentTimeMillis)
          const signature = yield* srp.signature(ephemeral, challenge, { ...identity, password }, timestamp)
          return {
            ...(yield* caller(options, identity.username)),
            TIMESTAMP: timestamp,
            PASSWORD_CLAIM_SECRET_BLOCK: challengeParameters["SECRET_BLOCK"]!,
            PASSWORD_CLAIM_SIGNATURE: Redacted.make(toBase64(signature))
          }
        })
    }
  })

const caller = (
  { client, deviceKey }: Pick<Options, "client" | "deviceKey">,
  username: string
): Effect.Effect<Caller, WebCryptoError> =>
  Effect.map(
    client === undefined ? Effect.succeed(undefined) : CognitoSecretHash.make({ ...client, username }),
    (hash) => ({ USERNAME: username, ...(hash && { SECRET_HASH: hash }), ...(deviceKey && { DEVICE_KEY: deviceKey }) })
  )
