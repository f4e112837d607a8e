/**
 * Calls that have to end although something does not: a body that can't be cancelled, a `fetch` that ignores its signal,
 * and a schedule that never gives up.
 */
import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientResponse from "@effect/platform/HttpClientResponse"
import { Fiber, Option, Schedule } from "effect"
import { Cognito, CognitoConfig, CognitoError } from "effect-cognito"
import * as CognitoTest from "effect-cognito/CognitoTest"
import { requestError } from "../support/clientErrors.js"
import { Cause, Effect, Exit, Layer, Redacted, TestClock } from "../support/effect.js"
import { fetching } from "../support/fetching.js"
import { interrupt } from "../support/fibers.js"
import { settle } from "../support/settle.js"
import { assert, describe, it } from "../support/vitest.js"
import { replaceSpans } from "../support/watching.js"

const getUser = Cognito.getUser({ accessToken: Redacted.make("token") })

/** The error in a cause, if there is one. */
const failureOf = <E>(cause: Cause.Cause<E>): E | undefined => Option.getOrUndefined(Cause.findErrorOption(cause))

const never = <A>(): Promise<A> => new Promise(() => {})

// -----------------------------------------------------------------------------
// bodies
// -----------------------------------------------------------------------------

const cancels: ReadonlyArray<readonly [what: string, cancel: () => Promise<void>]> = [
  ["never settles", () => never()],
  ["is rejected", () => Promise.reject(new Error("It can't be cancelled."))],
  ["throws", () => {
    throw new Error("It can't be cancelled.")
  }]
]

const bodies: ReadonlyArray<readonly [what: string, pull: (pulls: number) => string | undefined]> = [
  ["nothing comes of", () => undefined],
  ["stops in the middle", (pulls) => pulls === 0 ? `{"Username":"a",` : undefined]
]

/** A body that gives these texts, and then nothing more. */
const bodyOf = (pull: (pulls: number) => string | undefined, cancel: () => Promise<void>): ReadableStream => {
  let pulls = 0
  const encoder = new TextEncoder()
  return new ReadableStream({
    pull: (controller) => {
      const text = pull(pulls++)
      if (text === undefined) return never()
      controller.enqueue(encoder.encode(text))
      return Promise.resolve()
    },
    cancel
  })
}

/** A client on another transport than `fetch`, whose response is one of the web all the same. */
const customClient = (respond: () => Response) =>
  Layer.succeed(
    HttpClient.HttpClient,
    HttpClient.make((request) => Effect.sync(() => HttpClientResponse.fromWeb(request, respond())))
  )

const clients: ReadonlyArray<
  readonly [name: string, layerOf: (respond: () => Response) => Layer.Layer<HttpClient.HttpClient>]
> = [
  ["fetch", (respond) => fetching(async () => respond())],
  ["a client of one's own", customClient]
]

const headers: ReadonlyArray<readonly [what: string, headers: Record<string, string>]> = [
  ["without a length", {}],
  ["with a length", { "content-length": "500" }]
]

for (const [client, layerOf] of clients) {
  for (const [why, cancel] of cancels) {
    describe(`through ${client}, a body whose cancel ${why}`, () => {
      for (const [what, pull] of bodies) {
        for (const [length, declared] of headers) {
          const layer = () => layerOf(() => new Response(bodyOf(pull, cancel), { headers: declared }))

          it.live(`does not outlive the timeout (${what} a body ${length})`, () =>
            Effect.gen(function*() {
              const { exit, unhandled } = yield* settle(getUser.pipe(
                CognitoConfig.withConfig({ region: "eu-west-1", retry: "none", timeout: 100 }),
                Effect.provide(layer())
              ))
              assert.deepStrictEqual(unhandled, [])
              assert(Exit.isFailure(exit))
              const error = failureOf(exit.cause)
              assert(error?._tag === "TransportError", String(exit.cause))
              assert.strictEqual(error.reason, "Timeout")
            }))

          it.live(`does not hold an interruption (${what} a body ${length})`, () =>
            Effect.gen(function*() {
              const { exit, unhandled } = yield* settle(Effect.gen(function*() {
                const fiber = yield* Effect.forkChild(getUser.pipe(
                  CognitoConfig.withConfig({ region: "eu-west-1", retry: "none" }),
                  Effect.provide(layer())
                ))
                yield* Effect.sleep(50)
                return yield* interrupt(fiber)
              }))
              assert.deepStrictEqual(unhandled, [])
              assert(Exit.isSuccess(exit))
              assert.isTrue(Exit.hasInterrupts(exit.value))
            }))
        }
      }

      it.live("does not hold the next attempt", () =>
        Effect.gen(function*() {
          let n = 0
          const respond = () =>
            new Response(n++ === 0 ? bodyOf(() => undefined, cancel) : `{"Username":"a","UserAttributes":[]}`)
          const { exit, unhandled } = yield* settle(getUser.pipe(
            CognitoConfig.withConfig({ region: "eu-west-1", timeout: 100, retry: { baseDelay: 1, repeatable: true } }),
            Effect.provide(layerOf(respond))
          ))
          assert.deepStrictEqual(unhandled, [])
          assert(Exit.isSuccess(exit), String(exit))
          assert.strictEqual(exit.value.username, "a")
          assert.strictEqual(n, 2)
        }))

      it.live("is too large all the same", () =>
        Effect.gen(function*() {
          const { exit, unhandled } = yield* settle(getUser.pipe(
            CognitoConfig.withConfig({ region: "eu-west-1", retry: "none", timeout: 2000 }),
            Effect.provide(layerOf(() => new Response(bodyOf(() => "x".repeat(65_536), cancel))))
          ))
          assert.deepStrictEqual(unhandled, [])
          assert(Exit.isFailure(exit))
          assert.strictEqual(failureOf(exit.cause)?._tag, "InvalidResponseError")
        }))
    })
  }
}

describe("a fetch that ignores its signal", () => {
  const layer = fetching(() => never())

  it.live("does not outlive the timeout", () =>
    Effect.gen(function*() {
      const { exit } = yield* settle(getUser.pipe(
        CognitoConfig.withConfig({ region: "eu-west-1", retry: "none", timeout: 100 }),
        Effect.provide(layer)
      ))
      assert(Exit.isFailure(exit))
      const error = failureOf(exit.cause)
      assert(error?._tag === "TransportError")
      assert.strictEqual(error.reason, "Timeout")
    }))

  it.live("does not hold an interruption", () =>
    Effect.gen(function*() {
      const { exit } = yield* settle(Effect.gen(function*() {
        const fiber = yield* Effect.forkChild(getUser.pipe(
          CognitoConfig.withConfig({ region: "eu-west-1" }),
          Effect.provide(layer)
        ))
        yield* Effect.sleep(50)
        return yield* interrupt(fiber)
      }))
      assert(Exit.isSuccess(exit))
      assert.isTrue(Exit.hasInterrupts(exit.value))
    }))
})

// -----------------------------------------------------------------------------
// schedules
// -----------------------------------------------------------------------------

const throttled = `{"__type":"TooManyRequestsException","message":"Rate exceeded"}`

/** A starved event loop can't end a test either, so the clients give in after this time. */
const patience = 3000

/** Gives one response until it is time to give in, and then another. */
const until = <A>(one: A, other: A): () => A => {
  const start = performance.now()
  return () => performance.now() - start < patience ? one : other
}

const ok = `{"Username":"a","UserAttributes":[]}`

const respond = () => {
  const text = until(throttled, ok)
  return () => {
    const body = text()
    return new Response(body, { status: body === ok ? 200 : 400, headers: { "content-length": String(body.length) } })
  }
}

/** Clients that respond, or fail, before anything else can run. */
const immediate: ReadonlyArray<readonly [what: string, make: () => Layer.Layer<HttpClient.HttpClient>]> = [
  ["a client that responds at once", () => customClient(respond())],
  ["a fetch that responds at once", () => {
    const answer = respond()
    return fetching(async () => answer())
  }],
  ["a client that fails at once", () => {
    const outcome = until<"fail" | "succeed">("fail", "succeed")
    return Layer.succeed(
      HttpClient.HttpClient,
      HttpClient.make((request) =>
        Effect.suspend(() =>
          outcome() === "fail"
            ? Effect.fail(
              requestError("Transport", {
                request,
                cause: Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" })
              })
            )
            : Effect.succeed(HttpClientResponse.fromWeb(request, new Response(ok)))
        )
      )
    )
  }],
  ["a double whose handler fails at once", () => {
    const isOver = until(false, true)
    return CognitoTest.layer({
      getUser: () =>
        isOver()
          ? Effect.succeed({ username: "a", userAttributes: [] })
          : Effect.fail(new CognitoError.TooManyRequestsException({ message: "Rate exceeded", status: 400 }))
    })
  }]
]

const schedules: ReadonlyArray<readonly [what: string, Schedule.Schedule<unknown, CognitoError.CognitoError>]> = [
  ["Schedule.forever", Schedule.forever],
  ["Schedule.spaced of nothing", Schedule.spaced(0)],
  ["a billion recurrences", Schedule.recurs(1e9)]
]

describe("a schedule that never gives up leaves the event loop to others:", () => {
  for (const [client, make] of immediate) {
    for (const [what, retry] of schedules) {
      it.live(`an outer timeout fires (${what}, ${client})`, () =>
        Effect.gen(function*() {
          const { exit, unhandled } = yield* settle(
            getUser.pipe(
              CognitoConfig.withConfig({ region: "eu-west-1", retry }),
              Effect.timeout(200),
              Effect.provide(make())
            ),
            2 * patience
          )
          assert.deepStrictEqual(unhandled, [])
          assert(Exit.isFailure(exit), "the timeout did not fire before the client gave in")
          assert.isTrue(Cause.isTimeoutError(failureOf(exit.cause)), String(exit.cause))
        }))
    }

    it.live(`an interruption arrives (${client})`, () =>
      Effect.gen(function*() {
        const { exit } = yield* settle(
          Effect.gen(function*() {
            const fiber = yield* Effect.forkChild(getUser.pipe(
              CognitoConfig.withConfig({ region: "eu-west-1", retry: Schedule.forever }),
              Effect.provide(make())
            ))
            yield* Effect.sleep(100)
            return yield* interrupt(fiber)
          }),
          2 * patience
        )
        assert(Exit.isSuccess(exit))
        assert.isTrue(Exit.hasInterrupts(exit.value), "the client gave in before the interruption arrived")
      }))
  }

  it.live("in the service, too", () =>
    Effect.gen(function*() {
      const { exit } = yield* settle(
        Effect.gen(function*() {
          const cognito = yield* Cognito.make({ region: "eu-west-1", retry: Schedule.forever })
          return yield* Effect.timeout(cognito.getUser({ accessToken: Redacted.make("token") }), 200)
        }).pipe(Effect.provide(customClient(respond()))),
        2 * patience
      )
      assert(Exit.isFailure(exit), "the timeout did not fire before the client gave in")
    }))
})

// -----------------------------------------------------------------------------
// attempts that end late
// -----------------------------------------------------------------------------

it.effect("an attempt that ends during the next one does not touch the span of the next one", () =>
  Effect.gen(function*() {
    let attempts = 0
    const slow = Layer.succeed(
      HttpClient.HttpClient,
      HttpClient.make((request) => {
        const response = HttpClientResponse.fromWeb(request, new Response(`{"Username":"a","UserAttributes":[]}`))
        // The first attempt can't be stopped when its time is up after 10 seconds.
        return attempts++ === 0
          ? Effect.uninterruptible(Effect.delay(Effect.succeed(response), "15 seconds"))
          : Effect.delay(Effect.succeed(response), "8 seconds")
      })
    )
    const ends: Array<readonly [name: string, milliseconds: number, outcome: string]> = []
    const native = yield* Effect.tracer
    const tracer = replaceSpans(native, (_, make) => {
      const span = make()
      const end = span.end.bind(span)
      span.end = (time, exit) => {
        ends.push([span.name, Number(time / 1_000_000n), exit._tag])
        end(time, exit)
      }
      return span
    })
    const fiber = yield* getUser.pipe(
      CognitoConfig.withConfig({ region: "eu-west-1", timeout: "10 seconds", retry: { baseDelay: 1 } }),
      Effect.withTracer(tracer),
      Effect.provide(slow),
      Effect.forkChild
    )
    yield* TestClock.adjust("1 minute")
    yield* Fiber.join(fiber)
    assert.strictEqual(attempts, 2)
    assert.deepStrictEqual(ends, [
      ["http.client POST", 10_000, "Failure"],
      ["http.client POST", 18_000, "Success"],
      ["Cognito.GetUser", 18_000, "Success"]
    ])
  }))
