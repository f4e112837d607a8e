/**
 * @since 0.1.0
 */
import * as CognitoError from "../CognitoError.js"
import * as CognitoSchema from "../CognitoSchema.js"
import * as Operation from "../Operation.js"

/**
 * The request of {@link resendConfirmationCode}.
 *
 * @since 0.1.0
 * @category schemas
 */
export class ResendConfirmationCodeRequest extends CognitoSchema.Struct({
  /** The id of the app client. */
  clientId: CognitoSchema.ClientIdType,
  /** The name that the user signed up with. */
  username: CognitoSchema.UsernameType,
  /** Needed if the app client has a secret: see {@link CognitoSchema.SecretHashType}. */
  secretHash: CognitoSchema.optional(CognitoSchema.SecretHashType),
  /** Where the user's request comes from, for the pool's threat protection. */
  userContextData: CognitoSchema.optional(CognitoSchema.UserContextDataType),
  /** The user's endpoint in Amazon Pinpoint, if the pool reports there. */
  analyticsMetadata: CognitoSchema.optional(CognitoSchema.AnalyticsMetadataType),
  /** What the pool's custom message Lambda is told. */
  clientMetadata: CognitoSchema.optional(CognitoSchema.ClientMetadataType)
}) {}

/**
 * The response of {@link resendConfirmationCode}: where the code went.
 *
 * @since 0.1.0
 * @category schemas
 */
export class ResendConfirmationCodeResponse extends CognitoSchema.Struct({
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
  CognitoError.ResourceNotFoundException,
  CognitoError.TooManyRequestsException,
  CognitoError.UnexpectedLambdaException,
  CognitoError.UserLambdaValidationException,
  CognitoError.UserNotFoundException
] as const

/**
 * The errors of {@link resendConfirmationCode}.
 *
 * @since 0.1.0
 * @category errors
 */
export type ResendConfirmationCodeError = Operation.Failure<typeof errors>

/**
 * Sends a user who signed up another code, for {@link confirmSignUp}. A code lives for 24 hours; a user may ask for
 * five in an hour. A "send it again" button calls this.
 *
 * Where the app client hides which users exist, the response for an unknown user looks like any other, and nothing is
 * sent.
 *
 * The failures to expect:
 * - `LimitExceededException`: five codes within the hour; no retry helps before it is over.
 * - `InvalidParameterException`: the user is confirmed already, or the user pool verifies nothing by itself. The
 *   message tells which.
 * - `UserNotFoundException`: there is no such user, and the app client does not hide it.
 * - `CodeDeliveryFailureException`: the code could not be delivered.
 *
 * After a lost connection the code may be on its way, so this is only repeated when Cognito certainly did not act.
 *
 * @example
 * ```ts
 * import { Cognito } from "effect-cognito"
 * import { Effect } from "effect"
 *
 * const program = Cognito.resendConfirmationCode({ clientId: "1example23456789", username: "ada" }).pipe(
 *   Effect.map(({ codeDeliveryDetails }) => codeDeliveryDetails?.destination),
 *   Effect.catchTag("LimitExceededException", () => Effect.succeed(undefined))
 * )
 * ```
 *
 * @since 0.1.0
 * @category operations
 */
export const resendConfirmationCode: Operation.Operation<
  ResendConfirmationCodeRequest,
  ResendConfirmationCodeResponse,
  ResendConfirmationCodeError
> = Operation.make("ResendConfirmationCode", {
  request: ResendConfirmationCodeRequest,
  response: ResendConfirmationCodeResponse,
  errors,
  // Each call sends the user a message.
  repeatable: false
})
