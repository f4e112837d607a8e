/**
 * @since 0.1.0
 */
import * as CognitoError from "../CognitoError.js"
import * as CognitoSchema from "../CognitoSchema.js"
import * as Operation from "../Operation.js"

/**
 * The request of {@link updateUserAttributes}.
 *
 * @since 0.1.0
 * @category schemas
 */
export class UpdateUserAttributesRequest extends CognitoSchema.Struct({
  /** The signed-in user's access token, with the scope `aws.cognito.signin.user.admin`. */
  accessToken: CognitoSchema.TokenModelType,
  /** The attributes to change. An empty value deletes one. The others stay as they are. */
  userAttributes: CognitoSchema.AttributeListType,
  /** What the pool's custom message Lambda is told. */
  clientMetadata: CognitoSchema.optional(CognitoSchema.ClientMetadataType)
}) {}

/**
 * The response of {@link updateUserAttributes}: where codes went, if any.
 *
 * @since 0.1.0
 * @category schemas
 */
export class UpdateUserAttributesResponse extends CognitoSchema.Struct({
  /** Where codes were sent, one for each address that must be verified. */
  codeDeliveryDetailsList: CognitoSchema.optionalAnswer(CognitoSchema.CodeDeliveryDetailsListType)
}) {}

const errors = [
  CognitoError.AliasExistsException,
  CognitoError.CodeDeliveryFailureException,
  CognitoError.CodeMismatchException,
  CognitoError.ExpiredCodeException,
  CognitoError.ForbiddenException,
  CognitoError.InternalErrorException,
  CognitoError.InvalidEmailRoleAccessPolicyException,
  CognitoError.InvalidLambdaResponseException,
  CognitoError.InvalidParameterException,
  CognitoError.InvalidSmsRoleAccessPolicyException,
  CognitoError.InvalidSmsRoleTrustRelationshipException,
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
 * The errors of {@link updateUserAttributes}.
 *
 * @since 0.1.0
 * @category errors
 */
export type UpdateUserAttributesError = Operation.Failure<typeof errors>

/**
 * Changes attributes of the signed-in user. If the user pool verifies e-mail addresses or phone numbers, a changed one
 * gets a code, which {@link verifyUserAttribute} takes and which lives for 24 hours. The pool decides whether the old
 * value stays until then.
 *
 * The failures to expect:
 * - `InvalidParameterException`: the user pool has no such attribute, or the value is malformed.
 * - `NotAuthorizedException`: the app client may not write one of them, or the token is expired or revoked. The message
 *   tells which.
 * - `AliasExistsException`: another user signs in with this address.
 * - `CodeDeliveryFailureException`: the code could not be delivered; {@link getUserAttributeVerificationCode} sends
 *   another.
 *
 * After a lost connection a code may be on its way, so this is only repeated when Cognito certainly did not act.
 *
 * @example
 * ```ts
 * import { Cognito } from "effect-cognito"
 * import { Effect, Redacted } from "effect"
 *
 * const program = Cognito.updateUserAttributes({
 *   accessToken: Redacted.make("..."),
 *   userAttributes: [{ name: "email", value: "ada@example.com" }, { name: "custom:team", value: "engines" }]
 * }).pipe(
 *   Effect.map(({ codeDeliveryDetailsList = [] }) => codeDeliveryDetailsList.map(({ destination }) => destination)),
 *   Effect.catchTag("AliasExistsException", () => Effect.succeed([]))
 * )
 * ```
 *
 * @since 0.1.0
 * @category operations
 */
export const updateUserAttributes: Operation.Operation<
  UpdateUserAttributesRequest,
  UpdateUserAttributesResponse,
  UpdateUserAttributesError
> = Operation.make("UpdateUserAttributes", {
  request: UpdateUserAttributesRequest,
  response: UpdateUserAttributesResponse,
  errors,
  // It may send the user a message for each address that changes.
  repeatable: false
})
