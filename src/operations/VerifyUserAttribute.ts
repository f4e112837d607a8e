/**
 * @since 0.1.0
 */
import * as CognitoError from "../CognitoError.js"
import * as CognitoSchema from "../CognitoSchema.js"
import * as Operation from "../Operation.js"

/**
 * The request of {@link verifyUserAttribute}.
 *
 * @since 0.1.0
 * @category schemas
 */
export class VerifyUserAttributeRequest extends CognitoSchema.Struct({
  /** The signed-in user's access token, with the scope `aws.cognito.signin.user.admin`. */
  accessToken: CognitoSchema.TokenModelType,
  /** The attribute to verify: `email` or `phone_number`. */
  attributeName: CognitoSchema.AttributeNameType,
  /** The code that the user received. */
  code: CognitoSchema.ConfirmationCodeType
}) {}

/**
 * The response of {@link verifyUserAttribute}, which has no members.
 *
 * @since 0.1.0
 * @category schemas
 */
export class VerifyUserAttributeResponse extends CognitoSchema.Struct({}) {}

const errors = [
  CognitoError.AliasExistsException,
  CognitoError.CodeMismatchException,
  CognitoError.ExpiredCodeException,
  CognitoError.ForbiddenException,
  CognitoError.InternalErrorException,
  CognitoError.InvalidParameterException,
  CognitoError.LimitExceededException,
  CognitoError.NotAuthorizedException,
  CognitoError.OperationNotEnabledException,
  CognitoError.PasswordResetRequiredException,
  CognitoError.ResourceNotFoundException,
  CognitoError.TooManyRequestsException,
  CognitoError.UserNotConfirmedException,
  CognitoError.UserNotFoundException
] as const

/**
 * The errors of {@link verifyUserAttribute}.
 *
 * @since 0.1.0
 * @category errors
 */
export type VerifyUserAttributeError = Operation.Failure<typeof errors>

/**
 * Verifies an attribute of the signed-in user with the code that {@link getUserAttributeVerificationCode} sent: from
 * then on `email_verified` or `phone_number_verified` is true.
 *
 * The failures to expect:
 * - `CodeMismatchException`: the code is wrong; let the user type it again.
 * - `ExpiredCodeException`: the code is too old; send a new one.
 * - `LimitExceededException`: 15 attempts within the hour.
 * - `AliasExistsException`: another user has verified the same address and uses it to sign in.
 * - `NotAuthorizedException`: the token is expired or revoked, so the user must sign in again.
 *
 * @example
 * ```ts
 * import { Cognito } from "effect-cognito"
 * import { Effect, Redacted } from "effect"
 *
 * const program = Cognito.verifyUserAttribute({
 *   accessToken: Redacted.make("..."),
 *   attributeName: "email",
 *   code: Redacted.make("123456")
 * }).pipe(
 *   Effect.as("verified"),
 *   Effect.catchTag("CodeMismatchException", () => Effect.succeed("wrong code"))
 * )
 * ```
 *
 * @since 0.1.0
 * @category operations
 */
export const verifyUserAttribute: Operation.Operation<
  VerifyUserAttributeRequest,
  VerifyUserAttributeResponse,
  VerifyUserAttributeError
> = Operation.make("VerifyUserAttribute", {
  request: VerifyUserAttributeRequest,
  response: VerifyUserAttributeResponse,
  errors,
  // The code is used up by the call that Cognito processes.
  repeatable: false
})
