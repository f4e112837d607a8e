/**
 * @since 0.1.0
 */
import * as CognitoError from "../CognitoError.js"
import * as CognitoSchema from "../CognitoSchema.js"
import * as Operation from "../Operation.js"

/**
 * The request of {@link setUserSettings}.
 *
 * @since 0.1.0
 * @category schemas
 */
export class SetUserSettingsRequest extends CognitoSchema.Struct({
  /** The signed-in user's access token, with the scope `aws.cognito.signin.user.admin`. */
  accessToken: CognitoSchema.TokenModelType,
  /** `SMS` to `phone_number`, or nothing to disable it. */
  mfaOptions: CognitoSchema.MFAOptionListType
}) {}

/**
 * The response of {@link setUserSettings}, which has no members.
 *
 * @since 0.1.0
 * @category schemas
 */
export class SetUserSettingsResponse extends CognitoSchema.Struct({}) {}

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
 * The errors of {@link setUserSettings}.
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
> = Operation.make("SetUserSettings", {
  request: SetUserSettingsRequest,
  response: SetUserSettingsResponse,
  errors,
  // To set the same twice changes nothing.
  repeatable: true
})
