/**
 * @since 0.1.0
 */
import * as CognitoError from "../CognitoError.js"
import * as CognitoSchema from "../CognitoSchema.js"
import * as Operation from "../Operation.js"

/**
 * The request of {@link getDevice}.
 *
 * @since 0.1.0
 * @category schemas
 */
export class GetDeviceRequest extends CognitoSchema.Struct({
  /**
   * The signed-in user's access token, with the scope `aws.cognito.signin.user.admin`. AWS's model has it optional,
   * but nothing else here says who the user is.
   */
  accessToken: CognitoSchema.optional(CognitoSchema.TokenModelType),
  /** The key of the device, from `newDeviceMetadata` of the sign-in. */
  deviceKey: CognitoSchema.DeviceKeyType
}) {}

/**
 * The response of {@link getDevice}: the device.
 *
 * @since 0.1.0
 * @category schemas
 */
export class GetDeviceResponse extends CognitoSchema.Struct({
  /** The device. */
  device: CognitoSchema.DeviceType
}) {}

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
 * The errors of {@link getDevice}.
 *
 * @since 0.1.0
 * @category errors
 */
export type GetDeviceError = Operation.Failure<typeof errors>

/**
 * Says what Cognito knows of one device of the signed-in user: its name, when it was seen first and last.
 * {@link listDevices} does so for all of them.
 *
 * The failures to expect:
 * - `ResourceNotFoundException`: the user has no such device, or no longer.
 * - `InvalidUserPoolConfigurationException`: the user pool does not track devices.
 * - `NotAuthorizedException`: the token is expired or revoked, so the user must sign in again.
 *
 * @example
 * ```ts
 * import { Cognito } from "effect-cognito"
 * import { Effect, Redacted } from "effect"
 *
 * const program = Cognito.getDevice({
 *   accessToken: Redacted.make("..."),
 *   deviceKey: "eu-west-1_a1b2c3d4-5678-90ab-cdef-111122223333"
 * }).pipe(
 *   Effect.map(({ device }) => device.deviceLastAuthenticatedDate),
 *   Effect.catchTag("ResourceNotFoundException", () => Effect.succeed(undefined))
 * )
 * ```
 *
 * @since 0.1.0
 * @category operations
 */
export const getDevice: Operation.Operation<
  GetDeviceRequest,
  GetDeviceResponse,
  GetDeviceError
> = Operation.make("GetDevice", {
  request: GetDeviceRequest,
  response: GetDeviceResponse,
  errors,
  // It only reads.
  repeatable: true
})
