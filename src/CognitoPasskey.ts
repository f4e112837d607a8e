/**
 * Passkeys in browsers: what Cognito asks for, put to `navigator.credentials`, and the credential that comes back as the
 * JSON that Cognito takes. It needs none of the newer static functions of `PublicKeyCredential`, which some browsers lack,
 * and no working `toJSON`, which the credentials of some password managers lack.
 *
 * @example
 * ```ts
 * import { Cognito, CognitoPasskey, CognitoSignIn } from "effect-cognito"
 * import { Effect, type Redacted } from "effect"
 *
 * const register = (accessToken: Redacted.Redacted<string>) =>
 *   Effect.gen(function*() {
 *     const { credentialCreationOptions } = yield* Cognito.startWebAuthnRegistration({ accessToken })
 *     const credential = yield* CognitoPasskey.create(credentialCreationOptions)
 *     yield* Cognito.completeWebAuthnRegistration({ accessToken, credential })
 *   })
 *
 * const signIn = (step: CognitoSignIn.PasskeyRequired) =>
 *   Effect.flatMap(CognitoPasskey.get(step.options), (credential) => CognitoSignIn.answer(step, credential))
 * ```
 *
 * @since 3.0.0
 */

import * as Effect from "effect/Effect"
import { toJson } from "./internal/document.js"
import { literals, taggedError } from "./internal/errors.js"
import { read, safely } from "./internal/foreign.js"
import { fromBase64 } from "./internal/webCrypto.js"

/**
 * Why there is no credential:
 * - `"Cancelled"`: the user said no or took too long. Browsers don't tell these apart, nor that the user has no passkey.
 * - `"AlreadyRegistered"`: the device has a passkey of this user already.
 * - `"NotSupported"`: this browser has no passkeys, or none that the user pool accepts.
 * - `"WrongDomain"`: the page is on another domain than the one that the user pool has for passkeys, or not on `https`.
 * - `"InvalidOptions"`: the options are not those of a passkey.
 * - `"Failed"`: the browser failed in another way.
 *
 * @since 3.0.0
 * @category errors
 */
export class CognitoPasskeyError extends /*#__PURE__*/ taggedError<CognitoPasskeyError>("")("CognitoPasskeyError", {
  /** Why the browser gave no passkey. */
  reason: /*#__PURE__*/ literals(
    "Cancelled",
    "AlreadyRegistered",
    "NotSupported",
    "WrongDomain",
    "InvalidOptions",
    "Failed"
  )
}) {
  /** What went wrong, in one sentence for a person. */
  override get message(): string {
    switch (this.reason) {
      case "Cancelled":
        return "The user cancelled the passkey, took too long, or has none."
      case "AlreadyRegistered":
        return "This device has a passkey of this user already."
      case "NotSupported":
        return "This browser has no passkeys, or none of the kind that is asked for."
      case "WrongDomain":
        return "The page must be on the domain that the user pool has for passkeys, over https."
      case "InvalidOptions":
        return "The options are not those of a passkey: pass on what Cognito sent."
      case "Failed":
        return "The browser failed to give a passkey."
    }
  }
}

/** The names of the browser's errors. */
const reasons: { readonly [name: string]: CognitoPasskeyError["reason"] } = {
  NotAllowedError: "Cancelled",
  AbortError: "Cancelled",
  InvalidStateError: "AlreadyRegistered",
  NotSupportedError: "NotSupported",
  ConstraintError: "NotSupported",
  SecurityError: "WrongDomain"
}

/**
 * Whether the browser has passkeys at all. Offer them only where it does.
 *
 * @since 3.0.0
 * @category guards
 */
export const isSupported = (): boolean =>
  typeof globalThis.PublicKeyCredential === "function" && safely(() => globalThis.navigator.credentials) !== undefined

/**
 * Lets the browser make a passkey, by the `credentialCreationOptions` of `startWebAuthnRegistration`. The result is the
 * `credential` for `completeWebAuthnRegistration`. Call it where the user has just pressed a button.
 *
 * It fails with {@link CognitoPasskeyError}. An interruption closes the browser's dialog.
 *
 * @example
 * ```ts
 * import { CognitoPasskey } from "effect-cognito"
 * import { Effect } from "effect"
 *
 * const create = (options: unknown) =>
 *   CognitoPasskey.create(options).pipe(
 *     Effect.catchTag("CognitoPasskeyError", ({ message }) => Effect.log(message))
 *   )
 * ```
 *
 * @since 3.0.0
 * @category passkeys
 */
export const create = (options: unknown): Effect.Effect<unknown, CognitoPasskeyError> =>
  ask((signal) => {
    const json = membersOf(options)
    const user = membersOf(json["user"])
    const publicKey = {
      ...json,
      challenge: toBytes(json["challenge"]),
      user: { ...user, id: toBytes(user["id"]) },
      ...withIds("excludeCredentials", json)
    }
    // The rest has the form that the browser takes, if Cognito sent it. If not, the browser says so.
    return () => navigator.credentials.create({ publicKey: publicKey as never, signal })
  })

/**
 * Asks the user for a passkey, by the `options` of the step `PasskeyRequired`. The result is the answer to that step. Call
 * it where the user has just pressed a button.
 *
 * It fails with {@link CognitoPasskeyError}. An interruption closes the browser's dialog.
 *
 * @example
 * ```ts
 * import { CognitoPasskey, CognitoSignIn } from "effect-cognito"
 * import { Effect } from "effect"
 *
 * const signIn = (step: CognitoSignIn.PasskeyRequired) =>
 *   Effect.flatMap(CognitoPasskey.get(step.options), (credential) => CognitoSignIn.answer(step, credential))
 * ```
 *
 * @since 3.0.0
 * @category passkeys
 */
export const get = (options: unknown): Effect.Effect<unknown, CognitoPasskeyError> =>
  ask((signal) => {
    const json = membersOf(options)
    const publicKey = { ...json, challenge: toBytes(json["challenge"]), ...withIds("allowCredentials", json) }
    // The rest has the form that the browser takes, if Cognito sent it. If not, the browser says so.
    return () => navigator.credentials.get({ publicKey: publicKey as never, signal })
  })

const ask = (
  prepare: (signal: AbortSignal) => () => Promise<Credential | null>
): Effect.Effect<unknown, CognitoPasskeyError> =>
  Effect.suspend(() => {
    if (!isSupported()) return fail("NotSupported")
    return Effect.flatMap(
      Effect.tryPromise({
        try: async (signal) => {
          const call = safely(() => prepare(signal))
          return call === undefined ? "InvalidOptions" as const : await call()
        },
        // What the browser says may quote what it was given.
        catch: (error) => new CognitoPasskeyError({ reason: reasonOf(error) })
      }),
      (credential) => {
        if (credential === "InvalidOptions") return fail(credential)
        if (credential === null) return fail("Cancelled")
        const json = safely(() => toJson(credential))
        return json === undefined ? fail("Failed") : Effect.succeed(json)
      }
    )
  })

const fail = (reason: CognitoPasskeyError["reason"]): Effect.Effect<never, CognitoPasskeyError> =>
  Effect.fail(new CognitoPasskeyError({ reason }))

const reasonOf = (error: unknown): CognitoPasskeyError["reason"] => {
  const name = String(read(error, "name"))
  return name === "TypeError" ? "InvalidOptions" : reasons[name] ?? "Failed"
}

// -----------------------------------------------------------------------------
// options
// -----------------------------------------------------------------------------

type Members = { readonly [name: string]: unknown }

/** The members of an object, which some servers wrap. What is no object throws. */
const membersOf = (value: unknown): Members => {
  if (typeof value !== "object" || value === null) throw new TypeError("no object")
  const wrapped = read(value, "publicKey")
  // An object has members, which are unknown.
  return (typeof wrapped === "object" && wrapped !== null ? wrapped : value) as Members
}

const toBytes = (value: unknown): BufferSource => {
  if (typeof value !== "string") throw new TypeError("no text")
  return fromBase64(value)
}

/** The credentials of a list, with bytes for their ids. */
const withIds = (name: string, json: Members): Members =>
  Array.isArray(json[name])
    ? { [name]: json[name].map((credential) => ({ ...membersOf(credential), id: toBytes(read(credential, "id")) })) }
    : {}
