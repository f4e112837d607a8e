/** An `HttpApi` whose callers need a token, as a function from a request to its response. */
import {
  HttpApi,
  HttpApiBuilder,
  HttpApiEndpoint,
  HttpApiGroup,
  HttpApiMiddleware,
  HttpApiSecurity,
  HttpServer,
  OpenApi
} from "@effect/platform"
import { Effect, Layer, Redacted, Schema, type Scope } from "effect"
import type { CognitoToken } from "effect-cognito"
import * as CognitoHttpApi from "effect-cognito/CognitoHttpApi"

class Authorization extends HttpApiMiddleware.Tag<Authorization>()("Authorization", {
  provides: CognitoHttpApi.Caller,
  failure: CognitoHttpApi.errors,
  security: { bearer: HttpApiSecurity.bearer, cookie: HttpApiSecurity.apiKey({ in: "cookie", key: "token" }) }
}) {}

const Me = Schema.Struct({ sub: Schema.String, token: Schema.String })

const api = HttpApi.make("api").add(
  HttpApiGroup.make("me").add(HttpApiEndpoint.get("get", "/me").addSuccess(Me)).middleware(Authorization)
)

const Group = HttpApiBuilder.group(
  api,
  "me",
  (handlers) =>
    handlers.handle(
      "get",
      () =>
        Effect.map(CognitoHttpApi.Caller, ({ claims, token }) => ({ sub: claims.sub, token: Redacted.value(token) }))
    )
)

/** The OpenAPI of the service. */
export const specification: unknown = OpenApi.fromApi(api)

/** Serves it until the scope closes. */
export const serveApi = (
  requirements: CognitoToken.Requirements,
  verifier: Layer.Layer<CognitoToken.Verifier>
): Effect.Effect<(request: Request) => Promise<Response>, never, Scope.Scope> =>
  Effect.map(
    Effect.acquireRelease(
      Effect.sync(() =>
        HttpApiBuilder.toWebHandler(Layer.mergeAll(
          HttpApiBuilder.api(api).pipe(
            Layer.provide(Group),
            Layer.provide(Layer.effect(
              Authorization,
              Effect.map(CognitoHttpApi.makeHandler(requirements), (handle) => ({ bearer: handle, cookie: handle }))
            )),
            Layer.provide(verifier)
          ),
          HttpServer.layerContext
        ))
      ),
      ({ dispose }) => Effect.promise(dispose)
    ),
    ({ handler }) => (request) => handler(request)
  )
