/**
 * @since 0.1.0
 */
import * as CognitoError from "../CognitoError.js"
import * as CognitoSchema from "../CognitoSchema.js"
import * as Operation from "../Operation.js"

/**
 * The request of {@link getUser}.
 *
 * @since 0.1.0
 * @category schemas
 */
export class GetUserRequest extends CognitoSchema.Struct({
  /** The signed-in user's access token, with the scope `aws.cognito.signin.user.admin`. */
  accessToken: CognitoSchema.TokenModelType
}) {}

/**
 * The response of {@link getUser}: the user.
 *
 * @since 0.1.0
 * @category schemas
 */
export class GetUserResponse extends CognitoSchema.Struct({
  /** The user's name. */
  username: CognitoSchema.AnyString,
  /** The attributes that the app client may read, `sub` among them, which never changes. */
  userAttributes: CognitoSchema.AttributeListTypeAnswer,
  /** The second factor that is asked for first. */
  preferredMfaSetting: CognitoSchema.optionalAnswer(CognitoSchema.AnyString),
  /** The second factors that are enabled. */
  userMFASettingList: CognitoSchema.optionalAnswer(CognitoSchema.UserMFASettingListType),
  /** Only of text messages, and no longer kept up by AWS: see `userMFASettingList`. */
  mfaOptions: CognitoSchema.optionalAnswer(CognitoSchema.MFAOptionListTypeAnswer)
}) {}

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
 * The errors of {@link getUser}.
 *
 * @since 0.1.0
 * @category errors
 */
export type GetUserError = Operation.Failure<typeof errors>

/**
 * Says who the signed-in user is: name, attributes and second factors. As Cognito checks the token itself, it also
 * tells whether the token is still good, which verifying its signature does not.
 *
 * By default an AWS account may read 120 users in a second, so that this suits a profile page better than every request
 * of a busy service.
 *
 * The failures to expect:
 * - `NotAuthorizedException`: the token is expired or revoked, so the user must sign in again.
 * - `UserNotFoundException`: the user has been deleted since.
 * - `PasswordResetRequiredException`: an administrator had the password reset: see {@link forgotPassword}.
 *
 * @example
 * ```ts
 * import { Cognito } from "effect-cognito"
 * import { Effect, Redacted } from "effect"
 *
 * const program = Cognito.getUser({ accessToken: Redacted.make("...") }).pipe(
 *   Effect.map(({ userAttributes }) => userAttributes.find(({ name }) => name === "email")?.value),
 *   Effect.catchTag("NotAuthorizedException", () => Effect.succeed(undefined))
 * )
 * ```
 *
 * @since 0.1.0
 * @category operations
 */
export const getUser: Operation.Operation<
  GetUserRequest,
  GetUserResponse,
  GetUserError
> = Operation.make("GetUser", {
  request: GetUserRequest,
  response: GetUserResponse,
  errors,
  // It only reads.
  repeatable: true
})
