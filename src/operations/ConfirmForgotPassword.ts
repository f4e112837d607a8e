/**
 * @since 0.1.0
 */
import * as CognitoError from "../CognitoError.js"
import * as CognitoSchema from "../CognitoSchema.js"
import * as Operation from "../Operation.js"

/**
 * The request of {@link confirmForgotPassword}.
 *
 * @since 0.1.0
 * @category schemas
 */
export class ConfirmForgotPasswordRequest extends CognitoSchema.Struct({
  /** The id of the app client. */
  clientId: CognitoSchema.ClientIdType,
  /** The user's name, or an alias of it such as an e-mail address. */
  username: CognitoSchema.UsernameType,
  /** The code that {@link forgotPassword} sent. */
  confirmationCode: CognitoSchema.ConfirmationCodeType,
  /** The password that the user wants. */
  password: CognitoSchema.PasswordType,
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
 * The response of {@link confirmForgotPassword}, which has no members.
 *
 * @since 0.1.0
 * @category schemas
 */
export class ConfirmForgotPasswordResponse extends CognitoSchema.Struct({}) {}

const errors = [
  CognitoError.CodeMismatchException,
  CognitoError.ExpiredCodeException,
  CognitoError.ForbiddenException,
  CognitoError.InternalErrorException,
  CognitoError.InvalidLambdaResponseException,
  CognitoError.InvalidParameterException,
  CognitoError.InvalidPasswordException,
  CognitoError.LimitExceededException,
  CognitoError.NotAuthorizedException,
  CognitoError.OperationNotEnabledException,
  CognitoError.PasswordHistoryPolicyViolationException,
  CognitoError.ResourceNotFoundException,
  CognitoError.TooManyFailedAttemptsException,
  CognitoError.TooManyRequestsException,
  CognitoError.UnexpectedLambdaException,
  CognitoError.UserLambdaValidationException,
  CognitoError.UserNotConfirmedException,
  CognitoError.UserNotFoundException
] as const

/**
 * The errors of {@link confirmForgotPassword}.
 *
 * @since 0.1.0
 * @category errors
 */
export type ConfirmForgotPasswordError = Operation.Failure<typeof errors>

/**
 * Sets a new password with the code that {@link forgotPassword} sent. A code lives for an hour. The user is not signed
 * in by it: call {@link initiateAuth} next.
 *
 * The failures to expect:
 * - `CodeMismatchException`: the code is wrong. Where the app client hides which users exist, also that there is no
 *   user of this name.
 * - `ExpiredCodeException`: the code is too old, or a newer one replaced it; send a new one.
 * - `InvalidPasswordException`: the password breaks the pool's policy. The message says how.
 * - `PasswordHistoryPolicyViolationException`: the user has had this password before.
 * - `LimitExceededException` and `TooManyFailedAttemptsException`: too many attempts; let the user wait and ask for a
 *   new code.
 * - `UserNotConfirmedException`: the user never confirmed the sign-up: see {@link confirmSignUp}.
 *
 * @example
 * ```ts
 * import { Cognito } from "effect-cognito"
 * import { Effect, Redacted } from "effect"
 *
 * const program = Cognito.confirmForgotPassword({
 *   clientId: "1example23456789",
 *   username: "ada@example.com",
 *   confirmationCode: Redacted.make("123456"),
 *   password: Redacted.make("...")
 * }).pipe(
 *   Effect.as("changed"),
 *   Effect.catchTags({
 *     CodeMismatchException: () => Effect.succeed("wrong code"),
 *     ExpiredCodeException: () => Effect.succeed("send a new code")
 *   })
 * )
 * ```
 *
 * @since 0.1.0
 * @category operations
 */
export const confirmForgotPassword: Operation.Operation<
  ConfirmForgotPasswordRequest,
  ConfirmForgotPasswordResponse,
  ConfirmForgotPasswordError
> = Operation.make("ConfirmForgotPassword", {
  request: ConfirmForgotPasswordRequest,
  response: ConfirmForgotPasswordResponse,
  errors,
  // The code is used up by the call that Cognito processes, and attempts are counted.
  repeatable: false
})
