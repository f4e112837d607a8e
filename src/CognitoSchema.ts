/**
 * The shapes that several operations share, under the names of AWS's model.
 *
 * A request shape carries AWS's constraints and is checked before anything is sent. An answer shape carries types
 * only, for AWS widens what it sends without notice.
 *
 * @since 0.1.0
 */
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"

// -----------------------------------------------------------------------------
// structures
// -----------------------------------------------------------------------------

const acronyms = { mfaOptions: "MFAOptions", smsMfaSettings: "SMSMfaSettings" } as const

/**
 * A member's name on the wire: `accessToken` is `AccessToken`. The two that start with an acronym are
 * `mfaOptions` (`MFAOptions`) and `smsMfaSettings` (`SMSMfaSettings`).
 *
 * @since 0.1.0
 * @category models
 */
export type WireName<Name> = Name extends keyof typeof acronyms ? typeof acronyms[Name]
  : Name extends string ? Capitalize<Name>
  : Name

const wireName = (name: string): string =>
  acronyms[name as keyof typeof acronyms] ?? name.charAt(0).toUpperCase() + name.slice(1)

/**
 * A structure: `camelCase` members in TypeScript, AWS's `PascalCase` on the wire.
 *
 * @since 0.1.0
 * @category models
 */
export interface Struct<Fields extends Schema.Struct.Fields> extends
  Schema.AnnotableClass<
    Struct<Fields>,
    Schema.Simplify<Schema.Struct.Type<Fields>>,
    { readonly [Name in keyof Schema.Struct.Encoded<Fields> as WireName<Name>]: Schema.Struct.Encoded<Fields>[Name] },
    Schema.Struct.Context<Fields>
  >
{}

/**
 * Makes a structure of its members; their names on the wire follow from their names here.
 *
 * @example
 * ```ts
 * import { CognitoSchema } from "effect-cognito"
 * import { Schema } from "effect"
 *
 * const Device = CognitoSchema.Struct({ deviceKey: CognitoSchema.optionalAnswer(Schema.String) })
 *
 * Schema.decodeUnknownSync(Device)({ DeviceKey: "eu-west-1_a1" }) // { deviceKey: "eu-west-1_a1" }
 * ```
 *
 * @since 0.1.0
 * @category constructors
 */
export const Struct = <const Fields extends Schema.Struct.Fields>(fields: Fields): Struct<Fields> => {
  const wire: Record<string, Schema.PropertySignature.All> = {}
  for (const [name, field] of Object.entries(fields)) {
    wire[name] = Schema.fromKey(asPropertySignature(field), wireName(name))
  }
  // `Struct<Fields>` states by `WireName` what the loop does by `wireName`, which the compiler cannot follow.
  return Schema.Struct(wire) as unknown as Struct<Fields>
}

const asPropertySignature = (field: Schema.Struct.Field): Schema.propertySignature<typeof Schema.Unknown> =>
  // A field is one or the other. Which types it has does not matter to the loop above.
  (Schema.isPropertySignature(field) ? field : Schema.propertySignature(field as Schema.Schema.All)) as never

/**
 * An optional member of a request. `undefined` counts as absent and is not sent.
 *
 * @since 0.1.0
 * @category constructors
 */
export const optional: <S extends Schema.Schema.All>(schema: S) => Schema.optional<S> = Schema.optional

/**
 * An optional member of an answer. AWS's `null` counts as absent, so the member is there or it is not.
 *
 * @since 0.1.0
 * @category constructors
 */
export const optionalAnswer = <S extends Schema.Schema.All>(
  schema: S
): Schema.optionalWith<S, { exact: true; nullable: true }> =>
  Schema.optionalWith(schema, { exact: true, nullable: true })

// -----------------------------------------------------------------------------
// simple shapes
// -----------------------------------------------------------------------------

interface Constraints {
  readonly min?: number
  readonly max?: number
  readonly pattern?: RegExp
}

/** AWS counts a string's length in Unicode scalar values, where JavaScript counts UTF-16 units. */
const hasLength = (text: string, min: number, max: number): boolean => {
  if (text.length < min || text.length > max * 2) return false
  let length = 0
  for (const _ of text) length++
  return length >= min && length <= max
}

const describe = ({ max = Infinity, min = 0, pattern }: Constraints): string =>
  `a string${max < Infinity ? ` of ${min} to ${max} characters` : min > 0 ? ` of at least ${min} characters` : ""}` +
  (pattern ? ` that matches ${pattern.source}` : "")

/**
 * A string that AWS constrains. Its `jsonSchema` annotation has the constraints for OpenAPI and for tests; its
 * `arbitrary` makes values that meet them (fast-check has no Unicode classes, so those are filtered from plain text).
 */
const text = (constraints: Constraints): Schema.Schema<string> => {
  const { max = Infinity, min = 0, pattern } = constraints
  return Schema.String.pipe(Schema.filter(
    (value) => (pattern === undefined || pattern.test(value)) && hasLength(value, min, max),
    {
      description: describe(constraints),
      jsonSchema: {
        ...(min > 0 && { minLength: min }),
        ...(max < Infinity && { maxLength: max }),
        ...(pattern && { pattern: pattern.source })
      },
      arbitrary: () => (fc) =>
        pattern === undefined || pattern.source.includes("\\p")
          ? fc.string({ minLength: min, maxLength: Math.min(max, min + 20), unit: "grapheme" })
          : fc.stringMatching(
            new RegExp(pattern.source.replace(/\+\$$/, `{${Math.max(min, 1)},${Math.min(max, min + 20)}}$`), "u")
          )
    }
  ))
}

/**
 * A secret: a plain string on the wire, `Redacted` in the program, so that nothing prints it by accident.
 */
const secret = (wire: Schema.Schema<string>): Schema.Schema<Redacted.Redacted<string>, string> =>
  Schema.transform(
    wire,
    Schema.RedactedFromSelf(Schema.typeSchema(wire)).annotations({ description: `Redacted.make of ${wire.ast}` }),
    { strict: true, decode: (value) => Redacted.make(value), encode: Redacted.value }
  )

/**
 * An enumeration that AWS extends: its known values are suggested, any other string is accepted.
 */
const openEnum = <const Values extends ReadonlyArray<string>>(
  ...values: Values
): Schema.Schema<Values[number] | (string & {}), string> =>
  // Every string is a member of the open union, which only the type spells out.
  Schema.String.annotations({ examples: [values[0]!, ...values.slice(1)] }) as Schema.Schema<string>

/**
 * A map in a request: the keys are the caller's own and stay as they are.
 */
const mapOf = <A, I>(
  value: Schema.Schema<A, I>
): Schema.Schema<{ readonly [x: string]: A }, { readonly [x: string]: I }> =>
  Schema.Record({ key: Schema.String, value }).pipe(Schema.filter(
    // `Schema.Record` drops a key that breaks a schema, so the keys are checked here, where that is an error.
    (map) => Object.keys(map).every((key) => hasLength(key, 0, maxStringLength) && key !== "__proto__"),
    { description: `a map whose keys are strings of 0 to ${maxStringLength} characters, and not "__proto__"` }
  ))

const maxStringLength = 131_072

/**
 * Any text, of up to 131,072 characters.
 *
 * @since 0.1.0
 * @category request shapes
 */
export const StringType = /*#__PURE__*/ text({ max: maxStringLength })

/**
 * An access, identity or refresh token, as Cognito issued it.
 *
 * @since 0.1.0
 * @category request shapes
 */
export const TokenModelType = /*#__PURE__*/ secret(/*#__PURE__*/ text({ pattern: /^[A-Za-z0-9-_=.]+$/u }))

/**
 * The name of a user attribute, such as `email` or `custom:team`: 1 to 32 characters.
 *
 * @since 0.1.0
 * @category request shapes
 */
export const AttributeNameType = /*#__PURE__*/ text({
  min: 1,
  max: 32,
  pattern: /^[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\r ]+$/u
})

/**
 * The code that a user received: 1 to 2,048 characters without white space.
 *
 * @since 0.1.0
 * @category request shapes
 */
export const ConfirmationCodeType = /*#__PURE__*/ secret(
  /*#__PURE__*/ text({ min: 1, max: 2048, pattern: /^[\S]+$/u })
)

/**
 * What the application tells the Lambda triggers of its user pool. Never put a secret here: Cognito neither
 * encrypts nor checks it. Keys and values have up to 131,072 characters each.
 *
 * @since 0.1.0
 * @category request shapes
 */
export const ClientMetadataType = /*#__PURE__*/ mapOf(StringType)

// -----------------------------------------------------------------------------
// answer shapes
// -----------------------------------------------------------------------------

/**
 * Where Cognito sent a code.
 *
 * @since 0.1.0
 * @category answer shapes
 */
export const CodeDeliveryDetailsType = /*#__PURE__*/ Struct({
  /** The address or number, masked by Cognito: `a***@e***`, `+*******0100`. */
  destination: /*#__PURE__*/ optionalAnswer(Schema.String),
  /** How it was sent. */
  deliveryMedium: /*#__PURE__*/ optionalAnswer(/*#__PURE__*/ openEnum("SMS", "EMAIL")),
  /** The attribute that the code verifies. */
  attributeName: /*#__PURE__*/ optionalAnswer(Schema.String)
})

/**
 * Where Cognito sent a code.
 *
 * @since 0.1.0
 * @category answer shapes
 */
export interface CodeDeliveryDetailsType extends Schema.Schema.Type<typeof CodeDeliveryDetailsType> {}
