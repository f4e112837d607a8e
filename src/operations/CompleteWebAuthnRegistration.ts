/**
 * @since 0.1.0
 */
import * as CognitoError from "../CognitoError.js"
import * as CognitoSchema from "../CognitoSchema.js"
import * as Operation from "../Operation.js"

/**
 * The request of {@link completeWebAuthnRegistration}.
 *
 * @since 0.1.0
 * @category schemas
 */
export class CompleteWebAuthnRegistrationRequest extends CognitoSchema.Struct({
  /**
   * The signed-in user's access token, with the scope `aws.cognito.signin.user.admin`. It must be of the same app
   * client as at the start.
   */
  accessToken: CognitoSchema.TokenModelType,
  /** What `navigator.credentials.create` gave, itself or as its `toJSON` writes it. */
  credential: CognitoSchema.Document
}) {}

/**
 * The response of {@link completeWebAuthnRegistration}, which has no members.
 *
 * @since 0.1.0
 * @category schemas
 */
export class CompleteWebAuthnRegistrationResponse extends CognitoSchema.Struct({}) {}

const errors = [
  CognitoError.ForbiddenException,
  CognitoError.InternalErrorException,
  CognitoError.InvalidParameterException,
  CognitoError.LimitExceededException,
  CognitoError.NotAuthorizedException,
  CognitoError.OperationNotEnabledException,
  CognitoError.PasswordResetRequiredException,
  CognitoError.TooManyRequestsException,
  CognitoError.WebAuthnChallengeNotFoundException,
  CognitoError.WebAuthnClientMismatchException,
  CognitoError.WebAuthnCredentialNotSupportedException,
  CognitoError.WebAuthnNotEnabledException,
  CognitoError.WebAuthnOriginNotAllowedException,
  CognitoError.WebAuthnRelyingPartyMismatchException
] as const

/**
 * The errors of {@link completeWebAuthnRegistration}.
 *
 * @since 0.1.0
 * @category errors
 */
export type CompleteWebAuthnRegistrationError = Operation.Failure<typeof errors>

/**
 * Registers the passkey that the user's browser made from the options of {@link startWebAuthnRegistration}. From then
 * on the user can sign in with it, by the `WEB_AUTHN` challenge.
 *
 * The failures to expect:
 * - `WebAuthnChallengeNotFoundException`: the registration was not started, or too long ago; start it again.
 * - `WebAuthnOriginNotAllowedException`: the page is not of the domain that the user pool has for passkeys.
 * - `WebAuthnRelyingPartyMismatchException`: the passkey was made for another domain than the pool's.
 * - `WebAuthnClientMismatchException`: the registration was started with a token of another app client.
 * - `WebAuthnCredentialNotSupportedException`: the user pool can't use this kind of authenticator.
 * - `LimitExceededException`: a limit of Cognito is reached, such as how many passkeys a user can have.
 *
 * @example
 * ```ts
 * import { Cognito } from "effect-cognito"
 * import { Effect, Redacted } from "effect"
 *
 * declare const credential: PublicKeyCredential
 *
 * const program = Cognito.completeWebAuthnRegistration({ accessToken: Redacted.make("..."), credential }).pipe(
 *   Effect.as("registered"),
 *   Effect.catchTag("WebAuthnChallengeNotFoundException", () => Effect.succeed("start again"))
 * )
 * ```
 *
 * @since 0.1.0
 * @category operations
 */
export const completeWebAuthnRegistration: Operation.Operation<
  CompleteWebAuthnRegistrationRequest,
  CompleteWebAuthnRegistrationResponse,
  CompleteWebAuthnRegistrationError
> = Operation.make("CompleteWebAuthnRegistration", {
  request: CompleteWebAuthnRegistrationRequest,
  response: CompleteWebAuthnRegistrationResponse,
  errors,
  // The challenge is used up by the call that Cognito processes.
  repeatable: false
})
