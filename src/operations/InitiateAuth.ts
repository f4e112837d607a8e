/**
 * @since 0.1.0
 */
import * as CognitoError from "../CognitoError.js"
import * as CognitoSchema from "../CognitoSchema.js"
import * as Operation from "../Operation.js"

type Client = {
  /** Needed if the app client has a secret: see `CognitoSecretHash`. */
  readonly SECRET_HASH?: CognitoSchema.Secret
  /** The key of the remembered device, if this is one. */
  readonly DEVICE_KEY?: string
}

type User = Client & {
  /** As the user types it, so an alias such as an e-mail address is fine. */
  readonly USERNAME: string
}

type Refresh = Client & {
  /** The refresh token of the sign-in. */
  readonly REFRESH_TOKEN: CognitoSchema.Secret
}

type Password = {
  /** The user's password. */
  readonly PASSWORD: CognitoSchema.Secret
}

type Srp = {
  /** The public value with which SRP begins: see `CognitoSrp`. */
  readonly SRP_A: string
}

type Preferred<Name> = {
  /** The way to sign in that the user or the application prefers. */
  readonly PREFERRED_CHALLENGE: Name
}

/**
 * What each flow of {@link initiateAuth} takes as its `authParameters`.
 *
 * @since 3.0.0
 * @category models
 */
export interface AuthParameters {
  /** The user chooses how to sign in, or the application does by `PREFERRED_CHALLENGE`. */
  readonly USER_AUTH:
    | User & Partial<Preferred<"EMAIL_OTP" | "SMS_OTP" | "WEB_AUTHN" | CognitoSchema.OtherName>>
    | User & Preferred<"PASSWORD"> & Password
    | User & Preferred<"PASSWORD_SRP"> & Srp
  /** The password is sent to Cognito. */
  readonly USER_PASSWORD_AUTH: User & Password
  /** The password is proven and not sent: see `CognitoSrp`. */
  readonly USER_SRP_AUTH: User & Srp
  /** New tokens for app clients that do not rotate their refresh tokens. */
  readonly REFRESH_TOKEN_AUTH: Refresh
  /** Another name of `REFRESH_TOKEN_AUTH`. */
  readonly REFRESH_TOKEN: Refresh
  /** The pool's Lambdas ask. With `CHALLENGE_NAME: "SRP_A"` and `SRP_A`, the password is proven first. */
  readonly CUSTOM_AUTH: User & CognitoSchema.OpenParameters
}

const members = {
  /** The id of the app client. */
  clientId: CognitoSchema.ClientIdType,
  /** How to sign in, by the names in the table of {@link initiateAuth}. */
  authFlow: CognitoSchema.AuthFlowType,
  /** What this way asks for, `SECRET_HASH` and `DEVICE_KEY` where they apply. */
  authParameters: CognitoSchema.optional(CognitoSchema.AuthParametersType),
  /** The session of {@link confirmSignUp}, to sign in without another code. */
  session: CognitoSchema.optional(CognitoSchema.SessionType),
  /** Where the user's request comes from, for the pool's threat protection. */
  userContextData: CognitoSchema.optional(CognitoSchema.UserContextDataType),
  /** The user's endpoint in Amazon Pinpoint, if the pool reports there. */
  analyticsMetadata: CognitoSchema.optional(CognitoSchema.AnalyticsMetadataType),
  /** What the pool's Lambdas before a sign-up, before a sign-in and for user migration are told. */
  clientMetadata: CognitoSchema.optional(CognitoSchema.ClientMetadataType)
}

type Common = Omit<CognitoSchema.Struct<typeof members>["Type"], "authFlow" | "authParameters">

/**
 * The request of {@link initiateAuth}: the `authFlow`, and the `authParameters` that it takes.
 *
 * @since 0.1.0
 * @category models
 */
export type InitiateAuthRequest =
  | {
    readonly [Flow in keyof AuthParameters]: Common & {
      /** How to sign in, by the names in the table of {@link initiateAuth}. */
      readonly authFlow: Flow
      /** What this flow takes. */
      readonly authParameters: AuthParameters[Flow]
    }
  }[keyof AuthParameters]
  | Common & {
    /** A flow that this version does not know. */
    readonly authFlow: CognitoSchema.OtherName
    /** What that flow takes. */
    readonly authParameters?: CognitoSchema.OpenParameters | undefined
  }

/**
 * The schema of {@link initiateAuth}'s requests.
 *
 * @since 0.1.0
 * @category schemas
 */
export const InitiateAuthRequest = CognitoSchema.variants<InitiateAuthRequest>()("InitiateAuthRequest", members)

/**
 * The response of {@link initiateAuth}: either the tokens or a challenge.
 *
 * @since 0.1.0
 * @category schemas
 */
export class InitiateAuthResponse extends CognitoSchema.Struct({
  /** The tokens, if the user is signed in. */
  authenticationResult: CognitoSchema.optionalAnswer(CognitoSchema.AuthenticationResultType),
  /** What is asked for first, if the user is not: see {@link respondToAuthChallenge}. */
  challengeName: CognitoSchema.optionalAnswer(CognitoSchema.ChallengeNameType),
  /** What links the response to this challenge. It lives for 3 to 15 minutes, as the app client says. */
  session: CognitoSchema.optionalAnswer(CognitoSchema.AnySecret),
  /** What the challenge comes with. */
  challengeParameters: CognitoSchema.optionalAnswer(CognitoSchema.ChallengeParametersType),
  /** With `SELECT_CHALLENGE`: what the user can choose from. */
  availableChallenges: CognitoSchema.optionalAnswer(CognitoSchema.AvailableChallengeListType)
}) {}

const errors = [
  CognitoError.FeatureUnavailableInTierException,
  CognitoError.ForbiddenException,
  CognitoError.InternalErrorException,
  CognitoError.InvalidEmailRoleAccessPolicyException,
  CognitoError.InvalidLambdaResponseException,
  CognitoError.InvalidParameterException,
  CognitoError.InvalidSmsRoleAccessPolicyException,
  CognitoError.InvalidSmsRoleTrustRelationshipException,
  CognitoError.InvalidUserPoolConfigurationException,
  CognitoError.NotAuthorizedException,
  CognitoError.OperationNotEnabledException,
  CognitoError.PasswordResetRequiredException,
  CognitoError.ResourceNotFoundException,
  CognitoError.TooManyRequestsException,
  CognitoError.UnexpectedLambdaException,
  CognitoError.UnsupportedOperationException,
  CognitoError.UserLambdaValidationException,
  CognitoError.UserNotConfirmedException,
  CognitoError.UserNotFoundException
] as const

/**
 * The errors of {@link initiateAuth}.
 *
 * @since 0.1.0
 * @category errors
 */
export type InitiateAuthError = Operation.Failure<typeof errors>

/**
 * Begins to sign a user in. The response has the tokens, in `authenticationResult`, or a challenge, to which
 * {@link respondToAuthChallenge} responds. The app client must allow the flow.
 *
 * | `authFlow` | `authParameters` |
 * | --- | --- |
 * | `USER_AUTH` | `USERNAME`; `PREFERRED_CHALLENGE`, or the response lists what there is |
 * | `USER_PASSWORD_AUTH` | `USERNAME`, `PASSWORD` |
 * | `USER_SRP_AUTH` | `USERNAME`, `SRP_A` |
 * | `REFRESH_TOKEN_AUTH` | `REFRESH_TOKEN`; for app clients that rotate, {@link getTokensFromRefreshToken} |
 * | `CUSTOM_AUTH` | `USERNAME`, and what the pool's Lambdas ask for |
 *
 * All of them take `SECRET_HASH`, needed if the app client has a secret, and `DEVICE_KEY`, for a remembered device.
 * What is secret goes in as `Redacted`. A flow that this version does not know is written with
 * `CognitoSchema.otherName`.
 *
 * The failures to expect:
 * - `NotAuthorizedException`: wrong name or password, a disabled user, too many failed attempts, or a refresh token
 *   that is expired or revoked.
 * - `UserNotFoundException`: there is no such user, and the app client does not hide it.
 * - `UserNotConfirmedException`: the sign-up is not confirmed: see {@link confirmSignUp}.
 * - `PasswordResetRequiredException`: the user must set a new password first: see {@link forgotPassword}.
 * - `InvalidParameterException`: the app client does not allow this flow, or a parameter is missing.
 * - `UserLambdaValidationException`: a Lambda of the user pool refused, in its own words.
 *
 * @example
 * ```ts
 * import { Cognito } from "effect-cognito"
 * import { Effect, Redacted } from "effect"
 *
 * const program = Cognito.initiateAuth({
 *   clientId: "1example23456789",
 *   authFlow: "USER_PASSWORD_AUTH",
 *   authParameters: { USERNAME: "ada", PASSWORD: Redacted.make("...") }
 * }).pipe(
 *   Effect.map(({ authenticationResult, challengeName }) => authenticationResult?.accessToken ?? challengeName),
 *   Effect.catchTag("NotAuthorizedException", () => Effect.succeed("Wrong name or password."))
 * )
 * ```
 *
 * @since 0.1.0
 * @category operations
 */
export const initiateAuth: Operation.Operation<
  InitiateAuthRequest,
  InitiateAuthResponse,
  InitiateAuthError
> = Operation.make("InitiateAuth", {
  request: InitiateAuthRequest,
  response: InitiateAuthResponse,
  errors,
  // It may send the user a code, use up a refresh token or count as a failed attempt.
  repeatable: false
})
