/**
 * @since 0.1.0
 */
import * as CognitoError from "../CognitoError.js"
import * as CognitoSchema from "../CognitoSchema.js"
import * as Operation from "../Operation.js"

/**
 * The request of {@link globalSignOut}.
 *
 * @since 0.1.0
 * @category schemas
 */
export class GlobalSignOutRequest extends CognitoSchema.Struct({
  /** The signed-in user's access token, with the scope `aws.cognito.signin.user.admin`. */
  accessToken: CognitoSchema.TokenModelType
}) {}

/**
 * The response of {@link globalSignOut}, which has no members.
 *
 * @since 0.1.0
 * @category schemas
 */
export class GlobalSignOutResponse extends CognitoSchema.Struct({}) {}

const errors = [
  CognitoError.ForbiddenException,
  CognitoError.InternalErrorException,
  CognitoError.InvalidParameterException,
  CognitoError.NotAuthorizedException,
  CognitoError.OperationNotEnabledException,
  CognitoError.PasswordResetRequiredException,
  CognitoError.ResourceNotFoundException,
  CognitoError.TooManyRequestsException,
  CognitoError.UserNotConfirmedException
] as const

/**
 * The errors of {@link globalSignOut}.
 *
 * @since 0.1.0
 * @category errors
 */
export type GlobalSignOutError = Operation.Failure<typeof errors>

/**
 * Signs the user out everywhere: Cognito refuses all refresh tokens and, in its own requests, all access tokens that
 * the user has. To sign out one device only, use {@link revokeToken}.
 *
 * Services that check tokens by their signature accept them until they expire, within an hour unless the app client
 * says otherwise. The cookie of managed login stays: lead the browser to its logout page too.
 *
 * The failures to expect:
 * - `NotAuthorizedException`: the token is expired or revoked. As the response to a second call it says that the first
 *   one worked.
 *
 * @example
 * ```ts
 * import { Cognito } from "effect-cognito"
 * import { Effect, Redacted } from "effect"
 *
 * const program = Cognito.globalSignOut({ accessToken: Redacted.make("...") }).pipe(
 *   Effect.as("signed out everywhere"),
 *   // The token is void. Whether the user's other tokens are, nobody knows.
 *   Effect.catchTag("NotAuthorizedException", () => Effect.succeed("signed out here"))
 * )
 * ```
 *
 * @since 0.1.0
 * @category operations
 */
export const globalSignOut: Operation.Operation<
  GlobalSignOutRequest,
  GlobalSignOutResponse,
  GlobalSignOutError
> = Operation.make("GlobalSignOut", {
  request: GlobalSignOutRequest,
  response: GlobalSignOutResponse,
  errors,
  // The user is signed out all the same, and it matters that this gets through.
  repeatable: true
})
