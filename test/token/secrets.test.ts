/** No part of a token is in anything that a program shows, whatever becomes of the token. */
import { HttpClient } from "@effect/platform"
import { CognitoToken } from "effect-cognito"
import { Effect, Redacted } from "../support/effect.js"
import { show } from "../support/sinks.js"
import { accessPayload, clientId, keySet, makeKey, serveKeys, sign, userPoolId } from "../support/tokens.js"
import { assert, describe, it } from "../support/vitest.js"

const shared = Effect.runPromise(Effect.all([makeKey("key-1"), makeKey("key-1")]))

const canary = "canary-8e1f0c5d"
const seconds = Math.floor(Date.now() / 1000)

/** The canary is a claim, and what the token's parts look like depends on it. */
const payload = { ...accessPayload(seconds), sub: canary, username: canary, jti: canary }

/** Looks for every part of a token that is long enough to mean anything. */
const searchFor = (token: string, shown: ReadonlyMap<string, string>): void => {
  assert.isAbove(shown.size, 5)
  const parts = [canary, ...token.split(".").filter((part) => part.length > 8)]
  for (const part of parts.flatMap((part) => [part, part.slice(0, 16), part.slice(-16)])) {
    for (const [sink, text] of shown) assert.isFalse(text.includes(part), `${sink} shows ${part}`)
  }
}

describe("nothing is shown of a token", () => {
  const cases: Readonly<Record<string, readonly [expected: string, change: object, options: object]>> = {
    "that has expired": ["Expired", { exp: seconds - 1 }, {}],
    "that is not yet valid": ["NotYetValid", { nbf: seconds + 3600 }, {}],
    "of another issuer": ["Issuer", { iss: `https://${canary}.example` }, {}],
    "of another client": ["Client", { client_id: canary }, {}],
    "of the other kind": ["TokenUse", {}, { tokenUse: "id" }],
    "without the group": ["Group", { "cognito:groups": [canary] }, { groups: ["admin"] }],
    "without the scope": ["Scope", { scope: canary }, { scopes: ["admin"] }],
    "that lacks a claim": ["Malformed", { sub: undefined }, {}]
  }
  for (const [title, [expected, change, options]] of Object.entries(cases)) {
    it.live(title, () =>
      Effect.gen(function*() {
        const [key] = yield* Effect.promise(() => shared)
        const token = yield* sign({ ...payload, ...change }, key)
        const { client } = serveKeys(() => Effect.sync(() => keySet([key.jwk])))
        const verifier = yield* CognitoToken.make({ userPoolId, clientId, tokenUse: "access", ...options }).pipe(
          Effect.provideService(HttpClient.HttpClient, client)
        )
        const shown = yield* show(verifier.verify(Redacted.make(token)))
        assert.include(shown.get("JSON"), `"reason":"${expected}"`)
        searchFor(token, shown)
      }))
  }

  const unverifiable: Readonly<Record<string, (token: string) => string>> = {
    "that is cut": (token) => token.slice(0, token.length / 2),
    "whose header is no JSON": (token) => `${Buffer.from(canary).toString("base64url")}${token.replace(/^[^.]*/, "")}`,
    "that is no token": () => canary
  }
  for (const [title, change] of Object.entries(unverifiable)) {
    it.live(title, () =>
      Effect.gen(function*() {
        const [key] = yield* Effect.promise(() => shared)
        const token = change(yield* sign(payload, key))
        searchFor(token, yield* show(CognitoToken.decodeUnverified(Redacted.make(token))))
      }))
  }

  it.live("that is forged, or whose keys are unavailable", () =>
    Effect.gen(function*() {
      const [key, forger] = yield* Effect.promise(() => shared)
      const token = yield* sign(payload, forger)
      for (const response of [() => keySet([key.jwk]), () => new Response(canary.slice(0, 3), { status: 500 })]) {
        const { client } = serveKeys(() => Effect.sync(response))
        const verifier = yield* CognitoToken.make({ userPoolId, clientId, tokenUse: "access" }).pipe(
          Effect.provideService(HttpClient.HttpClient, client)
        )
        searchFor(token, yield* show(verifier.verify(Redacted.make(token))))
      }
    }))

  it.live("that was wiped before it was verified", () =>
    Effect.gen(function*() {
      const token = Redacted.make(canary)
      Redacted.wipeUnsafe(token)
      const { reason } = yield* Effect.flip(CognitoToken.decodeUnverified(token))
      assert.strictEqual(reason, "Malformed")
    }))
})
