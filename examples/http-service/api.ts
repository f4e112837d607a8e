/**
 * The contract of the service: what a client in another process can call, and which errors it can get. Cognito's
 * exceptions are schemas, so those that a caller can do something about are declared as they are, with a status.
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
import { Schema } from "effect"
import { CognitoError } from "effect-cognito"
import * as CognitoHttpApi from "effect-cognito/CognitoHttpApi"

// -----------------------------------------------------------------------------
// the caller
// -----------------------------------------------------------------------------

/** Demands a genuine access token. */
export class Bearer extends HttpApiMiddleware.Tag<Bearer>()("http-service/Bearer", {
  failure: CognitoHttpApi.errors,
  provides: CognitoHttpApi.Caller,
  security: { accessToken: HttpApiSecurity.bearer }
}) {}

// -----------------------------------------------------------------------------
// requests and responses
// -----------------------------------------------------------------------------

const Me = Schema.Struct({
  username: Schema.String,
  attributes: Schema.Record({ key: Schema.String, value: Schema.String })
})

/** Where the code was sent. Cognito masks the destination, and may leave out both. */
const CodeSent = Schema.Struct({
  medium: Schema.optional(Schema.String),
  destination: Schema.optional(Schema.String)
})

// The default message quotes the unexpected value, which may be the code.
const message = () => "Expected { code: string }"

const Verification = Schema.Struct({
  code: Schema.Redacted(Schema.String.annotations({ message }))
}).annotations({ message })

/** Every failure that the caller can do nothing about. Its details are in the log of the service only. */
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
  .annotate(OpenApi.Description, "Your user name and your attributes.")
  .addSuccess(Me)

export const sendCode = HttpApiEndpoint.post("sendCode")`/me/attributes/${name}/verification-code`
  .annotate(OpenApi.Description, "Sends a code to the address or the number in this attribute.")
  .addSuccess(CodeSent)
  .addError(CognitoError.InvalidRequestError, { status: 422 })
  .addError(CognitoError.LimitExceededException, { status: 429 })
  .addError(CognitoError.CodeDeliveryFailureException, { status: 502 })

export const verify = HttpApiEndpoint.post("verify")`/me/attributes/${name}/verify`
  .annotate(
    OpenApi.Description,
    "Verifies this attribute. A wrong code can be typed again. For one that is too old, ask for another."
  )
  .setPayload(Verification)
  .addError(CognitoError.AliasExistsException, { status: 409 })
  .addError(CognitoError.ExpiredCodeException, { status: 410 })
  .addError(CognitoError.CodeMismatchException, { status: 422 })
  .addError(CognitoError.InvalidRequestError, { status: 422 })
  .addError(CognitoError.LimitExceededException, { status: 429 })

/** The endpoints, with the errors that each of them can have. */
export const me = HttpApiGroup.make("me")
  .add(getMe)
  .add(sendCode)
  .add(verify)
  .addError(CognitoError.InvalidParameterException, { status: 400 })
  .addError(CognitoError.NotAuthorizedException, { status: 401 })
  .addError(CognitoError.PasswordResetRequiredException, { status: 403 })
  .addError(CognitoError.UserNotConfirmedException, { status: 403 })
  .addError(CognitoError.UserNotFoundException, { status: 404 })
  .addError(CognitoError.TooManyRequestsException, { status: 503 })
  .addError(BadGateway)
  .middleware(Bearer)

export class Api extends HttpApi.make("http-service")
  .add(me)
  .annotate(OpenApi.Title, "Your own attributes")
  .annotate(OpenApi.Description, "A signed-in user of an Amazon Cognito user pool verifies an attribute.")
{}
