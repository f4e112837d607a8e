/**
 * @since 0.1.0
 */
import * as CognitoError from "../CognitoError.js"
import * as CognitoSchema from "../CognitoSchema.js"
import * as Operation from "../Operation.js"

/**
 * The request of {@link updateAuthEventFeedback}.
 *
 * @since 0.1.0
 * @category schemas
 */
export class UpdateAuthEventFeedbackRequest extends CognitoSchema.Struct({
  /** The id of the user pool. */
  userPoolId: CognitoSchema.UserPoolIdType,
  /** The user's name. */
  username: CognitoSchema.UsernameType,
  /** The id of the sign-in, from the link in the message. */
  eventId: CognitoSchema.EventIdType,
  /** The token from the link in the message. */
  feedbackToken: CognitoSchema.TokenModelType,
  /** Whether it was the user. */
  feedbackValue: CognitoSchema.FeedbackValueType
}) {}

/**
 * The response of {@link updateAuthEventFeedback}, which has no members.
 *
 * @since 0.1.0
 * @category schemas
 */
export class UpdateAuthEventFeedbackResponse extends CognitoSchema.Struct({}) {}

const errors = [
  CognitoError.InternalErrorException,
  CognitoError.InvalidParameterException,
  CognitoError.NotAuthorizedException,
  CognitoError.OperationNotEnabledException,
  CognitoError.ResourceNotFoundException,
  CognitoError.TooManyRequestsException,
  CognitoError.UserNotFoundException,
  CognitoError.UserPoolAddOnNotEnabledException
] as const

/**
 * The errors of {@link updateAuthEventFeedback}.
 *
 * @since 0.1.0
 * @category errors
 */
export type UpdateAuthEventFeedbackError = Operation.Failure<typeof errors>

/**
 * Says for the user whether a suspicious sign-in was the user's own, so that the pool's threat protection learns.
 * Cognito mails the user a link for yes and a link for no, whose contents this takes; nobody needs to be signed in for
 * it.
 *
 * The failures to expect:
 * - `UserPoolAddOnNotEnabledException`: the user pool does not have threat protection, which the Plus plan includes.
 * - `NotAuthorizedException`: the token is not of this sign-in, or no longer good.
 * - `ResourceNotFoundException` and `UserNotFoundException`: there is no such user pool or user, or no longer.
 *
 * @example
 * ```ts
 * import { Cognito } from "effect-cognito"
 * import { Effect, Redacted } from "effect"
 *
 * const program = Cognito.updateAuthEventFeedback({
 *   userPoolId: "eu-west-1_aBcDeFgHi",
 *   username: "ada",
 *   eventId: "a1b2c3d4-5678-90ab-cdef-111122223333",
 *   feedbackToken: Redacted.make("..."),
 *   feedbackValue: "Invalid"
 * }).pipe(
 *   Effect.as("Thank you."),
 *   Effect.catchTag("NotAuthorizedException", () => Effect.succeed("This link is no longer valid."))
 * )
 * ```
 *
 * @since 0.1.0
 * @category operations
 */
export const updateAuthEventFeedback: Operation.Operation<
  UpdateAuthEventFeedbackRequest,
  UpdateAuthEventFeedbackResponse,
  UpdateAuthEventFeedbackError
> = Operation.make("UpdateAuthEventFeedback", {
  request: UpdateAuthEventFeedbackRequest,
  response: UpdateAuthEventFeedbackResponse,
  errors,
  // AWS does not say whether a feedback token works twice.
  repeatable: false
})
