/**
 * @since 0.1.0
 */
import * as CognitoError from "../CognitoError.js"
import * as CognitoSchema from "../CognitoSchema.js"
import * as Operation from "../Operation.js"

/**
 * The request of {@link deleteWebAuthnCredential}.
 *
 * @since 0.1.0
 * @category schemas
 */
export class DeleteWebAuthnCredentialRequest extends CognitoSchema.Struct({
  /** The signed-in user's access token, with the scope `aws.cognito.signin.user.admin`. */
  accessToken: CognitoSchema.TokenModelType,
  /** The `credentialId` of {@link listWebAuthnCredentials}. */
  credentialId: CognitoSchema.StringType
}) {}

/**
 * The response of {@link deleteWebAuthnCredential}, which has no members.
 *
 * @since 0.1.0
 * @category schemas
 */
export class DeleteWebAuthnCredentialResponse extends CognitoSchema.Struct({}) {}

const errors = [
  CognitoError.ForbiddenException,
  CognitoError.InternalErrorException,
  CognitoError.InvalidParameterException,
  CognitoError.LimitExceededException,
  CognitoError.NotAuthorizedException,
  CognitoError.OperationNotEnabledException,
  CognitoError.PasswordResetRequiredException,
  CognitoError.ResourceNotFoundException,
  CognitoError.TooManyRequestsException
] as const

/**
 * The errors of {@link deleteWebAuthnCredential}.
 *
 * @since 0.1.0
 * @category errors
 */
export type DeleteWebAuthnCredentialError = Operation.Failure<typeof errors>

/**
 * Deletes a passkey of the signed-in user, who can't sign in with it any more. The user's device keeps its half: tell
 * the user to remove it there too.
 *
 * The failures to expect:
 * - `ResourceNotFoundException`: the user has no such passkey, or no longer.
 * - `NotAuthorizedException`: the token is expired or revoked, so the user must sign in again.
 *
 * @example
 * ```ts
 * import { Cognito } from "effect-cognito"
 * import { Effect, Redacted } from "effect"
 *
 * const program = Cognito.deleteWebAuthnCredential({
 *   accessToken: Redacted.make("..."),
 *   credentialId: "..."
 * }).pipe(
 *   // Somebody was faster, which is as good.
 *   Effect.catchTag("ResourceNotFoundException", () => Effect.void)
 * )
 * ```
 *
 * @since 0.1.0
 * @category operations
 */
export const deleteWebAuthnCredential: Operation.Operation<
  DeleteWebAuthnCredentialRequest,
  DeleteWebAuthnCredentialResponse,
  DeleteWebAuthnCredentialError
> = Operation.make("DeleteWebAuthnCredential", {
  request: DeleteWebAuthnCredentialRequest,
  response: DeleteWebAuthnCredentialResponse,
  errors,
  // A repeat after success fails, for there is no such passkey any more.
  repeatable: false
})
