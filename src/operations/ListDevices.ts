/**
 * @since 0.1.0
 */
import * as CognitoError from "../CognitoError.js"
import * as CognitoSchema from "../CognitoSchema.js"
import * as Operation from "../Operation.js"

/**
 * The request of {@link listDevices}.
 *
 * @since 0.1.0
 * @category schemas
 */
export class ListDevicesRequest extends CognitoSchema.Struct({
  /** The signed-in user's access token, with the scope `aws.cognito.signin.user.admin`. */
  accessToken: CognitoSchema.TokenModelType,
  /** How many at most: 0 to 60. */
  limit: CognitoSchema.optional(CognitoSchema.QueryLimitType),
  /** The `paginationToken` of the page before. */
  paginationToken: CognitoSchema.optional(CognitoSchema.SearchPaginationTokenType)
}) {}

/**
 * The response of {@link listDevices}: a page of devices.
 *
 * @since 0.1.0
 * @category schemas
 */
export class ListDevicesResponse extends CognitoSchema.Struct({
  /** The devices of this page. */
  devices: CognitoSchema.optionalAnswer(CognitoSchema.DeviceListType),
  /** Where the next page begins. Absent on the last one. */
  paginationToken: CognitoSchema.optionalAnswer(CognitoSchema.AnyString)
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
 * The errors of {@link listDevices}.
 *
 * @since 0.1.0
 * @category errors
 */
export type ListDevicesError = Operation.Failure<typeof errors>

/**
 * Lists the devices that the signed-in user has signed in on, in a user pool that tracks them.
 *
 * The failures to expect:
 * - `InvalidUserPoolConfigurationException`: the user pool does not track devices.
 * - `NotAuthorizedException`: the token is expired or revoked, so the user must sign in again.
 *
 * @example
 * ```ts
 * import { Cognito, type CognitoSchema } from "effect-cognito"
 * import { Effect, Redacted } from "effect"
 *
 * const accessToken = Redacted.make("...")
 *
 * // All of them, page by page.
 * const program = Effect.gen(function*() {
 *   const devices: Array<CognitoSchema.DeviceType> = []
 *   let page: Cognito.ListDevicesResponse = {}
 *   do {
 *     page = yield* Cognito.listDevices({ accessToken, paginationToken: page.paginationToken })
 *     devices.push(...page.devices ?? [])
 *   } while (page.paginationToken !== undefined)
 *   return devices
 * }).pipe(
 *   Effect.catchTag("InvalidUserPoolConfigurationException", () => Effect.succeed([]))
 * )
 * ```
 *
 * @since 0.1.0
 * @category operations
 */
export const listDevices: Operation.Operation<
  ListDevicesRequest,
  ListDevicesResponse,
  ListDevicesError
> = Operation.make("ListDevices", {
  request: ListDevicesRequest,
  response: ListDevicesResponse,
  errors,
  // It only reads.
  repeatable: true
})
