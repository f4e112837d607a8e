/**
 * Calls the servers of both contracts while Cognito refuses, and prints what they send and what their clients catch.
 */
import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import { Console, Effect, Layer } from "effect"
import { Cognito, CognitoError } from "effect-cognito"
import * as CognitoTest from "effect-cognito/CognitoTest"
import { FetchHttpClient, HttpRouter, HttpServer } from "effect/http"
import { HttpApiClient } from "effect/http-api"
import { RpcClient, RpcSerialization, RpcServer } from "effect/rpc"
import { Api, ApiLive, example, Procedures, ProceduresLive } from "./contracts.js"

/** A Cognito that always refuses, because the user asked for too many codes. */
const CognitoLive = Cognito.layer({ region: "eu-west-1" }).pipe(
  Layer.provide(CognitoTest.layer({
    getUserAttributeVerificationCode: () =>
      Effect.fail(
        new CognitoError.LimitExceededException({
          message: "Attempt limit exceeded, please try after some time.",
          status: 400
        })
      )
  }))
)

/** Connects a client with a server in the same process, and prints what the server sends. */
const connect = ({ handler }: { readonly handler: (request: Request) => Promise<Response> }) =>
  FetchHttpClient.layer.pipe(
    Layer.provide(Layer.succeed(FetchHttpClient.Fetch, async (input, init) => {
      const response = await handler(new Request(input, init))
      process.stdout.write(`  The server sends: ${response.status} ${await response.clone().text()}\n`)
      return response
    }))
  )

const url = "http://localhost"

const overHttp = Effect.gen(function*() {
  yield* Console.log("As an HttpApi")
  const server = HttpRouter.toWebHandler(
    ApiLive.pipe(Layer.provide([CognitoLive, HttpServer.layerServices])),
    { disableLogger: true }
  )
  yield* Effect.addFinalizer(() => Effect.promise(server.dispose))
  return yield* HttpApiClient.make(Api, { baseUrl: url }).pipe(
    Effect.flatMap((client) => client.verification.askForCode({ payload: example })),
    Effect.provide(connect(server))
  )
})

const overRpc = Effect.gen(function*() {
  yield* Console.log("As an Rpc")
  const server = HttpRouter.toWebHandler(
    RpcServer.layerHttp({ group: Procedures, path: "/", protocol: "http" }).pipe(
      Layer.provide([Layer.provide(ProceduresLive, CognitoLive), RpcSerialization.layerJson])
    ),
    { disableLogger: true }
  )
  yield* Effect.addFinalizer(() => Effect.promise(server.dispose))
  return yield* RpcClient.make(Procedures).pipe(
    Effect.flatMap((client) => client.AskForCode(example)),
    Effect.provide(RpcClient.layerProtocolHttp({ url })),
    Effect.provide([connect(server), RpcSerialization.layerJson])
  )
})

const printCaught = ({ _tag, message }: CognitoError.LimitExceededException) =>
  Console.log(`  The client catches ${_tag}: ${message}`)

Effect.all([
  overHttp.pipe(Effect.catchTag("LimitExceededException", printCaught)),
  overRpc.pipe(Effect.catchTag("LimitExceededException", printCaught))
]).pipe(Effect.scoped, NodeRuntime.runMain)
