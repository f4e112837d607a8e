/**
 * The contract of the service: what a client, in another process, can call and has to expect. Cognito's exceptions are
 * schemas, so those that a caller can do something about are declared as they are, each with a fitting status.
 */
import {
  HttpApi,
  HttpApiEndpoint,
  HttpApiGroup,
  HttpApiMiddleware,
  HttpApiSchema,
  HttpApiSecurity,
  OpenApi
} from "@effect/platform"
import { Context, type Redacted, Schema } from "effect"
import { CognitoError } from "effect-cognito"

// -----------------------------------------------------------------------------
// who calls
// -----------------------------------------------------------------------------

/** The access token of the caller. */
export class AccessToken extends Context.Tag("http-service/AccessToken")<AccessToken, Redacted.Redacted<string>>() {}

export class Unauthorized extends Schema.TaggedError<Unauthorized>()(
  "Unauthorized",
  { message: Schema.String },
  HttpApiSchema.annotations({ status: 401, description: "There is no access token in the request." })
) {}

/** Whether the token is any good is for Cognito to say: this only sees to it that there is one. */
export class Bearer extends HttpApiMiddleware.Tag<Bearer>()("http-service/Bearer", {
  failure: Unauthorized,
  provides: AccessToken,
  security: { accessToken: HttpApiSecurity.bearer }
}) {}

// -----------------------------------------------------------------------------
// what goes in and out
// -----------------------------------------------------------------------------

const Me = Schema.Struct({
  username: Schema.String,
  attributes: Schema.Record({ key: Schema.String, value: Schema.String })
})

/** Where the code was sent, masked, as far as Cognito tells. */
const CodeSent = Schema.Struct({
  medium: Schema.optional(Schema.String),
  destination: Schema.optional(Schema.String)
})

// A message of its own, because that of `effect` quotes what it did not expect: here that may be the code.
const message = () => "Expected { code: string }"

const Verification = Schema.Struct({
  code: Schema.Redacted(Schema.String.annotations({ message }))
}).annotations({ message })

// -----------------------------------------------------------------------------
// what can go wrong
// -----------------------------------------------------------------------------

/** An exception as this service answers it. Its documentation calls it by its tag: OpenAPI allows no slash in a name. */
const declare = <A, I>(
  exception: Schema.Schema<A, I> & { readonly _tag: string },
  status: number,
  description: string
): Schema.Schema<A, I> =>
  exception.annotations(HttpApiSchema.annotations({ status, description, identifier: exception._tag }))

const InvalidParameter = declare(
  CognitoError.InvalidParameterException,
  400,
  "Cognito refuses a part of the request, such as an attribute that you do not have."
)

const NotAuthorized = declare(
  CognitoError.NotAuthorizedException,
  401,
  "The access token is expired or revoked: sign in again."
)

const PasswordResetRequired = declare(
  CognitoError.PasswordResetRequiredException,
  403,
  "Your password must be reset first."
)

const UserNotConfirmed = declare(
  CognitoError.UserNotConfirmedException,
  403,
  "Confirm your account first."
)

const UserNotFound = declare(
  CognitoError.UserNotFoundException,
  404,
  "Your account does not exist any more."
)

const AliasExists = declare(
  CognitoError.AliasExistsException,
  409,
  "Somebody else has verified this address and uses it to sign in."
)

const ExpiredCode = declare(
  CognitoError.ExpiredCodeException,
  410,
  "The code is too old: ask for a new one."
)

const CodeMismatch = declare(
  CognitoError.CodeMismatchException,
  422,
  "The code is wrong: type it again."
)

const InvalidRequest = declare(
  CognitoError.InvalidRequestError,
  422,
  "What you sent can't be right, so Cognito was not asked."
)

const LimitExceeded = declare(
  CognitoError.LimitExceededException,
  429,
  "Too many codes or attempts within the hour: try again when it is over."
)

const CodeDeliveryFailure = declare(
  CognitoError.CodeDeliveryFailureException,
  502,
  "The code could not be delivered: check the address."
)

const TooManyRequests = declare(
  CognitoError.TooManyRequestsException,
  503,
  "Cognito is busy: try again in a moment."
)

/** All else that goes wrong between this service and Cognito is none of the caller's business. */
export class BadGateway extends Schema.TaggedError<BadGateway>()(
  "BadGateway",
  { message: Schema.String },
  HttpApiSchema.annotations({ status: 502, description: "The service could not get this done: try again later." })
) {}

// -----------------------------------------------------------------------------
// the endpoints
// -----------------------------------------------------------------------------

const name = HttpApiSchema.param("name", Schema.String)

export const getMe = HttpApiEndpoint.get("getMe", "/me")
  .addSuccess(Me)
  .addError(InvalidParameter)
  .addError(NotAuthorized)
  .addError(PasswordResetRequired)
  .addError(UserNotConfirmed)
  .addError(UserNotFound)
  .addError(TooManyRequests)
  .addError(BadGateway)

export const sendCode = HttpApiEndpoint.post("sendCode")`/me/attributes/${name}/verification-code`
  .addSuccess(CodeSent)
  .addError(InvalidParameter)
  .addError(NotAuthorized)
  .addError(PasswordResetRequired)
  .addError(UserNotConfirmed)
  .addError(UserNotFound)
  .addError(InvalidRequest)
  .addError(LimitExceeded)
  .addError(CodeDeliveryFailure)
  .addError(TooManyRequests)
  .addError(BadGateway)

export const verify = HttpApiEndpoint.post("verify")`/me/attributes/${name}/verify`
  .setPayload(Verification)
  .addError(InvalidParameter)
  .addError(NotAuthorized)
  .addError(PasswordResetRequired)
  .addError(UserNotConfirmed)
  .addError(UserNotFound)
  .addError(AliasExists)
  .addError(ExpiredCode)
  .addError(CodeMismatch)
  .addError(InvalidRequest)
  .addError(LimitExceeded)
  .addError(TooManyRequests)
  .addError(BadGateway)

export class Api extends HttpApi.make("http-service")
  .add(HttpApiGroup.make("me").add(getMe).add(sendCode).add(verify).middleware(Bearer))
  .annotate(OpenApi.Title, "Your own attributes")
  .annotate(OpenApi.Description, "A signed-in user of an Amazon Cognito user pool verifies an attribute.")
{}
