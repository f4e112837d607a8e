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

// The default messages quote the unexpected value, which may be a secret.
const expect = (what: string) => ({ message: () => `Expected ${what}` })

const Verification = Schema.Struct({
  code: Schema.Redacted(Schema.String.annotations(expect("a code")))
}).annotations(expect("{ code: string }"))

const Credentials = Schema.Struct({
  username: Schema.String.annotations(expect("a user name")),
  password: Schema.Redacted(Schema.String.annotations(expect("a password")))
}).annotations(expect("{ username: string, password: string }"))

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

const signIn = HttpApiEndpoint.post("signIn", "/session")
  .annotate(OpenApi.Description, "Signs a browser in. Its session is in the cookies of the response.")
  .setPayload(Credentials)

const getUser = HttpApiEndpoint.get("getUser", "/session")
  .annotate(OpenApi.Description, "The user whose session is in the cookies.")
  .addSuccess(Me)

const signOut = HttpApiEndpoint.del("signOut", "/session")
  .annotate(OpenApi.Description, "Signs the browser out: its cookies are removed, and its tokens revoked.")

/** What a browser can do that has no token, but cookies. */
export const session = HttpApiGroup.make("session")
  .add(signIn)
  .add(getUser)
  .add(signOut)
  .addError(CognitoHttpApi.UnauthorizedError)
  .addError(CognitoHttpApi.ForbiddenError)
  .addError(CognitoError.InvalidRequestError, { status: 422 })
  .addError(CognitoError.PasswordResetRequiredException, { status: 403 })
  .addError(CognitoError.UserNotConfirmedException, { status: 403 })
  .addError(CognitoError.TooManyRequestsException, { status: 503 })
  .addError(BadGateway)

export class Api extends HttpApi.make("http-service")
  .add(me)
  .add(session)
  .annotate(OpenApi.Title, "Your own attributes")
  .annotate(OpenApi.Description, "A signed-in user of an Amazon Cognito user pool verifies an attribute.")
{}
