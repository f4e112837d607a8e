/**
 * @since 0.1.0
 */
import * as CognitoError from "../CognitoError.js"
import * as CognitoSchema from "../CognitoSchema.js"
import * as Operation from "../Operation.js"

/**
 * The request of {@link getUserAuthFactors}.
 *
 * @since 0.1.0
 * @category schemas
 */
export class GetUserAuthFactorsRequest extends CognitoSchema.Struct({
  /** The signed-in user's access token, with the scope `aws.cognito.signin.user.admin`. */
  accessToken: CognitoSchema.TokenModelType
}) {}

/**
 * The response of {@link getUserAuthFactors}: how the user can sign in.
 *
 * @since 0.1.0
 * @category schemas
 */
export class GetUserAuthFactorsResponse extends CognitoSchema.Struct({
  /** The user's name. */
  username: CognitoSchema.AnyString,
  /** The second factor that is asked for first. */
  preferredMfaSetting: CognitoSchema.optionalAnswer(CognitoSchema.AnyString),
  /** The second factors that are enabled. */
  userMFASettingList: CognitoSchema.optionalAnswer(CognitoSchema.UserMFASettingListType),
  /** What the user can sign in with, in the flow `USER_AUTH`. */
  configuredUserAuthFactors: CognitoSchema.optionalAnswer(CognitoSchema.ConfiguredUserAuthFactorsListType)
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
 * The errors of {@link getUserAuthFactors}.
 *
 * @since 0.1.0
 * @category errors
 */
export type GetUserAuthFactorsError = Operation.Failure<typeof errors>

/**
 * Says how the signed-in user can sign in the next time: the factors set up for the flow `USER_AUTH`, such as a
 * password or a passkey, and the second factors. A page with security settings begins with this.
 *
 * The failures to expect:
 * - `NotAuthorizedException`: the token is expired or revoked, so the user must sign in again.
 * - `UserNotFoundException`: the user has been deleted since.
 *
 * @example
 * ```ts
 * import { Cognito } from "effect-cognito"
 * import { Effect, Redacted } from "effect"
 *
 * const program = Cognito.getUserAuthFactors({ accessToken: Redacted.make("...") }).pipe(
 *   Effect.map(({ configuredUserAuthFactors }) => configuredUserAuthFactors?.includes("WEB_AUTHN") ?? false),
 *   Effect.catchTag("NotAuthorizedException", () => Effect.succeed(false))
 * )
 * ```
 *
 * @since 0.1.0
 * @category operations
 */
export const getUserAuthFactors: Operation.Operation<
  GetUserAuthFactorsRequest,
  GetUserAuthFactorsResponse,
  GetUserAuthFactorsError
> = Operation.make("GetUserAuthFactors", {
  request: GetUserAuthFactorsRequest,
  response: GetUserAuthFactorsResponse,
  errors,
  // It only reads.
  repeatable: true
})
