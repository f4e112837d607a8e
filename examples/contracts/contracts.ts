/**
 * Cognito's exceptions in your own contracts. They are schemas, so a server declares them and a client, in another
 * process, catches them by tag. `main.ts` calls both servers.
 */
import { HttpApi, HttpApiBuilder, HttpApiEndpoint, HttpApiGroup } from "@effect/platform"
import { Rpc, RpcGroup } from "@effect/rpc"
import { Effect, Layer, Redacted, Schema } from "effect"
import { Cognito, CognitoError } from "effect-cognito"

const AskForCode = Schema.Struct({ accessToken: Schema.Redacted(Schema.String), attributeName: Schema.String })

const CodeSent = Schema.Struct({ destination: Schema.optional(Schema.String) })

/** The failures that a caller can do something about. All others are defects of the server. */
const Expected = Schema.Union(
  CognitoError.LimitExceededException,
  CognitoError.NotAuthorizedException,
  CognitoError.InvalidParameterException,
  CognitoError.InvalidRequestError
)

const askForCode = (request: typeof AskForCode.Type) =>
  Effect.gen(function*() {
    const cognito = yield* Cognito.Cognito
    const { codeDeliveryDetails } = yield* cognito.getUserAttributeVerificationCode(request)
    return { destination: codeDeliveryDetails?.destination }
  }).pipe(
    Effect.catchAll((error) => Schema.is(Expected)(error) ? Effect.fail(error) : Effect.die(error))
  )

// -----------------------------------------------------------------------------
// as an HttpApi
// -----------------------------------------------------------------------------

export class Api extends HttpApi.make("users").add(
  HttpApiGroup.make("verification").add(
    HttpApiEndpoint.post("askForCode", "/verification-code")
      .setPayload(AskForCode)
      .addSuccess(CodeSent)
      .addError(CognitoError.LimitExceededException, { status: 429 })
      .addError(CognitoError.NotAuthorizedException, { status: 401 })
      .addError(CognitoError.InvalidParameterException, { status: 400 })
      .addError(CognitoError.InvalidRequestError, { status: 422 })
  )
) {}

export const ApiLive = HttpApiBuilder.api(Api).pipe(
  Layer.provide(
    HttpApiBuilder.group(
      Api,
      "verification",
      (handlers) => handlers.handle("askForCode", ({ payload }) => askForCode(payload))
    )
  )
)

// -----------------------------------------------------------------------------
// as an Rpc
// -----------------------------------------------------------------------------

export class Procedures extends RpcGroup.make(
  Rpc.make("AskForCode", { payload: AskForCode, success: CodeSent, error: Expected })
) {}

export const ProceduresLive = Procedures.toLayer({ AskForCode: askForCode })

/** A request for both. */
export const example = { accessToken: Redacted.make("token"), attributeName: "email" }
