/**
 * Sessions behind the faulty networks of `retry/chaos.test.ts`, over real sockets and by the real clock: what a pool and a
 * network in memory show in `properties.test.ts` is so on each client.
 */
import { HttpClient } from "@effect/platform"
import { assert, describe } from "@effect/vitest"
import { Redacted } from "effect"
import { CognitoAppClient, CognitoConfig, CognitoSession, CognitoSessionStore } from "effect-cognito"
import * as chaos from "../support/chaos.js"
import { Effect, Layer, Result } from "../support/effect.js"
import { answer, make as makeServer, reset } from "../support/faults.js"
import { layers } from "../support/layers.js"
import { it } from "../support/vitest.js"
import { clientId, makeJwt } from "./jwt.js"
import { userPoolId } from "./pool.js"
import { makeShelf, makeStore } from "./world.js"

/** How long access tokens live, in milliseconds. They are refreshed after half of it. */
const lifetime = 400

const fibers = 5
const rounds = 4

/** Sequences of faults. Each session meets two of them, with a healthy request before each. */
const sequences = chaos.sequences(120)

type Schedule = ReadonlyArray<chaos.Step | undefined>

const schedules = Array.from(
  { length: sequences.length / 2 },
  (_, index): Schedule => [undefined, ...sequences[2 * index]!, undefined, ...sequences[2 * index + 1]!]
)

/** A Cognito that rotates refresh tokens and never takes one whose successor has arrived. */
const makeCognito = (schedule: Schedule) =>
  Effect.gen(function*() {
    const queue = [...schedule]
    const stats = { refreshes: 0, reuses: 0, denied: 0, faults: 0 }
    /** What was issued, and whether its successor has arrived for certain. */
    const known = new Map<string, boolean>()
    let serial = 0

    const issue = () => {
      const name = `${++serial}`
      const iat = Date.now() / 1000
      const claims = { sub: "a-sub", iat, exp: iat + lifetime / 1000, jti: name }
      const RefreshToken = `refresh-${name}`
      known.set(RefreshToken, false)
      return {
        AccessToken: makeJwt(`access ${name}`, { ...claims, client_id: clientId, username: "ada" }),
        IdToken: makeJwt(`id ${name}`, { ...claims, aud: clientId }),
        RefreshToken
      }
    }

    const respond = (token: string) => {
      const isReplaced = known.get(token)
      if (isReplaced !== false) stats.reuses++
      const step = queue.shift()
      if (step !== undefined && step.again !== "done") {
        stats.faults++
        if (step.name === "denied") stats.denied++
        // What Cognito has processed without an answer is within the grace of its rotation.
        return step.action
      }
      known.set(token, true)
      stats.refreshes++
      return answer(200, JSON.stringify({ AuthenticationResult: issue() }), {
        "content-type": "application/x-amz-json-1.1"
      })
    }

    const server = yield* makeServer({
      // A connection that is refused, as far as a server can refuse one.
      before: () => {
        if (queue[0]?.at === undefined || queue[0].at === "the service") return []
        queue.shift()
        stats.faults++
        return [reset]
      },
      script: (_, { body }) => respond(JSON.parse(body).RefreshToken)
    })
    return { endpoint: server.endpoint, stats, issue, heal: Effect.sync(() => void (queue.length = 0)) }
  })

/** Counts the requests that are on their way at the same time. */
const counting = (client: HttpClient.HttpClient, counts: { now: number; most: number }): HttpClient.HttpClient =>
  HttpClient.transformResponse(client, (response) =>
    Effect.acquireUseRelease(
      Effect.sync(() => {
        counts.most = Math.max(counts.most, ++counts.now)
      }),
      () => response,
      () => Effect.sync(() => void counts.now--)
    ))

const run = (schedule: Schedule) =>
  Effect.scoped(Effect.gen(function*() {
    const { endpoint, heal, issue, stats } = yield* makeCognito(schedule)
    const shelf = makeShelf()
    const counts = { now: 0, most: 0 }
    const client = counting(yield* HttpClient.HttpClient, counts)
    const session = yield* CognitoSession.make().pipe(Effect.provide(Layer.mergeAll(
      Layer.succeed(HttpClient.HttpClient, client),
      Layer.succeed(CognitoSessionStore.CognitoSessionStore, makeStore(shelf)),
      CognitoAppClient.layer({ clientId, userPoolId }),
      CognitoConfig.layer({
        region: "eu-west-1",
        endpoint,
        timeout: "2 seconds",
        retry: { maxAttempts: 3, baseDelay: "5 millis", throttledDelay: "5 millis" }
      })
    )))
    const tokens = issue()
    yield* session.begin({
      accessToken: Redacted.make(tokens.AccessToken),
      idToken: Redacted.make(tokens.IdToken),
      refreshToken: Redacted.make(tokens.RefreshToken)
    })

    const wrongs: Array<string> = []
    const totals = { got: 0, failed: 0 }
    const ask = Effect.gen(function*() {
      const before = Date.now()
      const result = yield* Effect.result(session.accessToken)
      if (Result.isSuccess(result)) {
        totals.got++
        const text = Redacted.value(result.success)
        const { exp, jti } = JSON.parse(Buffer.from(text.split(".")[1] ?? "", "base64url").toString())
        if (exp * 1000 <= before) wrongs.push(`token ${jti} had expired`)
        if (!shelf.saved.some((saved) => saved.includes(text))) wrongs.push(`token ${jti} is not stored`)
      } else {
        totals.failed++
        if (result.failure._tag === "SignedOutError" && stats.denied === 0) {
          wrongs.push(`signed out by ${result.failure.reason}`)
        }
      }
    })
    for (let round = 0; round < rounds; round++) {
      yield* Effect.all(
        Array.from({ length: fibers }, (_, fiber) =>
          // One of them gives up, whatever it waits for.
          fiber === 0 ? Effect.timeoutOption(ask, 5 * round) : ask),
        { concurrency: "unbounded" }
      )
      yield* Effect.sleep(lifetime * (round % 2 === 0 ? 0.6 : 1.1))
    }
    yield* heal
    // A refresh that was going on may end badly yet.
    yield* Effect.exit(session.accessToken)
    yield* Effect.sleep(lifetime)
    const last = yield* Effect.result(session.accessToken)
    return {
      wrongs,
      isKept: stats.denied > 0 || Result.isSuccess(last),
      reuses: stats.reuses,
      most: counts.most,
      stats,
      totals
    }
  }))

describe.each(layers)("over %s", (_, layer) => {
  it.live(`a session keeps its promises in ${schedules.length} faulty networks`, () =>
    Effect.gen(function*() {
      const outcomes = yield* Effect.forEach(schedules, run, { concurrency: 20 })
      for (const [index, { isKept, most, reuses, wrongs }] of outcomes.entries()) {
        const names = schedules[index]?.map((step) => step?.name ?? "healthy").join(", then ")
        assert.deepStrictEqual(
          { wrongs, isKept, reuses, most },
          { wrongs: [], isKept: true, reuses: 0, most: 1 },
          names
        )
      }
      // The schedules are worth something.
      const sum = (figure: (outcome: typeof outcomes[number]) => number) =>
        outcomes.reduce((total, outcome) => total + figure(outcome), 0)
      assert.isAbove(sum(({ stats }) => stats.faults), schedules.length)
      assert.isAbove(sum(({ stats }) => stats.refreshes), schedules.length)
      assert.isAbove(sum(({ totals }) => totals.got), schedules.length * fibers)
      assert.isAbove(sum(({ totals }) => totals.failed), 0)
      const ended = outcomes.filter(({ stats }) => stats.denied > 0).length
      assert.isAbove(ended, 0)
      assert.isBelow(ended, schedules.length / 2)
    }).pipe(Effect.provide(layer)), 120_000)
})
