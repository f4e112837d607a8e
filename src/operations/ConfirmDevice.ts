/**
 * @since 0.1.0
 */
import * as CognitoError from "../CognitoError.js"
import * as CognitoSchema from "../CognitoSchema.js"
import * as Operation from "../Operation.js"

/**
 * The request of {@link confirmDevice}.
 *
 * @since 0.1.0
 * @category schemas
 */
export class ConfirmDeviceRequest extends CognitoSchema.Struct({
  /** The signed-in user's access token, with the scope `aws.cognito.signin.user.admin`. */
  accessToken: CognitoSchema.TokenModelType,
  /** The key of the device, from `newDeviceMetadata` of the sign-in. */
  deviceKey: CognitoSchema.DeviceKeyType,
  /** What the device will prove itself with. Without it, the device can't sign in by itself. */
  deviceSecretVerifierConfig: CognitoSchema.optional(CognitoSchema.DeviceSecretVerifierConfigType),
  /** What the user calls it, such as `Ada's phone`. */
  deviceName: CognitoSchema.optional(CognitoSchema.DeviceNameType)
}) {}

/**
 * The response of {@link confirmDevice}: whether the user has a say.
 *
 * @since 0.1.0
 * @category schemas
 */
export class ConfirmDeviceResponse extends CognitoSchema.Struct({
  /**
   * `true` if the pool leaves it to the user: ask, and tell {@link updateDeviceStatus} what the user decides. Otherwise the
   * device is remembered already.
   */
  userConfirmationNecessary: CognitoSchema.optionalAnswer(CognitoSchema.BooleanType)
}) {}

const errors = [
  CognitoError.DeviceKeyExistsException,
  CognitoError.ForbiddenException,
  CognitoError.InternalErrorException,
  CognitoError.InvalidLambdaResponseException,
  CognitoError.InvalidParameterException,
  CognitoError.InvalidPasswordException,
  CognitoError.InvalidUserPoolConfigurationException,
  CognitoError.NotAuthorizedException,
  CognitoError.OperationNotEnabledException,
  CognitoError.PasswordResetRequiredException,
  CognitoError.ResourceNotFoundException,
  CognitoError.TooManyRequestsException,
  CognitoError.UserNotConfirmedException,
  CognitoError.UserNotFoundException,
  CognitoError.UsernameExistsException
] as const

/**
 * The errors of {@link confirmDevice}.
 *
 * @since 0.1.0
 * @category errors
 */
export type ConfirmDeviceError = Operation.Failure<typeof errors>

/**
 * Confirms a device that the response of a sign-in has as `newDeviceMetadata`, so that it is tracked and, if remembered, replaces
 * the second factor of later sign-ins (by the challenges `DEVICE_SRP_AUTH` and `DEVICE_PASSWORD_VERIFIER`).
 *
 * The application makes up a password for the device, keeps it there, and sends its verifier and salt. The user pool
 * must have device tracking enabled.
 *
 * The failures to expect:
 * - `DeviceKeyExistsException`: the device is confirmed already, with the verifier that it had then.
 * - `ResourceNotFoundException`: Cognito does not know this key; it comes from the sign-in, not from the application.
 * - `InvalidUserPoolConfigurationException`: the user pool does not track devices.
 * - `NotAuthorizedException`: the token is expired or revoked, so the user must sign in again.
 *
 * @example
 * ```ts
 * import { Cognito } from "effect-cognito"
 * import { Effect, Redacted } from "effect"
 *
 * const program = Cognito.confirmDevice({
 *   accessToken: Redacted.make("..."),
 *   deviceKey: "eu-west-1_a1b2c3d4-5678-90ab-cdef-111122223333",
 *   deviceSecretVerifierConfig: { passwordVerifier: "...", salt: "..." },
 *   deviceName: "Ada's phone"
 * }).pipe(
 *   Effect.map(({ userConfirmationNecessary }) => userConfirmationNecessary ?? false),
 *   Effect.catchTag("DeviceKeyExistsException", () => Effect.succeed(false))
 * )
 * ```
 *
 * @since 0.1.0
 * @category operations
 */
export const confirmDevice: Operation.Operation<
  ConfirmDeviceRequest,
  ConfirmDeviceResponse,
  ConfirmDeviceError
> = Operation.make("ConfirmDevice", {
  request: ConfirmDeviceRequest,
  response: ConfirmDeviceResponse,
  errors,
  // A repeat after success fails, for the device exists by then, and hides whether the user has a say.
  repeatable: false
})
