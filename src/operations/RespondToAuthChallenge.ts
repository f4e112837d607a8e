/**
 * @since 0.1.0
 */
import * as CognitoError from "../CognitoError.js"
import * as CognitoSchema from "../CognitoSchema.js"
import * as Operation from "../Operation.js"

type User = {
  /** The user's name in the pool, which the challenge's parameters state as `USER_ID_FOR_SRP` or `USERNAME`. */
  readonly USERNAME: string
  /** Needed if the app client has a secret: see `CognitoSecretHash`. It is made of the `USERNAME` of this request. */
  readonly SECRET_HASH?: CognitoSchema.Secret
  /** The key of the remembered device, if this is one. */
  readonly DEVICE_KEY?: string
}

/** The proof of SRP, which `CognitoSrp` makes. */
type Claim = User & {
  /** The proof. */
  readonly PASSWORD_CLAIM_SIGNATURE: CognitoSchema.Secret
  /** The `SECRET_BLOCK` of the challenge. */
  readonly PASSWORD_CLAIM_SECRET_BLOCK: string
  /** When the proof was made. */
  readonly TIMESTAMP: string
}

type Device = {
  /** The key of the remembered device. */
  readonly DEVICE_KEY: string
}

type Choice<Name> = {
  /** What the user chose. */
  readonly ANSWER: Name
}

type Password = {
  /** The user's password. */
  readonly PASSWORD: CognitoSchema.Secret
}

type Srp = {
  /** The public value with which SRP begins: see `CognitoSrp`. */
  readonly SRP_A: string
}

type Passkey = {
  /** What `navigator.credentials.get` gave, as JSON text. */
  readonly CREDENTIAL: CognitoSchema.Secret
}

/**
 * What each challenge of {@link respondToAuthChallenge} takes as its `challengeResponses`.
 *
 * @since 3.0.0
 * @category models
 */
export interface ChallengeResponses {
  /** The code of the text message. */
  readonly SMS_MFA: User & {
    /** The code. */
    readonly SMS_MFA_CODE: CognitoSchema.Secret
  }
  /** The code of the text message, for a sign-in without a password. */
  readonly SMS_OTP: User & {
    /** The code. */
    readonly SMS_OTP_CODE: CognitoSchema.Secret
  }
  /** The code of the e-mail. */
  readonly EMAIL_OTP: User & {
    /** The code. */
    readonly EMAIL_OTP_CODE: CognitoSchema.Secret
  }
  /** The digits that the authenticator app shows. */
  readonly SOFTWARE_TOKEN_MFA: User & {
    /** The digits. */
    readonly SOFTWARE_TOKEN_MFA_CODE: CognitoSchema.Secret
  }
  /** The second factor of choice. */
  readonly SELECT_MFA_TYPE: User & Choice<"SMS_MFA" | "SOFTWARE_TOKEN_MFA" | "EMAIL_OTP" | CognitoSchema.OtherName>
  /** Nothing more for an authenticator app that is set up; the address for codes by e-mail. */
  readonly MFA_SETUP: User & {
    /** The address to which codes are sent. */
    readonly EMAIL?: string
  }
  /** One of `availableChallenges`, and what that one asks for. */
  readonly SELECT_CHALLENGE:
    | User & Choice<"EMAIL_OTP" | "SMS_OTP" | CognitoSchema.OtherName>
    | User & Choice<"WEB_AUTHN"> & Partial<Passkey>
    | User & Choice<"PASSWORD"> & Password
    | User & Choice<"PASSWORD_SRP"> & Srp
  /** The password. */
  readonly PASSWORD: User & Password
  /** The beginning of SRP. */
  readonly PASSWORD_SRP: User & Srp
  /** The proof of the password. */
  readonly PASSWORD_VERIFIER: Claim
  /** What `navigator.credentials.get` gave, as JSON text. */
  readonly WEB_AUTHN: User & Passkey
  /** The beginning of SRP for a remembered device. */
  readonly DEVICE_SRP_AUTH: User & Device & Srp
  /** The proof of the device's password. */
  readonly DEVICE_PASSWORD_VERIFIER: Claim & Device
  /** The new password, and the attributes that the user pool requires. */
  readonly NEW_PASSWORD_REQUIRED: User & {
    /** The new password. */
    readonly NEW_PASSWORD: CognitoSchema.Secret
    /** An attribute that the user pool requires. */
    readonly [attribute: `userAttributes.${string}`]: string
  }
  /** `ANSWER`: what the pool's Lambdas asked for. */
  readonly CUSTOM_CHALLENGE: User & CognitoSchema.OpenParameters
}

const members = {
  /** The id of the app client. */
  clientId: CognitoSchema.ClientIdType,
  /** The challenge that this is the response to, by the name it came with. */
  challengeName: CognitoSchema.ChallengeNameType,
  /** The session that it came with, or that of {@link verifySoftwareToken} for `MFA_SETUP`. */
  session: CognitoSchema.optional(CognitoSchema.SessionType),
  /** What the challenge asks for, by the names in the table of {@link respondToAuthChallenge}. */
  challengeResponses: CognitoSchema.optional(CognitoSchema.ChallengeResponsesType),
  /** Where the user's request comes from, for the pool's threat protection. */
  userContextData: CognitoSchema.optional(CognitoSchema.UserContextDataType),
  /** The user's endpoint in Amazon Pinpoint, if the pool reports there. */
  analyticsMetadata: CognitoSchema.optional(CognitoSchema.AnalyticsMetadataType),
  /** What the pool's Lambdas are told, those of `CUSTOM_CHALLENGE` among them. */
  clientMetadata: CognitoSchema.optional(CognitoSchema.ClientMetadataType)
}

type Common = Omit<CognitoSchema.Struct<typeof members>["Type"], "challengeName" | "challengeResponses">

/**
 * The request of {@link respondToAuthChallenge}: the `challengeName`, and the `challengeResponses` that it takes.
 *
 * @since 0.1.0
 * @category models
 */
export type RespondToAuthChallengeRequest =
  | {
    readonly [Name in keyof ChallengeResponses]: Common & {
      /** The challenge that this is the response to, by the name it came with. */
      readonly challengeName: Name
      /** What this challenge takes. */
      readonly challengeResponses: ChallengeResponses[Name]
    }
  }[keyof ChallengeResponses]
  | Common & {
    /** A challenge that this version does not know. */
    readonly challengeName: CognitoSchema.OtherName
    /** What that challenge takes. */
    readonly challengeResponses?: CognitoSchema.OpenParameters | undefined
  }

/**
 * The schema of {@link respondToAuthChallenge}'s requests.
 *
 * @since 0.1.0
 * @category schemas
 */
export const RespondToAuthChallengeRequest = CognitoSchema.variants<RespondToAuthChallengeRequest>()(
  "RespondToAuthChallengeRequest",
  members
)

/**
 * The response of {@link respondToAuthChallenge}: either the tokens or the next challenge.
 *
 * @since 0.1.0
 * @category schemas
 */
export class RespondToAuthChallengeResponse extends CognitoSchema.Struct({
  /** The tokens, if the user is signed in. */
  authenticationResult: CognitoSchema.optionalAnswer(CognitoSchema.AuthenticationResultType),
  /** What is asked for next, if the user is not. */
  challengeName: CognitoSchema.optionalAnswer(CognitoSchema.ChallengeNameType),
  /** What links the response to the next challenge. It lives for 3 to 15 minutes, as the app client says. */
  session: CognitoSchema.optionalAnswer(CognitoSchema.AnySecret),
  /** What the challenge comes with. */
  challengeParameters: CognitoSchema.optionalAnswer(CognitoSchema.ChallengeParametersType),
  /** With `SELECT_CHALLENGE`: what the user can choose from. */
  availableChallenges: CognitoSchema.optionalAnswer(CognitoSchema.AvailableChallengeListType)
}) {}

const errors = [
  CognitoError.AliasExistsException,
  CognitoError.CodeMismatchException,
  CognitoError.ExpiredCodeException,
  CognitoError.ForbiddenException,
  CognitoError.InternalErrorException,
  CognitoError.InvalidEmailRoleAccessPolicyException,
  CognitoError.InvalidLambdaResponseException,
  CognitoError.InvalidParameterException,
  CognitoError.InvalidPasswordException,
  CognitoError.InvalidSmsRoleAccessPolicyException,
  CognitoError.InvalidSmsRoleTrustRelationshipException,
  CognitoError.InvalidUserPoolConfigurationException,
  CognitoError.MFAMethodNotFoundException,
  CognitoError.NotAuthorizedException,
  CognitoError.OperationNotEnabledException,
  CognitoError.PasswordHistoryPolicyViolationException,
  CognitoError.PasswordResetRequiredException,
  CognitoError.ResourceNotFoundException,
  CognitoError.SoftwareTokenMFANotFoundException,
  CognitoError.TooManyRequestsException,
  CognitoError.UnexpectedLambdaException,
  CognitoError.UserLambdaValidationException,
  CognitoError.UserNotConfirmedException,
  CognitoError.UserNotFoundException
] as const

/**
 * The errors of {@link respondToAuthChallenge}.
 *
 * @since 0.1.0
 * @category errors
 */
export type RespondToAuthChallengeError = Operation.Failure<typeof errors>

/**
 * Responds to the challenge of {@link initiateAuth}, or to the next one. The response of Cognito has the tokens or another
 * challenge: go on until `authenticationResult` is there.
 *
 * | `challengeName` | `challengeResponses`, beside `USERNAME` |
 * | --- | --- |
 * | `PASSWORD` | `PASSWORD` |
 * | `SMS_OTP`, `EMAIL_OTP` | `SMS_OTP_CODE`, `EMAIL_OTP_CODE` |
 * | `SMS_MFA`, `SOFTWARE_TOKEN_MFA` | `SMS_MFA_CODE`, `SOFTWARE_TOKEN_MFA_CODE` |
 * | `SELECT_CHALLENGE` | `ANSWER`: one of `availableChallenges`, and what that one asks for |
 * | `SELECT_MFA_TYPE` | `ANSWER`: the second factor of choice |
 * | `WEB_AUTHN` | `CREDENTIAL`: what `navigator.credentials.get` gave, as JSON text |
 * | `PASSWORD_SRP`, `DEVICE_SRP_AUTH` | `SRP_A`; for a device also `DEVICE_KEY` |
 * | `PASSWORD_VERIFIER` | `PASSWORD_CLAIM_SIGNATURE`, `PASSWORD_CLAIM_SECRET_BLOCK`, `TIMESTAMP` |
 * | `DEVICE_PASSWORD_VERIFIER` | the same three and `DEVICE_KEY` |
 * | `NEW_PASSWORD_REQUIRED` | `NEW_PASSWORD`, and `userAttributes.<name>` for what the user pool requires |
 * | `MFA_SETUP` | nothing more, after {@link associateSoftwareToken} and {@link verifySoftwareToken} |
 * | `CUSTOM_CHALLENGE` | `ANSWER`: what the pool's Lambdas asked for |
 *
 * All of them take `SECRET_HASH`, needed if the app client has a secret. What is secret goes in as `Redacted`.
 * A challenge that this version does not know is written with `CognitoSchema.otherName`.
 *
 * The failures to expect:
 * - `CodeMismatchException`: the code is wrong; the user may try again with the same session.
 * - `ExpiredCodeException`: the code is too old; begin the sign-in again.
 * - `NotAuthorizedException`: the session is expired or used up, the password is wrong, or there were too many wrong
 *   responses; begin the sign-in again.
 * - `InvalidPasswordException` and `PasswordHistoryPolicyViolationException`: the new password is not good enough.
 * - `PasswordResetRequiredException`: the user must set a new password first: see {@link forgotPassword}.
 *
 * @example
 * ```ts
 * import { Cognito } from "effect-cognito"
 * import { Effect, Redacted } from "effect"
 *
 * const program = Cognito.respondToAuthChallenge({
 *   clientId: "1example23456789",
 *   challengeName: "SOFTWARE_TOKEN_MFA",
 *   session: Redacted.make("... the session of the challenge ..."),
 *   challengeResponses: { USERNAME: "ada", SOFTWARE_TOKEN_MFA_CODE: Redacted.make("123456") }
 * }).pipe(
 *   Effect.map(({ authenticationResult }) => authenticationResult?.accessToken),
 *   Effect.catchTag("CodeMismatchException", () => Effect.succeed(undefined))
 * )
 * ```
 *
 * @since 0.1.0
 * @category operations
 */
export const respondToAuthChallenge: Operation.Operation<
  RespondToAuthChallengeRequest,
  RespondToAuthChallengeResponse,
  RespondToAuthChallengeError
> = Operation.make("RespondToAuthChallenge", {
  request: RespondToAuthChallengeRequest,
  response: RespondToAuthChallengeResponse,
  errors,
  // A session is used up by the call that Cognito processes, and attempts are counted.
  repeatable: false
})
