/**
 * A response is read from the platform's own response, which has no public name. This test notices a platform that
 * renamed it: nothing would break, but each call would take a third longer.
 */
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import * as HttpClient from "@effect/platform/HttpClient"
import type * as HttpClientResponse from "@effect/platform/HttpClientResponse"
import { Effect, Redacted } from "effect"
import { Cognito } from "effect-cognito"
import { Layer } from "./support/effect.js"
import * as NodeHttpClient from "./support/NodeHttpClient.js"
import * as Recorder from "./support/recorder.js"
import { assert, describe, it } from "./support/vitest.js"

const answer = JSON.stringify({ CodeDeliveryDetails: { Destination: "a***@e***" } })

/** Notes which of a response's ways to read it are used. */
const watched = (used: Array<string>) => (response: HttpClientResponse.HttpClientResponse) =>
  new Proxy(response, {
    get: (target, key) => {
      if (key === "text" || key === "stream") used.push(key)
      // The response itself is `this`, because its getters have private fields.
      return Reflect.get(target, key, target) as unknown
    }
  })

const platforms = { fetch: FetchHttpClient.layer, undici: NodeHttpClient.layerUndici }

/** Makes a call, and returns what its response was read with. */
const read = (platform: Layer.Layer<HttpClient.HttpClient>, headers: Readonly<Record<string, string>>) =>
  Effect.gen(function*() {
    const recorder = yield* Recorder.make
    recorder.answer({ body: answer, headers })
    const used: Array<string> = []
    const { codeDeliveryDetails } = yield* Effect.flatMap(
      Cognito.make({ endpoint: recorder.url }),
      (cognito) =>
        cognito.getUserAttributeVerificationCode({ accessToken: Redacted.make("token"), attributeName: "email" })
    ).pipe(
      Effect.provide(
        Layer.effect(
          HttpClient.HttpClient,
          Effect.map(HttpClient.HttpClient, HttpClient.transformResponse(Effect.map(watched(used))))
        ).pipe(Layer.provide(platform))
      )
    )
    assert.strictEqual(codeDeliveryDetails?.destination, "a***@e***")
    return used
  })

for (const [name, platform] of Object.entries(platforms)) {
  describe(`a response over ${name}`, () => {
    it.live("of a known length is read from the platform's own response", () =>
      Effect.map(read(platform, { "content-length": String(answer.length) }), (used) => {
        assert.deepStrictEqual(used, [])
      }))
  })
}
