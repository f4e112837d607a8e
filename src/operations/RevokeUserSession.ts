/**
 * @since 0.1.0
 */
import * as CognitoError from "../CognitoError.js"
import * as CognitoSchema from "../CognitoSchema.js"
import * as Operation from "../Operation.js"

/**
 * The request of {@link revokeUserSession}.
 *
 * @since 0.1.0
 * @category schemas
 */
export class RevokeUserSessionRequest extends CognitoSchema.Struct({
  /** The signed-in user's access token, with the scope `aws.cognito.signin.user.admin`. */
  accessToken: CognitoSchema.TokenModelType,
  /** The `sessionId` of {@link listUserSessions}. It can't be the caller's own. */
  sessionId: CognitoSchema.PlainString,
  /** `LINKED` ends the sessions that this one came from, or that came from it, too. Without a value: `NONE`. */
  revokeAssociatedSessions: CognitoSchema.optional(CognitoSchema.RevokeAssociatedSessionsType)
}) {}

/**
 * The response of {@link revokeUserSession}, which has no members.
 *
 * @since 0.1.0
 * @category schemas
 */
export class RevokeUserSessionResponse extends CognitoSchema.Struct({}) {}

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
 * The errors of {@link revokeUserSession}.
 *
 * @since 0.1.0
 * @category errors
 */
export type RevokeUserSessionError = Operation.Failure<typeof errors>

/**
 * Signs the user out of another place: ends one of the sessions of {@link listUserSessions} and revokes its tokens.
 * Cognito refuses to end the session that asks; {@link revokeToken} does that.
 *
 * The failures to expect:
 * - `ResourceNotFoundException`: there is no such session, or no longer.
 * - `NotAuthorizedException`: the token is expired or revoked, so the user must sign in again.
 *
 * @example
 * ```ts
 * import { Cognito } from "effect-cognito"
 * import { Effect, Redacted } from "effect"
 *
 * const program = Cognito.revokeUserSession({
 *   accessToken: Redacted.make("..."),
 *   sessionId: "tkn0a1b2c3d4e5f6g7h8i9j0k1l2",
 *   revokeAssociatedSessions: "LINKED"
 * }).pipe(
 *   Effect.as("signed out"),
 *   Effect.catchTag("ResourceNotFoundException", () => Effect.succeed("signed out before"))
 * )
 * ```
 *
 * @since 0.1.0
 * @category operations
 */
export const revokeUserSession: Operation.Operation<
  RevokeUserSessionRequest,
  RevokeUserSessionResponse,
  RevokeUserSessionError
> = Operation.make("RevokeUserSession", {
  request: RevokeUserSessionRequest,
  response: RevokeUserSessionResponse,
  errors,
  // A repeat after success fails, for there is no such session any more.
  repeatable: false
})
