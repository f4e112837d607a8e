/** Effect's own contracts, which declare errors of this library. */
import { Effect, Layer } from "effect"
import type { CognitoError } from "effect-cognito"
import { HttpRouter, HttpServer } from "effect/http"
import { HttpApi, HttpApiBuilder, HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import type { SchemaOf } from "./schemas.js"

export { HttpApiClient } from "effect/http-api"
export { RpcTest } from "effect/rpc"

export interface WebHandler {
  readonly handler: (request: Request) => Promise<Response>
  readonly dispose: () => Promise<void>
}

/** Serves an API to requests of the web. */
export const toWebHandler = <E>(
  api: Layer.Layer<never, E, HttpRouter.HttpRouter | Layer.Success<typeof HttpServer.layerServices>>
): WebHandler => HttpRouter.toWebHandler(Layer.provide(api, HttpServer.layerServices), { disableLogger: true })

const apiWith = <E extends CognitoError.CognitoError>(error: SchemaOf<E>, status: number) =>
  HttpApi.make("api").add(
    HttpApiGroup.make("group").add(
      HttpApiEndpoint.get("call", "/", { error: error.pipe(HttpApiSchema.status(status)) })
    )
  )

/** Serves an API that declares this class of errors, and fails with an error of it. */
export const failingWith = <E extends CognitoError.CognitoError>(
  schema: SchemaOf<E>,
  status: number,
  error: E
): WebHandler => {
  const api = apiWith(schema, status)
  return toWebHandler(
    HttpApiBuilder.layer(api).pipe(
      Layer.provide(HttpApiBuilder.group(api, "group", (handlers) => handlers.handle("call", () => Effect.fail(error))))
    )
  )
}

/** What OpenAPI calls the schema of an error: Effect 4 says in its name that it is the encoded side. */
export const componentNamed = (tag: string): string => `${tag}Encoded`

/** The names of the schemas in the OpenAPI document of an API that declares this class of errors. */
export const componentsWith = (schema: SchemaOf<CognitoError.CognitoError>): ReadonlyArray<string> =>
  Object.keys(OpenApi.fromApi(apiWith(schema, 400)).components?.schemas ?? {})

/** What a client is given for the path of an endpoint. */
export const withPath = <Path>(params: Path) => ({ params })

/** What the platform says to a request whose body is malformed: nothing, for its response is empty. */
export const malformedTag = undefined

/** What OpenAPI calls the scheme of bearer tokens, in which case does not matter. */
export const bearerScheme = "Bearer"

/** The name of the span of a request to a server: as OpenTelemetry has it. */
export const serverSpan = (method: string): string => method
