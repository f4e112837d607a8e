/**
 * The parameters of a sign-in: maps of texts on the wire, some of whose names say that the value is a secret.
 */
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import { noteSecret } from "./secrets.js"
import { Struct } from "./shapes.js"

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
export type OpenParameters = {
  readonly [name: string]: string | Secret
  readonly PASSWORD?: Secret
  readonly NEW_PASSWORD?: Secret
  readonly SECRET_HASH?: Secret
  readonly REFRESH_TOKEN?: Secret
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
export type OtherName = "another name" & { readonly "effect-cognito/OtherName": true }

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

type Parameters = { readonly [name: string]: string | Secret }

/**
 * Names whose values are secrets: passwords, tokens, hashes, proofs and every code. In any case of letters, so that a
 * name that Cognito refuses does not show the value.
 */
const secretName = /^(new_?)?password$|^secret_?hash$|^refresh_?token$|^credential$|^password_claim_signature$|_code$/i

/** Reads a map of texts, in which the values of secret names become `Redacted`. */
const readParameters = (wire: { readonly [name: string]: string }): Parameters =>
  Object.fromEntries(
    Object.entries(wire).map(([name, value]) => [name, secretName.test(name) ? Redacted.make(value) : value])
  )

/** Writes the map. A plain text under a secret name is noted as a secret too: programs without types may send one. */
const writeParameters = (parameters: Parameters): { readonly [name: string]: string } =>
  Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => {
      const text = Redacted.isRedacted(value) ? Redacted.value(value) : value
      if (secretName.test(name)) noteSecret(text)
      return [name, text]
    })
  )

/** A map of parameters, by the schema of the map that checks its keys and values. */
export const parameters = (checked: Schema.Schema<Parameters, { readonly [name: string]: string }>) =>
  Schema.transform(Schema.encodedSchema(checked), Schema.typeSchema(checked), {
    decode: readParameters,
    encode: writeParameters
  })

/**
 * A structure whose type says which members go together, which its schema does not check.
 *
 * @since 3.0.0
 * @category models
 */
export interface Variants<Type, Fields extends Schema.Struct.Fields> extends
  Schema.Annotable<
    Variants<Type, Fields>,
    Type,
    Schema.Schema.Encoded<Struct<Fields>>,
    Schema.Struct.Context<Fields>
  >
{}

/**
 * Makes a structure of that name, of these members, with the type of its variants.
 *
 * @since 3.0.0
 * @category constructors
 */
export const variants =
  <Type>() => <Fields extends Schema.Struct.Fields>(name: string, fields: Fields): Variants<Type, Fields> => {
    // A class takes the name of the property that it is the value of.
    // The compiler can't follow the members of a class whose fields it does not know.
    const named = { [name]: class extends (Struct(fields) as unknown as new() => object) {} }
    // Each of the variants is a value of the structure.
    return named[name] as never
  }

/** A text for which editors suggest values, though any other is accepted. */
export const suggest =
  <Values extends string>() => <I>(text: Schema.Schema<string, I>): Schema.Schema<Values | (string & {}), I> =>
    // Every string is a member of the open union, which only the type spells out.
    text as never
