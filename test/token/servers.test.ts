/** Key servers on the loopback interface, good ones and bad ones, through each client. */
import { FetchHttpClient } from "@effect/platform"
import type { Tracer } from "effect"
import { CognitoToken } from "effect-cognito"
import * as Http from "node:http"
import { emulator } from "../../examples/support/emulator.js"
import { Effect, Layer } from "../support/effect.js"
import { layers } from "../support/layers.js"
import { listen, refusingPort } from "../support/loopback.js"
import { accessPayload, clientId, makeKey, redact, sign, userPoolId } from "../support/tokens.js"
import { assert, describe, it } from "../support/vitest.js"
import { replaceSpans } from "../support/watching.js"

const shared = Effect.runPromise(makeKey("key-1"))
const path = `/${userPoolId}/.well-known/jwks.json`

const now = Math.floor(Date.now() / 1000)

type Handler = (request: Http.IncomingMessage, response: Http.ServerResponse) => void

/** A key server that does the same for every request, and notes the requests. */
const serve = (handle: Handler) =>
  Effect.gen(function*() {
    const requests: Array<Http.IncomingMessage> = []
    let closed = 0
    const port = yield* listen(Http.createServer((request, response) => {
      requests.push(request)
      request.socket.once("close", () => closed++)
      handle(request, response)
    }))
    return { endpoint: `http://127.0.0.1:${port}`, requests, closed: () => closed }
  })

const verifierAt = (endpoint: string, options: Partial<CognitoToken.PoolOptions> = {}) =>
  CognitoToken.make({ userPoolId, clientId, tokenUse: "access", endpoint, timeout: "10 seconds", ...options })

const send = (body: string, headers: Readonly<Record<string, string>> = {}, status = 200): Handler => (_, response) => {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(body)
}

/** Sends pieces for as long as someone reads them. */
const stream = (piece: string, milliseconds: number): Handler => (_, response) => {
  response.writeHead(200, { "content-type": "application/json" })
  const timer = setInterval(() => response.write(piece), milliseconds)
  response.once("close", () => clearInterval(timer))
}

type Why = Readonly<Pick<CognitoToken.KeysUnavailableError, "reason" | "status">>
const notKeys: Why = { reason: "Response", status: 200 }

for (const [name, layer] of layers) {
  describe(`with ${name}`, () => {
    it.live("keys are fetched, in one span and without tracing headers", () =>
      Effect.gen(function*() {
        const key = yield* Effect.promise(() => shared)
        const { endpoint, requests } = yield* serve(send(JSON.stringify({ keys: [key.jwk] })))
        const spans: Array<Tracer.Span> = []
        const noting = replaceSpans(yield* Effect.tracer, (_, make) => {
          const span = make()
          spans.push(span)
          return span
        })
        const { verify } = yield* verifierAt(endpoint)
        const token = redact(yield* sign({ ...accessPayload(now), iss: `${endpoint}/${userPoolId}` }, key))
        const { username } = yield* verify(token).pipe(Effect.withSpan("caller"), Effect.withTracer(noting))
        assert.strictEqual(username, "ada")
        assert.deepStrictEqual(requests.map(({ method, url }) => ({ method, url })), [{ method: "GET", url: path }])
        const tracing = Object.keys(requests[0]!.headers).filter((name) => /^(b3|x-b3-.*|traceparent)$/.test(name))
        assert.deepStrictEqual(tracing, [])
        assert.deepStrictEqual(spans.map(({ name }) => name), ["caller", "CognitoToken.fetchKeys"])
        assert.strictEqual(spans[1]?.attributes.get("url.full"), `${endpoint}${path}`)
        assert.strictEqual(spans[1]?.attributes.get("http.response.status_code"), 200)
      }).pipe(Effect.provide(layer)))

    const cases: Readonly<Record<string, readonly [handle: Handler, why: Why]>> = {
      "no such pool": [send(`{"message":"no"}`, {}, 404), { reason: "Response", status: 404 }],
      "a page of a proxy": [send("<html></html>", {}, 502), { reason: "Response", status: 502 }],
      "a page with status 200": [send("<html></html>", { "content-type": "text/html" }), notKeys],
      "an empty body": [send(""), notKeys],
      null: [send("null"), notKeys],
      "a list": [send("[]"), notKeys],
      "keys that are no list": [send(`{"keys":{}}`), notKeys],
      "half of the keys": [send(`{"keys":[{"kid":"key-1"`), notKeys],
      "lists in lists without end": [send("[".repeat(500_000)), notKeys],
      "more than 1 MiB": [send(`{"keys":[],"padding":"${"x".repeat(1024 * 1024)}"}`), notKeys],
      "a body that never ends": [stream("x".repeat(64 * 1024), 1), notKeys],
      "a redirect": [send("", { location: "/elsewhere" }, 302), { reason: "Response", status: 302 }],
      "a permanent redirect": [send("", { location: "/elsewhere" }, 308), { reason: "Response", status: 308 }],
      "a connection that is closed": [(request) => request.socket.destroy(), {
        reason: "Transport",
        status: undefined
      }],
      "a body that is cut": [
        (_, response) => {
          response.writeHead(200, { "content-length": "1000" }).write(`{"keys":`)
          setTimeout(() => response.destroy(), 50)
        },
        { reason: "Transport", status: undefined }
      ]
    }
    for (const [title, [handle, why]] of Object.entries(cases)) {
      it.live(`keys are unavailable after ${title}`, () =>
        Effect.gen(function*() {
          const { endpoint, requests } = yield* serve(handle)
          const { hydrate } = yield* verifierAt(endpoint)
          const error = yield* Effect.flip(hydrate)
          assert.deepStrictEqual({ reason: error.reason, status: error.status }, why)
          assert.deepStrictEqual(new Set(requests.map(({ url }) => url)), new Set([path]))
        }).pipe(Effect.provide(layer)))
    }

    it.live("a server that is slow is left after the timeout", () =>
      Effect.gen(function*() {
        for (const handle of [() => {}, stream(" ", 20)]) {
          const { closed, endpoint } = yield* serve(handle)
          const { hydrate } = yield* verifierAt(endpoint, { timeout: 300 })
          const error = yield* Effect.flip(hydrate)
          assert.strictEqual(error.reason, "Timeout")
          while (closed() === 0) yield* Effect.sleep(10)
        }
      }).pipe(Effect.provide(layer)))

    it.live("a server that is not there makes keys unavailable", () =>
      Effect.gen(function*() {
        const { endpoint } = yield* serve(send("{}"))
        const port = yield* refusingPort(Number(new URL(endpoint).port))
        const error = yield* Effect.flip((yield* verifierAt(`http://127.0.0.1:${port}`)).hydrate)
        assert.strictEqual(error.reason, "Transport")
      }).pipe(Effect.provide(layer)))

    it.live("the tokens of an emulator are verified by its own keys", () =>
      Effect.gen(function*() {
        const { endpoint, newUser } = yield* emulator
        const { accessToken } = yield* newUser("email", "ada@new-address.example")
        const { iss } = yield* CognitoToken.decodeUnverified(accessToken)
        const [userPoolId = ""] = iss.split("/").slice(-1)
        const { verify } = yield* CognitoToken.make({
          userPoolId,
          clientId: null,
          tokenUse: "access",
          endpoint,
          issuers: [iss]
        })
        const { sub, username } = yield* verify(accessToken, { tokenUse: "access" })
        assert.match(sub, /^[0-9a-f-]{36}$/)
        assert.isString(username)
      }).pipe(Effect.provide(layer)), 60_000)
  })
}

describe("keys of other kinds are passed over", () => {
  it.live("one after another, and among thousands", () =>
    Effect.gen(function*() {
      const key = yield* Effect.promise(() => shared)
      const { jwk } = key
      const { d: _, ...encryption } = { ...jwk, use: "enc" }
      const strangers: ReadonlyArray<unknown> = [
        null,
        1,
        "key-1",
        [],
        {},
        { ...jwk, n: 1 },
        { ...jwk, e: undefined },
        { ...jwk, kty: "EC" },
        { ...jwk, alg: "RS512" },
        { kid: "key-1", kty: "oct", k: "c2VjcmV0" },
        encryption,
        ...Array.from({ length: 10_000 }, (_, n) => ({ kid: `key-${n + 2}`, kty: "RSA", n: "AQAB", e: "AQAB" }))
      ]
      const { endpoint } = yield* serve(send(JSON.stringify({ keys: [...strangers.slice(0, 11), jwk, ...strangers] })))
      const { verify } = yield* verifierAt(endpoint)
      const iss = `${endpoint}/${userPoolId}`
      yield* verify(redact(yield* sign({ ...accessPayload(now), iss }, key)))
      // Those were keys, as far as anyone can tell before they are used.
      const error = yield* Effect.flip(
        verify(redact(yield* sign({ ...accessPayload(now), iss }, { ...key, kid: "key-9" })))
      )
      assert.strictEqual(error._tag, "KeysUnavailableError")
    }).pipe(Effect.provide(FetchHttpClient.layer)))

  it.live("and so is one that is too short", () =>
    Effect.gen(function*() {
      const key = yield* Effect.promise(() => shared)
      const short = yield* Effect.promise(() =>
        crypto.subtle.generateKey(
          { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256", modulusLength: 1024, publicExponent: Uint8Array.of(1, 0, 1) },
          true,
          ["sign", "verify"]
        )
      )
      const jwk = yield* Effect.promise(() => crypto.subtle.exportKey("jwk", short.publicKey))
      const { endpoint } = yield* serve(send(JSON.stringify({ keys: [{ ...jwk, kid: "key-1" }] })))
      const { verify } = yield* verifierAt(endpoint)
      const payload = { ...accessPayload(now), iss: `${endpoint}/${userPoolId}` }
      const error = yield* Effect.flip(verify(redact(yield* sign(payload, { ...key, privateKey: short.privateKey }))))
      assert.strictEqual(error._tag, "KeysUnavailableError")
    }).pipe(Effect.provide(FetchHttpClient.layer)))
})

it.live("a redirect is not followed even if the user's own RequestInit says so", () =>
  Effect.gen(function*() {
    const { endpoint, requests } = yield* serve(send("", { location: "/elsewhere" }, 307))
    const init = Layer.succeed(FetchHttpClient.RequestInit, { redirect: "follow" })
    const { hydrate } = yield* Effect.provide(verifierAt(endpoint), Layer.provide(FetchHttpClient.layer, init))
    const { status } = yield* Effect.flip(hydrate)
    assert.strictEqual(status, 307)
    assert.deepStrictEqual(requests.map(({ url }) => url), [path])
  }))
