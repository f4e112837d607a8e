/**
 * @since 0.1.0
 */
import * as CognitoError from "../CognitoError.js"
import * as CognitoSchema from "../CognitoSchema.js"
import * as Operation from "../Operation.js"

/**
 * What {@link associateSoftwareToken} asks for.
 *
 * @since 0.1.0
 * @category schemas
 */
export const AssociateSoftwareTokenRequest = /*#__PURE__*/ CognitoSchema.Struct({
  /** A signed-in user's access token, with the scope `aws.cognito.signin.user.admin`; or else `session`. */
  accessToken: /*#__PURE__*/ CognitoSchema.optional(CognitoSchema.TokenModelType),
  /** The session of an `MFA_SETUP` challenge, for a user who is still signing in; or else `accessToken`. */
  session: /*#__PURE__*/ CognitoSchema.optional(CognitoSchema.SessionType)
})

/**
 * What {@link associateSoftwareToken} asks for.
 *
 * @since 0.1.0
 * @category models
 */
export interface AssociateSoftwareTokenRequest extends Operation.Type<typeof AssociateSoftwareTokenRequest> {}

/**
 * What {@link associateSoftwareToken} answers: the key for an authenticator app.
 *
 * @since 0.1.0
 * @category schemas
 */
export const AssociateSoftwareTokenResponse = /*#__PURE__*/ CognitoSchema.Struct({
  /** What the authenticator app needs: show it as text, and as a QR code of an `otpauth://totp/` address. */
  secretCode: /*#__PURE__*/ CognitoSchema.optionalAnswer(CognitoSchema.AnySecret),
  /** What {@link verifySoftwareToken} needs next, if the request had a session. */
  session: /*#__PURE__*/ CognitoSchema.optionalAnswer(CognitoSchema.AnySecret)
})

/**
 * What {@link associateSoftwareToken} answers: the key for an authenticator app.
 *
 * @since 0.1.0
 * @category models
 */
export interface AssociateSoftwareTokenResponse extends Operation.Type<typeof AssociateSoftwareTokenResponse> {}

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
 * What {@link associateSoftwareToken} can fail with.
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
> = /*#__PURE__*/ Operation.make("AssociateSoftwareToken", {
  request: AssociateSoftwareTokenRequest,
  response: AssociateSoftwareTokenResponse,
  errors,
  // Each call makes a new key, and only the latest counts.
  repeatable: false
})
