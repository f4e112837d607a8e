/**
 * @since 0.1.0
 */
import * as CognitoError from "../CognitoError.js"
import * as CognitoSchema from "../CognitoSchema.js"
import * as Operation from "../Operation.js"

/**
 * What {@link setUserMFAPreference} asks for.
 *
 * @since 0.1.0
 * @category schemas
 */
export const SetUserMFAPreferenceRequest = /*#__PURE__*/ CognitoSchema.Struct({
  /** The signed-in user's access token, with the scope `aws.cognito.signin.user.admin`. */
  accessToken: CognitoSchema.TokenModelType,
  /** An authenticator app. The user must have verified one: see {@link verifySoftwareToken}. */
  softwareTokenMfaSettings: /*#__PURE__*/ CognitoSchema.optional(CognitoSchema.SoftwareTokenMfaSettingsType),
  /** Text messages. The user must have a verified phone number. */
  smsMfaSettings: /*#__PURE__*/ CognitoSchema.optional(CognitoSchema.SMSMfaSettingsType),
  /** E-mail messages. The user must have a verified e-mail address. */
  emailMfaSettings: /*#__PURE__*/ CognitoSchema.optional(CognitoSchema.EmailMfaSettingsType),
  /** Passkeys that count as both factors. The user must have another second factor too. */
  webAuthnMfaSettings: /*#__PURE__*/ CognitoSchema.optional(CognitoSchema.WebAuthnMfaSettingsType)
})

/**
 * What {@link setUserMFAPreference} asks for.
 *
 * @since 0.1.0
 * @category models
 */
export interface SetUserMFAPreferenceRequest extends Operation.Type<typeof SetUserMFAPreferenceRequest> {}

/**
 * What {@link setUserMFAPreference} answers: nothing but that it worked.
 *
 * @since 0.1.0
 * @category schemas
 */
export const SetUserMFAPreferenceResponse = /*#__PURE__*/ CognitoSchema.Struct({})

/**
 * What {@link setUserMFAPreference} answers: nothing but that it worked.
 *
 * @since 0.1.0
 * @category models
 */
export interface SetUserMFAPreferenceResponse extends Operation.Type<typeof SetUserMFAPreferenceResponse> {}

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
 * What {@link setUserMFAPreference} can fail with.
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
> = /*#__PURE__*/ Operation.make("SetUserMFAPreference", {
  request: SetUserMFAPreferenceRequest,
  response: SetUserMFAPreferenceResponse,
  errors,
  // To set the same twice changes nothing.
  repeatable: true
})
