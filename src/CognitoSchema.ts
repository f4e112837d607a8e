/**
 * The shapes that several operations share, under the names of AWS's model.
 *
 * A request shape carries AWS's constraints and is checked before anything is sent. A response shape carries types
 * only, for AWS widens what it sends without notice.
 *
 * @since 0.1.0
 */

import { parameters, suggest } from "./internal/parameters.js"
import {
  boolean,
  date,
  document,
  integer,
  integerBetween,
  list,
  listAnswer,
  map,
  maxStringLength,
  openEnum,
  optional,
  optionalAnswer,
  secret,
  stringOrSecret,
  Struct,
  text,
  textAnswer,
  textMapAnswer
} from "./internal/shapes.js"

export {
  /**
   * @since 3.0.0
   * @category models
   */
  type OpenParameters,
  /**
   * @since 3.0.0
   * @category models
   */
  type OtherName,
  /**
   * @since 3.0.0
   * @category constructors
   */
  otherName,
  /**
   * @since 3.0.0
   * @category models
   */
  type Secret
} from "./internal/parameterNames.js"

export {
  /**
   * @since 3.0.0
   * @category models
   */
  type Variants,
  /**
   * @since 3.0.0
   * @category constructors
   */
  variants
} from "./internal/parameters.js"

export {
  /**
   * @since 0.1.0
   * @category constructors
   */
  optional,
  /**
   * @since 0.1.0
   * @category constructors
   */
  optionalAnswer,
  /**
   * @since 0.1.0
   * @category constructors
   */
  Struct,
  /**
   * @since 0.1.0
   * @category models
   */
  type WireName
} from "./internal/shapes.js"

// -----------------------------------------------------------------------------
// simple shapes
// -----------------------------------------------------------------------------

/**
 * Any text in a response. A number or a boolean is read as its text.
 *
 * @since 0.1.0
 * @category simple shapes
 */
export const AnyString = /*#__PURE__*/ textAnswer()

/**
 * Any secret in a response: a token, a session, or the key of an authenticator app.
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
export const BooleanType = boolean

/**
 * A whole number in a response.
 *
 * @since 0.1.0
 * @category simple shapes
 */
export const IntegerType = integer

/**
 * A moment, which Cognito writes in seconds since 1970, with a fraction if need be.
 *
 * @since 0.1.0
 * @category simple shapes
 */
export const DateType = /*#__PURE__*/ date()

/**
 * Any JSON but `null`, as the browser's WebAuthn functions take and give it. What has a `toJSON`, as a
 * `PublicKeyCredential` has, is JSON too.
 *
 * @since 0.1.0
 * @category simple shapes
 */
export const Document = /*#__PURE__*/ document()

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
 * Any text in a request, where AWS publishes no constraints.
 *
 * @since 0.1.0
 * @category request shapes
 */
export const PlainString = /*#__PURE__*/ text({})

/**
 * An access, identity or refresh token, as Cognito issued it.
 *
 * @since 0.1.0
 * @category request shapes
 */
export const TokenModelType = /*#__PURE__*/ secret(/*#__PURE__*/ text({ pattern: "^[A-Za-z0-9-_=.]+$" }))

/**
 * The attributes that every user pool has. Those of your own begin with `custom:`.
 *
 * @since 3.0.0
 * @category models
 */
export type StandardAttribute =
  | "email"
  | "phone_number"
  | "address"
  | "birthdate"
  | "family_name"
  | "gender"
  | "given_name"
  | "locale"
  | "middle_name"
  | "name"
  | "nickname"
  | "picture"
  | "preferred_username"
  | "profile"
  | "updated_at"
  | "website"
  | "zoneinfo"

/**
 * The name of a user attribute, such as `email` or `custom:team`: 1 to 32 characters.
 *
 * @since 0.1.0
 * @category request shapes
 */
export const AttributeNameType = /*#__PURE__*/ suggest<StandardAttribute>()(
  /*#__PURE__*/ text({ min: 1, max: 32, pattern: "^[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\t\\n\\r ]+$" })
)

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
 * A password. What makes a good one is the policy of the user pool. Cognito takes white space within, but neither at the
 * beginning nor at the end.
 *
 * @since 0.1.0
 * @category request shapes
 */
export const PasswordType = /*#__PURE__*/ secret(
  /*#__PURE__*/ text({
    min: 1,
    max: 256,
    pattern: "^\\S([\\s\\S]*\\S)?$",
    description: "a string of 1 to 256 characters that neither begins nor ends with white space"
  })
)

/**
 * What links the steps of one sign-in, as the response of the step before has it.
 *
 * @since 0.1.0
 * @category request shapes
 */
export const SessionType = /*#__PURE__*/ secret(/*#__PURE__*/ text({ min: 20 }))

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
export const DeviceKeyType = /*#__PURE__*/ text({ min: 1, pattern: "^[\\w-]+_[0-9a-f-]+$" })

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
 * Where the next page begins, as the response of the page before has it.
 *
 * @since 0.1.0
 * @category request shapes
 */
export const PaginationKey = /*#__PURE__*/ text({ min: 1, pattern: "^[\\S]+$" })

/**
 * Where the next page begins, as the response of the page before has it.
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
export const QueryLimitType = /*#__PURE__*/ integerBetween(0, 60)

/**
 * How many passkeys a page has: 0 to 20.
 *
 * @since 0.1.0
 * @category request shapes
 */
export const WebAuthnCredentialsQueryLimitType = /*#__PURE__*/ integerBetween(0, 20)

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
export class AttributeType extends /*#__PURE__*/ Struct({
  /** Such as `email`, `phone_number`, `given_name` or `custom:team`. */
  name: AttributeNameType,
  /** Its value. Without one, or with an empty one, the attribute has none. */
  value: /*#__PURE__*/ optional(AttributeValueType)
}) {}

/**
 * User attributes.
 *
 * @since 0.1.0
 * @category request shapes
 */
export const AttributeListType = /*#__PURE__*/ list(AttributeType)

/**
 * Names of scopes, such as `orders/read`.
 *
 * @since 3.0.0
 * @category request shapes
 */
export const ScopeListType = /*#__PURE__*/ list(PlainString)

/**
 * Names of user attributes.
 *
 * @since 0.1.0
 * @category request shapes
 */
export const AttributeNameListType = /*#__PURE__*/ list(AttributeNameType)

/**
 * What the application tells the Lambda triggers of its user pool. Never put a secret here: Cognito neither
 * encrypts nor checks it. Keys and values have up to 131,072 characters each.
 *
 * @since 0.1.0
 * @category request shapes
 */
export const ClientMetadataType = /*#__PURE__*/ map(StringType)

const signInParameters = /*#__PURE__*/ parameters(/*#__PURE__*/ map(/*#__PURE__*/ stringOrSecret(StringType)))

/**
 * What a way to sign in asks for: `USERNAME`, and `PASSWORD`, `SRP_A` or `REFRESH_TOKEN`. What is secret is `Redacted`:
 * passwords, codes, hashes and tokens, by their names.
 *
 * @since 0.1.0
 * @category request shapes
 */
export const AuthParametersType = signInParameters

/**
 * The responses to a challenge: `USERNAME`, and what the challenge asks for. What is secret is `Redacted`: passwords,
 * codes, hashes and proofs, by their names.
 *
 * @since 0.1.0
 * @category request shapes
 */
export const ChallengeResponsesType = signInParameters

/**
 * The user's endpoint in Amazon Pinpoint, for user pools that report there.
 *
 * @since 0.1.0
 * @category request shapes
 */
export class AnalyticsMetadataType extends /*#__PURE__*/ Struct({
  /** The id of the endpoint. */
  analyticsEndpointId: /*#__PURE__*/ optional(StringType)
}) {}

/**
 * Where a request of the user comes from, for the threat protection of the user pool.
 *
 * @since 0.1.0
 * @category request shapes
 */
export class UserContextDataType extends /*#__PURE__*/ Struct({
  /** The address of the user's device, if the request goes through a server. */
  ipAddress: /*#__PURE__*/ optional(StringType),
  /** The fingerprint of the device, as AWS's context data library collects it. */
  encodedData: /*#__PURE__*/ optional(StringType)
}) {}

/**
 * What a device will prove itself with: the verifier and the salt of the Secure Remote Password protocol.
 *
 * @since 0.1.0
 * @category request shapes
 */
export class DeviceSecretVerifierConfigType extends /*#__PURE__*/ Struct({
  /** The verifier of the device's password, in Base64. */
  passwordVerifier: /*#__PURE__*/ optional(StringType),
  /** The salt that it was made with, in Base64. */
  salt: /*#__PURE__*/ optional(StringType)
}) {}

/**
 * A way to receive a code, as the old SMS-only settings knew it.
 *
 * @since 0.1.0
 * @category request shapes
 */
export class MFAOptionType extends /*#__PURE__*/ Struct({
  /** Only `SMS`. */
  deliveryMedium: /*#__PURE__*/ optional(DeliveryMediumType),
  /** Only `phone_number`. */
  attributeName: /*#__PURE__*/ optional(AttributeNameType)
}) {}

/**
 * Ways to receive a code, as the old SMS-only settings knew them.
 *
 * @since 0.1.0
 * @category request shapes
 */
export const MFAOptionListType = /*#__PURE__*/ list(MFAOptionType)

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
export class SMSMfaSettingsType extends mfaSettings {}

/**
 * An authenticator app as second factor.
 *
 * @since 0.1.0
 * @category request shapes
 */
export class SoftwareTokenMfaSettingsType extends mfaSettings {}

/**
 * E-mail messages as second factor.
 *
 * @since 0.1.0
 * @category request shapes
 */
export class EmailMfaSettingsType extends mfaSettings {}

/**
 * Passkeys that count as both factors.
 *
 * @since 0.1.0
 * @category request shapes
 */
export class WebAuthnMfaSettingsType extends /*#__PURE__*/ Struct({
  /** Whether the passkey must verify the user. Without a value: `false`. */
  enabled: /*#__PURE__*/ optional(BooleanType)
}) {}

// -----------------------------------------------------------------------------
// response shapes
// -----------------------------------------------------------------------------

/**
 * Where Cognito sent a code.
 *
 * @since 0.1.0
 * @category response shapes
 */
export class CodeDeliveryDetailsType extends /*#__PURE__*/ Struct({
  /** The address or number, masked by Cognito: `a***@e***`, `+*******0100`. */
  destination: /*#__PURE__*/ optionalAnswer(AnyString),
  /** How it was sent. */
  deliveryMedium: /*#__PURE__*/ optionalAnswer(DeliveryMediumType),
  /** The attribute that the code verifies. */
  attributeName: /*#__PURE__*/ optionalAnswer(AnyString)
}) {}

/**
 * Where Cognito sent codes.
 *
 * @since 0.1.0
 * @category response shapes
 */
export const CodeDeliveryDetailsListType = /*#__PURE__*/ listAnswer(CodeDeliveryDetailsType)

/**
 * A user attribute.
 *
 * @since 0.1.0
 * @category response shapes
 */
export class AttributeTypeAnswer extends /*#__PURE__*/ Struct({
  /** Such as `sub`, `email`, `email_verified` or `custom:team`. */
  name: /*#__PURE__*/ suggest<StandardAttribute | "sub" | "email_verified" | "phone_number_verified">()(AnyString),
  /** Its value. Every value is text: `"true"`, `"42"`. */
  value: /*#__PURE__*/ optionalAnswer(AnyString)
}) {}

/**
 * User attributes.
 *
 * @since 0.1.0
 * @category response shapes
 */
export const AttributeListTypeAnswer = /*#__PURE__*/ listAnswer(AttributeTypeAnswer)

/**
 * A way to receive a code, as the old SMS-only settings knew it.
 *
 * @since 0.1.0
 * @category response shapes
 */
export class MFAOptionTypeAnswer extends /*#__PURE__*/ Struct({
  /** How the code is sent. */
  deliveryMedium: /*#__PURE__*/ optionalAnswer(DeliveryMediumType),
  /** The attribute with the address. */
  attributeName: /*#__PURE__*/ optionalAnswer(AnyString)
}) {}

/**
 * Ways to receive a code, as the old SMS-only settings knew them.
 *
 * @since 0.1.0
 * @category response shapes
 */
export const MFAOptionListTypeAnswer = /*#__PURE__*/ listAnswer(MFAOptionTypeAnswer)

/**
 * The second factors that a user has enabled: `SMS_MFA`, `SOFTWARE_TOKEN_MFA`, `EMAIL_OTP`.
 *
 * @since 0.1.0
 * @category response shapes
 */
export const UserMFASettingListType = /*#__PURE__*/ listAnswer(AnyString)

/**
 * The factors that a user can sign in with.
 *
 * @since 0.1.0
 * @category response shapes
 */
export const ConfiguredUserAuthFactorsListType = /*#__PURE__*/ listAnswer(AuthFactorType)

/**
 * The challenges that the user can choose from.
 *
 * @since 0.1.0
 * @category response shapes
 */
export const AvailableChallengeListType = /*#__PURE__*/ listAnswer(ChallengeNameType)

/**
 * What a challenge comes with, such as `CODE_DELIVERY_DESTINATION` or `SRP_B`. AWS's `null` values are left out, and a
 * value that is no text is read as its JSON.
 *
 * @since 0.1.0
 * @category response shapes
 */
export const ChallengeParametersType = /*#__PURE__*/ textMapAnswer()

/**
 * The device that the user signs in on for the first time, to be confirmed and remembered.
 *
 * @since 0.1.0
 * @category response shapes
 */
export class NewDeviceMetadataType extends /*#__PURE__*/ Struct({
  /** Its key, by which all later requests name it. */
  deviceKey: /*#__PURE__*/ optionalAnswer(AnyString),
  /** The key of its group, which goes into its password verifier. */
  deviceGroupKey: /*#__PURE__*/ optionalAnswer(AnyString)
}) {}

/**
 * The tokens of a user who has signed in.
 *
 * @since 0.1.0
 * @category response shapes
 */
export class AuthenticationResultType extends /*#__PURE__*/ Struct({
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
}) {}

/**
 * The token of an app client itself.
 *
 * @since 3.0.0
 * @category response shapes
 */
export class ClientAuthenticationResultType extends /*#__PURE__*/ Struct({
  /** Authorizes the app client's own requests to your services. */
  accessToken: /*#__PURE__*/ optionalAnswer(AnySecret),
  /** How many seconds the access token lives. */
  expiresIn: /*#__PURE__*/ optionalAnswer(IntegerType),
  /** `Bearer`. */
  tokenType: /*#__PURE__*/ optionalAnswer(AnyString)
}) {}

/**
 * A device of the user.
 *
 * @since 0.1.0
 * @category response shapes
 */
export class DeviceType extends /*#__PURE__*/ Struct({
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
}) {}

/**
 * Devices of the user.
 *
 * @since 0.1.0
 * @category response shapes
 */
export const DeviceListType = /*#__PURE__*/ listAnswer(DeviceType)

/**
 * Where a session was last active, as far as its address tells.
 *
 * @since 0.1.0
 * @category response shapes
 */
export class SessionLocationType extends /*#__PURE__*/ Struct({
  /** The city. */
  city: /*#__PURE__*/ optionalAnswer(AnyString),
  /** The English name of the country, not its code. */
  country: /*#__PURE__*/ optionalAnswer(AnyString)
}) {}

/**
 * A session of the user.
 *
 * @since 0.1.0
 * @category response shapes
 */
export class SessionDescriptionType extends /*#__PURE__*/ Struct({
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
}) {}

/**
 * Sessions of the user.
 *
 * @since 0.1.0
 * @category response shapes
 */
export const SessionsListType = /*#__PURE__*/ listAnswer(SessionDescriptionType)

/**
 * A passkey of the user.
 *
 * @since 0.1.0
 * @category response shapes
 */
export class WebAuthnCredentialDescription extends /*#__PURE__*/ Struct({
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
}) {}

/**
 * Passkeys of the user.
 *
 * @since 0.1.0
 * @category response shapes
 */
export const WebAuthnCredentialDescriptionListType = /*#__PURE__*/ listAnswer(WebAuthnCredentialDescription)
