/**
 * @since 0.1.0
 */
import * as CognitoError from "../CognitoError.js"
import * as CognitoSchema from "../CognitoSchema.js"
import * as Operation from "../Operation.js"

/**
 * The request of {@link setUserMFAPreference}.
 *
 * @since 0.1.0
 * @category schemas
 */
export class SetUserMFAPreferenceRequest extends CognitoSchema.Struct({
  /** The signed-in user's access token, with the scope `aws.cognito.signin.user.admin`. */
  accessToken: CognitoSchema.TokenModelType,
  /** An authenticator app. The user must have verified one: see {@link verifySoftwareToken}. */
  softwareTokenMfaSettings: CognitoSchema.optional(CognitoSchema.SoftwareTokenMfaSettingsType),
  /** Text messages. The user must have a verified phone number. */
  smsMfaSettings: CognitoSchema.optional(CognitoSchema.SMSMfaSettingsType),
  /** E-mail messages. The user must have a verified e-mail address. */
  emailMfaSettings: CognitoSchema.optional(CognitoSchema.EmailMfaSettingsType),
  /** Passkeys that count as both factors. The user must have another second factor too. */
  webAuthnMfaSettings: CognitoSchema.optional(CognitoSchema.WebAuthnMfaSettingsType)
}) {}

/**
 * The response of {@link setUserMFAPreference}, which has no members.
 *
 * @since 0.1.0
 * @category schemas
 */
export class SetUserMFAPreferenceResponse extends CognitoSchema.Struct({}) {}

const errors = [
  CognitoError.ForbiddenException,
  CognitoError.InternalErrorException,
  CognitoError.InvalidParameterException,
  CognitoError.NotAuthorizedException,
  CognitoError.OperationNotEnabledException,
  CognitoError.PasswordResetRequiredException,
  CognitoError.ResourceNotFoundException,
  CognitoError.UserNotConfirmedException,
  CognitoError.UserNotFoundException
] as const

/**
 * The errors of {@link setUserMFAPreference}.
 *
 * @since 0.1.0
 * @category errors
 */
export type SetUserMFAPreferenceError = Operation.Failure<typeof errors>

/**
 * Enables and disables second factors of the signed-in user, and says which one is asked for first. What the request
 * leaves out stays as it is. Only one can be preferred; with several enabled and none preferred, a sign-in asks
 * `SELECT_MFA_TYPE`.
 *
 * Where the user pool requires a second factor, none can be disabled; only the preference can be set.
 *
 * The failures to expect:
 * - `InvalidParameterException`: the user has not set up this factor, the user pool does not have it, or two are
 *   preferred. The message tells which.
 * - `NotAuthorizedException`: the token is expired or revoked, so the user must sign in again.
 *
 * @example
 * ```ts
 * import { Cognito } from "effect-cognito"
 * import { Effect, Redacted } from "effect"
 *
 * const program = Cognito.setUserMFAPreference({
 *   accessToken: Redacted.make("..."),
 *   softwareTokenMfaSettings: { enabled: true, preferredMfa: true },
 *   smsMfaSettings: { enabled: false }
 * }).pipe(
 *   Effect.as("saved"),
 *   Effect.catchTag("InvalidParameterException", ({ message }) => Effect.succeed(message))
 * )
 * ```
 *
 * @since 0.1.0
 * @category operations
 */
export const setUserMFAPreference: Operation.Operation<
  SetUserMFAPreferenceRequest,
  SetUserMFAPreferenceResponse,
  SetUserMFAPreferenceError
> = Operation.make("SetUserMFAPreference", {
  request: SetUserMFAPreferenceRequest,
  response: SetUserMFAPreferenceResponse,
  errors,
  // To set the same twice changes nothing.
  repeatable: true
})
