/** The example of an HTTP service on a port of its own. */
import { type HttpClient, HttpServer } from "@effect/platform"
import { NodeHttpServer } from "@effect/platform-node"
import { Layer, Redacted } from "effect"
import type { Cognito, CognitoAppClient, CognitoToken } from "effect-cognito"
import { createServer } from "node:http"
import { makeService } from "../../examples/http-service/server.js"
import { Context, Effect, Logger } from "./effect.js"

type Cognitos = Cognito.Cognito | CognitoToken.Verifier | HttpClient.HttpClient | CognitoAppClient.CognitoAppClient

/** Serves it with its logs until the scope closes. Returns its URL. */
export const serveAloud = (cognito: Layer.Layer<Cognitos>) =>
  makeService(Redacted.make("a-key-of-32-characters-or-more-1")).pipe(
    Layer.provide(cognito),
    Layer.provideMerge(NodeHttpServer.layer(() => createServer(), { port: 0, host: "127.0.0.1" })),
    Layer.build,
    Effect.map((context) => HttpServer.formatAddress(Context.get(context, HttpServer.HttpServer).address))
  )

/** The same without logs. */
export const serve = (cognito: Layer.Layer<Cognitos>) => Effect.provide(serveAloud(cognito), Logger.layer([]))
