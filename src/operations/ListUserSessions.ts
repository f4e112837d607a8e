/**
 * @since 0.1.0
 */
import * as CognitoError from "../CognitoError.js"
import * as CognitoSchema from "../CognitoSchema.js"
import * as Operation from "../Operation.js"

/**
 * The request of {@link listUserSessions}.
 *
 * @since 0.1.0
 * @category schemas
 */
export class ListUserSessionsRequest extends CognitoSchema.Struct({
  /** The signed-in user's access token, with the scope `aws.cognito.signin.user.admin`. */
  accessToken: CognitoSchema.TokenModelType,
  /** The `nextToken` of the page before. */
  nextToken: CognitoSchema.optional(CognitoSchema.PlainString)
}) {}

/**
 * The response of {@link listUserSessions}: a page of sessions.
 *
 * @since 0.1.0
 * @category schemas
 */
export class ListUserSessionsResponse extends CognitoSchema.Struct({
  /** The sessions of this page. */
  sessions: CognitoSchema.optionalAnswer(CognitoSchema.SessionsListType),
  /** Where the next page begins. Absent on the last one. */
  nextToken: CognitoSchema.optionalAnswer(CognitoSchema.AnyString)
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
 * The errors of {@link listUserSessions}.
 *
 * @since 0.1.0
 * @category errors
 */
export type ListUserSessionsError = Operation.Failure<typeof errors>

/**
 * Lists where the user is signed in: the sessions of all app clients of the user pool, with device, address and place,
 * and those of managed login. `isCurrentSession` marks the one that asks. A new session can take some seconds to
 * appear.
 *
 * The failures to expect:
 * - `NotAuthorizedException`: the token is expired or revoked, so the user must sign in again.
 * - `OperationNotEnabledException`: the user pool does not track sessions, or not in this region.
 *
 * @example
 * ```ts
 * import { Cognito } from "effect-cognito"
 * import { Effect, Redacted } from "effect"
 *
 * const program = Cognito.listUserSessions({ accessToken: Redacted.make("...") }).pipe(
 *   Effect.map(({ sessions = [] }) => sessions.filter(({ isCurrentSession }) => !isCurrentSession)),
 *   Effect.catchTag("OperationNotEnabledException", () => Effect.succeed([]))
 * )
 * ```
 *
 * @since 0.1.0
 * @category operations
 */
export const listUserSessions: Operation.Operation<
  ListUserSessionsRequest,
  ListUserSessionsResponse,
  ListUserSessionsError
> = Operation.make("ListUserSessions", {
  request: ListUserSessionsRequest,
  response: ListUserSessionsResponse,
  errors,
  // It only reads.
  repeatable: true
})
