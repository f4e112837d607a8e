/**
 * @since 0.1.0
 */
import * as CognitoError from "../CognitoError.js"
import * as CognitoSchema from "../CognitoSchema.js"
import * as Operation from "../Operation.js"

/**
 * The request of {@link forgotPassword}.
 *
 * @since 0.1.0
 * @category schemas
 */
export class ForgotPasswordRequest extends CognitoSchema.Struct({
  /** The id of the app client. */
  clientId: CognitoSchema.ClientIdType,
  /** The user's name, or an alias of it such as an e-mail address. */
  username: CognitoSchema.UsernameType,
  /** Needed if the app client has a secret: see {@link CognitoSchema.SecretHashType}. */
  secretHash: CognitoSchema.optional(CognitoSchema.SecretHashType),
  /** Where the user's request comes from, for the pool's threat protection. */
  userContextData: CognitoSchema.optional(CognitoSchema.UserContextDataType),
  /** The user's endpoint in Amazon Pinpoint, if the pool reports there. */
  analyticsMetadata: CognitoSchema.optional(CognitoSchema.AnalyticsMetadataType),
  /** What the pool's custom message Lambda is told, and those before a sign-up and for user migration. */
  clientMetadata: CognitoSchema.optional(CognitoSchema.ClientMetadataType)
}) {}

/**
 * The response of {@link forgotPassword}: where the code went.
 *
 * @since 0.1.0
 * @category schemas
 */
export class ForgotPasswordResponse extends CognitoSchema.Struct({
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
 * The errors of {@link forgotPassword}.
 *
 * @since 0.1.0
 * @category errors
 */
export type ForgotPasswordError = Operation.Failure<typeof errors>

/**
 * Sends a user who forgot the password a code that sets a new one, to a verified e-mail address or phone number.
 * {@link confirmForgotPassword} takes the code, which lives for an hour. A user may ask for 5 to 20 in an hour: Cognito
 * decides by what it knows of the user.
 *
 * Where the app client hides which users exist, the response for an unknown user looks like any other, and nothing is
 * sent.
 *
 * The failures to expect:
 * - `LimitExceededException`: too many codes within the hour; no retry helps before it is over.
 * - `InvalidParameterException`: the user has no verified e-mail address or phone number to send a code to.
 * - `NotAuthorizedException`: the user is disabled, must change a temporary password by signing in, or the secret hash
 *   is missing or wrong. The message tells which.
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
 * const program = Cognito.forgotPassword({ clientId: "1example23456789", username: "ada@example.com" }).pipe(
 *   Effect.map(({ codeDeliveryDetails }) => `We sent a code to ${codeDeliveryDetails?.destination ?? "you"}.`),
 *   Effect.catchTag("LimitExceededException", () => Effect.succeed("Please try again in an hour."))
 * )
 * ```
 *
 * @since 0.1.0
 * @category operations
 */
export const forgotPassword: Operation.Operation<
  ForgotPasswordRequest,
  ForgotPasswordResponse,
  ForgotPasswordError
> = Operation.make("ForgotPassword", {
  request: ForgotPasswordRequest,
  response: ForgotPasswordResponse,
  errors,
  // Each call sends the user a message.
  repeatable: false
})
