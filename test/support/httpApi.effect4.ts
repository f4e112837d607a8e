import { Effect, Layer } from "effect"
import { CognitoError } from "effect-cognito"
import * as HttpApi from "effect/http-api/HttpApi"
import * as HttpApiBuilder from "effect/http-api/HttpApiBuilder"
import * as HttpApiEndpoint from "effect/http-api/HttpApiEndpoint"
import * as HttpApiGroup from "effect/http-api/HttpApiGroup"
import * as HttpApiSchema from "effect/http-api/HttpApiSchema"
import * as HttpRouter from "effect/http/HttpRouter"
import * as HttpServer from "effect/http/HttpServer"

/** The response of an HttpApi whose contract has an error, and whose handler fails with it. */
export const respondWith = (error: CognitoError.InvalidRequestError, status: number): Effect.Effect<Response> =>
  Effect.gen(function*() {
    const api = HttpApi.make("api").add(
      HttpApiGroup.make("group").add(
        HttpApiEndpoint.get("call", "/", {
          error: CognitoError.InvalidRequestError.pipe(HttpApiSchema.status(status))
        })
      )
    )
    const group = HttpApiBuilder.group(api, "group", (handlers) => handlers.handle("call", () => Effect.fail(error)))
    const { dispose, handler } = HttpRouter.toWebHandler(
      Layer.provide(Layer.provide(HttpApiBuilder.layer(api), group), HttpServer.layerServices)
    )
    const response = yield* Effect.promise(() => handler(new Request("http://localhost/")))
    yield* Effect.promise(dispose)
    return response
  })
