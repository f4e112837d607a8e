/**
 * @since 0.1.0
 */
import * as CognitoError from "../CognitoError.js"
import * as CognitoSchema from "../CognitoSchema.js"
import * as Operation from "../Operation.js"

/**
 * The request of {@link associateSoftwareToken}.
 *
 * @since 0.1.0
 * @category schemas
 */
export class AssociateSoftwareTokenRequest extends CognitoSchema.Struct({
  /** A signed-in user's access token, with the scope `aws.cognito.signin.user.admin`; or else `session`. */
  accessToken: CognitoSchema.optional(CognitoSchema.TokenModelType),
  /** The session of an `MFA_SETUP` challenge, for a user who is still signing in; or else `accessToken`. */
  session: CognitoSchema.optional(CognitoSchema.SessionType)
}) {}

/**
 * The response of {@link associateSoftwareToken}: the key for an authenticator app.
 *
 * @since 0.1.0
 * @category schemas
 */
export class AssociateSoftwareTokenResponse extends CognitoSchema.Struct({
  /** What the authenticator app needs: show it as text, and as a QR code of an `otpauth://totp/` address. */
  secretCode: CognitoSchema.optionalAnswer(CognitoSchema.AnySecret),
  /** What {@link verifySoftwareToken} needs next, if the request had a session. */
  session: CognitoSchema.optionalAnswer(CognitoSchema.AnySecret)
}) {}

const errors = [
  CognitoError.ConcurrentModificationException,
  CognitoError.ForbiddenException,
  CognitoError.InternalErrorException,
  CognitoError.InvalidParameterException,
  CognitoError.NotAuthorizedException,
  CognitoError.OperationNotEnabledException,
  CognitoError.ResourceNotFoundException,
  CognitoError.SoftwareTokenMFANotFoundException
] as const

/**
 * The errors of {@link associateSoftwareToken}.
 *
 * @since 0.1.0
 * @category errors
 */
export type AssociateSoftwareTokenError = Operation.Failure<typeof errors>

/**
 * Begins to set up an authenticator app (TOTP) as second factor: Cognito makes a key for the app. The app then shows
 * six digits, and {@link verifySoftwareToken} takes those.
 *
 * It needs either the access token of a user who has signed in, or the session of a user whom `initiateAuth` or
 * `respondToAuthChallenge` asks for `MFA_SETUP`. Nothing changes for the user until the digits are verified.
 *
 * The failures to expect:
 * - `NotAuthorizedException`: the token is expired or revoked, or the session is too old; begin the sign-in again.
 * - `SoftwareTokenMFANotFoundException`: the user pool does not have authenticator apps enabled.
 * - `ConcurrentModificationException`: the same user was being changed at that moment; try again.
 * - `InvalidParameterException`: neither a token nor a session.
 *
 * @example
 * ```ts
 * import { Cognito } from "effect-cognito"
 * import { Effect, Redacted } from "effect"
 *
 * const program = Cognito.associateSoftwareToken({ accessToken: Redacted.make("...") }).pipe(
 *   // The program that shows it to the user is the one that unwraps it.
 *   Effect.map(({ secretCode }) => secretCode),
 *   Effect.catchTag("SoftwareTokenMFANotFoundException", () => Effect.succeed(undefined))
 * )
 * ```
 *
 * @since 0.1.0
 * @category operations
 */
export const associateSoftwareToken: Operation.Operation<
  AssociateSoftwareTokenRequest,
  AssociateSoftwareTokenResponse,
  AssociateSoftwareTokenError
> = Operation.make("AssociateSoftwareToken", {
  request: AssociateSoftwareTokenRequest,
  response: AssociateSoftwareTokenResponse,
  errors,
  // Each call makes a new key, and only the latest counts.
  repeatable: false
})
