/**
 * @since 0.1.0
 */
import * as CognitoError from "../CognitoError.js"
import * as CognitoSchema from "../CognitoSchema.js"
import * as Operation from "../Operation.js"

/**
 * The request of {@link forgetDevice}.
 *
 * @since 0.1.0
 * @category schemas
 */
export class ForgetDeviceRequest extends CognitoSchema.Struct({
  /**
   * The signed-in user's access token, with the scope `aws.cognito.signin.user.admin`. AWS's model has it optional,
   * but nothing else here says who the user is.
   */
  accessToken: CognitoSchema.optional(CognitoSchema.TokenModelType),
  /** The key of the device, from `newDeviceMetadata` of the sign-in. */
  deviceKey: CognitoSchema.DeviceKeyType
}) {}

/**
 * The response of {@link forgetDevice}, which has no members.
 *
 * @since 0.1.0
 * @category schemas
 */
export class ForgetDeviceResponse extends CognitoSchema.Struct({}) {}

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
 * The errors of {@link forgetDevice}.
 *
 * @since 0.1.0
 * @category errors
 */
export type ForgetDeviceError = Operation.Failure<typeof errors>

/**
 * Makes Cognito forget a device of the signed-in user, who is asked for the second factor there again. To keep the
 * device and only stop trusting it, use {@link updateDeviceStatus}.
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
 * const program = Cognito.forgetDevice({
 *   accessToken: Redacted.make("..."),
 *   deviceKey: "eu-west-1_a1b2c3d4-5678-90ab-cdef-111122223333"
 * }).pipe(
 *   Effect.as("forgotten"),
 *   Effect.catchTag("ResourceNotFoundException", () => Effect.succeed("forgotten before"))
 * )
 * ```
 *
 * @since 0.1.0
 * @category operations
 */
export const forgetDevice: Operation.Operation<
  ForgetDeviceRequest,
  ForgetDeviceResponse,
  ForgetDeviceError
> = Operation.make("ForgetDevice", {
  request: ForgetDeviceRequest,
  response: ForgetDeviceResponse,
  errors,
  // A repeat after success fails, for there is no such device any more.
  repeatable: false
})
