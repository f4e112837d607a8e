/**
 * @since 0.1.0
 */
import * as CognitoError from "../CognitoError.js"
import * as CognitoSchema from "../CognitoSchema.js"
import * as Operation from "../Operation.js"

/**
 * The request of {@link updateDeviceStatus}.
 *
 * @since 0.1.0
 * @category schemas
 */
export class UpdateDeviceStatusRequest extends CognitoSchema.Struct({
  /** The signed-in user's access token, with the scope `aws.cognito.signin.user.admin`. */
  accessToken: CognitoSchema.TokenModelType,
  /** The key of the device, from `newDeviceMetadata` of the sign-in. */
  deviceKey: CognitoSchema.DeviceKeyType,
  /** Whether it is remembered from now on. */
  deviceRememberedStatus: CognitoSchema.optional(CognitoSchema.DeviceRememberedStatusType)
}) {}

/**
 * The response of {@link updateDeviceStatus}, which has no members.
 *
 * @since 0.1.0
 * @category schemas
 */
export class UpdateDeviceStatusResponse extends CognitoSchema.Struct({}) {}

const errors = [
  CognitoError.ForbiddenException,
  CognitoError.InternalErrorException,
  CognitoError.InvalidParameterException,
  CognitoError.InvalidUserPoolConfigurationException,
  CognitoError.NotAuthorizedException,
  CognitoError.OperationNotEnabledException,
  CognitoError.PasswordResetRequiredException,
  CognitoError.ResourceNotFoundException,
  CognitoError.TooManyRequestsException,
  CognitoError.UserNotConfirmedException,
  CognitoError.UserNotFoundException
] as const

/**
 * The errors of {@link updateDeviceStatus}.
 *
 * @since 0.1.0
 * @category errors
 */
export type UpdateDeviceStatusError = Operation.Failure<typeof errors>

/**
 * Says whether a device of the signed-in user is remembered, so that it replaces the second factor there. It is how the
 * user's decision gets to Cognito when {@link confirmDevice} says `userConfirmationNecessary`. {@link forgetDevice}
 * removes the device instead.
 *
 * The failures to expect:
 * - `ResourceNotFoundException`: the user has no such device.
 * - `InvalidUserPoolConfigurationException`: the user pool does not track devices.
 * - `NotAuthorizedException`: the token is expired or revoked, so the user must sign in again.
 *
 * @example
 * ```ts
 * import { Cognito } from "effect-cognito"
 * import { Effect, Redacted } from "effect"
 *
 * const program = Cognito.updateDeviceStatus({
 *   accessToken: Redacted.make("..."),
 *   deviceKey: "eu-west-1_a1b2c3d4-5678-90ab-cdef-111122223333",
 *   deviceRememberedStatus: "remembered"
 * }).pipe(
 *   Effect.as(true),
 *   Effect.catchTag("ResourceNotFoundException", () => Effect.succeed(false))
 * )
 * ```
 *
 * @since 0.1.0
 * @category operations
 */
export const updateDeviceStatus: Operation.Operation<
  UpdateDeviceStatusRequest,
  UpdateDeviceStatusResponse,
  UpdateDeviceStatusError
> = Operation.make("UpdateDeviceStatus", {
  request: UpdateDeviceStatusRequest,
  response: UpdateDeviceStatusResponse,
  errors,
  // To set the same twice changes nothing.
  repeatable: true
})
