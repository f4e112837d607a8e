/**
 * @since 0.1.0
 */
import * as CognitoError from "../CognitoError.js"
import * as CognitoSchema from "../CognitoSchema.js"
import * as Operation from "../Operation.js"

/**
 * The request of {@link getUserAttributeVerificationCode}.
 *
 * @since 0.1.0
 * @category schemas
 */
export class GetUserAttributeVerificationCodeRequest extends CognitoSchema.Struct({
  /** The signed-in user's access token, with the scope `aws.cognito.signin.user.admin`. */
  accessToken: CognitoSchema.TokenModelType,
  /** The attribute to verify: `email` or `phone_number`. */
  attributeName: CognitoSchema.AttributeNameType,
  /** What the pool's custom message Lambda is told. */
  clientMetadata: CognitoSchema.optional(CognitoSchema.ClientMetadataType)
}) {}

/**
 * The response of {@link getUserAttributeVerificationCode}.
 *
 * @since 0.1.0
 * @category schemas
 */
export class GetUserAttributeVerificationCodeResponse extends CognitoSchema.Struct({
  /** Where the code was sent. */
  codeDeliveryDetails: CognitoSchema.optionalAnswer(CognitoSchema.CodeDeliveryDetailsType)
}) {}

const errors = [
  CognitoError.CodeDeliveryFailureException,
  CognitoError.ForbiddenException,
  CognitoError.InternalErrorException,
  CognitoError.InvalidEmailRoleAccessPolicyException,
  CognitoError.InvalidLambdaResponseException,
  CognitoError.InvalidParameterException,
  CognitoError.InvalidSmsRoleAccessPolicyException,
  CognitoError.InvalidSmsRoleTrustRelationshipException,
  CognitoError.LimitExceededException,
  CognitoError.NotAuthorizedException,
  CognitoError.OperationNotEnabledException,
  CognitoError.PasswordResetRequiredException,
  CognitoError.ResourceNotFoundException,
  CognitoError.TooManyRequestsException,
  CognitoError.UnexpectedLambdaException,
  CognitoError.UserLambdaValidationException,
  CognitoError.UserNotConfirmedException,
  CognitoError.UserNotFoundException
] as const

/**
 * The errors of {@link getUserAttributeVerificationCode}.
 *
 * @since 0.1.0
 * @category errors
 */
export type GetUserAttributeVerificationCodeError = Operation.Failure<typeof errors>

/**
 * Sends the signed-in user a code that verifies an attribute, an e-mail address or a phone number, and says where it
 * went. {@link verifyUserAttribute} takes the code. A code lives for 24 hours; a user may ask for five in an hour.
 *
 * The failures to expect:
 * - `NotAuthorizedException`: the token is expired or revoked, so the user must sign in again.
 * - `LimitExceededException`: five codes within the hour; no retry helps before it is over.
 * - `InvalidParameterException`: the user has no such attribute, or it can't be verified.
 * - `CodeDeliveryFailureException`: the code could not be delivered.
 *
 * After a lost connection the code may be on its way, so this is only repeated when Cognito certainly did not act.
 *
 * @example
 * ```ts
 * import { Cognito } from "effect-cognito"
 * import { Effect, Redacted } from "effect"
 *
 * const program = Cognito.getUserAttributeVerificationCode({
 *   accessToken: Redacted.make("..."),
 *   attributeName: "email"
 * }).pipe(
 *   Effect.map(({ codeDeliveryDetails }) => codeDeliveryDetails?.destination),
 *   Effect.catchTag("LimitExceededException", () => Effect.succeed(undefined))
 * )
 * ```
 *
 * @since 0.1.0
 * @category operations
 */
export const getUserAttributeVerificationCode: Operation.Operation<
  GetUserAttributeVerificationCodeRequest,
  GetUserAttributeVerificationCodeResponse,
  GetUserAttributeVerificationCodeError
> = Operation.make("GetUserAttributeVerificationCode", {
  request: GetUserAttributeVerificationCodeRequest,
  response: GetUserAttributeVerificationCodeResponse,
  errors,
  // Each call sends the user a message.
  repeatable: false
})
