/**
 * The parameters of a sign-in by their names, some of which say that the value is a secret.
 */
import * as Redacted from "effect/Redacted"
import { noteSecret } from "./secrets.js"

/**
 * A secret text, such as a password or a code: make one with `Redacted.make`.
 *
 * @since 3.0.0
 * @category models
 */
export type Secret = Redacted.Redacted<string>

/**
 * Parameters of names that only their user knows. The names that stand for secrets take secrets here, too.
 *
 * @since 3.0.0
 * @category models
 */
// An intersection, since the compiler of a program without `exactOptionalPropertyTypes` refuses optional members whose
// type, with `undefined`, is not that of the others.
export type OpenParameters = {
  /** What the flow or the challenge asks for. */
  readonly [name: string]: string | Secret
} & {
  /** The user's password. */
  readonly PASSWORD?: Secret
  /** The password that takes its place. */
  readonly NEW_PASSWORD?: Secret
  /** Needed if the app client has a secret: see `CognitoSecretHash`. */
  readonly SECRET_HASH?: Secret
  /** The refresh token of a sign-in. */
  readonly REFRESH_TOKEN?: Secret
  /** A passkey's credential, as JSON text. */
  readonly CREDENTIAL?: Secret
}

/**
 * The name of a flow, challenge or factor that this version does not know: see {@link otherName}.
 *
 * @since 3.0.0
 * @category models
 */
// No text is of this type, for the sake of the compiler: a plain `string` would let a misspelled name through, and a
// request could not be narrowed by its flow or challenge. At run time it is the name itself.
export type OtherName = "another name" & {
  /** Made by `CognitoSchema.otherName`. */
  readonly "effect-cognito/OtherName": true
}

/**
 * Says that a name of a flow, challenge or factor is meant as it is, though this version does not know it. Without it
 * only known names compile, so that a misspelled one is noticed.
 *
 * @example
 * ```ts
 * import { Cognito, CognitoSchema } from "effect-cognito"
 * import { Redacted } from "effect"
 *
 * const respond = (session: Redacted.Redacted<string>) =>
 *   Cognito.respondToAuthChallenge({
 *     clientId: "1example23456789",
 *     challengeName: CognitoSchema.otherName("VOICE_CALL"),
 *     challengeResponses: { USERNAME: "ada", VOICE_CALL_CODE: Redacted.make("123456") },
 *     session
 *   })
 * ```
 *
 * @since 3.0.0
 * @category constructors
 */
export const otherName = (name: string): OtherName =>
  // The type exists for the compiler alone.
  name as OtherName

export type Parameters = { readonly [name: string]: string | Secret }

/**
 * Names whose values are secrets: passwords, tokens, hashes, proofs and every code. In any case of letters, so that a
 * name that Cognito refuses does not show the value.
 */
const secretName = /^(new_?)?password$|^secret_?hash$|^refresh_?token$|^credential$|^password_claim_signature$|_code$/i

/** Reads a map of texts, in which the values of secret names become `Redacted`. */
export const readParameters = (wire: { readonly [name: string]: string }): Parameters =>
  Object.fromEntries(
    Object.entries(wire).map(([name, value]) => [name, secretName.test(name) ? Redacted.make(value) : value])
  )

/** Writes the map. A plain text under a secret name is noted as a secret too: programs without types may send one. */
export const writeParameters = (parameters: Parameters): { readonly [name: string]: string } =>
  Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => {
      const text = Redacted.isRedacted(value) ? Redacted.value(value) : value
      if (secretName.test(name)) noteSecret(text)
      return [name, text]
    })
  )
