/**
 * @since 0.1.0
 */
import * as CognitoError from "../CognitoError.js"
import * as CognitoSchema from "../CognitoSchema.js"
import * as Operation from "../Operation.js"

/**
 * The request of {@link startWebAuthnRegistration}.
 *
 * @since 0.1.0
 * @category schemas
 */
export class StartWebAuthnRegistrationRequest extends CognitoSchema.Struct({
  /** The signed-in user's access token, with the scope `aws.cognito.signin.user.admin`. */
  accessToken: CognitoSchema.TokenModelType
}) {}

/**
 * The response of {@link startWebAuthnRegistration}: what the browser needs to make a passkey.
 *
 * @since 0.1.0
 * @category schemas
 */
export class StartWebAuthnRegistrationResponse extends CognitoSchema.Struct({
  /** What `PublicKeyCredential.parseCreationOptionsFromJSON` takes. */
  credentialCreationOptions: CognitoSchema.Document
}) {}

const errors = [
  CognitoError.ForbiddenException,
  CognitoError.InternalErrorException,
  CognitoError.InvalidParameterException,
  CognitoError.LimitExceededException,
  CognitoError.NotAuthorizedException,
  CognitoError.OperationNotEnabledException,
  CognitoError.PasswordResetRequiredException,
  CognitoError.TooManyRequestsException,
  CognitoError.WebAuthnConfigurationMissingException,
  CognitoError.WebAuthnNotEnabledException
] as const

/**
 * The errors of {@link startWebAuthnRegistration}.
 *
 * @since 0.1.0
 * @category errors
 */
export type StartWebAuthnRegistrationError = Operation.Failure<typeof errors>

/**
 * Begins to register a passkey of the signed-in user. The browser makes it from the response, with
 * `navigator.credentials.create`, and {@link completeWebAuthnRegistration} takes the result.
 *
 * The failures to expect:
 * - `WebAuthnNotEnabledException`: the user pool does not have passkeys enabled.
 * - `WebAuthnConfigurationMissingException`: the user pool does not say for which domain passkeys are.
 * - `LimitExceededException`: a limit of Cognito is reached, such as how many passkeys a user can have.
 * - `NotAuthorizedException`: the token is expired or revoked, so the user must sign in again.
 *
 * @example
 * ```ts
 * import { Cognito } from "effect-cognito"
 * import { Effect, Redacted } from "effect"
 *
 * const program = Cognito.startWebAuthnRegistration({ accessToken: Redacted.make("...") }).pipe(
 *   Effect.map(({ credentialCreationOptions }) => credentialCreationOptions),
 *   Effect.catchTag("WebAuthnNotEnabledException", () => Effect.succeed(undefined))
 * )
 * ```
 *
 * @since 0.1.0
 * @category operations
 */
export const startWebAuthnRegistration: Operation.Operation<
  StartWebAuthnRegistrationRequest,
  StartWebAuthnRegistrationResponse,
  StartWebAuthnRegistrationError
> = Operation.make("StartWebAuthnRegistration", {
  request: StartWebAuthnRegistrationRequest,
  response: StartWebAuthnRegistrationResponse,
  errors,
  // Each call makes a new challenge, and only the latest counts.
  repeatable: false
})
