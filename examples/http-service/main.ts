/** Starts the service with an emulator of Cognito in this process, and with a user who is signed in. Ctrl-C ends it. */
import { HttpClient, HttpServer } from "@effect/platform"
// Importing all of platform-node would make the start half a second longer.
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import * as NodeHttpServer from "@effect/platform-node/NodeHttpServer"
import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import { Cause, Config, ConfigError, ConfigProvider, Console, Effect, Layer } from "effect"
import { Cognito, CognitoToken } from "effect-cognito"
import { createServer } from "node:http"
import { type Emulator, emulator, type User } from "../support/emulator.js"
import { key, sessionsOn, welcome } from "./demo.js"
import { makeService } from "./server.js"

const port = Config.integer("PORT").pipe(
  Config.validate({ message: "not the number of a port", validation: (port) => port >= 0 && port <= 65535 }),
  Config.withDefault(3000)
)

/** Cognito is the emulator, whatever the environment says about AWS. Its messages are printed when they are sent. */
const cognitoOn = ({ endpoint, outbox }: Emulator) => {
  let shown = outbox.length
  const showNew = Effect.suspend(() => {
    const lines = outbox.slice(shown).map(({ text, to }) => `To ${to}: ${text}`)
    shown = outbox.length
    return Effect.forEach(lines, (line) => Console.log(line))
  })
  return Cognito.layer({ endpoint }).pipe(
    Layer.provide(
      Layer.effect(HttpClient.HttpClient, Effect.map(HttpClient.HttpClient, HttpClient.tap(() => showNew)))
    ),
    Layer.provide(NodeHttpClient.layerUndici),
    Layer.provide(Layer.setConfigProvider(ConfigProvider.fromMap(new Map())))
  )
}

/** Verifies the tokens of Ada's user pool by the keys that the emulator has. */
const verifierOn = ({ endpoint }: Emulator, { accessToken }: User) =>
  Layer.unwrapEffect(Effect.map(
    CognitoToken.decodeUnverified(accessToken),
    ({ iss }) =>
      CognitoToken.layer({
        userPoolId: iss.replace(/^.*\//, ""),
        clientId: null,
        tokenUse: "access",
        endpoint,
        issuers: [iss]
      })
  )).pipe(Layer.provide(NodeHttpClient.layerUndici))

const main = Effect.gen(function*() {
  const options = { port: yield* port, host: "127.0.0.1" }
  const cognito = yield* emulator
  const ada = yield* cognito.newUser("email", "ada@new-address.example")
  const server = createServer()

  return yield* Layer.scopedDiscard(Effect.gen(function*() {
    yield* HttpServer.addressFormattedWith(welcome(ada))
    // A browser opens connections before it needs them, and the server would wait for these to end.
    yield* Effect.addFinalizer(() => Effect.sync(() => server.closeAllConnections()))
  })).pipe(
    Layer.provide(makeService(key)),
    Layer.provide(NodeHttpServer.layer(() => server, options)),
    Layer.provide([cognitoOn(cognito), verifierOn(cognito, ada), sessionsOn(cognito, ada)]),
    Layer.launch
  )
}).pipe(Effect.scoped)

/** Why the service did not start, in one line. */
const describe = (error: unknown): string =>
  ConfigError.isConfigError(error)
    ? "PORT must be the number of a port, from 0 (any that is free) to 65535."
    : `The service did not start: ${
      error instanceof Error && error.cause instanceof Error ? error.cause.message : error
    }.`

main.pipe(
  Effect.tapErrorCause((cause) =>
    Cause.isInterruptedOnly(cause) ? Effect.void : Console.error(describe(Cause.squash(cause)))
  ),
  NodeRuntime.runMain({ disableErrorReporting: true })
)
