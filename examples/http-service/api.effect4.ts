/**
 * The contract of the service: what a client in another process can call, and which errors it can get. Cognito's
 * exceptions are schemas, so those that a caller can do something about are declared as they are, with a status.
 */
import { Schema } from "effect"
import { CognitoError } from "effect-cognito"
import * as CognitoHttpApi from "effect-cognito/CognitoHttpApi"
import {
  HttpApi,
  HttpApiEndpoint,
  HttpApiGroup,
  HttpApiMiddleware,
  HttpApiSchema,
  HttpApiSecurity,
  OpenApi
} from "effect/http-api"

// -----------------------------------------------------------------------------
// the caller
// -----------------------------------------------------------------------------

/** Demands a genuine access token. */
export class Bearer extends HttpApiMiddleware.Service<Bearer, {
  provides: CognitoHttpApi.Caller
}>()("http-service/Bearer", {
  error: CognitoHttpApi.errors,
  security: { accessToken: HttpApiSecurity.bearer }
}) {}

// -----------------------------------------------------------------------------
// requests and responses
// -----------------------------------------------------------------------------

const Me = Schema.Struct({
  username: Schema.String,
  attributes: Schema.Record(Schema.String, Schema.String)
})

/** Where the code was sent. Cognito masks the destination, and may leave out both. */
const CodeSent = Schema.Struct({
  medium: Schema.optional(Schema.String),
  destination: Schema.optional(Schema.String)
})

const Verification = Schema.Struct({ code: Schema.RedactedFromValue(Schema.String) })

const Credentials = Schema.Struct({ username: Schema.String, password: Schema.RedactedFromValue(Schema.String) })

/** Every failure that the caller can do nothing about. Its details are in the log of the service only. */
export class BadGateway extends Schema.TaggedError<BadGateway>()(
  "BadGateway",
  { message: Schema.String },
  { httpApiStatus: 502, description: "The service could not get this done: try again later." }
) {}

// -----------------------------------------------------------------------------
// the endpoints
// -----------------------------------------------------------------------------

const { status } = HttpApiSchema

/** The errors that every endpoint can have. */
export const getMeErrors = [
  CognitoError.InvalidParameterException.pipe(status(400)),
  CognitoError.NotAuthorizedException.pipe(status(401)),
  CognitoError.PasswordResetRequiredException.pipe(status(403)),
  CognitoError.UserNotConfirmedException.pipe(status(403)),
  CognitoError.UserNotFoundException.pipe(status(404)),
  CognitoError.TooManyRequestsException.pipe(status(503)),
  BadGateway
] as const

export const sendCodeErrors = [
  ...getMeErrors,
  CognitoError.InvalidRequestError.pipe(status(422)),
  CognitoError.LimitExceededException.pipe(status(429)),
  CognitoError.CodeDeliveryFailureException.pipe(status(502))
] as const

export const verifyErrors = [
  ...getMeErrors,
  CognitoError.AliasExistsException.pipe(status(409)),
  CognitoError.ExpiredCodeException.pipe(status(410)),
  CognitoError.CodeMismatchException.pipe(status(422)),
  CognitoError.InvalidRequestError.pipe(status(422)),
  CognitoError.LimitExceededException.pipe(status(429))
] as const

const params = { name: Schema.String }

const getMe = HttpApiEndpoint.get("getMe", "/me", { success: Me, error: getMeErrors })
  .annotate(OpenApi.Description, "Your user name and your attributes.")

const sendCode = HttpApiEndpoint.post("sendCode", "/me/attributes/:name/verification-code", {
  params,
  success: CodeSent,
  error: sendCodeErrors
}).annotate(OpenApi.Description, "Sends a code to the address or the number in this attribute.")

const verify = HttpApiEndpoint.post("verify", "/me/attributes/:name/verify", {
  params,
  payload: Verification,
  error: verifyErrors
}).annotate(
  OpenApi.Description,
  "Verifies this attribute. A wrong code can be typed again. For one that is too old, ask for another."
)

export const sessionErrors = [
  CognitoHttpApi.UnauthorizedError,
  CognitoHttpApi.ForbiddenError,
  CognitoError.InvalidRequestError.pipe(status(422)),
  CognitoError.PasswordResetRequiredException.pipe(status(403)),
  CognitoError.UserNotConfirmedException.pipe(status(403)),
  CognitoError.TooManyRequestsException.pipe(status(503)),
  BadGateway
] as const

const signIn = HttpApiEndpoint.post("signIn", "/session", { payload: Credentials, error: sessionErrors })
  .annotate(OpenApi.Description, "Signs a browser in. Its session is in the cookies of the response.")

const getUser = HttpApiEndpoint.get("getUser", "/session", { success: Me, error: sessionErrors })
  .annotate(OpenApi.Description, "The user whose session is in the cookies.")

const signOut = HttpApiEndpoint.delete("signOut", "/session", { error: sessionErrors })
  .annotate(OpenApi.Description, "Signs the browser out: its cookies are removed, and its tokens revoked.")

export class Api extends HttpApi.make("http-service")
  .add(HttpApiGroup.make("me").add(getMe, sendCode, verify).middleware(Bearer))
  // What a browser can do that has no token, but cookies.
  .add(HttpApiGroup.make("session").add(signIn, getUser, signOut))
  .annotate(OpenApi.Title, "Your own attributes")
  .annotate(OpenApi.Description, "A signed-in user of an Amazon Cognito user pool verifies an attribute.")
{}
