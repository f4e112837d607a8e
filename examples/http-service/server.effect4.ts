/** The service that fulfils the contract. Its `HttpServer`, its Cognito and the verifier of tokens are provided in `main.effect4.ts`. */
import { Effect, Layer, type Redacted, Schema } from "effect"
import { Cognito } from "effect-cognito"
import * as CognitoHttpApi from "effect-cognito/CognitoHttpApi"
import { HttpRouter } from "effect/http"
import { HttpApiBuilder, HttpApiSwagger } from "effect/http-api"
import { Api, BadGateway, Bearer, getMeErrors, sendCodeErrors, sessionErrors, verifyErrors } from "./api.js"
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

/**
 * Lets the errors pass that the endpoint declares. Every other error is logged, and the caller gets a `BadGateway` in its
 * place.
 */
const declaredBy = <const Errors extends ReadonlyArray<Schema.Constraint>>(errors: Errors) => {
  const isDeclared = Schema.is(Schema.Union(errors))
  return <A, E extends Failure, R>(self: Effect.Effect<A, E, R>) =>
    Effect.catch(self, (error): Effect.Effect<never, (E & Errors[number]["Type"]) | BadGateway> =>
      isDeclared(error)
        ? Effect.fail(error)
        // No error of this library holds a token or a code.
        : Effect.andThen(
          Effect.logError(`${error._tag}: ${error.message}`),
          Effect.fail(new BadGateway({ message: "The service could not get this done. Try again later." }))
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
        }).pipe(declaredBy(getMeErrors)))
      .handle("sendCode", ({ params }) =>
        Effect.gen(function*() {
          const { codeDeliveryDetails } = yield* cognito.getUserAttributeVerificationCode({
            accessToken: yield* accessToken,
            attributeName: params.name
          })
          return { medium: codeDeliveryDetails?.deliveryMedium, destination: codeDeliveryDetails?.destination }
        }).pipe(declaredBy(sendCodeErrors)))
      .handle("verify", ({ params, payload }) =>
        Effect.gen(function*() {
          yield* cognito.verifyUserAttribute({
            accessToken: yield* accessToken,
            attributeName: params.name,
            code: payload.code
          })
        }).pipe(declaredBy(verifyErrors)))
  }))

const makeSessions = (key: Redacted.Redacted) => {
  const live = SessionLive(key)
  return HttpApiBuilder.group(Api, "session", (handlers) =>
    handlers
      .handle("signIn", ({ payload }) => signIn(payload).pipe(Effect.provide(live), declaredBy(sessionErrors)))
      .handle("getUser", () => readUser.pipe(Effect.map(toMe), Effect.provide(live), declaredBy(sessionErrors)))
      .handle("signOut", () => signOut.pipe(Effect.provide(live), declaredBy(sessionErrors))))
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

/** `/me` and what is below it, `/session`, `/docs` and `/openapi.json`. The key seals the cookies. */
export const makeService = (key: Redacted.Redacted) =>
  HttpRouter.serve(
    Layer.mergeAll(HttpApiBuilder.layer(Api, { openapiPath: "/openapi.json" }), HttpApiSwagger.layer(Api)).pipe(
      Layer.provide([MeLive, makeSessions(key)]),
      Layer.provide(BearerLive)
    ),
    { disableListenLog: true }
  )
