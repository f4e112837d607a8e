/**
 * @since 3.0.0
 */
import * as CognitoError from "../CognitoError.js"
import * as CognitoSchema from "../CognitoSchema.js"
import * as Operation from "../Operation.js"

/**
 * The request of {@link getClientToken}.
 *
 * @since 3.0.0
 * @category schemas
 */
export class GetClientTokenRequest extends CognitoSchema.Struct({
  /** The id of the app client. */
  clientId: CognitoSchema.ClientIdType,
  /** The secret of the app client. Not a secret hash here. */
  secret: CognitoSchema.ClientSecretType,
  /** The scopes that the token is to have, such as `orders/read`. Default: all that the app client may have. */
  scopes: CognitoSchema.optional(CognitoSchema.ScopeListType),
  /** What the pool's Lambda for tokens is told. */
  clientMetadata: CognitoSchema.optional(CognitoSchema.ClientMetadataType)
}) {}

/**
 * The response of {@link getClientToken}: the token.
 *
 * @since 3.0.0
 * @category schemas
 */
export class GetClientTokenResponse extends CognitoSchema.Struct({
  /** The token of the app client. */
  clientAuthenticationResult: CognitoSchema.optionalAnswer(CognitoSchema.ClientAuthenticationResultType)
}) {}

const errors = [
  CognitoError.ForbiddenException,
  CognitoError.InternalErrorException,
  CognitoError.InvalidParameterException,
  CognitoError.NotAuthorizedException,
  CognitoError.OperationNotEnabledException,
  CognitoError.ResourceNotFoundException,
  CognitoError.TooManyRequestsException
] as const

/**
 * The errors of {@link getClientToken}.
 *
 * @since 3.0.0
 * @category errors
 */
export type GetClientTokenError = Operation.Failure<typeof errors>

/**
 * Gives an app client an access token of its own, for calls between services in which no user takes part. The secret of
 * the app client is its proof, so a browser or a phone must never call this. `CognitoClientToken` keeps such a token and
 * refreshes it.
 *
 * **How sure this is.** AWS published this operation in November 2026. Its SDK still signs it with AWS credentials, but
 * AWS's documentation says that no such credentials authorize it, only the id and the secret of the app client do;
 * `getTokensFromRefreshToken` was published with the same fault. That it works without a signature, as it is sent here,
 * follows from that and was not tried against the live service. If it is refused there, the token endpoint of the user
 * pool's domain gives the same token (OAuth 2.0, `client_credentials`).
 *
 * The failures to expect:
 * - `NotAuthorizedException`: the secret is wrong, or the app client may not have one of the scopes.
 * - `ResourceNotFoundException`: there is no such app client.
 * - `InvalidParameterException`: a scope is not one of the pool's.
 *
 * @example
 * ```ts
 * import { Cognito } from "effect-cognito"
 * import { Effect, Redacted } from "effect"
 *
 * const program = Cognito.getClientToken({
 *   clientId: "1example23456789",
 *   secret: Redacted.make("..."),
 *   scopes: ["orders/read"]
 * }).pipe(Effect.map(({ clientAuthenticationResult }) => clientAuthenticationResult?.accessToken))
 * ```
 *
 * @since 3.0.0
 * @category operations
 */
export const getClientToken: Operation.Operation<
  GetClientTokenRequest,
  GetClientTokenResponse,
  GetClientTokenError
> = Operation.make("GetClientToken", {
  request: GetClientTokenRequest,
  response: GetClientTokenResponse,
  errors,
  // It gives another token and changes nothing.
  repeatable: true
})
