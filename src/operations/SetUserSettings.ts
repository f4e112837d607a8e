/**
 * @since 0.1.0
 */
import * as CognitoError from "../CognitoError.js"
import * as CognitoSchema from "../CognitoSchema.js"
import * as Operation from "../Operation.js"

/**
 * What {@link setUserSettings} asks for.
 *
 * @since 0.1.0
 * @category schemas
 */
export const SetUserSettingsRequest = /*#__PURE__*/ CognitoSchema.Struct({
  /** The signed-in user's access token, with the scope `aws.cognito.signin.user.admin`. */
  accessToken: CognitoSchema.TokenModelType,
  /** `SMS` to `phone_number`, or nothing to disable it. */
  mfaOptions: CognitoSchema.MFAOptionListType
})

/**
 * What {@link setUserSettings} asks for.
 *
 * @since 0.1.0
 * @category models
 */
export interface SetUserSettingsRequest extends Operation.Type<typeof SetUserSettingsRequest> {}

/**
 * What {@link setUserSettings} answers: nothing but that it worked.
 *
 * @since 0.1.0
 * @category schemas
 */
export const SetUserSettingsResponse = /*#__PURE__*/ CognitoSchema.Struct({})

/**
 * What {@link setUserSettings} answers: nothing but that it worked.
 *
 * @since 0.1.0
 * @category models
 */
export interface SetUserSettingsResponse extends Operation.Type<typeof SetUserSettingsResponse> {}

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
 * What {@link setUserSettings} can fail with.
 *
 * @since 0.1.0
 * @category errors
 */
export type SetUserSettingsError = Operation.Failure<typeof errors>

/**
 * Enables or disables text messages as second factor of the signed-in user. AWS no longer maintains this operation,
 * which knows no other factor: use {@link setUserMFAPreference}.
 *
 * The failures to expect:
 * - `InvalidParameterException`: the user has no phone number, or the user pool requires a second factor.
 * - `NotAuthorizedException`: the token is expired or revoked, so the user must sign in again.
 *
 * @example
 * ```ts
 * import { Cognito } from "effect-cognito"
 * import { Effect, Redacted } from "effect"
 *
 * const program = Cognito.setUserSettings({
 *   accessToken: Redacted.make("..."),
 *   mfaOptions: [{ deliveryMedium: "SMS", attributeName: "phone_number" }]
 * }).pipe(
 *   Effect.as(true),
 *   Effect.catchTag("InvalidParameterException", () => Effect.succeed(false))
 * )
 * ```
 *
 * @since 0.1.0
 * @category operations
 */
export const setUserSettings: Operation.Operation<
  SetUserSettingsRequest,
  SetUserSettingsResponse,
  SetUserSettingsError
> = /*#__PURE__*/ Operation.make("SetUserSettings", {
  request: SetUserSettingsRequest,
  response: SetUserSettingsResponse,
  errors,
  // To set the same twice changes nothing.
  repeatable: true
})
