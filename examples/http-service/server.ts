/** The service that fulfils the contract. Its `HttpServer`, its Cognito and the verifier of tokens are provided in `main.ts`. */
import { HttpApiBuilder, HttpApiError, HttpApiSwagger, HttpMiddleware, HttpServerError } from "@effect/platform"
import { Effect, Layer, Option, type Redacted, Schema } from "effect"
import { Cognito } from "effect-cognito"
import * as CognitoHttpApi from "effect-cognito/CognitoHttpApi"
import { Api, BadGateway, Bearer, getMe, me, sendCode, session, verify } from "./api.js"
import { readUser, SessionLive, signIn, signOut } from "./session.js"

/** The caller's token, which the calls of Cognito need. */
const accessToken = Effect.map(CognitoHttpApi.Caller, ({ token }) => token)

// -----------------------------------------------------------------------------
// the endpoints
// -----------------------------------------------------------------------------

interface Failure {
  readonly _tag: string
  readonly message: string
}

interface Declaring<E, R> {
  readonly errorSchema: Schema.Schema<E, unknown, R>
}

/**
 * Lets the errors pass that the endpoint or the group declares. Every other error is logged, and the caller gets a
 * `BadGateway` in its place.
 */
const declaredBy = <Own, Shared, R>(endpoint: Declaring<Own, never>, group: Declaring<Shared, R>) => {
  const Errors = Schema.Union(endpoint.errorSchema, group.errorSchema)
  const isDeclared = Schema.is(Errors)
  return <A, E extends Failure, R>(self: Effect.Effect<A, E, R>) =>
    Effect.catchAll(self, (error): Effect.Effect<never, (E & typeof Errors.Type) | BadGateway> =>
      isDeclared(error)
        ? Effect.fail(error)
        // No error of this library holds a token or a code.
        : Effect.logError(`${error._tag}: ${error.message}`).pipe(
          Effect.zipRight(new BadGateway({ message: "The service could not get this done. Try again later." }))
        ))
}

/** A user as the contract has it. */
const toMe = ({ userAttributes, username }: Cognito.GetUserResponse) => ({
  username,
  attributes: Object.fromEntries(userAttributes.map(({ name, value }) => [name, value ?? ""]))
})

const MeLive = HttpApiBuilder.group(Api, "me", (handlers) =>
  Effect.gen(function*() {
    const cognito = yield* Cognito.Cognito
    return handlers
      .handle("getMe", () =>
        Effect.gen(function*() {
          return toMe(yield* cognito.getUser({ accessToken: yield* accessToken }))
        }).pipe(declaredBy(getMe, me)))
      .handle("sendCode", ({ path }) =>
        Effect.gen(function*() {
          const { codeDeliveryDetails } = yield* cognito.getUserAttributeVerificationCode({
            accessToken: yield* accessToken,
            attributeName: path.name
          })
          return { medium: codeDeliveryDetails?.deliveryMedium, destination: codeDeliveryDetails?.destination }
        }).pipe(declaredBy(sendCode, me)))
      .handle("verify", ({ path, payload }) =>
        Effect.gen(function*() {
          yield* cognito.verifyUserAttribute({
            accessToken: yield* accessToken,
            attributeName: path.name,
            code: payload.code
          })
        }).pipe(declaredBy(verify, me)))
  }))

const makeSessions = (key: Redacted.Redacted) => {
  const live = SessionLive(key)
  const declared = declaredBy(session, session)
  return HttpApiBuilder.group(Api, "session", (handlers) =>
    handlers
      .handle("signIn", ({ payload }) => signIn(payload).pipe(Effect.provide(live), declared))
      .handle("getUser", () => readUser.pipe(Effect.map(toMe), Effect.provide(live), declared))
      .handle("signOut", () => signOut.pipe(Effect.provide(live), declared)))
}

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

/** `/me` and what is below it, `/session`, `/docs` and `/openapi.json`. The key seals the cookies. */
export const makeService = (key: Redacted.Redacted) =>
  HttpApiBuilder.serve(HttpMiddleware.logger).pipe(
    Layer.provide([HttpApiSwagger.layer(), HttpApiBuilder.middlewareOpenApi(), MalformedBody]),
    Layer.provide(HttpApiBuilder.api(Api)),
    Layer.provide([MeLive, makeSessions(key)]),
    Layer.provide(BearerLive)
  )
