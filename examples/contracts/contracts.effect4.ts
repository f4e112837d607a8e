/**
 * Cognito's exceptions in your own contracts. They are schemas, so a server declares them and a client, in another
 * process, catches them by tag. `main.effect4.ts` calls both servers.
 */
import { Effect, Layer, Redacted, Schema } from "effect"
import { Cognito, CognitoError } from "effect-cognito"
import { HttpApi, HttpApiBuilder, HttpApiEndpoint, HttpApiGroup, HttpApiSchema } from "effect/http-api"
import { Rpc, RpcGroup } from "effect/rpc"

const AskForCode = Schema.Struct({ accessToken: Schema.RedactedFromValue(Schema.String), attributeName: Schema.String })

const CodeSent = Schema.Struct({ destination: Schema.optional(Schema.String) })

/** The failures that a caller can do something about. All others are defects of the server. */
const Expected = Schema.Union([
  CognitoError.LimitExceededException,
  CognitoError.NotAuthorizedException,
  CognitoError.InvalidParameterException,
  CognitoError.InvalidRequestError
])

/** What both servers do with a request. */
const makeAskForCode = Effect.map(
  Cognito.Cognito,
  (cognito) => (request: typeof AskForCode.Type) =>
    cognito.getUserAttributeVerificationCode(request).pipe(
      Effect.map(({ codeDeliveryDetails }) => ({ destination: codeDeliveryDetails?.destination })),
      Effect.catchIf((error) => !Schema.is(Expected)(error), Effect.die)
    )
)

// -----------------------------------------------------------------------------
// as an HttpApi
// -----------------------------------------------------------------------------

export class Api extends HttpApi.make("users").add(
  HttpApiGroup.make("verification").add(
    HttpApiEndpoint.post("askForCode", "/verification-code", {
      payload: AskForCode,
      success: CodeSent,
      error: [
        CognitoError.LimitExceededException.pipe(HttpApiSchema.status(429)),
        CognitoError.NotAuthorizedException.pipe(HttpApiSchema.status(401)),
        CognitoError.InvalidParameterException.pipe(HttpApiSchema.status(400)),
        CognitoError.InvalidRequestError.pipe(HttpApiSchema.status(422))
      ]
    })
  )
) {}

export const ApiLive = HttpApiBuilder.layer(Api).pipe(
  Layer.provide(
    HttpApiBuilder.group(
      Api,
      "verification",
      (handlers) =>
        Effect.map(
          makeAskForCode,
          (askForCode) => handlers.handle("askForCode", ({ payload }) => askForCode(payload))
        )
    )
  )
)

// -----------------------------------------------------------------------------
// as an Rpc
// -----------------------------------------------------------------------------

export class Procedures extends RpcGroup.make(
  Rpc.make("AskForCode", { payload: AskForCode, success: CodeSent, error: Expected })
) {}

export const ProceduresLive = Procedures.toLayer(Effect.map(makeAskForCode, (AskForCode) => ({ AskForCode })))

/** A request for both. */
export const example = { accessToken: Redacted.make("token"), attributeName: "email" }
