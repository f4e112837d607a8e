/**
 * @since 0.1.0
 */
import * as CognitoError from "../CognitoError.js"
import * as CognitoSchema from "../CognitoSchema.js"
import * as Operation from "../Operation.js"

/**
 * The request of {@link confirmSignUp}.
 *
 * @since 0.1.0
 * @category schemas
 */
export class ConfirmSignUpRequest extends CognitoSchema.Struct({
  /** The id of the app client. */
  clientId: CognitoSchema.ClientIdType,
  /** The name that the user signed up with. */
  username: CognitoSchema.UsernameType,
  /** The code that the user received. */
  confirmationCode: CognitoSchema.ConfirmationCodeType,
  /** Whether to take an alias, such as the e-mail address, from another user who has it. Without a value: `false`. */
  forceAliasCreation: CognitoSchema.optional(CognitoSchema.BooleanType),
  /** The session of {@link signUp}, to sign in without another code afterwards. */
  session: CognitoSchema.optional(CognitoSchema.SessionType),
  /** Needed if the app client has a secret: see {@link CognitoSchema.SecretHashType}. */
  secretHash: CognitoSchema.optional(CognitoSchema.SecretHashType),
  /** Where the user's request comes from, for the pool's threat protection. */
  userContextData: CognitoSchema.optional(CognitoSchema.UserContextDataType),
  /** The user's endpoint in Amazon Pinpoint, if the pool reports there. */
  analyticsMetadata: CognitoSchema.optional(CognitoSchema.AnalyticsMetadataType),
  /** What the pool's post confirmation Lambda is told. */
  clientMetadata: CognitoSchema.optional(CognitoSchema.ClientMetadataType)
}) {}

/**
 * The response of {@link confirmSignUp}: what signs the user in at once, if the request had a session.
 *
 * @since 0.1.0
 * @category schemas
 */
export class ConfirmSignUpResponse extends CognitoSchema.Struct({
  /** With it, {@link initiateAuth} signs the user in at once, in the flow `USER_AUTH`. */
  session: CognitoSchema.optionalAnswer(CognitoSchema.AnySecret)
}) {}

const errors = [
  CognitoError.AliasExistsException,
  CognitoError.CodeMismatchException,
  CognitoError.ExpiredCodeException,
  CognitoError.ForbiddenException,
  CognitoError.InternalErrorException,
  CognitoError.InvalidLambdaResponseException,
  CognitoError.InvalidParameterException,
  CognitoError.LimitExceededException,
  CognitoError.NotAuthorizedException,
  CognitoError.OperationNotEnabledException,
  CognitoError.ResourceNotFoundException,
  CognitoError.TooManyFailedAttemptsException,
  CognitoError.TooManyRequestsException,
  CognitoError.UnexpectedLambdaException,
  CognitoError.UserLambdaValidationException,
  CognitoError.UserNotFoundException
] as const

/**
 * The errors of {@link confirmSignUp}.
 *
 * @since 0.1.0
 * @category errors
 */
export type ConfirmSignUpError = Operation.Failure<typeof errors>

/**
 * Confirms a sign-up with the code that {@link signUp} or {@link resendConfirmationCode} sent, and with it the address
 * that it was sent to. Until then the user can't sign in. A code lives for 24 hours, and a user has 15 attempts in an
 * hour.
 *
 * The failures to expect:
 * - `CodeMismatchException`: the code is wrong; let the user type it again.
 * - `ExpiredCodeException`: the code is too old; send a new one. Where the app client hides which users exist, also
 *   that there is no user of this name.
 * - `AliasExistsException`: another user signs in with this address. Only `forceAliasCreation` takes it from them.
 * - `NotAuthorizedException`: the user is confirmed already, or the secret hash is wrong. The message tells which.
 * - `LimitExceededException` and `TooManyFailedAttemptsException`: too many attempts; let the user wait.
 *
 * @example
 * ```ts
 * import { Cognito } from "effect-cognito"
 * import { Effect, Redacted } from "effect"
 *
 * const program = Cognito.confirmSignUp({
 *   clientId: "1example23456789",
 *   username: "ada",
 *   confirmationCode: Redacted.make("123456")
 * }).pipe(
 *   Effect.as("Welcome!"),
 *   Effect.catchTag("CodeMismatchException", () => Effect.succeed("This is not the code that we sent.")),
 *   Effect.catchTag("ExpiredCodeException", () => Effect.succeed("The code is too old. Ask for a new one."))
 * )
 * ```
 *
 * @since 0.1.0
 * @category operations
 */
export const confirmSignUp: Operation.Operation<
  ConfirmSignUpRequest,
  ConfirmSignUpResponse,
  ConfirmSignUpError
> = Operation.make("ConfirmSignUp", {
  request: ConfirmSignUpRequest,
  response: ConfirmSignUpResponse,
  errors,
  // The code is used up by the call that Cognito processes.
  repeatable: false
})
