/**
 * A thousand schedules of what can happen to sessions of one user: several programs that share a store, fibers that ask
 * and give up, tokens that expire, requests that fail in every way, stores that break, sign-ins and sign-outs.
 */
import { describe } from "@effect/vitest"
import { Clock, Redacted } from "effect"
import type { CognitoSessionStore } from "effect-cognito"
import * as fc from "fast-check"
import { Effect, Exit, Result, TestClock } from "../support/effect.js"
import { poll } from "../support/fibers.js"
import { it } from "../support/vitest.js"
import { endings, type Fate, makePool } from "./pool.js"
import { makeSession, makeShelf, makeStore } from "./world.js"

const count = 1000

type Action =
  | { readonly do: "ask"; readonly session: number; readonly fibers: number; readonly givesUpAfter: number | undefined }
  | { readonly do: "use"; readonly session: number }
  | { readonly do: "wait"; readonly seconds: number }
  | { readonly do: "break"; readonly store: ReadonlyArray<"load" | "save" | "remove"> }
  | { readonly do: "revoke" }

const actions: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("ask" as const),
      session: fc.nat(1),
      fibers: fc.integer({ min: 1, max: 8 }),
      givesUpAfter: fc.option(fc.integer({ min: 0, max: 4000 }), { nil: undefined })
    })
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("use" as const), session: fc.nat(1) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("wait" as const),
      seconds: fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 60, max: 400 }))
    })
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant("break" as const), store: fc.subarray(["load", "save", "remove"] as const) })
  },
  { weight: 1, arbitrary: fc.constant({ do: "revoke" as const }) }
)

/** What becomes of the requests, one after the other. Without a grace, a lost response is the end of a session. */
const fates = (grace: number | undefined): fc.Arbitrary<ReadonlyArray<Fate>> =>
  fc.array(
    fc.oneof(
      { weight: 6, arbitrary: fc.constant<Fate>("good") },
      {
        weight: 4,
        arbitrary: fc.constantFrom<Fate>("lost before", "internal error", "throttled", "lambda failed")
      },
      { weight: grace === 0 ? 0 : 1, arbitrary: fc.constant<Fate>("lost after") },
      { weight: 1, arbitrary: fc.constantFrom<Fate>(...endings) }
    ),
    { maxLength: 12 }
  )

const schedules = fc.sample(
  fc.constantFrom(undefined, 0, 60).chain((grace) =>
    fc.record({
      grace: fc.constant(grace),
      delay: fc.constantFrom(0, 100, 3000),
      // If a store breaks while new tokens are on their way, another program uses the old ones.
      count: fc.constantFrom(1, 2),
      isOld: fc.constant(grace === undefined).chain((may) => may ? fc.boolean() : fc.constant(false)),
      fates: fates(grace),
      actions: fc.array(actions, { minLength: 5, maxLength: 25 })
    })
  ),
  { seed: 20151125, numRuns: count }
)

/** The lock that tabs have, and processes. */
const makeSharedLock = () => {
  let last: Promise<unknown> = Promise.resolve()
  const lock: CognitoSessionStore.Lock = (effect) =>
    Effect.acquireUseRelease(
      Effect.promise(async () => {
        const before = last
        let release: (() => void) | undefined
        last = new Promise<void>((resolve) => {
          release = resolve
        })
        await before
        return release
      }),
      () => effect,
      (release) => Effect.sync(() => release?.())
    )
  return lock
}

/** Lets everything happen that can happen at this moment. */
const settle = Effect.promise(async () => new Promise((resolve) => setImmediate(resolve)))

const pass = (milliseconds: number) => Effect.andThen(TestClock.adjust(milliseconds), settle)

const run = ({ actions, count, delay, fates, grace, isOld }: typeof schedules[number]) =>
  Effect.scoped(Effect.gen(function*() {
    const queue = [...fates]
    let ended = false
    const pool = makePool({
      grace,
      isOld,
      lifetime: 300,
      delay: () => delay,
      fate: () => {
        const fate = queue.shift() ?? "good"
        if (endings.some((ending) => ending === fate)) ended = true
        return fate
      }
    })
    const shelf = makeShelf()
    const lock = makeSharedLock()
    const open = makeSession(pool, makeStore(shelf, lock), { retry: { maxAttempts: 3 }, timeout: "20 seconds" })
    const first = yield* open
    const sessions = [first, count === 1 ? first : yield* open] as const
    const tokens = yield* pool.signIn
    yield* first.begin(tokens)

    let alive = 0
    /** Starts a fiber that has to end. */
    const fork = <A, E>(effect: Effect.Effect<A, E>) => {
      alive++
      return Effect.forkChild(Effect.ensuring(effect, Effect.sync(() => alive--)))
    }
    const wrongs: Array<string> = []
    let [asked, got] = [0, 0]
    const isEnded = () => ended || pool.stats.orphans > 0

    const ask = (session: typeof sessions[number]) =>
      Effect.gen(function*() {
        asked++
        const result = yield* Effect.result(session.accessToken)
        if (Result.isSuccess(result)) {
          got++
          // A token that Cognito has revoked is still one that has not expired.
          const [, payload = ""] = Redacted.value(result.success).split(".")
          const { exp, jti } = JSON.parse(Buffer.from(payload, "base64url").toString())
          const now = yield* Clock.currentTimeMillis
          if (now >= exp * 1000) wrongs.push(`token ${jti} has expired`)
          if (!shelf.saved.some((text) => text.includes(Redacted.value(result.success)))) {
            wrongs.push(`token ${jti} is not stored`)
          }
        } else if (result.failure._tag === "SignedOutError" && !isEnded()) {
          wrongs.push(`signed out by ${result.failure.reason}`)
        }
      })

    for (const action of actions) {
      switch (action.do) {
        case "ask": {
          const { fibers, givesUpAfter, session } = action
          for (let i = 0; i < fibers; i++) {
            const asking = ask(sessions[session]!)
            yield* fork(
              givesUpAfter === undefined ? asking : Effect.timeoutOption(asking, givesUpAfter + i * 50)
            )
          }
          break
        }
        case "use": {
          let attempts = 0
          const session = sessions[action.session]!
          yield* fork(Effect.exit(session.withAccessToken((accessToken) => {
            if (++attempts > 2) wrongs.push("used more than twice")
            return pool.handlers.getUser!({ accessToken })
          })))
          break
        }
        case "wait": {
          yield* pass(action.seconds * 1000)
          break
        }
        case "break": {
          if (count === 1) shelf.fails = (operation) => action.store.some((broken) => broken === operation)
          break
        }
        case "revoke": {
          if (pool.latest() !== undefined) pool.revokeAccessToken(pool.latest()!)
          break
        }
      }
      yield* settle
    }

    // In the end everything works again.
    shelf.fails = () => false
    queue.length = 0
    // Three attempts of 20 seconds with waits between them, twice.
    yield* pass(150_000)
    const hanging = alive
    const outcomes = []
    for (const session of sessions) {
      const last = yield* Effect.forkChild(Effect.exit(session.accessToken))
      yield* pass(150_000)
      outcomes.push(poll(last))
    }
    return {
      asked,
      got,
      ended: isEnded(),
      wrongs,
      hanging: hanging + outcomes.filter((exit) => exit === undefined).length,
      /** Whether a session that Cognito did not end gives a token again. */
      isKept: isEnded() ||
        outcomes.every((exit) => exit !== undefined && Exit.isSuccess(exit) && Exit.isSuccess(exit.value)),
      reuses: pool.stats.reuses,
      mostInFlight: pool.stats.mostInFlight,
      refreshes: pool.stats.refreshes
    }
  }))

/** Most of the time a test clock waits, so the schedules are run in groups at the same time, each with a clock of its own. */
const groups = Array.from({ length: 20 }, (_, group) => schedules.filter((_, index) => index % 20 === group))

describe("a session", { concurrent: true }, () => {
  for (const [index, group] of groups.entries()) {
    it.effect(
      `keeps its promises in ${group.length} schedules (group ${index})`,
      ({ expect }) =>
        Effect.gen(function*() {
          const total = { asked: 0, got: 0, ended: 0, refreshes: 0 }
          for (const schedule of group) {
            const { asked, ended, got, refreshes, ...promises } = yield* run(schedule)
            expect(promises, JSON.stringify(schedule)).toEqual({
              wrongs: [],
              hanging: 0,
              isKept: true,
              reuses: 0,
              mostInFlight: promises.mostInFlight === 0 ? 0 : 1
            })
            total.asked += asked
            total.got += got
            total.refreshes += refreshes
            if (ended) total.ended++
          }
          // The schedules are worth something.
          expect(total.asked).toBeGreaterThan(group.length * 10)
          expect(total.got).toBeGreaterThan(total.asked * 0.2)
          expect(total.got).toBeLessThan(total.asked * 0.98)
          expect(total.refreshes).toBeGreaterThan(group.length)
          expect(total.ended).toBeGreaterThan(0)
          expect(total.ended).toBeLessThan(group.length * 0.8)
        }),
      300_000
    )
  }
})
