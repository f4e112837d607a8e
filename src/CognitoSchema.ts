/**
 * The shapes that several operations share, under the names of AWS's model.
 *
 * A request shape carries AWS's constraints and is checked before anything is sent. An answer shape carries types
 * only, for AWS widens what it sends without notice.
 *
 * @since 0.1.0
 */
import * as ParseResult from "effect/ParseResult"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import type * as SchemaAST from "effect/SchemaAST"
import { lazy, once } from "./internal/lazy.js"
import { type acronyms, optionals, structures, wireName } from "./internal/members.js"

// -----------------------------------------------------------------------------
// structures
// -----------------------------------------------------------------------------

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
  const struct = lazy(() => {
    const wire: Record<string, Schema.PropertySignature.All> = {}
    for (const [name, field] of Object.entries(fields)) {
      wire[name] = Schema.fromKey(asPropertySignature(field), wireName(name))
    }
    const schema = Schema.Struct(wire)
    const exact = Object.keys(wire).length > 0
      ? schema
      // Of all structures, `Schema` lets unknown members through the empty one only.
      : Schema.transform(schema, schema, { decode: () => ({}), encode: () => ({}) })
    // `Struct<Fields>` states by `WireName` what the loop does by `wireName`, which the compiler cannot follow.
    return exact as unknown as Struct<Fields>
  })
  structures.set(struct, fields)
  return struct
}

const optionalOf = <Field extends object>(schema: Schema.Schema.All, make: () => Field): Field => {
  const field = lazy(make)
  optionals.set(field, schema)
  return field
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
export const optional: <S extends Schema.Schema.All>(schema: S) => Schema.optional<S> = (schema) =>
  optionalOf(schema, () => Schema.optional(schema))

/**
 * An optional member of an answer. AWS's `null` counts as absent, so the member is there or it is not.
 *
 * @since 0.1.0
 * @category constructors
 */
export const optionalAnswer = <S extends Schema.Schema.All>(
  schema: S
): Schema.optionalWith<S, { exact: true; nullable: true }> =>
  optionalOf(schema, () => Schema.optionalWith(schema, { exact: true, nullable: true }))

/**
 * A list in an answer. AWS's `null` elements are left out.
 */
const listAnswer = <A, I>(element: Schema.Schema<A, I>): Schema.Schema<ReadonlyArray<A>, ReadonlyArray<I | null>> =>
  lazy(() =>
    Schema.transform(Schema.Array(Schema.NullOr(element)), Schema.Array(Schema.typeSchema(element)), {
      decode: (elements) => elements.filter((element) => element !== null),
      encode: (elements) => elements
    })
  )

// -----------------------------------------------------------------------------
// how simple shapes are made
// -----------------------------------------------------------------------------

interface Constraints {
  readonly min?: number
  readonly max?: number
  /** As text, for a RegExp with Unicode's classes takes a millisecond to make and to compile. */
  readonly pattern?: string
}

/** AWS counts a string's length in Unicode scalar values, where JavaScript counts UTF-16 units. */
const hasLength = (text: string, min: number, max: number): boolean => {
  // A scalar value takes one unit or two, so only a length in between has to be counted.
  if (text.length >= min * 2 && text.length <= max) return true
  if (text.length > max * 2) return false
  let length = 0
  for (const _ of text) length++
  return length >= min && length <= max
}

/** What each of AWS's patterns with Unicode's classes takes, whatever else it takes. */
const visibleAscii = /^[!-~]+$/

/**
 * A string that AWS constrains. Its `jsonSchema` annotation has the constraints for OpenAPI and for tests; its
 * `arbitrary` makes values that meet them (fast-check has no Unicode classes, so those are filtered from plain text).
 */
const text = ({ max = Infinity, min = 0, pattern = "" }: Constraints): Schema.Schema<string> =>
  lazy(() => {
    const regExp = once(() => new RegExp(pattern, "u"))
    const hasUnicodeClasses = pattern.includes("\\p")
    const most = Math.min(max, min + 20)
    return Schema.String.pipe(Schema.filter(
      (value) =>
        ((hasUnicodeClasses && visibleAscii.test(value)) || regExp().test(value)) && hasLength(value, min, max),
      {
        description: "a string" +
          (max < Infinity ? ` of ${min} to ${max} characters` : min > 0 ? ` of at least ${min} characters` : "") +
          (pattern && ` that matches ${pattern}`),
        jsonSchema: {
          ...(min > 0 && { minLength: min }),
          ...(max < Infinity && { maxLength: max }),
          ...(pattern && { pattern })
        },
        arbitrary: () => (fc) =>
          !pattern || hasUnicodeClasses
            ? fc.string({ minLength: min, maxLength: most, unit: "grapheme" })
            : fc.stringMatching(new RegExp(pattern.replace("+$", `{${min || 1},${most}}$`), "u"))
      }
    ))
  })

/**
 * A secret: a plain string on the wire, `Redacted` in the program, so that nothing prints it by accident.
 *
 * Its constraints are checked as `Schema.RedactedFromSelf` does it, but that one makes a new `Redacted` of the value
 * whenever it checks one. Each stays in a registry until the next full collection, which is half of the time that
 * encoding takes.
 */
const secret = (wire: Schema.Schema<string>): Schema.Schema<Redacted.Redacted<string>, string> =>
  lazy(() =>
    Schema.transform(
      Schema.String,
      Schema.declare([wire], { decode: checkRedacted, encode: checkRedacted }, {
        description: `Redacted.make of ${wire.ast}`,
        pretty: () => String,
        arbitrary: (value) => (fc) => value(fc).map((value) => Redacted.make(value)),
        equivalence: Redacted.getEquivalence
      }),
      { decode: Redacted.make<string>, encode: Redacted.value }
    )
  )

const checkRedacted = (value: Schema.Schema<string>) => {
  const check = ParseResult.validateEither(value)
  return (u: unknown, _: unknown, ast: SchemaAST.AST) =>
    Redacted.isRedacted(u)
      ? ParseResult.mapBoth(check(Redacted.value(u)), {
        onFailure: (issue) => new ParseResult.Composite(ast, u, issue),
        // It holds what was checked.
        onSuccess: () => u as Redacted.Redacted<string>
      })
      : ParseResult.fail(new ParseResult.Type(ast, u))
}

/**
 * An enumeration that AWS extends: its known values are suggested, any other string is accepted.
 */
const openEnum = <const Values extends readonly [string, ...Array<string>]>(
  ...values: Values
): Schema.Schema<Values[number] | (string & {}), string> =>
  // Every string is a member of the open union, which only the type spells out.
  lazy(() => Schema.String.annotations({ examples: values }) as Schema.Schema<string>)

/**
 * A map in a request: the keys are the caller's own and stay as they are.
 */
const mapOf = <A, I>(
  value: Schema.Schema<A, I>
): Schema.Schema<{ readonly [x: string]: A }, { readonly [x: string]: I }> =>
  lazy(() =>
    Schema.Record({ key: Schema.String, value }).pipe(Schema.filter(
      // `Schema.Record` drops a key that breaks a schema, so the keys are checked here, where that is an error.
      (map) => Object.keys(map).every((key) => hasLength(key, 0, maxStringLength) && key !== "__proto__"),
      { description: `a map whose keys are strings of 0 to ${maxStringLength} characters, and not "__proto__"` }
    ))
  )

const maxStringLength = 131_072

/**
 * Any text: in an answer, or where AWS publishes no constraints.
 *
 * @since 0.1.0
 * @category simple shapes
 */
export const AnyString: typeof Schema.String = Schema.String

/**
 * Any secret in an answer: a token, a session, or the key of an authenticator app.
 *
 * @since 0.1.0
 * @category simple shapes
 */
export const AnySecret = /*#__PURE__*/ secret(AnyString)

/**
 * Yes or no.
 *
 * @since 0.1.0
 * @category simple shapes
 */
export const BooleanType: typeof Schema.Boolean = Schema.Boolean

/**
 * A whole number in an answer.
 *
 * @since 0.1.0
 * @category simple shapes
 */
export const IntegerType: typeof Schema.Int = Schema.Int

/**
 * A moment, which Cognito writes in seconds since 1970, with a fraction if need be.
 *
 * @since 0.1.0
 * @category simple shapes
 */
export const DateType: Schema.Schema<Date, number> = /*#__PURE__*/ lazy(() =>
  Schema.transform(
    Schema.Number,
    Schema.ValidDateFromSelf.annotations({
      arbitrary: () => (fc) => fc.date({ min: new Date(0), max: new Date(2 ** 42), noInvalidDate: true })
    }),
    {
      // `Date` cuts off what is less than a millisecond, and 1.001 * 1000 is a little less than 1001.
      decode: (seconds) => new Date(Math.round(seconds * 1000)),
      encode: (date) => date.getTime() / 1000
    }
  )
)

/**
 * Any JSON but `null`, as the browser's WebAuthn functions take and give it. What has a `toJSON`, as a
 * `PublicKeyCredential` has, is JSON too.
 *
 * @since 0.1.0
 * @category simple shapes
 */
export const Document: Schema.Schema<unknown> = /*#__PURE__*/ lazy(() =>
  Schema.Unknown.pipe(
    Schema.filter((value): boolean => value !== undefined && value !== null, {
      description: "a JSON value",
      arbitrary: () => (fc) => fc.json().map((text): unknown => JSON.parse(text)).filter((value) => value !== null)
    })
  )
)

// -----------------------------------------------------------------------------
// enumerations
// -----------------------------------------------------------------------------

/**
 * How a user can prove to be who they are.
 *
 * @since 0.1.0
 * @category enumerations
 */
export const AuthFactorType = /*#__PURE__*/ openEnum("PASSWORD", "EMAIL_OTP", "SMS_OTP", "WEB_AUTHN", "SOFTWARE_TOKEN")

/**
 * The ways to sign in.
 *
 * @since 0.1.0
 * @category enumerations
 */
export const AuthFlowType = /*#__PURE__*/ openEnum(
  "USER_SRP_AUTH",
  "REFRESH_TOKEN_AUTH",
  "REFRESH_TOKEN",
  "CUSTOM_AUTH",
  "ADMIN_NO_SRP_AUTH",
  "USER_PASSWORD_AUTH",
  "ADMIN_USER_PASSWORD_AUTH",
  "USER_AUTH"
)

/**
 * What Cognito asks before it issues tokens.
 *
 * @since 0.1.0
 * @category enumerations
 */
export const ChallengeNameType = /*#__PURE__*/ openEnum(
  "SMS_MFA",
  "EMAIL_OTP",
  "SOFTWARE_TOKEN_MFA",
  "SELECT_MFA_TYPE",
  "MFA_SETUP",
  "PASSWORD_VERIFIER",
  "CUSTOM_CHALLENGE",
  "SELECT_CHALLENGE",
  "DEVICE_SRP_AUTH",
  "DEVICE_PASSWORD_VERIFIER",
  "ADMIN_NO_SRP_AUTH",
  "NEW_PASSWORD_REQUIRED",
  "SMS_OTP",
  "PASSWORD",
  "WEB_AUTHN",
  "PASSWORD_SRP"
)

/**
 * How a code reaches the user.
 *
 * @since 0.1.0
 * @category enumerations
 */
export const DeliveryMediumType = /*#__PURE__*/ openEnum("SMS", "EMAIL")

/**
 * Whether a device is remembered, so that it counts as a factor of its own.
 *
 * @since 0.1.0
 * @category enumerations
 */
export const DeviceRememberedStatusType = /*#__PURE__*/ openEnum("remembered", "not_remembered")

/**
 * Whether it was the user who signed in.
 *
 * @since 0.1.0
 * @category enumerations
 */
export const FeedbackValueType = /*#__PURE__*/ openEnum("Valid", "Invalid")

/**
 * Whether the sessions linked to a revoked one end with it.
 *
 * @since 0.1.0
 * @category enumerations
 */
export const RevokeAssociatedSessionsType = /*#__PURE__*/ openEnum("LINKED", "NONE")

/**
 * `SSO` is a session of managed login, `TOKEN` one of an app client's tokens.
 *
 * @since 0.1.0
 * @category enumerations
 */
export const SessionTypeType = /*#__PURE__*/ openEnum("SSO", "TOKEN")

/**
 * Whether Cognito took the code of an authenticator app.
 *
 * @since 0.1.0
 * @category enumerations
 */
export const VerifySoftwareTokenResponseType = /*#__PURE__*/ openEnum("SUCCESS", "ERROR")

// -----------------------------------------------------------------------------
// request shapes
// -----------------------------------------------------------------------------

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
export const TokenModelType = /*#__PURE__*/ secret(/*#__PURE__*/ text({ pattern: "^[A-Za-z0-9-_=.]+$" }))

/**
 * The name of a user attribute, such as `email` or `custom:team`: 1 to 32 characters.
 *
 * @since 0.1.0
 * @category request shapes
 */
export const AttributeNameType = /*#__PURE__*/ text({
  min: 1,
  max: 32,
  pattern: "^[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\t\\n\\r ]+$"
})

/**
 * The code that a user received: 1 to 2,048 characters without white space.
 *
 * @since 0.1.0
 * @category request shapes
 */
export const ConfirmationCodeType = /*#__PURE__*/ secret(
  /*#__PURE__*/ text({ min: 1, max: 2048, pattern: "^[\\S]+$" })
)

/**
 * A password. What makes a good one is the policy of the user pool; here it has up to 256 characters without white
 * space.
 *
 * @since 0.1.0
 * @category request shapes
 */
export const PasswordType = /*#__PURE__*/ secret(/*#__PURE__*/ text({ max: 256, pattern: "^[\\S]+$" }))

/**
 * What links the steps of one sign-in, as the step before answered it.
 *
 * @since 0.1.0
 * @category request shapes
 */
export const SessionType = /*#__PURE__*/ secret(/*#__PURE__*/ text({ min: 20, max: 2048 }))

/**
 * Proof that the caller knows the app client's secret: the Base64 of an HMAC-SHA256, keyed by that secret, over the
 * user name followed by the client id.
 *
 * @since 0.1.0
 * @category request shapes
 */
export const SecretHashType = /*#__PURE__*/ secret(/*#__PURE__*/ text({ min: 1, max: 128, pattern: "^[\\w+=/]+$" }))

/**
 * The secret of an app client.
 *
 * @since 0.1.0
 * @category request shapes
 */
export const ClientSecretType = /*#__PURE__*/ secret(/*#__PURE__*/ text({ min: 24, max: 64, pattern: "^[\\w+]+$" }))

/**
 * The six digits that an authenticator app shows.
 *
 * @since 0.1.0
 * @category request shapes
 */
export const SoftwareTokenMFAUserCodeType = /*#__PURE__*/ secret(
  /*#__PURE__*/ text({ min: 6, max: 6, pattern: "^[0-9]+$" })
)

/**
 * The id of an app client.
 *
 * @since 0.1.0
 * @category request shapes
 */
export const ClientIdType = /*#__PURE__*/ text({ min: 1, max: 128, pattern: "^[\\w+]+$" })

/**
 * The id of a user pool, such as `eu-west-1_aBcDeFgHi`.
 *
 * @since 0.1.0
 * @category request shapes
 */
export const UserPoolIdType = /*#__PURE__*/ text({ min: 1, max: 55, pattern: "^[\\w-]+_[0-9a-zA-Z]+$" })

/**
 * The name of a user, or an alias such as an e-mail address: up to 128 characters without white space.
 *
 * @since 0.1.0
 * @category request shapes
 */
export const UsernameType = /*#__PURE__*/ text({ min: 1, max: 128, pattern: "^[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+$" })

/**
 * The key of a device, such as `eu-west-1_a1b2c3d4-5678-90ab-cdef-111122223333`.
 *
 * @since 0.1.0
 * @category request shapes
 */
export const DeviceKeyType = /*#__PURE__*/ text({ min: 1, max: 55, pattern: "^[\\w-]+_[0-9a-f-]+$" })

/**
 * What the user calls a device.
 *
 * @since 0.1.0
 * @category request shapes
 */
export const DeviceNameType = /*#__PURE__*/ text({ min: 1, max: 1024 })

/**
 * The id of a sign-in or sign-up that threat protection recorded.
 *
 * @since 0.1.0
 * @category request shapes
 */
export const EventIdType = /*#__PURE__*/ text({ min: 1, max: 50, pattern: "^[\\w+-]+$" })

/**
 * Where the next page begins, as the page before answered it.
 *
 * @since 0.1.0
 * @category request shapes
 */
export const PaginationKey = /*#__PURE__*/ text({ min: 1, max: maxStringLength, pattern: "^[\\S]+$" })

/**
 * Where the next page begins, as the page before answered it.
 *
 * @since 0.1.0
 * @category request shapes
 */
export const SearchPaginationTokenType = /*#__PURE__*/ text({ min: 1, pattern: "^[\\S]+$" })

/**
 * How many devices a page has: 0 to 60.
 *
 * @since 0.1.0
 * @category request shapes
 */
export const QueryLimitType = /*#__PURE__*/ lazy(() => Schema.Int.pipe(Schema.between(0, 60)))

/**
 * How many passkeys a page has: 0 to 20.
 *
 * @since 0.1.0
 * @category request shapes
 */
export const WebAuthnCredentialsQueryLimitType = /*#__PURE__*/ lazy(() => Schema.Int.pipe(Schema.between(0, 20)))

/**
 * The value of a user attribute. Every value is text, of up to 2,048 characters.
 *
 * @since 0.1.0
 * @category request shapes
 */
export const AttributeValueType = /*#__PURE__*/ text({ max: 2048 })

/**
 * A user attribute. Those of your own have a prefix: `custom:team`.
 *
 * @since 0.1.0
 * @category request shapes
 */
export const AttributeType = /*#__PURE__*/ Struct({
  /** Such as `email`, `phone_number`, `given_name` or `custom:team`. */
  name: AttributeNameType,
  /** Its value. Without one, or with an empty one, the attribute has none. */
  value: /*#__PURE__*/ optional(AttributeValueType)
})

/**
 * A user attribute. Those of your own have a prefix: `custom:team`.
 *
 * @since 0.1.0
 * @category request shapes
 */
export interface AttributeType extends Schema.Schema.Type<typeof AttributeType> {}

/**
 * User attributes.
 *
 * @since 0.1.0
 * @category request shapes
 */
export const AttributeListType = /*#__PURE__*/ lazy(() => Schema.Array(AttributeType))

/**
 * Names of user attributes.
 *
 * @since 0.1.0
 * @category request shapes
 */
export const AttributeNameListType = /*#__PURE__*/ lazy(() => Schema.Array(AttributeNameType))

/**
 * What the application tells the Lambda triggers of its user pool. Never put a secret here: Cognito neither
 * encrypts nor checks it. Keys and values have up to 131,072 characters each.
 *
 * @since 0.1.0
 * @category request shapes
 */
export const ClientMetadataType = /*#__PURE__*/ mapOf(StringType)

/** The union decodes to plain text, for the wire does not tell which values are secret. */
const proofs = /*#__PURE__*/ mapOf(/*#__PURE__*/ lazy(() => Schema.Union(StringType, secret(StringType))))

/**
 * What a way to sign in asks for: `USERNAME`, and `PASSWORD`, `SRP_A` or `REFRESH_TOKEN`. What is secret goes in as
 * `Redacted`.
 *
 * The wire does not tell which is, so that a handler of `CognitoTest` finds plain text.
 *
 * @since 0.1.0
 * @category request shapes
 */
export const AuthParametersType = proofs

/**
 * The answers to a challenge: `USERNAME`, and what the challenge asks for. What is secret goes in as `Redacted`.
 *
 * The wire does not tell which is, so that a handler of `CognitoTest` finds plain text.
 *
 * @since 0.1.0
 * @category request shapes
 */
export const ChallengeResponsesType = proofs

/**
 * The user's endpoint in Amazon Pinpoint, for user pools that report there.
 *
 * @since 0.1.0
 * @category request shapes
 */
export const AnalyticsMetadataType = /*#__PURE__*/ Struct({
  /** The id of the endpoint. */
  analyticsEndpointId: /*#__PURE__*/ optional(StringType)
})

/**
 * The user's endpoint in Amazon Pinpoint, for user pools that report there.
 *
 * @since 0.1.0
 * @category request shapes
 */
export interface AnalyticsMetadataType extends Schema.Schema.Type<typeof AnalyticsMetadataType> {}

/**
 * Where a request of the user comes from, for the threat protection of the user pool.
 *
 * @since 0.1.0
 * @category request shapes
 */
export const UserContextDataType = /*#__PURE__*/ Struct({
  /** The address of the user's device, if the request goes through a server. */
  ipAddress: /*#__PURE__*/ optional(StringType),
  /** The fingerprint of the device, as AWS's context data library collects it. */
  encodedData: /*#__PURE__*/ optional(StringType)
})

/**
 * Where a request of the user comes from, for the threat protection of the user pool.
 *
 * @since 0.1.0
 * @category request shapes
 */
export interface UserContextDataType extends Schema.Schema.Type<typeof UserContextDataType> {}

/**
 * What a device will prove itself with: the verifier and the salt of the Secure Remote Password protocol.
 *
 * @since 0.1.0
 * @category request shapes
 */
export const DeviceSecretVerifierConfigType = /*#__PURE__*/ Struct({
  /** The verifier of the device's password, in Base64. */
  passwordVerifier: /*#__PURE__*/ optional(StringType),
  /** The salt that it was made with, in Base64. */
  salt: /*#__PURE__*/ optional(StringType)
})

/**
 * What a device will prove itself with: the verifier and the salt of the Secure Remote Password protocol.
 *
 * @since 0.1.0
 * @category request shapes
 */
export interface DeviceSecretVerifierConfigType extends Schema.Schema.Type<typeof DeviceSecretVerifierConfigType> {}

/**
 * A way to receive a code, as the old SMS-only settings knew it.
 *
 * @since 0.1.0
 * @category request shapes
 */
export const MFAOptionType = /*#__PURE__*/ Struct({
  /** Only `SMS`. */
  deliveryMedium: /*#__PURE__*/ optional(DeliveryMediumType),
  /** Only `phone_number`. */
  attributeName: /*#__PURE__*/ optional(AttributeNameType)
})

/**
 * A way to receive a code, as the old SMS-only settings knew it.
 *
 * @since 0.1.0
 * @category request shapes
 */
export interface MFAOptionType extends Schema.Schema.Type<typeof MFAOptionType> {}

/**
 * Ways to receive a code, as the old SMS-only settings knew them.
 *
 * @since 0.1.0
 * @category request shapes
 */
export const MFAOptionListType = /*#__PURE__*/ lazy(() => Schema.Array(MFAOptionType))

const mfaSettings = /*#__PURE__*/ Struct({
  /** Whether the user is asked for this factor at sign-in. Without a value: `false`. */
  enabled: /*#__PURE__*/ optional(BooleanType),
  /** Whether it is the one to ask for, where the user has several. Without a value: `false`. */
  preferredMfa: /*#__PURE__*/ optional(BooleanType)
})

/**
 * Text messages as second factor.
 *
 * @since 0.1.0
 * @category request shapes
 */
export const SMSMfaSettingsType = mfaSettings

/**
 * Text messages as second factor.
 *
 * @since 0.1.0
 * @category request shapes
 */
export interface SMSMfaSettingsType extends Schema.Schema.Type<typeof SMSMfaSettingsType> {}

/**
 * An authenticator app as second factor.
 *
 * @since 0.1.0
 * @category request shapes
 */
export const SoftwareTokenMfaSettingsType = mfaSettings

/**
 * An authenticator app as second factor.
 *
 * @since 0.1.0
 * @category request shapes
 */
export interface SoftwareTokenMfaSettingsType extends Schema.Schema.Type<typeof SoftwareTokenMfaSettingsType> {}

/**
 * E-mail messages as second factor.
 *
 * @since 0.1.0
 * @category request shapes
 */
export const EmailMfaSettingsType = mfaSettings

/**
 * E-mail messages as second factor.
 *
 * @since 0.1.0
 * @category request shapes
 */
export interface EmailMfaSettingsType extends Schema.Schema.Type<typeof EmailMfaSettingsType> {}

/**
 * Passkeys that count as both factors.
 *
 * @since 0.1.0
 * @category request shapes
 */
export const WebAuthnMfaSettingsType = /*#__PURE__*/ Struct({
  /** Whether the passkey must verify the user. Without a value: `false`. */
  enabled: /*#__PURE__*/ optional(BooleanType)
})

/**
 * Passkeys that count as both factors.
 *
 * @since 0.1.0
 * @category request shapes
 */
export interface WebAuthnMfaSettingsType extends Schema.Schema.Type<typeof WebAuthnMfaSettingsType> {}

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
  destination: /*#__PURE__*/ optionalAnswer(AnyString),
  /** How it was sent. */
  deliveryMedium: /*#__PURE__*/ optionalAnswer(DeliveryMediumType),
  /** The attribute that the code verifies. */
  attributeName: /*#__PURE__*/ optionalAnswer(AnyString)
})

/**
 * Where Cognito sent a code.
 *
 * @since 0.1.0
 * @category answer shapes
 */
export interface CodeDeliveryDetailsType extends Schema.Schema.Type<typeof CodeDeliveryDetailsType> {}

/**
 * Where Cognito sent codes.
 *
 * @since 0.1.0
 * @category answer shapes
 */
export const CodeDeliveryDetailsListType = /*#__PURE__*/ listAnswer(CodeDeliveryDetailsType)

/**
 * A user attribute.
 *
 * @since 0.1.0
 * @category answer shapes
 */
export const AttributeTypeAnswer = /*#__PURE__*/ Struct({
  /** Such as `sub`, `email`, `email_verified` or `custom:team`. */
  name: AnyString,
  /** Its value. Every value is text: `"true"`, `"42"`. */
  value: /*#__PURE__*/ optionalAnswer(AnyString)
})

/**
 * A user attribute.
 *
 * @since 0.1.0
 * @category answer shapes
 */
export interface AttributeTypeAnswer extends Schema.Schema.Type<typeof AttributeTypeAnswer> {}

/**
 * User attributes.
 *
 * @since 0.1.0
 * @category answer shapes
 */
export const AttributeListTypeAnswer = /*#__PURE__*/ listAnswer(AttributeTypeAnswer)

/**
 * A way to receive a code, as the old SMS-only settings knew it.
 *
 * @since 0.1.0
 * @category answer shapes
 */
export const MFAOptionTypeAnswer = /*#__PURE__*/ Struct({
  /** How the code is sent. */
  deliveryMedium: /*#__PURE__*/ optionalAnswer(DeliveryMediumType),
  /** The attribute with the address. */
  attributeName: /*#__PURE__*/ optionalAnswer(AnyString)
})

/**
 * A way to receive a code, as the old SMS-only settings knew it.
 *
 * @since 0.1.0
 * @category answer shapes
 */
export interface MFAOptionTypeAnswer extends Schema.Schema.Type<typeof MFAOptionTypeAnswer> {}

/**
 * Ways to receive a code, as the old SMS-only settings knew them.
 *
 * @since 0.1.0
 * @category answer shapes
 */
export const MFAOptionListTypeAnswer = /*#__PURE__*/ listAnswer(MFAOptionTypeAnswer)

/**
 * The second factors that a user has enabled: `SMS_MFA`, `SOFTWARE_TOKEN_MFA`, `EMAIL_OTP`.
 *
 * @since 0.1.0
 * @category answer shapes
 */
export const UserMFASettingListType = /*#__PURE__*/ listAnswer(AnyString)

/**
 * The factors that a user can sign in with.
 *
 * @since 0.1.0
 * @category answer shapes
 */
export const ConfiguredUserAuthFactorsListType = /*#__PURE__*/ listAnswer(AuthFactorType)

/**
 * The challenges that the user can choose from.
 *
 * @since 0.1.0
 * @category answer shapes
 */
export const AvailableChallengeListType = /*#__PURE__*/ listAnswer(ChallengeNameType)

/**
 * What a challenge comes with, such as `CODE_DELIVERY_DESTINATION` or `SRP_B`. AWS's `null` values are left out.
 *
 * @since 0.1.0
 * @category answer shapes
 */
export const ChallengeParametersType: Schema.Schema<
  { readonly [x: string]: string },
  { readonly [x: string]: string | null }
> = /*#__PURE__*/ lazy(() =>
  Schema.transform(
    Schema.Record({ key: AnyString, value: Schema.NullOr(AnyString) }),
    Schema.Record({ key: AnyString, value: AnyString }),
    {
      decode: (map) =>
        Object.fromEntries(Object.entries(map).filter((entry): entry is [string, string] => entry[1] !== null)),
      encode: (map) => map
    }
  )
)

/**
 * The device that the user signs in on for the first time, to be confirmed and remembered.
 *
 * @since 0.1.0
 * @category answer shapes
 */
export const NewDeviceMetadataType = /*#__PURE__*/ Struct({
  /** Its key, by which all later requests name it. */
  deviceKey: /*#__PURE__*/ optionalAnswer(AnyString),
  /** The key of its group, which goes into its password verifier. */
  deviceGroupKey: /*#__PURE__*/ optionalAnswer(AnyString)
})

/**
 * The device that the user signs in on for the first time, to be confirmed and remembered.
 *
 * @since 0.1.0
 * @category answer shapes
 */
export interface NewDeviceMetadataType extends Schema.Schema.Type<typeof NewDeviceMetadataType> {}

/**
 * The tokens of a user who has signed in.
 *
 * @since 0.1.0
 * @category answer shapes
 */
export const AuthenticationResultType = /*#__PURE__*/ Struct({
  /** Authorizes the user's own requests to Cognito and to your services. */
  accessToken: /*#__PURE__*/ optionalAnswer(AnySecret),
  /** How many seconds the access token lives. */
  expiresIn: /*#__PURE__*/ optionalAnswer(IntegerType),
  /** `Bearer`. */
  tokenType: /*#__PURE__*/ optionalAnswer(AnyString),
  /** Gives new tokens when these expire. Absent where the one in hand stays valid. */
  refreshToken: /*#__PURE__*/ optionalAnswer(AnySecret),
  /** Says who the user is. */
  idToken: /*#__PURE__*/ optionalAnswer(AnySecret),
  /** A device that Cognito did not know, if the user pool tracks devices. */
  newDeviceMetadata: /*#__PURE__*/ optionalAnswer(NewDeviceMetadataType)
})

/**
 * The tokens of a user who has signed in.
 *
 * @since 0.1.0
 * @category answer shapes
 */
export interface AuthenticationResultType extends Schema.Schema.Type<typeof AuthenticationResultType> {}

/**
 * A device of the user.
 *
 * @since 0.1.0
 * @category answer shapes
 */
export const DeviceType = /*#__PURE__*/ Struct({
  /** Its key. */
  deviceKey: /*#__PURE__*/ optionalAnswer(AnyString),
  /** What Cognito noted of it, such as `device_name` and `last_ip_used`. */
  deviceAttributes: /*#__PURE__*/ optionalAnswer(AttributeListTypeAnswer),
  /** When the user first signed in on it. */
  deviceCreateDate: /*#__PURE__*/ optionalAnswer(DateType),
  /** When what is known of it last changed. */
  deviceLastModifiedDate: /*#__PURE__*/ optionalAnswer(DateType),
  /** When the user last signed in on it. */
  deviceLastAuthenticatedDate: /*#__PURE__*/ optionalAnswer(DateType)
})

/**
 * A device of the user.
 *
 * @since 0.1.0
 * @category answer shapes
 */
export interface DeviceType extends Schema.Schema.Type<typeof DeviceType> {}

/**
 * Devices of the user.
 *
 * @since 0.1.0
 * @category answer shapes
 */
export const DeviceListType = /*#__PURE__*/ listAnswer(DeviceType)

/**
 * Where a session was last active, as far as its address tells.
 *
 * @since 0.1.0
 * @category answer shapes
 */
export const SessionLocationType = /*#__PURE__*/ Struct({
  /** The city. */
  city: /*#__PURE__*/ optionalAnswer(AnyString),
  /** The English name of the country, not its code. */
  country: /*#__PURE__*/ optionalAnswer(AnyString)
})

/**
 * Where a session was last active, as far as its address tells.
 *
 * @since 0.1.0
 * @category answer shapes
 */
export interface SessionLocationType extends Schema.Schema.Type<typeof SessionLocationType> {}

/**
 * A session of the user.
 *
 * @since 0.1.0
 * @category answer shapes
 */
export const SessionDescriptionType = /*#__PURE__*/ Struct({
  /** Its id, which begins with `tkn` or `sso`. */
  sessionId: /*#__PURE__*/ optionalAnswer(AnyString),
  /** Whose session it is: an app client's, or managed login's. */
  sessionType: /*#__PURE__*/ optionalAnswer(SessionTypeType),
  /** The app client. */
  clientId: /*#__PURE__*/ optionalAnswer(AnyString),
  /** When it began. */
  createDate: /*#__PURE__*/ optionalAnswer(DateType),
  /** When it was last used: for tokens, when they were last refreshed. */
  lastActiveDate: /*#__PURE__*/ optionalAnswer(DateType),
  /** The system and the browser or app, as its user agent calls itself. */
  deviceType: /*#__PURE__*/ optionalAnswer(AnyString),
  /** Where it was last used from. */
  lastIPAddress: /*#__PURE__*/ optionalAnswer(AnyString),
  /** Where on Earth that is. */
  lastLocation: /*#__PURE__*/ optionalAnswer(SessionLocationType),
  /** For an app client's session: that of managed login which it came from, if any. */
  originSessionId: /*#__PURE__*/ optionalAnswer(AnyString),
  /** Whether it is the session of the access token at hand. */
  isCurrentSession: /*#__PURE__*/ optionalAnswer(BooleanType)
})

/**
 * A session of the user.
 *
 * @since 0.1.0
 * @category answer shapes
 */
export interface SessionDescriptionType extends Schema.Schema.Type<typeof SessionDescriptionType> {}

/**
 * Sessions of the user.
 *
 * @since 0.1.0
 * @category answer shapes
 */
export const SessionsListType = /*#__PURE__*/ listAnswer(SessionDescriptionType)

/**
 * A passkey of the user.
 *
 * @since 0.1.0
 * @category answer shapes
 */
export const WebAuthnCredentialDescription = /*#__PURE__*/ Struct({
  /** Its id, by which it is deleted. */
  credentialId: AnyString,
  /** The name that Cognito gave it. */
  friendlyCredentialName: AnyString,
  /** The domain that it is for. */
  relyingPartyId: AnyString,
  /** `platform` if it is part of a device, `cross-platform` if it is carried along. */
  authenticatorAttachment: /*#__PURE__*/ optionalAnswer(AnyString),
  /** How a browser reaches it, such as `internal`, `usb` or `hybrid`. */
  authenticatorTransports: /*#__PURE__*/ listAnswer(AnyString),
  /** When it was registered. */
  createdAt: DateType
})

/**
 * A passkey of the user.
 *
 * @since 0.1.0
 * @category answer shapes
 */
export interface WebAuthnCredentialDescription extends Schema.Schema.Type<typeof WebAuthnCredentialDescription> {}

/**
 * Passkeys of the user.
 *
 * @since 0.1.0
 * @category answer shapes
 */
export const WebAuthnCredentialDescriptionListType = /*#__PURE__*/ listAnswer(WebAuthnCredentialDescription)
