/** How keys are fetched, kept and replaced, on a clock that the test sets. */
import { HttpClient } from "@effect/platform"
import { Fiber } from "effect"
import { CognitoToken } from "effect-cognito"
import { Deferred, Effect, Exit, TestClock } from "../support/effect.js"
import {
  accessPayload,
  clientId,
  host,
  issuer,
  type Key,
  keySet,
  makeKey,
  redact,
  serveKeys,
  sign,
  userPoolId
} from "../support/tokens.js"
import { assert, describe, it } from "../support/vitest.js"

const second = 1000
const minute = 60 * second
const hour = 60 * minute

/** Keys for all tests, because it takes long to make one. */
const shared = Effect.runPromise(Effect.all([makeKey("key-1"), makeKey("key-2"), makeKey("forged")]))

const start = 1_700_000_000

const setup = Effect.gen(function*() {
  yield* TestClock.setTime(start * 1000)
  const [first, next, forger] = yield* Effect.promise(() => shared)
  return { first, next, forger }
})

/** A token that is valid for days, so that only its key decides. */
const tokenOf = (key: Key, kid = key.kid, claims: object = {}) =>
  Effect.map(sign({ ...accessPayload(start), exp: start + 30 * 86_400, ...claims }, { ...key, kid }), redact)

const options: CognitoToken.PoolOptions = { userPoolId, clientId, tokenUse: "access" }

const verifierOf = (respond: (url: URL) => Effect.Effect<Response>, given: CognitoToken.Options = options) =>
  Effect.gen(function*() {
    const { client, requests } = serveKeys(respond)
    const verifier = yield* Effect.provideService(CognitoToken.make(given), HttpClient.HttpClient, client)
    const outcome = (token: Parameters<typeof verifier.verify>[0]) =>
      Effect.match(verifier.verify(token), {
        onSuccess: () => "valid",
        onFailure: (error) => error._tag === "InvalidTokenError" ? error.reason : error._tag
      })
    return { ...verifier, requests, outcome }
  })

const broken = () => new Response("<html></html>", { status: 502 })

describe("keys are kept", () => {
  const lifetimes: ReadonlyArray<readonly [headers: Record<string, string>, milliseconds: number]> = [
    [{ "cache-control": "public, max-age=86400" }, 24 * hour],
    [{ "cache-control": "max-age=7200" }, 2 * hour],
    [{ "cache-control": "max-age=7200", age: "3600" }, hour],
    [{ "cache-control": "max-age=31536000" }, 24 * hour],
    [{ "cache-control": "max-age=1" }, 5 * minute],
    [{ "cache-control": "max-age=99999999999999999999999" }, 24 * hour],
    [{ "cache-control": "max-age=60", age: "3600" }, 5 * minute],
    [{ "cache-control": "no-store" }, 5 * minute],
    [{ "cache-control": "no-cache, max-age=7200" }, 5 * minute],
    [{ "cache-control": "nonsense", age: "nonsense" }, hour],
    [{}, hour]
  ]
  for (const [headers, milliseconds] of lifetimes) {
    it.effect(`for ${milliseconds / minute} minutes with ${JSON.stringify(headers)}`, () =>
      Effect.gen(function*() {
        const { first } = yield* setup
        const { outcome, requests } = yield* verifierOf(() => Effect.sync(() => keySet([first.jwk], headers)))
        const token = yield* tokenOf(first)
        assert.deepStrictEqual(requests, [])
        assert.strictEqual(yield* outcome(token), "valid")
        yield* TestClock.adjust(milliseconds - 1)
        assert.strictEqual(yield* outcome(token), "valid")
        assert.lengthOf(requests, 1)
        yield* TestClock.adjust(1)
        assert.strictEqual(yield* outcome(token), "valid")
        assert.lengthOf(requests, 2)
      }))
  }

  it.effect("from before the first token, if they are asked for", () =>
    Effect.gen(function*() {
      const { first } = yield* setup
      const { hydrate, outcome, requests } = yield* verifierOf(() => Effect.sync(() => keySet([first.jwk])))
      yield* hydrate
      assert.sameMembers([...requests], [
        `${issuer}/.well-known/jwks.json`,
        `https://issuer-${host}/${userPoolId}/.well-known/jwks.json`
      ])
      yield* hydrate
      assert.strictEqual(yield* outcome(yield* tokenOf(first)), "valid")
      assert.lengthOf(requests, 2)
    }))

  it.effect("once one of the two issuers of a pool has them", () =>
    Effect.gen(function*() {
      const { first } = yield* setup
      let isDown = false
      const { hydrate, outcome } = yield* verifierOf(({ hostname }) =>
        Effect.sync(() => isDown || hostname.startsWith("issuer-") ? broken() : keySet([first.jwk]))
      )
      yield* hydrate
      isDown = true
      assert.strictEqual(yield* outcome(yield* tokenOf(first)), "valid")
    }))

  it.effect("for no pool that has none", () =>
    Effect.gen(function*() {
      const { first } = yield* setup
      const { hydrate } = yield* verifierOf(
        ({ pathname }) => Effect.sync(() => pathname.includes("Down") ? broken() : keySet([first.jwk])),
        [options, { ...options, userPoolId: "eu-west-1_Down" }]
      )
      const error = yield* Effect.flip(hydrate)
      assert.strictEqual(error._tag, "KeysUnavailableError")
      assert.include(error.issuer, "eu-west-1_Down")
    }))
})

describe("one request is on its way at most", () => {
  it.effect("for a hundred tokens at once", () =>
    Effect.gen(function*() {
      const { first } = yield* setup
      const gate = yield* Deferred.make<void>()
      const { outcome, requests } = yield* verifierOf(() => Effect.as(Deferred.await(gate), keySet([first.jwk])))
      const token = yield* tokenOf(first)
      const fiber = yield* Effect.forkChild(Effect.all(Array.from({ length: 100 }, () => outcome(token)), {
        concurrency: "unbounded"
      }))
      yield* TestClock.adjust(second)
      yield* Deferred.succeed(gate, undefined)
      assert.deepStrictEqual(new Set(yield* Fiber.join(fiber)), new Set(["valid"]))
      assert.lengthOf(requests, 1)
    }))

  it.effect("and it goes on for the others if the one who began is interrupted", () =>
    Effect.gen(function*() {
      const { first } = yield* setup
      const gate = yield* Deferred.make<void>()
      const { outcome, requests } = yield* verifierOf(() => Effect.as(Deferred.await(gate), keySet([first.jwk])))
      const token = yield* tokenOf(first)
      const one = yield* Effect.forkChild(outcome(token))
      yield* TestClock.adjust(second)
      const other = yield* Effect.forkChild(outcome(token))
      yield* TestClock.adjust(second)
      yield* Fiber.interrupt(one)
      yield* Deferred.succeed(gate, undefined)
      assert.strictEqual(yield* Fiber.join(other), "valid")
      assert.lengthOf(requests, 1)
    }))

  it.effect("and it has its time, even if the one who began can't be interrupted", () =>
    Effect.gen(function*() {
      const { first } = yield* setup
      const { outcome } = yield* verifierOf(() => Effect.never)
      const fiber = yield* Effect.forkChild(Effect.uninterruptible(outcome(yield* tokenOf(first))))
      yield* TestClock.adjust(5 * second)
      assert.strictEqual(yield* Fiber.join(fiber), "KeysUnavailableError")
    }))
})

describe("when keys are replaced", () => {
  it.effect("a token of the new key is accepted at once", () =>
    Effect.gen(function*() {
      const { first, next } = yield* setup
      let keys = [first.jwk]
      const { outcome, requests } = yield* verifierOf(() => Effect.sync(() => keySet(keys)))
      assert.strictEqual(yield* outcome(yield* tokenOf(first)), "valid")
      keys = [next.jwk]
      assert.strictEqual(yield* outcome(yield* tokenOf(next)), "valid")
      assert.strictEqual(yield* outcome(yield* tokenOf(first)), "Signature")
      assert.lengthOf(requests, 3)
    }))

  it.effect("the old key is no longer accepted once the keys are out of date", () =>
    Effect.gen(function*() {
      const { first, next } = yield* setup
      let keys = [first.jwk, next.jwk]
      const { outcome } = yield* verifierOf(() => Effect.sync(() => keySet(keys, {})))
      const token = yield* tokenOf(first)
      assert.strictEqual(yield* outcome(token), "valid")
      keys = [next.jwk]
      yield* TestClock.adjust(hour - 1)
      assert.strictEqual(yield* outcome(token), "valid")
      yield* TestClock.adjust(1)
      assert.strictEqual(yield* outcome(token), "Signature")
      assert.strictEqual(yield* outcome(yield* tokenOf(next)), "valid")
    }))

  it.effect("a key of the same id is the new one once the keys are out of date", () =>
    Effect.gen(function*() {
      const { first, next } = yield* setup
      let keys = [first.jwk]
      const { outcome } = yield* verifierOf(() => Effect.sync(() => keySet(keys, {})))
      assert.strictEqual(yield* outcome(yield* tokenOf(first)), "valid")
      keys = [{ ...next.jwk, kid: "key-1" }]
      assert.strictEqual(yield* outcome(yield* tokenOf(next, "key-1")), "Signature")
      yield* TestClock.adjust(hour)
      assert.strictEqual(yield* outcome(yield* tokenOf(next, "key-1")), "valid")
      assert.strictEqual(yield* outcome(yield* tokenOf(first)), "Signature")
    }))
})

describe("a flood of forged tokens", () => {
  it.effect("makes one request in 10 seconds", () =>
    Effect.gen(function*() {
      const { first, forger } = yield* setup
      const { outcome, requests } = yield* verifierOf(() => Effect.sync(() => keySet([first.jwk])))
      const genuine = yield* tokenOf(first)
      assert.strictEqual(yield* outcome(genuine), "valid")
      const flood = Effect.gen(function*() {
        for (let n = 0; n < 50; n++) {
          assert.strictEqual(yield* outcome(yield* tokenOf(forger, `forged-${requests.length}-${n}`)), "Signature")
        }
      })
      yield* flood
      assert.lengthOf(requests, 2)
      yield* TestClock.adjust(10 * second - 1)
      yield* flood
      assert.lengthOf(requests, 2)
      yield* TestClock.adjust(1)
      yield* flood
      assert.lengthOf(requests, 3)
      assert.strictEqual(yield* outcome(genuine), "valid")
      assert.lengthOf(requests, 3)
    }))

  it.effect("makes one request in all if it comes before the first genuine one", () =>
    Effect.gen(function*() {
      const { first, forger } = yield* setup
      const gate = yield* Deferred.make<void>()
      const { outcome, requests } = yield* verifierOf(() => Effect.as(Deferred.await(gate), keySet([first.jwk])))
      const fiber = yield* Effect.forkChild(Effect.forEach(
        Array.from({ length: 50 }, (_, n) => n),
        (n) => Effect.flatMap(tokenOf(forger, `forged-${n}`), outcome),
        { concurrency: "unbounded" }
      ))
      yield* TestClock.adjust(second)
      yield* Deferred.succeed(gate, undefined)
      assert.deepStrictEqual(new Set(yield* Fiber.join(fiber)), new Set(["Signature"]))
      assert.strictEqual(yield* outcome(yield* tokenOf(first)), "valid")
      assert.lengthOf(requests, 1)
    }))

  it.effect("does not prolong its pause if the clock is set back", () =>
    Effect.gen(function*() {
      const { first, forger, next } = yield* setup
      let keys = [first.jwk]
      const { outcome } = yield* verifierOf(() => Effect.sync(() => keySet(keys)))
      assert.strictEqual(yield* outcome(yield* tokenOf(forger)), "Signature")
      keys = [next.jwk]
      yield* TestClock.setTime((start - 3600) * 1000)
      assert.strictEqual(yield* outcome(yield* tokenOf(next)), "valid")
    }))
})

describe("during an outage", () => {
  it.effect("keys from before stay in use, and only the first token waits", () =>
    Effect.gen(function*() {
      const { first, forger, next } = yield* setup
      let respond: Effect.Effect<Response> = Effect.sync(() => keySet([first.jwk], {}))
      const { outcome, requests } = yield* verifierOf(() => Effect.suspend(() => respond))
      const token = yield* tokenOf(first)
      assert.strictEqual(yield* outcome(token), "valid")

      respond = Effect.never
      yield* TestClock.adjust(hour)
      let isDone = false
      const waiting = yield* Effect.forkChild(Effect.map(outcome(token), (outcome) => {
        isDone = true
        return outcome
      }))
      yield* TestClock.adjust(5 * second - 1)
      assert.isFalse(isDone)
      yield* TestClock.adjust(1)
      assert.strictEqual(yield* Fiber.join(waiting), "valid")
      assert.lengthOf(requests, 2)

      // No request for 10 seconds, and then one in the background.
      yield* TestClock.adjust(10 * second - 1)
      assert.strictEqual(yield* outcome(token), "valid")
      assert.strictEqual(yield* outcome(yield* tokenOf(forger)), "KeysUnavailableError")
      assert.lengthOf(requests, 2)
      yield* TestClock.adjust(1)
      assert.strictEqual(yield* outcome(token), "valid")
      yield* TestClock.adjust(0)
      assert.lengthOf(requests, 3)
      yield* TestClock.adjust(5 * second)

      respond = Effect.sync(() => keySet([next.jwk], {}))
      yield* TestClock.adjust(10 * second)
      assert.strictEqual(yield* outcome(token), "valid")
      yield* TestClock.adjust(0)
      assert.strictEqual(yield* outcome(token), "Signature")
      assert.strictEqual(yield* outcome(yield* tokenOf(next)), "valid")
    }))

  it.effect("nothing is known about a token without keys, and the server is asked once in a second", () =>
    Effect.gen(function*() {
      const { first } = yield* setup
      let respond: Effect.Effect<Response> = Effect.sync(broken)
      const { outcome, requests } = yield* verifierOf(() => Effect.suspend(() => respond))
      const token = yield* tokenOf(first)
      for (let n = 0; n < 20; n++) assert.strictEqual(yield* outcome(token), "KeysUnavailableError")
      assert.lengthOf(requests, 1)
      yield* TestClock.adjust(second)
      respond = Effect.sync(() => keySet([first.jwk]))
      assert.strictEqual(yield* outcome(token), "valid")
      assert.lengthOf(requests, 2)
    }))

  it.effect("nothing is known about a token of an unknown key", () =>
    Effect.gen(function*() {
      const { first, next } = yield* setup
      let respond: Effect.Effect<Response> = Effect.sync(() => keySet([first.jwk]))
      const { outcome, requests } = yield* verifierOf(() => Effect.suspend(() => respond))
      assert.strictEqual(yield* outcome(yield* tokenOf(first)), "valid")
      respond = Effect.sync(broken)
      const token = yield* tokenOf(next)
      for (let n = 0; n < 20; n++) assert.strictEqual(yield* outcome(token), "KeysUnavailableError")
      assert.strictEqual(yield* outcome(yield* tokenOf(first)), "valid")
      assert.lengthOf(requests, 2)
      respond = Effect.sync(() => keySet([first.jwk, next.jwk]))
      yield* TestClock.adjust(10 * second)
      assert.strictEqual(yield* outcome(token), "valid")
    }))

  it.effect("of one issuer, tokens of another one are verified", () =>
    Effect.gen(function*() {
      const { first } = yield* setup
      const { outcome, verify } = yield* verifierOf(
        ({ pathname }) => pathname.includes("Down") ? Effect.never : Effect.sync(() => keySet([first.jwk])),
        [options, { ...options, userPoolId: "eu-west-1_Down" }]
      )
      const iss = `https://${host}/eu-west-1_Down`
      const down = yield* tokenOf(first, first.kid, { iss })
      const waiting = yield* Effect.forkChild(Effect.exit(verify(down)))
      yield* TestClock.adjust(second)
      assert.strictEqual(yield* outcome(yield* tokenOf(first)), "valid")
      yield* TestClock.adjust(4 * second)
      const exit = yield* Fiber.join(waiting)
      assert(Exit.isFailure(exit))
      const error = yield* Effect.flip(verify(down))
      assert(error._tag === "KeysUnavailableError")
      assert.strictEqual(error.issuer, iss)
      assert.strictEqual(error.reason, "Timeout")
      assert.strictEqual(
        error.message,
        `The keys of ${iss} could not be fetched: there was no complete response in time.`
      )
    }))
})
