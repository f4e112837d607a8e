/**
 * @since 0.1.0
 */
import * as CognitoError from "../CognitoError.js"
import * as CognitoSchema from "../CognitoSchema.js"
import * as Operation from "../Operation.js"

/**
 * The request of {@link deleteUser}.
 *
 * @since 0.1.0
 * @category schemas
 */
export class DeleteUserRequest extends CognitoSchema.Struct({
  /** The signed-in user's access token, with the scope `aws.cognito.signin.user.admin`. */
  accessToken: CognitoSchema.TokenModelType
}) {}

/**
 * The response of {@link deleteUser}, which has no members.
 *
 * @since 0.1.0
 * @category schemas
 */
export class DeleteUserResponse extends CognitoSchema.Struct({}) {}

const errors = [
  CognitoError.ForbiddenException,
  CognitoError.InternalErrorException,
  CognitoError.InvalidParameterException,
  CognitoError.NotAuthorizedException,
  CognitoError.OperationNotEnabledException,
  CognitoError.PasswordResetRequiredException,
  CognitoError.ResourceNotFoundException,
  CognitoError.TooManyRequestsException,
  CognitoError.UserNotConfirmedException,
  CognitoError.UserNotFoundException
] as const

/**
 * The errors of {@link deleteUser}.
 *
 * @since 0.1.0
 * @category errors
 */
export type DeleteUserError = Operation.Failure<typeof errors>

/**
 * Deletes the signed-in user, for good: nobody can bring the account back. Ask the user twice.
 *
 * The failures to expect:
 * - `NotAuthorizedException`: the token is expired or revoked, so the user must sign in again.
 * - `UserNotFoundException`: the user is deleted already.
 * - `TransportError`, unless its reason is `"Connect"`: the user may be deleted. {@link getUser} tells.
 *
 * @example
 * ```ts
 * import { Cognito } from "effect-cognito"
 * import { Effect, Redacted } from "effect"
 *
 * const program = Cognito.deleteUser({ accessToken: Redacted.make("...") }).pipe(
 *   Effect.as("deleted"),
 *   Effect.catchTag("UserNotFoundException", () => Effect.succeed("deleted before")),
 *   Effect.catchTag("NotAuthorizedException", () => Effect.succeed("sign in again"))
 * )
 * ```
 *
 * @since 0.1.0
 * @category operations
 */
export const deleteUser: Operation.Operation<
  DeleteUserRequest,
  DeleteUserResponse,
  DeleteUserError
> = Operation.make("DeleteUser", {
  request: DeleteUserRequest,
  response: DeleteUserResponse,
  errors,
  // A repeat after success fails, for there is no such user any more.
  repeatable: false
})
