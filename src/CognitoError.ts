/**
 * What can go wrong, as tagged errors that are schemas too: they can be declared in an `HttpApi`, an `Rpc` or a
 * `Workflow`, cross a process boundary and come back.
 *
 * Cognito's documented exceptions keep AWS's names. Five tags are our own: {@link UnknownServiceException},
 * {@link InvalidRequestError}, {@link InvalidConfigurationError}, {@link TransportError} and
 * {@link InvalidResponseError}. None of them ever holds a token, a password, a code or a session.
 *
 * @example
 * ```ts
 * import { Cognito } from "effect-cognito"
 * import { Effect, Redacted } from "effect"
 *
 * const program = Cognito.getUserAttributeVerificationCode({
 *   accessToken: Redacted.make("..."),
 *   attributeName: "email"
 * }).pipe(
 *   Effect.catchTags({
 *     LimitExceededException: () => Effect.succeed("Try again in an hour."),
 *     NotAuthorizedException: () => Effect.succeed("Please sign in again.")
 *   })
 * )
 * ```
 *
 * @since 0.1.0
 */

import {
  defect,
  exception,
  explainedError,
  is,
  list,
  literals,
  number,
  optional,
  string,
  struct,
  taggedError,
  union,
  unionOf
} from "./internal/errors.js"
import { explainIssues } from "./internal/explain.js"

// -----------------------------------------------------------------------------
// documented exceptions
// -----------------------------------------------------------------------------

/**
 * Another user of the pool already has this verified e-mail address or phone number as an alias. Let the user
 * choose another one, or sign in to that account.
 *
 * @since 0.1.0
 * @category documented exceptions
 */
export class AliasExistsException extends /*#__PURE__*/ exception<AliasExistsException>()("AliasExistsException") {}

/**
 * Cognito could not deliver the code. Let the user check the address, or try again later.
 *
 * @since 0.1.0
 * @category documented exceptions
 */
export class CodeDeliveryFailureException
  extends /*#__PURE__*/ exception<CodeDeliveryFailureException>()("CodeDeliveryFailureException")
{}

/**
 * The code is not the one that Cognito sent. Let the user type it again.
 *
 * @since 0.1.0
 * @category documented exceptions
 */
export class CodeMismatchException extends /*#__PURE__*/ exception<CodeMismatchException>()("CodeMismatchException") {}

/**
 * Two requests changed the same user at the same time. Try again.
 *
 * @since 0.1.0
 * @category documented exceptions
 */
export class ConcurrentModificationException
  extends /*#__PURE__*/ exception<ConcurrentModificationException>()("ConcurrentModificationException")
{}

/**
 * The user pool already knows a device by this key.
 *
 * @since 0.1.0
 * @category documented exceptions
 */
export class DeviceKeyExistsException
  extends /*#__PURE__*/ exception<DeviceKeyExistsException>()("DeviceKeyExistsException")
{}

/**
 * The code of the authenticator app is wrong, or time-based codes can't be enabled for this user.
 *
 * @since 0.1.0
 * @category documented exceptions
 */
export class EnableSoftwareTokenMFAException
  extends /*#__PURE__*/ exception<EnableSoftwareTokenMFAException>()("EnableSoftwareTokenMFAException")
{}

/**
 * The code is too old, or a newer one replaced it. Ask for a new one.
 *
 * @since 0.1.0
 * @category documented exceptions
 */
export class ExpiredCodeException extends /*#__PURE__*/ exception<ExpiredCodeException>()("ExpiredCodeException") {}

/**
 * The feature plan of the user pool does not include this feature.
 *
 * @since 0.1.0
 * @category documented exceptions
 */
export class FeatureUnavailableInTierException
  extends /*#__PURE__*/ exception<FeatureUnavailableInTierException>()("FeatureUnavailableInTierException")
{}

/**
 * AWS WAF, in front of the user pool, refused the request.
 *
 * @since 0.1.0
 * @category documented exceptions
 */
export class ForbiddenException extends /*#__PURE__*/ exception<ForbiddenException>()("ForbiddenException") {}

/**
 * Cognito itself failed. Try again later.
 *
 * @since 0.1.0
 * @category documented exceptions
 */
export class InternalErrorException
  extends /*#__PURE__*/ exception<InternalErrorException>()("InternalErrorException")
{}

/**
 * Cognito may not use the pool's e-mail identity. Only the pool's administrator can mend this.
 *
 * @since 0.1.0
 * @category documented exceptions
 */
export class InvalidEmailRoleAccessPolicyException
  extends /*#__PURE__*/ exception<InvalidEmailRoleAccessPolicyException>()("InvalidEmailRoleAccessPolicyException")
{}

/**
 * A Lambda trigger of the user pool returned what Cognito can't read.
 *
 * @since 0.1.0
 * @category documented exceptions
 */
export class InvalidLambdaResponseException
  extends /*#__PURE__*/ exception<InvalidLambdaResponseException>()("InvalidLambdaResponseException")
{}

/**
 * Cognito refused a member of the request. `reasonCode` says more where Cognito knows more.
 *
 * @since 0.1.0
 * @category documented exceptions
 */
export class InvalidParameterException
  extends /*#__PURE__*/ exception<InvalidParameterException>()("InvalidParameterException", {
    /** Why, where Cognito says it in a word. */
    reasonCode: /*#__PURE__*/ optional(string)
  })
{}

/**
 * The new password breaks the pool's password policy. The message says which rule.
 *
 * @since 0.1.0
 * @category documented exceptions
 */
export class InvalidPasswordException
  extends /*#__PURE__*/ exception<InvalidPasswordException>()("InvalidPasswordException")
{}

/**
 * The pool's IAM role may not publish text messages. Only the pool's administrator can mend this.
 *
 * @since 0.1.0
 * @category documented exceptions
 */
export class InvalidSmsRoleAccessPolicyException
  extends /*#__PURE__*/ exception<InvalidSmsRoleAccessPolicyException>()("InvalidSmsRoleAccessPolicyException")
{}

/**
 * The pool's IAM role for text messages does not trust Cognito. Only the pool's administrator can mend this.
 *
 * @since 0.1.0
 * @category documented exceptions
 */
export class InvalidSmsRoleTrustRelationshipException
  extends /*#__PURE__*/ exception<InvalidSmsRoleTrustRelationshipException>()(
    "InvalidSmsRoleTrustRelationshipException"
  )
{}

/**
 * The configuration of the user pool does not allow this operation.
 *
 * @since 0.1.0
 * @category documented exceptions
 */
export class InvalidUserPoolConfigurationException
  extends /*#__PURE__*/ exception<InvalidUserPoolConfigurationException>()("InvalidUserPoolConfigurationException")
{}

/**
 * The user's own limit, often five attempts an hour, is used up. It is never retried: let the user try again after
 * the hour.
 *
 * @since 0.1.0
 * @category documented exceptions
 */
export class LimitExceededException
  extends /*#__PURE__*/ exception<LimitExceededException>()("LimitExceededException")
{}

/**
 * Cognito has no way to reach the user for the second factor.
 *
 * @since 0.1.0
 * @category documented exceptions
 */
export class MFAMethodNotFoundException
  extends /*#__PURE__*/ exception<MFAMethodNotFoundException>()("MFAMethodNotFoundException")
{}

/**
 * The token is expired or revoked, or the credentials are wrong. Sign the user in again.
 *
 * @since 0.1.0
 * @category documented exceptions
 */
export class NotAuthorizedException
  extends /*#__PURE__*/ exception<NotAuthorizedException>()("NotAuthorizedException")
{}

/**
 * The operation is not enabled for this user pool.
 *
 * @since 0.1.0
 * @category documented exceptions
 */
export class OperationNotEnabledException
  extends /*#__PURE__*/ exception<OperationNotEnabledException>()("OperationNotEnabledException")
{}

/**
 * The new password is one of the user's previous ones, which the pool's policy forbids.
 *
 * @since 0.1.0
 * @category documented exceptions
 */
export class PasswordHistoryPolicyViolationException
  extends /*#__PURE__*/ exception<PasswordHistoryPolicyViolationException>()("PasswordHistoryPolicyViolationException")
{}

/**
 * The user must reset the password first.
 *
 * @since 0.1.0
 * @category documented exceptions
 */
export class PasswordResetRequiredException
  extends /*#__PURE__*/ exception<PasswordResetRequiredException>()("PasswordResetRequiredException")
{}

/**
 * The refresh token was used before, which token rotation forbids. Sign the user in again.
 *
 * @since 0.1.0
 * @category documented exceptions
 */
export class RefreshTokenReuseException
  extends /*#__PURE__*/ exception<RefreshTokenReuseException>()("RefreshTokenReuseException")
{}

/**
 * The user pool, the app client or another resource does not exist (in this region).
 *
 * @since 0.1.0
 * @category documented exceptions
 */
export class ResourceNotFoundException
  extends /*#__PURE__*/ exception<ResourceNotFoundException>()("ResourceNotFoundException")
{}

/**
 * Time-based codes are not set up for this user, or not enabled for the pool.
 *
 * @since 0.1.0
 * @category documented exceptions
 */
export class SoftwareTokenMFANotFoundException
  extends /*#__PURE__*/ exception<SoftwareTokenMFANotFoundException>()("SoftwareTokenMFANotFoundException")
{}

/**
 * The user gave a wrong code too often. Ask for a new code, later.
 *
 * @since 0.1.0
 * @category documented exceptions
 */
export class TooManyFailedAttemptsException
  extends /*#__PURE__*/ exception<TooManyFailedAttemptsException>()("TooManyFailedAttemptsException")
{}

/**
 * The account's request quota is used up. It is retried with a delay for every operation, since nothing was done.
 *
 * @since 0.1.0
 * @category documented exceptions
 */
export class TooManyRequestsException
  extends /*#__PURE__*/ exception<TooManyRequestsException>()("TooManyRequestsException")
{}

/**
 * The app client, or its secret, may not do this.
 *
 * @since 0.1.0
 * @category documented exceptions
 */
export class UnauthorizedException extends /*#__PURE__*/ exception<UnauthorizedException>()("UnauthorizedException") {}

/**
 * A Lambda trigger of the user pool failed.
 *
 * @since 0.1.0
 * @category documented exceptions
 */
export class UnexpectedLambdaException
  extends /*#__PURE__*/ exception<UnexpectedLambdaException>()("UnexpectedLambdaException")
{}

/**
 * The app client is not set up for this operation.
 *
 * @since 0.1.0
 * @category documented exceptions
 */
export class UnsupportedOperationException
  extends /*#__PURE__*/ exception<UnsupportedOperationException>()("UnsupportedOperationException")
{}

/**
 * The operation does not take this kind of token.
 *
 * @since 0.1.0
 * @category documented exceptions
 */
export class UnsupportedTokenTypeException
  extends /*#__PURE__*/ exception<UnsupportedTokenTypeException>()("UnsupportedTokenTypeException")
{}

/**
 * A Lambda trigger of the user pool rejected the request. The message is the trigger's own.
 *
 * @since 0.1.0
 * @category documented exceptions
 */
export class UserLambdaValidationException
  extends /*#__PURE__*/ exception<UserLambdaValidationException>()("UserLambdaValidationException")
{}

/**
 * The user has not confirmed the sign-up yet.
 *
 * @since 0.1.0
 * @category documented exceptions
 */
export class UserNotConfirmedException
  extends /*#__PURE__*/ exception<UserNotConfirmedException>()("UserNotConfirmedException")
{}

/**
 * There is no such user, or no longer.
 *
 * @since 0.1.0
 * @category documented exceptions
 */
export class UserNotFoundException extends /*#__PURE__*/ exception<UserNotFoundException>()("UserNotFoundException") {}

/**
 * Threat protection is not enabled for the user pool.
 *
 * @since 0.1.0
 * @category documented exceptions
 */
export class UserPoolAddOnNotEnabledException
  extends /*#__PURE__*/ exception<UserPoolAddOnNotEnabledException>()("UserPoolAddOnNotEnabledException")
{}

/**
 * There is a user of this name already.
 *
 * @since 0.1.0
 * @category documented exceptions
 */
export class UsernameExistsException
  extends /*#__PURE__*/ exception<UsernameExistsException>()("UsernameExistsException")
{}

/**
 * The passkey registration was not started, or has expired. Start it again.
 *
 * @since 0.1.0
 * @category documented exceptions
 */
export class WebAuthnChallengeNotFoundException
  extends /*#__PURE__*/ exception<WebAuthnChallengeNotFoundException>()("WebAuthnChallengeNotFoundException")
{}

/**
 * The passkey was registered through another app client.
 *
 * @since 0.1.0
 * @category documented exceptions
 */
export class WebAuthnClientMismatchException
  extends /*#__PURE__*/ exception<WebAuthnClientMismatchException>()("WebAuthnClientMismatchException")
{}

/**
 * The user pool has no passkey configuration: a relying party id is missing.
 *
 * @since 0.1.0
 * @category documented exceptions
 */
export class WebAuthnConfigurationMissingException
  extends /*#__PURE__*/ exception<WebAuthnConfigurationMissingException>()("WebAuthnConfigurationMissingException")
{}

/**
 * This kind of passkey is not supported.
 *
 * @since 0.1.0
 * @category documented exceptions
 */
export class WebAuthnCredentialNotSupportedException
  extends /*#__PURE__*/ exception<WebAuthnCredentialNotSupportedException>()("WebAuthnCredentialNotSupportedException")
{}

/**
 * Passkeys are not enabled for the user pool.
 *
 * @since 0.1.0
 * @category documented exceptions
 */
export class WebAuthnNotEnabledException
  extends /*#__PURE__*/ exception<WebAuthnNotEnabledException>()("WebAuthnNotEnabledException")
{}

/**
 * The page's origin may not register passkeys with this user pool.
 *
 * @since 0.1.0
 * @category documented exceptions
 */
export class WebAuthnOriginNotAllowedException
  extends /*#__PURE__*/ exception<WebAuthnOriginNotAllowedException>()("WebAuthnOriginNotAllowedException")
{}

/**
 * The passkey belongs to another relying party than the user pool's.
 *
 * @since 0.1.0
 * @category documented exceptions
 */
export class WebAuthnRelyingPartyMismatchException
  extends /*#__PURE__*/ exception<WebAuthnRelyingPartyMismatchException>()("WebAuthnRelyingPartyMismatchException")
{}

// -----------------------------------------------------------------------------
// our own tags
// -----------------------------------------------------------------------------

/**
 * What was wrong, and where: `path` leads to the member, `expected` says what belongs there. Never the value itself.
 *
 * @since 0.1.0
 * @category models
 */
export const Issue = /*#__PURE__*/ struct({
  /** The names and indices that lead to the member, from the outside in. */
  path: /*#__PURE__*/ list(/*#__PURE__*/ union(string, number)),
  /** What belongs there, such as `a string`. */
  expected: string
})

/**
 * What was wrong with a member, and where it is. It never holds the value.
 *
 * @since 0.1.0
 * @category models
 */
export type Issue = typeof Issue.Type

/**
 * Cognito responded with an exception that it does not document for this operation: `ThrottlingException`,
 * `SerializationException`, or one that is newer than this library. `code` is its name.
 *
 * @since 0.1.0
 * @category own errors
 */
export class UnknownServiceException
  extends /*#__PURE__*/ exception<UnknownServiceException>()("UnknownServiceException", {
    /** The name of the exception, such as `ThrottlingException`. */
    code: string
  })
{}

/**
 * The request breaks its schema. Nothing was sent. `issues` says where and what was expected.
 *
 * @since 0.1.0
 * @category own errors
 */
export class InvalidRequestError extends /*#__PURE__*/ explainedError<InvalidRequestError>()("InvalidRequestError", {
  /** The name of the operation that was not sent. */
  operation: string,
  /** What was wrong, and where. */
  issues: /*#__PURE__*/ list(Issue)
}, ({ issues, operation }) => `${operation} was not sent, because its request is invalid: ${explainIssues(issues)}.`) {}

/**
 * There is no region, a region that is no host label, or options that contradict each other. Nothing was sent.
 *
 * @since 0.1.0
 * @category own errors
 */
export class InvalidConfigurationError
  extends /*#__PURE__*/ taggedError<InvalidConfigurationError>()("InvalidConfigurationError", {
    /** What is wrong, and what to do. */
    message: string
  })
{}

/**
 * There was no complete response.
 *
 * - `"Connect"`: the request was certainly not sent. The connection was refused, there is no such host, the certificate is
 *   not trusted, a proxy refused the tunnel, or the platform does not allow the port.
 * - `"Timeout"`: the timeout of one attempt passed. Cognito may have processed the request.
 * - `"Lost"`: the connection was reset or cut short, or the platform does not say (as browsers do not). Cognito may
 *   have processed the request.
 *
 * `cause` is what the platform said, reduced to its names and messages.
 *
 * @since 0.1.0
 * @category own errors
 */
export class TransportError extends /*#__PURE__*/ explainedError<TransportError>()("TransportError", {
  /** The name of the operation that got no complete response. */
  operation: string,
  /** Whether the request was certainly not sent, timed out, or was lost on its way. */
  reason: /*#__PURE__*/ literals("Connect", "Timeout", "Lost"),
  /** What the platform said, reduced to names and messages. */
  cause: /*#__PURE__*/ optional(defect)
}, ({ cause, operation, reason }) => {
  const why = cause instanceof Error ? ` (${cause.message})` : ""
  return reason === "Connect"
    ? `${operation} was not sent, because Cognito could not be reached${why}.`
    : reason === "Timeout"
    ? `${operation} got no complete response in time; Cognito may have processed it.`
    : `${operation} lost its connection before the response was complete${why}; Cognito may have processed it.`
}) {}

/**
 * The response is not of Cognito's protocol: an HTML page of a proxy, a redirect (which is never followed), a status of
 * success other than 200, the challenge of a firewall, broken JSON, a body that breaks the schema or is larger than 1 MiB.
 *
 * @since 0.1.0
 * @category own errors
 */
export class InvalidResponseError extends /*#__PURE__*/ explainedError<InvalidResponseError>()(
  "InvalidResponseError",
  {
    /** The name of the operation that got this response. */
    operation: string,
    /** The HTTP status of the response. */
    status: number,
    /** The id of the request, if the response has one. */
    requestId: /*#__PURE__*/ optional(string),
    /** What was expected, and where. */
    issues: /*#__PURE__*/ list(Issue)
  },
  ({ issues, operation, status }) =>
    `${operation} got a response that is not Cognito's (status ${status}): ${explainIssues(issues)}.`
) {}

// -----------------------------------------------------------------------------
// the union
// -----------------------------------------------------------------------------

const classes = [
  AliasExistsException,
  CodeDeliveryFailureException,
  CodeMismatchException,
  ConcurrentModificationException,
  DeviceKeyExistsException,
  EnableSoftwareTokenMFAException,
  ExpiredCodeException,
  FeatureUnavailableInTierException,
  ForbiddenException,
  InternalErrorException,
  InvalidEmailRoleAccessPolicyException,
  InvalidLambdaResponseException,
  InvalidParameterException,
  InvalidPasswordException,
  InvalidSmsRoleAccessPolicyException,
  InvalidSmsRoleTrustRelationshipException,
  InvalidUserPoolConfigurationException,
  LimitExceededException,
  MFAMethodNotFoundException,
  NotAuthorizedException,
  OperationNotEnabledException,
  PasswordHistoryPolicyViolationException,
  PasswordResetRequiredException,
  RefreshTokenReuseException,
  ResourceNotFoundException,
  SoftwareTokenMFANotFoundException,
  TooManyFailedAttemptsException,
  TooManyRequestsException,
  UnauthorizedException,
  UnexpectedLambdaException,
  UnsupportedOperationException,
  UnsupportedTokenTypeException,
  UserLambdaValidationException,
  UserNotConfirmedException,
  UserNotFoundException,
  UserPoolAddOnNotEnabledException,
  UsernameExistsException,
  WebAuthnChallengeNotFoundException,
  WebAuthnClientMismatchException,
  WebAuthnConfigurationMissingException,
  WebAuthnCredentialNotSupportedException,
  WebAuthnNotEnabledException,
  WebAuthnOriginNotAllowedException,
  WebAuthnRelyingPartyMismatchException,
  UnknownServiceException,
  InvalidRequestError,
  InvalidConfigurationError,
  TransportError,
  InvalidResponseError
] as const

/**
 * Every error of this library, as one schema. Each operation fails with a subset of it.
 *
 * @since 0.1.0
 * @category unions
 */
export const CognitoError = /*#__PURE__*/ unionOf(classes)

/**
 * Every error of this library.
 *
 * @since 0.1.0
 * @category unions
 */
export type CognitoError = InstanceType<typeof classes[number]>

// -----------------------------------------------------------------------------
// guards
// -----------------------------------------------------------------------------

/**
 * Whether a value is an error of this library.
 *
 * @since 0.1.0
 * @category guards
 */
export const isCognitoError: (u: unknown) => u is CognitoError = /*#__PURE__*/ is(CognitoError)

const codeOf = (error: CognitoError): string => error._tag === "UnknownServiceException" ? error.code : error._tag

const statusOf = (error: CognitoError): number => "status" in error ? error.status : 0

const throttlingCodes = new Set([
  "BandwidthLimitExceeded",
  "EC2ThrottledException",
  "PriorRequestNotComplete",
  "ProvisionedThroughputExceededException",
  "RequestLimitExceeded",
  "RequestThrottled",
  "RequestThrottledException",
  "SlowDown",
  "ThrottledException",
  "Throttling",
  "ThrottlingException",
  "TooManyRequestsException",
  "TransactionInProgressException"
])

/** The limit of one user, which holds for up to an hour. AWS's SDKs take it for throttling and retry in vain. */
const isUserLimit = (error: CognitoError): boolean => codeOf(error) === "LimitExceededException"

/**
 * Whether Cognito refused a request because there were too many, which proves that it did nothing. Waiting helps.
 *
 * Not so for `LimitExceededException`, the limit of one user, which holds for up to an hour.
 *
 * @since 0.1.0
 * @category guards
 */
export const isThrottling = (error: CognitoError): boolean =>
  !isUserLimit(error) && (throttlingCodes.has(codeOf(error)) || statusOf(error) === 429)

/**
 * Whether the network or the service failed, rather than the request: the same request may succeed later. Whether it
 * may be repeated is another question: unless `TransportError` says `"Connect"`, Cognito may have processed it.
 *
 * @since 0.1.0
 * @category guards
 */
export const isTransient = (error: CognitoError): boolean =>
  !isUserLimit(error) && (
    error._tag === "TransportError" ||
    /^50[0234]$/.test(String(statusOf(error))) ||
    /^(TimeoutError|RequestTimeout(Exception)?)$/.test(codeOf(error))
  )
