/** The service that fulfils the contract. Its `HttpServer`, its Cognito and the verifier of tokens are provided in `main.ts`. */
import { HttpApiBuilder, HttpApiError, HttpApiSwagger, HttpMiddleware, HttpServerError } from "@effect/platform"
import { Effect, Layer, Option, Schema } from "effect"
import { Cognito, type CognitoError } from "effect-cognito"
import * as CognitoHttpApi from "effect-cognito/CognitoHttpApi"
import { Api, BadGateway, Bearer, getMe, me, sendCode, verify } from "./api.js"

/** The caller's token, which the calls of Cognito need. */
const accessToken = Effect.map(CognitoHttpApi.Caller, ({ token }) => token)

// -----------------------------------------------------------------------------
// the endpoints
// -----------------------------------------------------------------------------

/**
 * Lets the errors pass that the endpoint or the group declares. Every other error is logged, and the caller gets a
 * `BadGateway` in its place.
 */
const declaredBy = <Declared>({ errorSchema }: { readonly errorSchema: Schema.Schema<Declared, unknown> }) => {
  const Errors = Schema.Union(errorSchema, me.errorSchema)
  const isDeclared = Schema.is(Errors)
  return <A, E extends CognitoError.CognitoError, R>(self: Effect.Effect<A, E, R>) =>
    Effect.catchAll(self, (error): Effect.Effect<never, (E & typeof Errors.Type) | BadGateway> =>
      isDeclared(error)
        ? Effect.fail(error)
        // No error of this library holds a token or a code.
        : Effect.logError(`${error._tag}: ${error.message}`).pipe(
          Effect.zipRight(new BadGateway({ message: "The service could not get this done. Try again later." }))
        ))
}

const MeLive = HttpApiBuilder.group(Api, "me", (handlers) =>
  Effect.gen(function*() {
    const cognito = yield* Cognito.Cognito
    return handlers
      .handle("getMe", () =>
        Effect.gen(function*() {
          const { userAttributes, username } = yield* cognito.getUser({ accessToken: yield* accessToken })
          return {
            username,
            attributes: Object.fromEntries(userAttributes.map(({ name, value }) => [name, value ?? ""]))
          }
        }).pipe(declaredBy(getMe)))
      .handle("sendCode", ({ path }) =>
        Effect.gen(function*() {
          const { codeDeliveryDetails } = yield* cognito.getUserAttributeVerificationCode({
            accessToken: yield* accessToken,
            attributeName: path.name
          })
          return { medium: codeDeliveryDetails?.deliveryMedium, destination: codeDeliveryDetails?.destination }
        }).pipe(declaredBy(sendCode)))
      .handle("verify", ({ path, payload }) =>
        Effect.gen(function*() {
          yield* cognito.verifyUserAttribute({
            accessToken: yield* accessToken,
            attributeName: path.name,
            code: payload.code
          })
        }).pipe(declaredBy(verify)))
  }))

// -----------------------------------------------------------------------------
// the caller
// -----------------------------------------------------------------------------

/** A forged or expired token never reaches Cognito, and neither does the password of another scheme. */
const BearerLive = Layer.effect(
  Bearer,
  Effect.map(CognitoHttpApi.makeHandler(), (accessToken) => ({ accessToken }))
)

// -----------------------------------------------------------------------------
// the service
// -----------------------------------------------------------------------------

/** Without this, a body that is not JSON is a defect whose cause quotes it, with its code, in logs and traces. */
const MalformedBody = HttpApiBuilder.middleware(
  Api,
  (app) =>
    Effect.catchSomeDefect(app, (defect) =>
      defect instanceof HttpServerError.RequestError
        ? Option.some(new HttpApiError.HttpApiDecodeError({ issues: [], message: "The body must be JSON." }))
        : Option.none())
)

/** `/me` and what is below it, `/docs` and `/openapi.json`. */
export const Service = HttpApiBuilder.serve(HttpMiddleware.logger).pipe(
  Layer.provide([HttpApiSwagger.layer(), HttpApiBuilder.middlewareOpenApi(), MalformedBody]),
  Layer.provide(HttpApiBuilder.api(Api)),
  Layer.provide(MeLive),
  Layer.provide(BearerLive)
)
