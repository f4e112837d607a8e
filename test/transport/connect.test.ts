import { FetchHttpClient } from "@effect/platform"
import { Cognito, CognitoConfig } from "effect-cognito"
import { Effect, Layer, Redacted } from "../support/effect.js"
import { layersFor } from "../support/layers.js"
import { keptAlive, kinds, type Network } from "../support/networks.js"
import { oddities } from "../support/oddities.js"
import { assert, describe, it } from "../support/vitest.js"

const accessToken = Redacted.make("canary-token-2f0c9a")

const call = ({ endpoint }: Network) =>
  Cognito.getUserAttributeVerificationCode({ accessToken, attributeName: "email" }).pipe(
    CognitoConfig.withConfig({ endpoint, retry: "none", timeout: "20 seconds" })
  )

for (const client of ["fetch", "node:http", "undici"] as const) {
  describe(`through ${client}`, () => {
    for (const { clients = [client], name, reason, start } of kinds) {
      if (!clients.includes(client)) continue
      it.live(`${name} is ${reason}`, () =>
        Effect.gen(function*() {
          const network = yield* start
          const error = yield* Effect.flip(Effect.provide(call(network), layersFor(network.wishes ?? {})[client]))
          assert.include({ ...error, message: error.message }, { _tag: "TransportError", reason }, error.message)
          if (reason === "Connect") assert.strictEqual(network.received(), 0)
        }))
    }

    it.live("a secure connection that is kept, and dies of the next request, is Lost", () =>
      Effect.gen(function*() {
        const network = yield* keptAlive
        yield* Effect.gen(function*() {
          yield* call(network)
          const error = yield* Effect.flip(call(network))
          assert.include(error, { _tag: "TransportError", reason: "Lost" })
        }).pipe(Effect.provide(layersFor(network.wishes ?? {})[client]))
      }))
  })
}

const through = (fetch: typeof globalThis.fetch) =>
  call({ endpoint: "https://cognito-idp.example.com", received: () => 0 }).pipe(
    Effect.flip,
    Effect.map((error) => assert.include(error, { _tag: "TransportError", reason: "Lost" })),
    Effect.provide(Layer.merge(FetchHttpClient.layer, Layer.succeed(FetchHttpClient.Fetch, fetch)))
  )

describe("what no client should fail with is Lost, and nothing hangs", () => {
  for (const [name, make] of Object.entries(oddities)) {
    it.live(`${name}, which fetch rejects with`, () => through(() => Promise.reject(make())))

    it.live(`${name}, which fetch throws`, () =>
      through(() => {
        throw make()
      }))

    it.live(`${name}, with which a body ends`, () =>
      through(() =>
        Promise.resolve(
          new Response(
            new ReadableStream({
              pull: (controller) => controller.error(make())
            })
          )
        )
      ))
  }
})
