/**
 * A thousand sequences of faults for each of two operations, on each client. `npm run bench -- chaos` shows what AWS's
 * own SDK makes of the same sequences.
 */
import type * as HttpClient from "@effect/platform/HttpClient"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Redacted } from "effect"
import { Cognito, CognitoConfig, type CognitoError } from "effect-cognito"
import { beforeAll } from "vitest"
import * as chaos from "../support/chaos.js"
import { makeFibers } from "../support/fibers.js"
import { layers } from "../support/layers.js"
import { count, type Kind, kinds, meet, options } from "../support/tally.js"

const sequences = chaos.sequences(1000)

const accessToken = Redacted.make("token")

const operations: Readonly<
  Record<Kind, Effect.Effect<unknown, CognitoError.CognitoError, HttpClient.HttpClient>>
> = {
  sending: Cognito.getUserAttributeVerificationCode({ accessToken, attributeName: "email" }),
  harmless: Cognito.getUser({ accessToken })
}

/** What keeps the process alive. */
const resources = () =>
  process.getActiveResourcesInfo().filter((kind) => kind === "Timeout" || kind.startsWith("TCP")).length

const eventually = (condition: () => boolean) =>
  Effect.gen(function*() {
    for (let i = 0; i < 150 && !condition(); i++) yield* Effect.sleep("100 millis")
  })

let before = 0

beforeAll(() => {
  before = resources()
})

describe.each(layers)("over %s", (_, layer) => {
  it.live("no second message, no avoidable failure, no defect, nothing left behind", () =>
    Effect.gen(function*() {
      const fibers = yield* makeFibers
      yield* Effect.scoped(Effect.gen(function*() {
        const world = yield* chaos.make
        for (const kind of kinds) {
          const tally = yield* count(
            world,
            kind,
            sequences,
            (call) => meet(CognitoConfig.withConfig(operations[kind], options(call)), call)
          ).pipe(Effect.provide(layer), fibers.track)

          assert.strictEqual(tally.calls, sequences.length)
          assert.strictEqual(tally.secondMessages, 0)
          assert.strictEqual(tally.avoidable, 0)
          assert.strictEqual(tally.defects, 0)
          assert.deepStrictEqual(tally.surprises, [])
          // The sequences are worth something: some end well after all, and some do not.
          assert.isAbove(tally.successes, sequences.length * 0.1)
          assert.isBelow(tally.successes, sequences.length * 0.9)
        }
        assert.strictEqual(yield* fibers.count, 0)
        // Global `fetch` has its own pool, in which idle connections live for some seconds.
        yield* eventually(() => world.openConnections() === 0)
        assert.strictEqual(world.openConnections(), 0)
      }))
      yield* eventually(() => resources() <= before)
      assert.isAtMost(resources(), before)
    }), 120_000)
})
