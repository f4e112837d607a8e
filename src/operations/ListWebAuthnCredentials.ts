/**
 * @since 0.1.0
 */
import * as CognitoError from "../CognitoError.js"
import * as CognitoSchema from "../CognitoSchema.js"
import * as Operation from "../Operation.js"

/**
 * The request of {@link listWebAuthnCredentials}.
 *
 * @since 0.1.0
 * @category schemas
 */
export class ListWebAuthnCredentialsRequest extends CognitoSchema.Struct({
  /** The signed-in user's access token, with the scope `aws.cognito.signin.user.admin`. */
  accessToken: CognitoSchema.TokenModelType,
  /** How many at most: 0 to 20. */
  maxResults: CognitoSchema.optional(CognitoSchema.WebAuthnCredentialsQueryLimitType),
  /** The `nextToken` of the page before. */
  nextToken: CognitoSchema.optional(CognitoSchema.PaginationKey)
}) {}

/**
 * The response of {@link listWebAuthnCredentials}: a page of passkeys.
 *
 * @since 0.1.0
 * @category schemas
 */
export class ListWebAuthnCredentialsResponse extends CognitoSchema.Struct({
  /** The passkeys of this page. */
  credentials: CognitoSchema.WebAuthnCredentialDescriptionListType,
  /** Where the next page begins. Absent on the last one. */
  nextToken: CognitoSchema.optionalAnswer(CognitoSchema.AnyString)
}) {}

const errors = [
  CognitoError.ForbiddenException,
  CognitoError.InternalErrorException,
  CognitoError.InvalidParameterException,
  CognitoError.LimitExceededException,
  CognitoError.NotAuthorizedException,
  CognitoError.OperationNotEnabledException,
  CognitoError.PasswordResetRequiredException,
  CognitoError.TooManyRequestsException
] as const

/**
 * The errors of {@link listWebAuthnCredentials}.
 *
 * @since 0.1.0
 * @category errors
 */
export type ListWebAuthnCredentialsError = Operation.Failure<typeof errors>

/**
 * Lists the passkeys of the signed-in user, for a page where they can be removed: see {@link deleteWebAuthnCredential}.
 *
 * The failures to expect:
 * - `NotAuthorizedException`: the token is expired or revoked, so the user must sign in again.
 * - `LimitExceededException`: a limit of this user is used up; try again later.
 *
 * @example
 * ```ts
 * import { Cognito } from "effect-cognito"
 * import { Effect, Redacted } from "effect"
 *
 * const program = Cognito.listWebAuthnCredentials({ accessToken: Redacted.make("..."), maxResults: 20 }).pipe(
 *   Effect.map(({ credentials }) => credentials.map(({ friendlyCredentialName }) => friendlyCredentialName)),
 *   Effect.catchTag("LimitExceededException", () => Effect.succeed([]))
 * )
 * ```
 *
 * @since 0.1.0
 * @category operations
 */
export const listWebAuthnCredentials: Operation.Operation<
  ListWebAuthnCredentialsRequest,
  ListWebAuthnCredentialsResponse,
  ListWebAuthnCredentialsError
> = Operation.make("ListWebAuthnCredentials", {
  request: ListWebAuthnCredentialsRequest,
  response: ListWebAuthnCredentialsResponse,
  errors,
  // It only reads.
  repeatable: true
})
