/**
 * @since 0.1.0
 */
import * as CognitoError from "../CognitoError.js"
import * as CognitoSchema from "../CognitoSchema.js"
import * as Operation from "../Operation.js"

/**
 * The request of {@link signUp}.
 *
 * @since 0.1.0
 * @category schemas
 */
export class SignUpRequest extends CognitoSchema.Struct({
  /** The id of the app client. */
  clientId: CognitoSchema.ClientIdType,
  /** The name that the user wants, or an alias such as an e-mail address, as the user pool has it. */
  username: CognitoSchema.UsernameType,
  /** The password. Left out for a user who will sign in by code or passkey only, if the user pool allows it. */
  password: CognitoSchema.optional(CognitoSchema.PasswordType),
  /** What the user pool requires, and what else is known. */
  userAttributes: CognitoSchema.optional(CognitoSchema.AttributeListType),
  /** What only the pool's Lambda before a sign-up sees. It is not kept. */
  validationData: CognitoSchema.optional(CognitoSchema.AttributeListType),
  /** Needed if the app client has a secret: see {@link CognitoSchema.SecretHashType}. */
  secretHash: CognitoSchema.optional(CognitoSchema.SecretHashType),
  /** Where the user's request comes from, for the pool's threat protection. */
  userContextData: CognitoSchema.optional(CognitoSchema.UserContextDataType),
  /** The user's endpoint in Amazon Pinpoint, if the pool reports there. */
  analyticsMetadata: CognitoSchema.optional(CognitoSchema.AnalyticsMetadataType),
  /** What the pool's Lambdas before and after a sign-up and for custom messages are told. */
  clientMetadata: CognitoSchema.optional(CognitoSchema.ClientMetadataType)
}) {}

/**
 * The response of {@link signUp}: the new user.
 *
 * @since 0.1.0
 * @category schemas
 */
export class SignUpResponse extends CognitoSchema.Struct({
  /** Whether the user can sign in at once, as a Lambda of the user pool may decide. */
  userConfirmed: CognitoSchema.BooleanType,
  /** The id of the user, which never changes. */
  userSub: CognitoSchema.AnyString,
  /** Where the code was sent, if one was. */
  codeDeliveryDetails: CognitoSchema.optionalAnswer(CognitoSchema.CodeDeliveryDetailsType),
  /** What {@link confirmSignUp} needs, to sign the user in without another code. */
  session: CognitoSchema.optionalAnswer(CognitoSchema.AnySecret)
}) {}

const errors = [
  CognitoError.CodeDeliveryFailureException,
  CognitoError.ForbiddenException,
  CognitoError.InternalErrorException,
  CognitoError.InvalidEmailRoleAccessPolicyException,
  CognitoError.InvalidLambdaResponseException,
  CognitoError.InvalidParameterException,
  CognitoError.InvalidPasswordException,
  CognitoError.InvalidSmsRoleAccessPolicyException,
  CognitoError.InvalidSmsRoleTrustRelationshipException,
  CognitoError.LimitExceededException,
  CognitoError.NotAuthorizedException,
  CognitoError.OperationNotEnabledException,
  CognitoError.ResourceNotFoundException,
  CognitoError.TooManyRequestsException,
  CognitoError.UnexpectedLambdaException,
  CognitoError.UserLambdaValidationException,
  CognitoError.UsernameExistsException
] as const

/**
 * The errors of {@link signUp}.
 *
 * @since 0.1.0
 * @category errors
 */
export type SignUpError = Operation.Failure<typeof errors>

/**
 * Registers a new user and, if the user pool verifies addresses, sends a code. {@link confirmSignUp} takes it; it lives
 * for 24 hours, and {@link resendConfirmationCode} sends another one. Until then the user can't sign in.
 *
 * The failures to expect:
 * - `UsernameExistsException`: somebody has this name, perhaps the same person; offer to sign in. It tells a stranger
 *   who is registered, so that a careful page says the same as after a success.
 * - `InvalidPasswordException`: the password breaks the pool's policy. The message says how.
 * - `InvalidParameterException`: an attribute that the user pool requires is missing, or one is malformed.
 * - `UserLambdaValidationException`: the pool's Lambda refused, in its own words.
 * - `LimitExceededException` and `CodeDeliveryFailureException`: the code was not sent, but the user is registered, so
 *   go on with {@link resendConfirmationCode}.
 * - `NotAuthorizedException`: users may not sign up by themselves here, or the secret hash is missing or wrong.
 *
 * After a lost connection the user may be registered, so this is only repeated when Cognito certainly did not act.
 *
 * @example
 * ```ts
 * import { Cognito } from "effect-cognito"
 * import { Effect, Redacted } from "effect"
 *
 * const program = Cognito.signUp({
 *   clientId: "1example23456789",
 *   username: "ada",
 *   password: Redacted.make("..."),
 *   userAttributes: [{ name: "email", value: "ada@example.com" }]
 * }).pipe(
 *   Effect.map(({ userConfirmed }) => userConfirmed ? "Welcome!" : "We sent you a code."),
 *   Effect.catchTags({
 *     InvalidPasswordException: ({ message }) => Effect.succeed(message),
 *     UsernameExistsException: () => Effect.succeed("This name is taken.")
 *   })
 * )
 * ```
 *
 * @since 0.1.0
 * @category operations
 */
export const signUp: Operation.Operation<
  SignUpRequest,
  SignUpResponse,
  SignUpError
> = Operation.make("SignUp", {
  request: SignUpRequest,
  response: SignUpResponse,
  errors,
  // It sends the user a message, and a repeat after success fails, for the name is taken by then.
  repeatable: false
})
