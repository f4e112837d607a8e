/**
 * @since 0.1.0
 */
import * as CognitoError from "../CognitoError.js"
import * as CognitoSchema from "../CognitoSchema.js"
import * as Operation from "../Operation.js"

/**
 * The request of {@link revokeToken}.
 *
 * @since 0.1.0
 * @category schemas
 */
export class RevokeTokenRequest extends CognitoSchema.Struct({
  /** The refresh token. */
  token: CognitoSchema.TokenModelType,
  /** The id of the app client that it was issued to. */
  clientId: CognitoSchema.ClientIdType,
  /** The secret of the app client, if it has one. Not a secret hash here. */
  clientSecret: CognitoSchema.optional(CognitoSchema.ClientSecretType),
  /** `LINKED` ends the session of managed login too that the token came from. Without a value: `NONE`. */
  revokeAssociatedSessions: CognitoSchema.optional(CognitoSchema.RevokeAssociatedSessionsType)
}) {}

/**
 * The response of {@link revokeToken}, which has no members.
 *
 * @since 0.1.0
 * @category schemas
 */
export class RevokeTokenResponse extends CognitoSchema.Struct({}) {}

const errors = [
  CognitoError.ForbiddenException,
  CognitoError.InternalErrorException,
  CognitoError.InvalidParameterException,
  CognitoError.OperationNotEnabledException,
  CognitoError.TooManyRequestsException,
  CognitoError.UnauthorizedException,
  CognitoError.UnsupportedOperationException,
  CognitoError.UnsupportedTokenTypeException
] as const

/**
 * The errors of {@link revokeToken}.
 *
 * @since 0.1.0
 * @category errors
 */
export type RevokeTokenError = Operation.Failure<typeof errors>

/**
 * Signs the user out of one place: revokes a refresh token and the access tokens that came of it. Other sign-ins of the
 * user go on; {@link globalSignOut} ends those too.
 *
 * Services that check tokens by their signature accept access tokens until they expire.
 *
 * The failures to expect:
 * - `UnsupportedTokenTypeException`: it is not a refresh token.
 * - `UnsupportedOperationException`: the app client does not have token revocation enabled.
 * - `UnauthorizedException`: Cognito refuses the app client, for its secret is missing or wrong, or the token is not
 *   its own.
 *
 * @example
 * ```ts
 * import { Cognito } from "effect-cognito"
 * import { Effect, Redacted } from "effect"
 *
 * const program = Cognito.revokeToken({
 *   token: Redacted.make("..."),
 *   clientId: "1example23456789"
 * }).pipe(
 *   Effect.as("signed out"),
 *   Effect.catchTag("UnsupportedTokenTypeException", () => Effect.succeed("not a refresh token"))
 * )
 * ```
 *
 * @since 0.1.0
 * @category operations
 */
export const revokeToken: Operation.Operation<
  RevokeTokenRequest,
  RevokeTokenResponse,
  RevokeTokenError
> = Operation.make("RevokeToken", {
  request: RevokeTokenRequest,
  response: RevokeTokenResponse,
  errors,
  // A revoked token stays revoked.
  repeatable: true
})
