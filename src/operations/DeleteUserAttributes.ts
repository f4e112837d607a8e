/**
 * @since 0.1.0
 */
import * as CognitoError from "../CognitoError.js"
import * as CognitoSchema from "../CognitoSchema.js"
import * as Operation from "../Operation.js"

/**
 * The request of {@link deleteUserAttributes}.
 *
 * @since 0.1.0
 * @category schemas
 */
export class DeleteUserAttributesRequest extends CognitoSchema.Struct({
  /** The signed-in user's access token, with the scope `aws.cognito.signin.user.admin`. */
  accessToken: CognitoSchema.TokenModelType,
  /** The attributes, such as `birthdate` or `custom:team`. */
  userAttributeNames: CognitoSchema.AttributeNameListType
}) {}

/**
 * The response of {@link deleteUserAttributes}, which has no members.
 *
 * @since 0.1.0
 * @category schemas
 */
export class DeleteUserAttributesResponse extends CognitoSchema.Struct({}) {}

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
 * The errors of {@link deleteUserAttributes}.
 *
 * @since 0.1.0
 * @category errors
 */
export type DeleteUserAttributesError = Operation.Failure<typeof errors>

/**
 * Deletes attributes of the signed-in user, and their values with them. Attributes that the user pool requires stay;
 * change those with {@link updateUserAttributes}.
 *
 * The failures to expect:
 * - `InvalidParameterException`: the user pool has no such attribute, or requires it.
 * - `NotAuthorizedException`: the app client may not write one of them, or the token is expired or revoked. The message
 *   tells which.
 *
 * @example
 * ```ts
 * import { Cognito } from "effect-cognito"
 * import { Effect, Redacted } from "effect"
 *
 * const program = Cognito.deleteUserAttributes({
 *   accessToken: Redacted.make("..."),
 *   userAttributeNames: ["birthdate", "custom:team"]
 * }).pipe(
 *   Effect.as(true),
 *   Effect.catchTag("InvalidParameterException", () => Effect.succeed(false))
 * )
 * ```
 *
 * @since 0.1.0
 * @category operations
 */
export const deleteUserAttributes: Operation.Operation<
  DeleteUserAttributesRequest,
  DeleteUserAttributesResponse,
  DeleteUserAttributesError
> = Operation.make("DeleteUserAttributes", {
  request: DeleteUserAttributesRequest,
  response: DeleteUserAttributesResponse,
  errors,
  // To delete what is deleted changes nothing.
  repeatable: true
})
