/**
 * @since 0.1.0
 */
import * as CognitoError from "../CognitoError.js"
import * as CognitoSchema from "../CognitoSchema.js"
import * as Operation from "../Operation.js"

/**
 * The request of {@link getTokensFromRefreshToken}.
 *
 * @since 0.1.0
 * @category schemas
 */
export class GetTokensFromRefreshTokenRequest extends CognitoSchema.Struct({
  /** The user's refresh token. */
  refreshToken: CognitoSchema.TokenModelType,
  /** The id of the app client that it was issued to. */
  clientId: CognitoSchema.ClientIdType,
  /** The secret of the app client, if it has one. Not a secret hash here. */
  clientSecret: CognitoSchema.optional(CognitoSchema.ClientSecretType),
  /** The key of the user's device, if the user pool remembers devices. */
  deviceKey: CognitoSchema.optional(CognitoSchema.DeviceKeyType),
  /** What the pool's Lambda for tokens is told. */
  clientMetadata: CognitoSchema.optional(CognitoSchema.ClientMetadataType)
}) {}

/**
 * The response of {@link getTokensFromRefreshToken}: new tokens.
 *
 * @since 0.1.0
 * @category schemas
 */
export class GetTokensFromRefreshTokenResponse extends CognitoSchema.Struct({
  /** The new tokens; with rotation a new refresh token too, which replaces the old one. */
  authenticationResult: CognitoSchema.optionalAnswer(CognitoSchema.AuthenticationResultType)
}) {}

const errors = [
  CognitoError.ForbiddenException,
  CognitoError.InternalErrorException,
  CognitoError.InvalidLambdaResponseException,
  CognitoError.InvalidParameterException,
  CognitoError.NotAuthorizedException,
  CognitoError.OperationNotEnabledException,
  CognitoError.RefreshTokenReuseException,
  CognitoError.ResourceNotFoundException,
  CognitoError.TooManyRequestsException,
  CognitoError.UnexpectedLambdaException,
  CognitoError.UserLambdaValidationException,
  CognitoError.UserNotFoundException
] as const

/**
 * The errors of {@link getTokensFromRefreshToken}.
 *
 * @since 0.1.0
 * @category errors
 */
export type GetTokensFromRefreshTokenError = Operation.Failure<typeof errors>

/**
 * Gives new access and identity tokens for a refresh token, so that the user stays signed in. It is the only way to do
 * so where the app client rotates refresh tokens: then each call also gives a new refresh token and, after the client's
 * grace period, the old one is void. Store the new one before anything else.
 *
 * The failures to expect:
 * - `NotAuthorizedException`: the refresh token is expired or revoked; the user must sign in again.
 * - `RefreshTokenReuseException`: the refresh token was used before and its grace period is over, be it by a second tab
 *   or by a thief; the user must sign in again.
 * - `UserNotFoundException`: the user has been deleted since.
 * - `TransportError`, unless its reason is `"Connect"`: with rotation the token may be used up. Within the grace period
 *   it still works.
 *
 * @example
 * ```ts
 * import { Cognito } from "effect-cognito"
 * import { Effect, Redacted } from "effect"
 *
 * const program = Cognito.getTokensFromRefreshToken({
 *   refreshToken: Redacted.make("..."),
 *   clientId: "1example23456789"
 * }).pipe(
 *   Effect.map(({ authenticationResult }) => authenticationResult),
 *   Effect.catchTags({
 *     RefreshTokenReuseException: () => Effect.succeed(undefined),
 *     NotAuthorizedException: () => Effect.succeed(undefined)
 *   })
 * )
 * ```
 *
 * @since 0.1.0
 * @category operations
 */
export const getTokensFromRefreshToken: Operation.Operation<
  GetTokensFromRefreshTokenRequest,
  GetTokensFromRefreshTokenResponse,
  GetTokensFromRefreshTokenError
> = Operation.make("GetTokensFromRefreshToken", {
  request: GetTokensFromRefreshTokenRequest,
  response: GetTokensFromRefreshTokenResponse,
  errors,
  // With rotation, a refresh token is used up by the call that Cognito processes.
  repeatable: false
})
