import { afterEach, assert, describe, it, vi } from "@effect/vitest"
import { Effect, Redacted } from "effect"
import { CognitoSecretHash } from "effect-cognito"
import * as fc from "fast-check"
import { createHmac } from "node:crypto"
import { inspect } from "node:util"
import { Schema } from "./support/effect.js"

afterEach(() => {
  vi.unstubAllGlobals()
})

const secretHash = (username: string, clientId: string, clientSecret: string) =>
  CognitoSecretHash.make({ username, clientId, clientSecret: Redacted.make(clientSecret) })

describe("the secret hash", () => {
  it.effect("is that of AWS's library for .NET, in whose test all is one letter or word", () =>
    Effect.map(
      secretHash("Mess", "age", "secret"),
      (hash) => assert.strictEqual(Redacted.value(hash), "qnR8UCqJggD55PohusaBNviGoOJ67HC6Btry4qXLVZc=")
    ))

  it.effect("is that of OpenSSL for 1,000 random inputs, empty and very long ones among them", () => {
    const text = fc.oneof(
      fc.string({ maxLength: 100, size: "max" }),
      fc.string({ maxLength: 100, size: "max", unit: "binary" }),
      fc.stringMatching(/^[\w+]{1,64}$/)
    )
    const inputs = fc.sample(fc.tuple(text, text, text), { numRuns: 1000, seed: 5 })
    assert(inputs.some(([, , clientSecret]) => clientSecret === ""))
    assert(inputs.some(([, , clientSecret]) => clientSecret.length > 64))
    return Effect.forEach(
      inputs,
      ([username, clientId, clientSecret]) =>
        Effect.map(secretHash(username, clientId, clientSecret), (hash) =>
          assert.strictEqual(
            Redacted.value(hash),
            createHmac("sha256", clientSecret).update(username + clientId).digest("base64")
          )),
      { discard: true }
    )
  }, 60_000)

  it.effect("prints neither itself nor the secret", () =>
    Effect.gen(function*() {
      const hash = yield* secretHash("ann", "client", "very-secret")
      for (const printed of [inspect(hash, { showHidden: true, depth: null }), JSON.stringify(hash), String(hash)]) {
        assert.notInclude(printed, Redacted.value(hash))
        assert.notInclude(printed, "very-secret")
      }
    }))

  for (
    const [where, crypto] of [["on an insecure origin", { getRandomValues: () => {} }], ["without crypto", undefined]]
  ) {
    it.effect(`is an error ${where}, which crosses a process boundary and says what to do`, () =>
      Effect.gen(function*() {
        vi.stubGlobal("crypto", crypto)
        const error = yield* Effect.flip(secretHash("ann", "client", "very-secret"))
        assert.notInclude(inspect(error, { showHidden: true, depth: null }) + error.stack, "very-secret")

        const sent = yield* Schema.encodeEffect(CognitoSecretHash.WebCryptoError)(error)
        const received = yield* Schema.decodeUnknownEffect(CognitoSecretHash.WebCryptoError)(
          JSON.parse(JSON.stringify(sent))
        )
        assert.strictEqual(received._tag, "WebCryptoError")
        assert.match(received.message, /https/)
      }))
  }
})
