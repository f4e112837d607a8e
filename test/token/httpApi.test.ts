/** The callers of an `HttpApi`, known by their tokens. */
import { HttpClient } from "@effect/platform"
import { CognitoToken } from "effect-cognito"
import * as CognitoTest from "effect-cognito/CognitoTest"
import { Effect, Layer, Redacted } from "../support/effect.js"
import { serveApi, specification } from "../support/tokenApi.js"
import { serveKeys } from "../support/tokens.js"
import { assert, describe, it } from "../support/vitest.js"

const shared = Effect.runPromise(CognitoTest.tokens())

const setup = (requirements: CognitoToken.Requirements = {}, client?: HttpClient.HttpClient) =>
  Effect.gen(function*() {
    const pool = yield* Effect.promise(() => shared)
    const { clientId, userPoolId } = pool
    const verifier = CognitoToken.layer({ userPoolId, clientId, tokenUse: "access" }).pipe(
      Layer.provide(client === undefined ? CognitoTest.layer({}, pool) : Layer.succeed(HttpClient.HttpClient, client)),
      // The options are right.
      Layer.orDie
    )
    const handle = yield* serveApi(requirements, verifier)
    const get = (headers: Record<string, string>) =>
      Effect.promise(async () => {
        const response = await handle(new Request("http://localhost/me", { headers }))
        const text = await response.text()
        return { status: response.status, challenge: response.headers.get("www-authenticate"), text }
      })
    return { pool, get }
  })

const bearer = (token: Redacted.Redacted<string>) => ({ authorization: `Bearer ${Redacted.value(token)}` })

describe("a request", () => {
  it.live("with a genuine token reaches the endpoint, which knows the caller", () =>
    Effect.gen(function*() {
      const { get, pool } = yield* setup()
      const token = yield* pool.accessToken({ sub: "ada" })
      const { challenge, status, text } = yield* get(bearer(token))
      assert.strictEqual(status, 200)
      assert.isNull(challenge)
      assert.deepStrictEqual(JSON.parse(text), { sub: "ada", token: Redacted.value(token) })
    }))

  it.live("may have its token in a cookie", () =>
    Effect.gen(function*() {
      const { get, pool } = yield* setup()
      const token = Redacted.value(yield* pool.accessToken({ sub: "ada" }))
      const { challenge, status, text } = yield* get({ cookie: `other=1; token=${token}` })
      assert.strictEqual(status, 200)
      assert.isNull(challenge)
      assert.include(text, `"ada"`)
    }))

  it.live("without a token is told that it needs one", () =>
    Effect.gen(function*() {
      const { get } = yield* setup()
      for (const headers of [{}, { authorization: "" }, { cookie: "token=" }]) {
        const { challenge, status, text } = yield* get(headers)
        assert.strictEqual(status, 401)
        assert.strictEqual(challenge, "Bearer")
        assert.deepStrictEqual(JSON.parse(text), { _tag: "UnauthorizedError", message: "The request has no token." })
      }
    }))

  it.live("with a token that is not acceptable is told why", () =>
    Effect.gen(function*() {
      const { get, pool } = yield* setup()
      const tokens = {
        "it has expired": yield* pool.accessToken({}, "Expired"),
        "its signature is not one of the issuer's keys": yield* pool.accessToken({}, "Signature"),
        "its issuer is not one of the accepted user pools": yield* pool.accessToken({}, "Issuer"),
        "an access token where an ID token is needed, or the reverse": yield* pool.idToken(),
        "it is not a token of Cognito's": Redacted.make("secret")
      }
      for (const [reason, token] of Object.entries(tokens)) {
        const { challenge, status, text } = yield* get(bearer(token))
        assert.deepStrictEqual(
          yield* get({ cookie: `token=${Redacted.value(token)}` }),
          { challenge, status, text }
        )
        assert.strictEqual(status, 401)
        const { message } = JSON.parse(text)
        assert.include(message, reason)
        assert.strictEqual(challenge, `Bearer error="invalid_token", error_description="${message}"`)
        assert.notInclude(text + challenge, Redacted.value(token))
      }
    }))

  it.live("of a caller who may not do this is forbidden", () =>
    Effect.gen(function*() {
      for (
        const [requirements, what] of [[{ groups: ["admin"] }, "groups"], [
          { scopes: ["orders/read"] },
          "scopes"
        ]] as const
      ) {
        const { get, pool } = yield* setup(requirements)
        const token = yield* pool.accessToken()
        const { challenge, status, text } = yield* get(bearer(token))
        assert.strictEqual(status, 403)
        const { _tag, message } = JSON.parse(text)
        assert.strictEqual(_tag, "ForbiddenError")
        assert.include(message, what)
        assert.strictEqual(challenge, `Bearer error="insufficient_scope", error_description="${message}"`)
        const allowed = yield* pool.accessToken({ "cognito:groups": ["admin"], scope: "orders/read" })
        assert.strictEqual((yield* get(bearer(allowed))).status, 200)
      }
    }))

  it.live("is never told that its token is bad while the keys are out of reach", () =>
    Effect.gen(function*() {
      const { client } = serveKeys(() => Effect.sync(() => new Response("", { status: 500 })))
      const { get, pool } = yield* setup({}, client)
      const token = yield* pool.accessToken()
      const { challenge, status, text } = yield* get(bearer(token))
      assert.strictEqual(status, 503)
      assert.isNull(challenge)
      assert.deepStrictEqual(JSON.parse(text), {
        _tag: "UnavailableError",
        message: "The token can't be verified now. Try again later."
      })
    }))
})

it("OpenAPI lists what a request can be refused with", () => {
  const text = JSON.stringify(specification)
  for (const status of [200, 401, 403, 503]) assert.include(text, `"${status}":`)
  for (const error of ["UnauthorizedError", "ForbiddenError", "UnavailableError"]) {
    assert.match(text, new RegExp(`"#/components/schemas/${error}`))
  }
})
