/**
 * @since 0.1.0
 */
import * as CognitoError from "../CognitoError.js"
import * as CognitoSchema from "../CognitoSchema.js"
import * as Operation from "../Operation.js"

/**
 * The request of {@link verifySoftwareToken}.
 *
 * @since 0.1.0
 * @category schemas
 */
export class VerifySoftwareTokenRequest extends CognitoSchema.Struct({
  /** The access token that {@link associateSoftwareToken} was called with; or else `session`. */
  accessToken: CognitoSchema.optional(CognitoSchema.TokenModelType),
  /** The session of the response of {@link associateSoftwareToken}; or else `accessToken`. */
  session: CognitoSchema.optional(CognitoSchema.SessionType),
  /** The six digits that the authenticator app shows. */
  userCode: CognitoSchema.SoftwareTokenMFAUserCodeType,
  /** What the user calls the device with the app. */
  friendlyDeviceName: CognitoSchema.optional(CognitoSchema.StringType)
}) {}

/**
 * The response of {@link verifySoftwareToken}: whether the app is set up.
 *
 * @since 0.1.0
 * @category schemas
 */
export class VerifySoftwareTokenResponse extends CognitoSchema.Struct({
  /** `SUCCESS`, or `ERROR` if the app could not be set up. */
  status: CognitoSchema.optionalAnswer(CognitoSchema.VerifySoftwareTokenResponseType),
  /** With it, {@link respondToAuthChallenge} responds to `MFA_SETUP`, if the request had a session. */
  session: CognitoSchema.optionalAnswer(CognitoSchema.AnySecret)
}) {}

const errors = [
  CognitoError.CodeMismatchException,
  CognitoError.EnableSoftwareTokenMFAException,
  CognitoError.ForbiddenException,
  CognitoError.InternalErrorException,
  CognitoError.InvalidParameterException,
  CognitoError.InvalidUserPoolConfigurationException,
  CognitoError.NotAuthorizedException,
  CognitoError.OperationNotEnabledException,
  CognitoError.PasswordResetRequiredException,
  CognitoError.ResourceNotFoundException,
  CognitoError.SoftwareTokenMFANotFoundException,
  CognitoError.TooManyRequestsException,
  CognitoError.UserNotConfirmedException,
  CognitoError.UserNotFoundException
] as const

/**
 * The errors of {@link verifySoftwareToken}.
 *
 * @since 0.1.0
 * @category errors
 */
export type VerifySoftwareTokenError = Operation.Failure<typeof errors>

/**
 * Completes setting up an authenticator app (TOTP) with the digits that it shows, after {@link associateSoftwareToken}.
 * It needs the same: an access token, and then {@link setUserMFAPreference} makes the app a second factor; or a
 * session, and then the sign-in goes on with `MFA_SETUP`.
 *
 * The failures to expect:
 * - `EnableSoftwareTokenMFAException` and `CodeMismatchException`: the digits are wrong, or the clock of the user's
 *   device is; let the user type the next ones.
 * - `NotAuthorizedException`: the token is expired or revoked, or the session is too old; begin the sign-in again.
 * - `SoftwareTokenMFANotFoundException`: the user pool does not have authenticator apps enabled.
 * - `InvalidParameterException`: neither a token nor a session, or both, or no app was being set up.
 *
 * @example
 * ```ts
 * import { Cognito } from "effect-cognito"
 * import { Effect, Redacted } from "effect"
 *
 * const program = Cognito.verifySoftwareToken({
 *   accessToken: Redacted.make("..."),
 *   userCode: Redacted.make("123456"),
 *   friendlyDeviceName: "Ada's phone"
 * }).pipe(
 *   Effect.map(({ status }) => status === "SUCCESS"),
 *   Effect.catchTags({
 *     EnableSoftwareTokenMFAException: () => Effect.succeed(false),
 *     CodeMismatchException: () => Effect.succeed(false)
 *   })
 * )
 * ```
 *
 * @since 0.1.0
 * @category operations
 */
export const verifySoftwareToken: Operation.Operation<
  VerifySoftwareTokenRequest,
  VerifySoftwareTokenResponse,
  VerifySoftwareTokenError
> = Operation.make("VerifySoftwareToken", {
  request: VerifySoftwareTokenRequest,
  response: VerifySoftwareTokenResponse,
  errors,
  // The digits and the session are used up by the call that Cognito processes.
  repeatable: false
})
