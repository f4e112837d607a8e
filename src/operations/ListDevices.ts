/**
 * @since 0.1.0
 */
import * as CognitoError from "../CognitoError.js"
import * as CognitoSchema from "../CognitoSchema.js"
import * as Operation from "../Operation.js"

/**
 * What {@link listDevices} asks for.
 *
 * @since 0.1.0
 * @category schemas
 */
export const ListDevicesRequest = /*#__PURE__*/ CognitoSchema.Struct({
  /** The signed-in user's access token, with the scope `aws.cognito.signin.user.admin`. */
  accessToken: CognitoSchema.TokenModelType,
  /** How many at most: 0 to 60. */
  limit: /*#__PURE__*/ CognitoSchema.optional(CognitoSchema.QueryLimitType),
  /** The `paginationToken` of the page before. */
  paginationToken: /*#__PURE__*/ CognitoSchema.optional(CognitoSchema.SearchPaginationTokenType)
})

/**
 * What {@link listDevices} asks for.
 *
 * @since 0.1.0
 * @category models
 */
export interface ListDevicesRequest extends Operation.Type<typeof ListDevicesRequest> {}

/**
 * What {@link listDevices} answers: a page of devices.
 *
 * @since 0.1.0
 * @category schemas
 */
export const ListDevicesResponse = /*#__PURE__*/ CognitoSchema.Struct({
  /** The devices of this page. */
  devices: /*#__PURE__*/ CognitoSchema.optionalAnswer(CognitoSchema.DeviceListType),
  /** Where the next page begins. Absent on the last one. */
  paginationToken: /*#__PURE__*/ CognitoSchema.optionalAnswer(CognitoSchema.AnyString)
})

/**
 * What {@link listDevices} answers: a page of devices.
 *
 * @since 0.1.0
 * @category models
 */
export interface ListDevicesResponse extends Operation.Type<typeof ListDevicesResponse> {}

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
 * What {@link listDevices} can fail with.
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
 * import { Cognito } from "effect-cognito"
 * import { Chunk, Effect, Option, Redacted, Stream } from "effect"
 *
 * const accessToken = Redacted.make("...")
 *
 * // All of them, page by page.
 * const program = Stream.paginateChunkEffect(undefined as string | undefined, (paginationToken) =>
 *   Cognito.listDevices({ accessToken, paginationToken }).pipe(
 *     Effect.map((page) => [
 *       Chunk.fromIterable(page.devices ?? []),
 *       Option.map(Option.fromNullable(page.paginationToken), (next): string | undefined => next)
 *     ] as const)
 *   )).pipe(
 *     Stream.catchTag("InvalidUserPoolConfigurationException", () => Stream.empty)
 *   )
 * ```
 *
 * @since 0.1.0
 * @category operations
 */
export const listDevices: Operation.Operation<
  ListDevicesRequest,
  ListDevicesResponse,
  ListDevicesError
> = /*#__PURE__*/ Operation.make("ListDevices", {
  request: ListDevicesRequest,
  response: ListDevicesResponse,
  errors,
  // It only reads.
  repeatable: true
})
