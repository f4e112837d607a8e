/**
 * @since 0.1.0
 */
import * as CognitoError from "../CognitoError.js"
import * as CognitoSchema from "../CognitoSchema.js"
import * as Operation from "../Operation.js"

/**
 * What {@link getUserAuthFactors} asks for.
 *
 * @since 0.1.0
 * @category schemas
 */
export const GetUserAuthFactorsRequest = /*#__PURE__*/ CognitoSchema.Struct({
  /** The signed-in user's access token, with the scope `aws.cognito.signin.user.admin`. */
  accessToken: CognitoSchema.TokenModelType
})

/**
 * What {@link getUserAuthFactors} asks for.
 *
 * @since 0.1.0
 * @category models
 */
export interface GetUserAuthFactorsRequest extends Operation.Type<typeof GetUserAuthFactorsRequest> {}

/**
 * What {@link getUserAuthFactors} answers: how the user can sign in.
 *
 * @since 0.1.0
 * @category schemas
 */
export const GetUserAuthFactorsResponse = /*#__PURE__*/ CognitoSchema.Struct({
  /** The user's name. */
  username: CognitoSchema.AnyString,
  /** The second factor that is asked for first. */
  preferredMfaSetting: /*#__PURE__*/ CognitoSchema.optionalAnswer(CognitoSchema.AnyString),
  /** The second factors that are enabled. */
  userMFASettingList: /*#__PURE__*/ CognitoSchema.optionalAnswer(CognitoSchema.UserMFASettingListType),
  /** What the user can sign in with, in the flow `USER_AUTH`. */
  configuredUserAuthFactors: /*#__PURE__*/ CognitoSchema.optionalAnswer(CognitoSchema.ConfiguredUserAuthFactorsListType)
})

/**
 * What {@link getUserAuthFactors} answers: how the user can sign in.
 *
 * @since 0.1.0
 * @category models
 */
export interface GetUserAuthFactorsResponse extends Operation.Type<typeof GetUserAuthFactorsResponse> {}

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
 * What {@link getUserAuthFactors} can fail with.
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
> = /*#__PURE__*/ Operation.make("GetUserAuthFactors", {
  request: GetUserAuthFactorsRequest,
  response: GetUserAuthFactorsResponse,
  errors,
  // It only reads.
  repeatable: true
})
