/** Starts the service with an emulator of Cognito in this process, and with a user who is signed in. Ctrl-C ends it. */
import { HttpClient, HttpServer } from "@effect/platform"
// Importing all of platform-node would make the start half a second longer.
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import * as NodeHttpServer from "@effect/platform-node/NodeHttpServer"
import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import { Cause, Config, ConfigError, ConfigProvider, Console, Effect, Layer, Redacted } from "effect"
import { Cognito, CognitoAppClient, CognitoConfig, CognitoToken } from "effect-cognito"
import { randomBytes } from "node:crypto"
import { createServer } from "node:http"
import { type Emulator, emulator, type User } from "../support/emulator.js"
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

/** What the sessions of browsers need. */
const sessionsOn = ({ endpoint }: Emulator, { clientId, userPoolId }: User) =>
  Layer.mergeAll(
    NodeHttpClient.layerUndici,
    CognitoAppClient.layer({ clientId, userPoolId }),
    CognitoConfig.layer({ endpoint, useDualstackEndpoint: false, useFipsEndpoint: false })
  )

/** All instances of a service need the same one, and after a restart too. Here, a restart signs everybody out. */
const key = Redacted.make(randomBytes(32).toString("base64"))

const welcome = ({ accessToken, attributeName, password, username, value }: User) => (url: string) =>
  Console.log(`
The service is at ${url}, its documentation at ${url}/docs.
Its Cognito is an emulator in this process. Ada has signed in and changed her ${attributeName} to ${value},
so it is not verified. The messages that Cognito sends to her appear here. To be Ada, paste this into another terminal:

TOKEN=${Redacted.value(accessToken)}
curl -i ${url}/me -H "authorization: Bearer $TOKEN"
curl -i -X POST ${url}/me/attributes/${attributeName}/verification-code -H "authorization: Bearer $TOKEN"

Then paste this, with the code that she received in place of 000000:

curl -i ${url}/me/attributes/${attributeName}/verify -H "authorization: Bearer $TOKEN" \\
  -H "content-type: application/json" -d '{ "code": "000000" }'

A browser has a session in cookies instead, as has curl with a file for them:

curl -i ${url}/session -c cookies.txt -H "content-type: application/json" \\
  -d '{ "username": "${username}", "password": "${Redacted.value(password)}" }'
curl -i ${url}/session -b cookies.txt -c cookies.txt
curl -i -X DELETE ${url}/session -b cookies.txt -c cookies.txt

Ctrl-C ends it.
`)

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
