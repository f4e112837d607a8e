/** Effect's own contracts, which declare errors of this library. */
import { HttpApi, HttpApiBuilder, HttpApiEndpoint, HttpApiGroup, HttpServer, OpenApi } from "@effect/platform"
import { Effect, Layer, type Schema } from "effect"
import type { CognitoError } from "effect-cognito"
import type { SchemaOf } from "./schemas.js"

export { HttpApiClient } from "@effect/platform"
export { RpcTest } from "@effect/rpc"

export interface WebHandler {
  readonly handler: (request: Request) => Promise<Response>
  readonly dispose: () => Promise<void>
}

/** Serves an API to requests of the web. */
export const toWebHandler = <E>(api: Layer.Layer<HttpApi.Api, E>): WebHandler =>
  HttpApiBuilder.toWebHandler(Layer.merge(api, HttpServer.layerContext))

const apiWith = <E extends CognitoError.CognitoError, I>(error: Schema.Schema<E, I>, status: number) =>
  HttpApi.make("api").add(
    HttpApiGroup.make("group").add(HttpApiEndpoint.get("call", "/").addError(error, { status }))
  )

/** Serves an API that declares this class of errors, and fails with an error of it. */
export const failingWith = <E extends CognitoError.CognitoError, I>(
  schema: Schema.Schema<E, I>,
  status: number,
  error: E
): WebHandler => {
  const api = apiWith(schema, status)
  return toWebHandler(
    HttpApiBuilder.api(api).pipe(
      Layer.provide(HttpApiBuilder.group(api, "group", (handlers) => handlers.handle("call", () => Effect.fail(error))))
    )
  )
}

/** What OpenAPI calls the schema of an error. */
export const componentNamed = (tag: string): string => tag

/** The names of the schemas in the OpenAPI document of an API that declares this class of errors. */
export const componentsWith = (schema: SchemaOf<CognitoError.CognitoError>): ReadonlyArray<string> =>
  Object.keys(OpenApi.fromApi(apiWith(schema, 400)).components.schemas)

/** What a client is given for the path of an endpoint, which Effect 4 calls its parameters. */
export const withPath = <Path>(path: Path) => ({ path })

/** What the platform says to a request whose body is malformed. Effect 4 says nothing: its response is empty. */
export const malformedTag = "HttpApiDecodeError"

/** What OpenAPI calls the scheme of bearer tokens, in which case does not matter. */
export const bearerScheme = "bearer"

/** The name of the span of a request to a server. */
export const serverSpan = (method: string): string => `http.server ${method}`
