/**
 * @since 0.1.0
 */
import * as CognitoError from "../CognitoError.js"
import * as CognitoSchema from "../CognitoSchema.js"
import * as Operation from "../Operation.js"

/**
 * The request of {@link changePassword}.
 *
 * @since 0.1.0
 * @category schemas
 */
export class ChangePasswordRequest extends CognitoSchema.Struct({
  /** The signed-in user's access token, with the scope `aws.cognito.signin.user.admin`. */
  accessToken: CognitoSchema.TokenModelType,
  /** The password that the user has now. Left out for a user who never had one. */
  previousPassword: CognitoSchema.optional(CognitoSchema.PasswordType),
  /** The password that the user wants. */
  proposedPassword: CognitoSchema.PasswordType
}) {}

/**
 * The response of {@link changePassword}, which has no members.
 *
 * @since 0.1.0
 * @category schemas
 */
export class ChangePasswordResponse extends CognitoSchema.Struct({}) {}

const errors = [
  CognitoError.ForbiddenException,
  CognitoError.InternalErrorException,
  CognitoError.InvalidParameterException,
  CognitoError.InvalidPasswordException,
  CognitoError.LimitExceededException,
  CognitoError.NotAuthorizedException,
  CognitoError.OperationNotEnabledException,
  CognitoError.PasswordHistoryPolicyViolationException,
  CognitoError.PasswordResetRequiredException,
  CognitoError.ResourceNotFoundException,
  CognitoError.TooManyRequestsException,
  CognitoError.UserNotConfirmedException,
  CognitoError.UserNotFoundException
] as const

/**
 * The errors of {@link changePassword}.
 *
 * @since 0.1.0
 * @category errors
 */
export type ChangePasswordError = Operation.Failure<typeof errors>

/**
 * Changes the password of the signed-in user, who gives the present one too. A user may try five times in an hour.
 *
 * The tokens stay valid: follow it with {@link globalSignOut} if the old password may be known to others.
 *
 * The failures to expect:
 * - `NotAuthorizedException`: the present password is wrong, or the token is expired or revoked. The message tells
 *   which.
 * - `InvalidPasswordException`: the new password breaks the pool's policy. The message says how.
 * - `PasswordHistoryPolicyViolationException`: the user has had the new password before.
 * - `LimitExceededException`: too many attempts within the hour; no retry helps before it is over.
 *
 * @example
 * ```ts
 * import { Cognito } from "effect-cognito"
 * import { Effect, Redacted } from "effect"
 *
 * const program = Cognito.changePassword({
 *   accessToken: Redacted.make("..."),
 *   previousPassword: Redacted.make("..."),
 *   proposedPassword: Redacted.make("...")
 * }).pipe(
 *   Effect.as("Your password is changed."),
 *   Effect.catchTags({
 *     InvalidPasswordException: ({ message }) => Effect.succeed(message),
 *     PasswordHistoryPolicyViolationException: () => Effect.succeed("Choose a password that you have not had before.")
 *   })
 * )
 * ```
 *
 * @since 0.1.0
 * @category operations
 */
export const changePassword: Operation.Operation<
  ChangePasswordRequest,
  ChangePasswordResponse,
  ChangePasswordError
> = Operation.make("ChangePassword", {
  request: ChangePasswordRequest,
  response: ChangePasswordResponse,
  errors,
  // A repeat after success fails, for the previous password is no longer the user's, and counts to the limit.
  repeatable: false
})
