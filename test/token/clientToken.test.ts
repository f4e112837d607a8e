/** The token of an app client: requested once, kept, and replaced before it expires. */
import { HttpClient } from "@effect/platform"
import { CognitoClientToken, CognitoConfig, CognitoError, CognitoToken } from "effect-cognito"
import * as CognitoTest from "effect-cognito/CognitoTest"
import { Config, ConfigProvider, Deferred, Effect, Layer, Redacted, TestClock } from "../support/effect.js"
import { show } from "../support/sinks.js"
import { assert, describe, it } from "../support/vitest.js"

const secret = "canary0secret0of0the0app0client"
const options = {
  clientId: "1example23456789",
  clientSecret: Redacted.make(secret),
  scopes: ["orders/read"]
}

type Handler = NonNullable<CognitoTest.Handlers["getClientToken"]>

const serviceOf = (handler: Handler, given: Partial<CognitoClientToken.Options> = {}) =>
  CognitoClientToken.make({ ...options, ...given }).pipe(
    CognitoConfig.withConfig({ region: "eu-west-1", retry: "none" }),
    Effect.provide(CognitoTest.layer({ getClientToken: handler }))
  )

/** A Cognito that numbers its tokens, each of which lives for an hour, and counts the requests. */
const numbering = (seconds = 3600) => {
  const state = { requests: 0, refusal: undefined as CognitoError.TooManyRequestsException | undefined }
  const handler: Handler = () =>
    Effect.suspend(() => {
      state.requests += 1
      return state.refusal === undefined
        ? Effect.succeed({
          clientAuthenticationResult: { accessToken: Redacted.make(`token-${state.requests}`), expiresIn: seconds }
        })
        : Effect.fail(state.refusal)
    })
  return { state, handler }
}

const value = ({ get }: CognitoClientToken.Service) => Effect.map(get, (token) => Redacted.value(token))

const minute = 60_000

describe("a token", () => {
  it.effect("is requested when it is first needed, with the id, the secret and the scopes", () =>
    Effect.gen(function*() {
      let request: unknown
      const { handler, state } = numbering()
      const service = yield* serviceOf((given) => {
        request = { ...given, secret: Redacted.value(given.secret) }
        return handler(given)
      })
      assert.strictEqual(state.requests, 0)
      assert.strictEqual(yield* value(service), "token-1")
      assert.deepStrictEqual(request, { clientId: options.clientId, secret, scopes: options.scopes })
    }))

  it.effect("is kept, and replaced in the background 5 minutes before it expires", () =>
    Effect.gen(function*() {
      const { handler, state } = numbering()
      const service = yield* serviceOf(handler)
      assert.strictEqual(yield* value(service), "token-1")
      yield* TestClock.adjust(55 * minute - 1)
      assert.strictEqual(yield* value(service), "token-1")
      assert.strictEqual(state.requests, 1)
      yield* TestClock.adjust(1)
      assert.strictEqual(yield* value(service), "token-1")
      yield* TestClock.adjust(1)
      assert.strictEqual(yield* value(service), "token-2")
      assert.strictEqual(state.requests, 2)
    }))

  it.effect("that lives shortly is replaced after half of its life", () =>
    Effect.gen(function*() {
      const { handler, state } = numbering(300)
      const service = yield* serviceOf(handler)
      yield* service.get
      yield* TestClock.adjust(150_000 - 1)
      yield* service.get
      yield* TestClock.adjust(0)
      assert.strictEqual(state.requests, 1)
      yield* TestClock.adjust(1)
      yield* service.get
      yield* TestClock.adjust(1)
      assert.strictEqual(yield* value(service), "token-2")
    }))

  it.effect("is replaced as early as one wishes", () =>
    Effect.gen(function*() {
      const { handler } = numbering()
      const service = yield* serviceOf(handler, { refreshAhead: "10 minutes" })
      yield* service.get
      yield* TestClock.adjust(50 * minute)
      yield* service.get
      yield* TestClock.adjust(1)
      assert.strictEqual(yield* value(service), "token-2")
    }))

  it.effect("that has expired is waited for", () =>
    Effect.gen(function*() {
      const { handler } = numbering()
      const service = yield* serviceOf(handler)
      yield* service.get
      yield* TestClock.adjust(60 * minute)
      assert.strictEqual(yield* value(service), "token-2")
    }))

  it.effect("is requested once for a hundred who ask at the same time", () =>
    Effect.gen(function*() {
      const { handler, state } = numbering()
      const gate = yield* Deferred.make<void>()
      const service = yield* serviceOf((request) => Effect.flatMap(Deferred.await(gate), () => handler(request)))
      const tokens = yield* Effect.all([
        Effect.all(Array.from({ length: 100 }, () => value(service)), { concurrency: "unbounded" }),
        Deferred.succeed(gate, undefined)
      ], { concurrency: "unbounded" })
      assert.deepStrictEqual(new Set(tokens[0]), new Set(["token-1"]))
      assert.strictEqual(state.requests, 1)
    }))
})

describe("while Cognito fails", () => {
  it.effect("the token that has not expired stays in use, and Cognito is asked once in 10 seconds", () =>
    Effect.gen(function*() {
      const { handler, state } = numbering()
      const service = yield* serviceOf(handler)
      yield* service.get
      state.refusal = new CognitoError.TooManyRequestsException({ message: "Rate exceeded" })
      yield* TestClock.adjust(55 * minute)
      for (let n = 0; n < 10; n++) {
        assert.strictEqual(yield* value(service), "token-1")
        yield* TestClock.adjust(100)
      }
      assert.strictEqual(state.requests, 2)
      yield* TestClock.adjust(9_000)
      yield* service.get
      yield* TestClock.adjust(1)
      assert.strictEqual(state.requests, 3)
      yield* TestClock.adjust(5 * minute)
      const error = yield* Effect.flip(service.get)
      assert.strictEqual(error._tag, "TooManyRequestsException")
      state.refusal = undefined
      assert.strictEqual(yield* value(service), "token-5")
    }))

  it.effect("a response without a token is not Cognito's", () =>
    Effect.gen(function*() {
      for (const response of [{}, { clientAuthenticationResult: { expiresIn: 3600 } }]) {
        const error = yield* Effect.flip((yield* serviceOf(() => Effect.succeed(response))).get)
        assert.strictEqual(error._tag, "InvalidResponseError")
        assert.include(error.message, "ClientAuthenticationResult.AccessToken must be a string")
      }
    }))

  it.effect("neither the secret nor the token is shown", () =>
    Effect.gen(function*() {
      const refused = yield* serviceOf(() =>
        Effect.fail(new CognitoError.NotAuthorizedException({ message: `The secret ${secret} is wrong` }))
      )
      const given = yield* serviceOf(() =>
        Effect.succeed({ clientAuthenticationResult: { accessToken: Redacted.make("canary-token"), expiresIn: 1 } })
      )
      for (const service of [refused, given]) {
        for (const [sink, text] of yield* show(service.get)) assert.notInclude(text, "canary", sink)
      }
    }))
})

describe("the layers", () => {
  it.effect("give a token that a verifier accepts for its scopes", () =>
    Effect.gen(function*() {
      const pool = yield* CognitoTest.tokens()
      const { clientId, userPoolId } = pool
      const cognito = CognitoTest.layer({
        getClientToken: ({ clientId, scopes = [] }) =>
          Effect.map(
            pool.accessToken({ sub: clientId, username: undefined, scope: scopes.join(" ") }),
            (accessToken) => ({ clientAuthenticationResult: { accessToken, expiresIn: 3600, tokenType: "Bearer" } })
          )
      }, pool)
      const live = CognitoClientToken.layerConfig({
        clientId: Config.succeed(clientId),
        clientSecret: Config.map(Config.String("SECRET"), (secret) => Redacted.make(secret)),
        scopes: Config.succeed(["orders/read"])
      }).pipe(
        Layer.provide(cognito),
        Layer.provide(CognitoConfig.layer({ region: "eu-west-1" })),
        Layer.provide(ConfigProvider.layer(ConfigProvider.fromUnknown({ SECRET: secret })))
      )
      const { get } = yield* Effect.provide(CognitoClientToken.CognitoClientToken, live)
      const { verify } = yield* Effect.provide(
        CognitoToken.make({ userPoolId, clientId, tokenUse: "access", scopes: ["orders/read"] }),
        cognito
      )
      const claims = yield* verify(yield* get, { tokenUse: "access" })
      assert.strictEqual(claims.sub, clientId)
      assert.isUndefined(claims.username)
      assert.deepStrictEqual(claims.scope, ["orders/read"])
    }))

  it.effect("keep the client of their own", () =>
    Effect.gen(function*() {
      const { handler } = numbering()
      const other = HttpClient.make(() => Effect.die(new Error("This is the client of the caller.")))
      const { get } = yield* serviceOf(handler)
      assert.strictEqual(
        Redacted.value(yield* Effect.provideService(get, HttpClient.HttpClient, other)),
        "token-1"
      )
    }))
})
