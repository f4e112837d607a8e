import { FetchHttpClient, HttpClient } from "@effect/platform"
import { Deferred, Exit, Fiber, Redacted } from "effect"
import { Cognito, CognitoConfig } from "effect-cognito"
import { Cause, Effect, TestClock } from "../support/effect.js"
import { answer, half, hang, make, pause, type Server } from "../support/faults.js"
import { layers } from "../support/layers.js"
import { assert, describe, it } from "../support/vitest.js"
import { yieldAt } from "../support/yielding.js"

const accessToken = Redacted.make("token")

/** A call that would be repeated, were its interruption taken for a failure. */
const call = ({ endpoint }: Server) =>
  Cognito.getUserAttributeVerificationCode({ accessToken, attributeName: "email" }).pipe(
    CognitoConfig.withConfig({ endpoint, timeout: "1 hour", retry: { maxAttempts: 3, repeatable: true } })
  )

type Call = ReturnType<typeof call>

/** Time stands still in these tests, but not on the network. */
const real = TestClock.withLive

/** The ways to interrupt a call once the server hangs, each with a look at what comes of it. */
const ways: ReadonlyArray<
  readonly [
    name: string,
    interrupt: (call: Call, hangs: Effect.Effect<void>) => Effect.Effect<void, never, HttpClient.HttpClient>
  ]
> = [
  ["Fiber.interrupt", (call, hangs) =>
    Effect.gen(function*() {
      const fiber = yield* Effect.forkChild(call)
      yield* hangs
      yield* Fiber.interrupt(fiber)
      const exit = yield* Fiber.await(fiber)
      assert(Exit.isFailure(exit))
      assert.isTrue(Cause.hasInterruptsOnly(exit.cause))
    })],
  ["Effect.timeout", (call, hangs) =>
    Effect.gen(function*() {
      const fiber = yield* Effect.forkChild(Effect.flip(Effect.timeout(call, "5 seconds")))
      yield* hangs
      yield* TestClock.adjust("5 seconds")
      assert.isTrue(Cause.isTimeoutError(yield* Effect.orDie(Fiber.join(fiber))))
    })],
  ["a race that it loses", (call, hangs) =>
    Effect.gen(function*() {
      const winner = yield* Effect.race(Effect.orDie(call), Effect.as(hangs, "the other one"))
      assert.strictEqual(winner, "the other one")
    })]
]

const points = [
  ["before the server reads", { before: [hang] }],
  ["before the server answers", { script: [hang] }],
  ["in the middle of the headers", { script: [half("headers"), hang] }],
  ["in the middle of a body with a length", { script: [half("body"), hang] }],
  ["in the middle of a chunked body", { script: [half("chunked body"), hang] }],
  ["in the middle of a body without a length", { script: [half("unbounded body"), hang] }]
] as const

for (const [client, layer] of layers) {
  describe(`through ${client}`, () => {
    for (const [way, interrupt] of ways) {
      for (const [where, point] of points) {
        it.effect(`${way} ${where} ends the call and its connection, and nothing is sent again`, () =>
          Effect.gen(function*() {
            const server = yield* make({
              before: (n) => n === 0 && "before" in point ? point.before : [],
              script: (n) => n === 0 && "script" in point ? point.script : answer(200, "{}")
            })
            // The client gets a moment to read what the server wrote before.
            const hangs = Effect.asVoid(real(Effect.zip(server.hung, Effect.sleep(30))))
            yield* interrupt(call(server), hangs)
            yield* Deferred.await(server.connections[0]!.closedByClient).pipe(
              Effect.timeout("2 seconds"),
              real
            )

            // Whoever waits for a moment to try again gets it.
            yield* TestClock.adjust("1 hour")
            yield* real(Effect.sleep(30))
            const before = "before" in point ? 0 : 1
            assert.strictEqual(server.processed.length, before)

            // The client is as good as before.
            assert.deepStrictEqual(yield* call(server), {})
            assert.strictEqual(server.processed.length, before + 1)
          }).pipe(Effect.provide(layer)))
      }
    }
  })
}

it.effect("at whatever step a call is interrupted, its request does not outlive it", () =>
  Effect.gen(function*() {
    let sent = 0
    let open = 0
    // As the platforms' own clients do, it leaves the aborting to the signal. What `Effect.callback` is given to clean up
    // is forgotten if its fiber is interrupted in one of the two steps after it began.
    const client = HttpClient.make((_request, _url, signal) =>
      Effect.callback(() => {
        sent++
        open++
        signal.addEventListener("abort", () => {
          open--
        })
      })
    )
    // Fibers are interrupted where they yield, so the call yields at one step after another, until it only waits.
    let paused = true
    for (let step = 1; paused; step++) {
      paused = false
      const fiber = yield* Cognito.getUserAttributeVerificationCode({ accessToken, attributeName: "email" }).pipe(
        CognitoConfig.withConfig({ region: "eu-west-1" }),
        Effect.provideService(HttpClient.HttpClient, client),
        yieldAt(step, () => {
          paused = true
        }),
        Effect.forkChild
      )
      yield* Effect.yieldNow.pipe(Effect.repeat({ times: 10, until: () => paused }))
      yield* Fiber.interrupt(fiber)
      // Whatever was left behind gets its turn.
      yield* Effect.repeat(Effect.yieldNow, { times: 10 })
      assert.strictEqual(open, 0, `a request is left after an interruption at step ${step}`)
    }
    assert.isAbove(sent, 0)
  }))

it.live("a call that is uninterruptible is finished", () =>
  Effect.gen(function*() {
    const server = yield* make({ script: () => [pause(50), ...answer(200, "{}")] })
    let answered = false
    const fiber = yield* call(server).pipe(
      Effect.tap(() =>
        Effect.sync(() => {
          answered = true
        })
      ),
      Effect.uninterruptible,
      Effect.provide(FetchHttpClient.layer),
      Effect.forkChild
    )
    yield* Effect.sleep(20)
    yield* Fiber.interrupt(fiber)
    assert.isTrue(answered)
  }))
