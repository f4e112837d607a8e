import * as HttpApi from "@effect/platform/HttpApi"
import * as HttpApiBuilder from "@effect/platform/HttpApiBuilder"
import * as HttpApiEndpoint from "@effect/platform/HttpApiEndpoint"
import * as HttpApiGroup from "@effect/platform/HttpApiGroup"
import * as HttpServer from "@effect/platform/HttpServer"
import { Effect, Layer } from "effect"
import { CognitoError } from "effect-cognito"

/** The response of an HttpApi whose contract has an error, and whose handler fails with it. */
export const respondWith = (error: CognitoError.InvalidRequestError, status: number): Effect.Effect<Response> =>
  Effect.gen(function*() {
    const api = HttpApi.make("api").add(
      HttpApiGroup.make("group").add(
        HttpApiEndpoint.get("call", "/").addError(CognitoError.InvalidRequestError, { status })
      )
    )
    const group = HttpApiBuilder.group(api, "group", (handlers) => handlers.handle("call", () => Effect.fail(error)))
    const { dispose, handler } = HttpApiBuilder.toWebHandler(
      Layer.merge(Layer.provide(HttpApiBuilder.api(api), group), HttpServer.layerContext)
    )
    const response = yield* Effect.promise(() => handler(new Request("http://localhost/")))
    yield* Effect.promise(dispose)
    return response
  })
