/** When an attempt is repeated, and after which wait, on a test clock with a scripted client. */
import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientResponse from "@effect/platform/HttpClientResponse"
import { assert, describe, it } from "@effect/vitest"
import { Clock, Fiber, Redacted } from "effect"
import { Cognito, CognitoConfig, CognitoError } from "effect-cognito"
import * as CognitoTest from "effect-cognito/CognitoTest"
import * as fc from "fast-check"
import { requestError } from "../support/clientErrors.js"
import { Cause, ConfigProvider, Effect, Exit, Random, Schedule, TestClock } from "../support/effect.js"
import { exception } from "../support/exception.js"
import { property } from "../support/operations.js"

// -----------------------------------------------------------------------------
// the script
// -----------------------------------------------------------------------------

interface Answer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** What happens to an attempt. */
type Step = Answer | "Connect" | "Lost" | "Timeout"

const refusal = (status: number, code: string, headers: Answer["headers"] = {}): Answer => ({
  status,
  headers,
  body: exception(code)
})

const page = (status: number): Answer => ({ status, body: "<html></html>" })

const ok: Answer = { status: 200, body: `{"Username":"ann","UserAttributes":[]}` }

const throttled = refusal(400, "TooManyRequestsException")
const unavailable = refusal(503, "ServiceUnavailable")

const causes = {
  Connect: Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" }),
  Lost: Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" })
}

/** A client that follows a script, whose last step repeats itself, and notes when it is asked. */
const scripted = (script: (attempt: number, now: number) => Step) => {
  const times: Array<number> = []
  const client = HttpClient.make((request) =>
    Effect.flatMap(Clock.currentTimeMillis, (now) => {
      const step = script(times.length, now)
      times.push(now)
      return step === "Timeout"
        ? Effect.never
        : typeof step === "string"
        ? Effect.fail(requestError("Transport", { request, cause: causes[step] }))
        : Effect.sync(() => HttpClientResponse.fromWeb(request, new Response(step.body ?? "", step)))
    })
  )
  return { client, times }
}

/** One client for several calls, each of which brings its own script. */
const makeShared = () => {
  let current: HttpClient.HttpClient | undefined
  const client = HttpClient.make((request) => current?.execute(request) ?? Effect.die(new Error("There is no script.")))
  return { client, follow: (client: HttpClient.HttpClient) => current = client }
}

const accessToken = Redacted.make("token")

/** One operation that sends a message, and one that only reads. */
const operations: Readonly<
  Record<"sending" | "harmless", Effect.Effect<unknown, CognitoError.CognitoError, HttpClient.HttpClient>>
> = {
  sending: Cognito.getUserAttributeVerificationCode({ accessToken, attributeName: "email" }),
  harmless: Cognito.getUser({ accessToken })
}

type Kind = keyof typeof operations

let endpoints = 0

/** The quota of a client outlives a call, so each test has an endpoint of its own. */
const freshEndpoint = () => `https://endpoint-${endpoints++}.example`

interface Options extends CognitoConfig.Options {
  /** The client of several calls, which share its quota. Without one, a call has a client of its own. */
  readonly shared?: ReturnType<typeof makeShared>
  readonly seed?: number
  readonly environment?: Readonly<Record<string, string>>
}

const prepare = (
  kind: Kind,
  script: ReadonlyArray<Step> | ((attempt: number, now: number) => Step),
  { environment = {}, seed = 1, shared, ...options }: Options = {}
) => {
  const { client, times } = scripted(
    typeof script === "function" ? script : (attempt) => script[Math.min(attempt, script.length - 1)] ?? ok
  )
  // The test clock keeps the timers of attempts that are long over, and takes its time to ring each.
  const timeout = Array.isArray(script) && !script.includes("Timeout") ? Infinity : "30 seconds"
  const call = operations[kind].pipe(
    CognitoConfig.withConfig({ endpoint: freshEndpoint(), timeout, ...options }),
    Effect.provideService(
      HttpClient.HttpClient,
      shared === undefined ? client : (shared.follow(client), shared.client)
    ),
    Effect.provide(ConfigProvider.layer(ConfigProvider.fromUnknown(environment))),
    Random.withSeed(seed)
  )
  return { call, times }
}

/** Makes a call while time passes, and says what came of it. */
const runWhile =
  (pass: (hasEnded: () => boolean) => Effect.Effect<void>) => (...parameters: Parameters<typeof prepare>) =>
    Effect.gen(function*() {
      const { call, times } = prepare(...parameters)
      let ended = false
      const fiber = yield* Effect.result(call).pipe(
        Effect.ensuring(Effect.sync(() => {
          ended = true
        })),
        Effect.forkChild
      )
      yield* pass(() => ended)
      const result = yield* Fiber.join(fiber)
      return {
        outcome: result._tag === "Success" ? "success" : result.failure._tag,
        error: result._tag === "Failure" ? result.failure : undefined,
        attempts: times.length,
        waits: times.slice(1).map((time, i) => time - times[i]!)
      }
    })

/** With all the time in the world. */
const run = runWhile(() => TestClock.adjust("10 days"))

/**
 * Second by second. Between the steps of a schedule a call waits for the platform, for which only Effect 3's test clock
 * waits too.
 */
const runBySeconds = runWhile((hasEnded) =>
  Effect.gen(function*() {
    while (!hasEnded()) {
      yield* TestClock.adjust("1 second")
      yield* TestClock.withLive(Effect.sleep(5))
    }
  })
)

const attemptsOf = (...parameters: Parameters<typeof prepare>) => Effect.map(run(...parameters), (_) => _.attempts)

// -----------------------------------------------------------------------------
// what is repeated
// -----------------------------------------------------------------------------

const throttlingCodes = [
  "BandwidthLimitExceeded",
  "EC2ThrottledException",
  "PriorRequestNotComplete",
  "ProvisionedThroughputExceededException",
  "RequestLimitExceeded",
  "RequestThrottled",
  "RequestThrottledException",
  "SlowDown",
  "ThrottledException",
  "Throttling",
  "ThrottlingException",
  "TooManyRequestsException",
  "TransactionInProgressException"
]

/** By why: every failure, and how many attempts it is worth to an operation that sends and to one that only reads. */
const repeated: ReadonlyArray<
  readonly [why: string, sending: number, harmless: number, ReadonlyArray<readonly [name: string, Step]>]
> = [
  ["throttling proves that nothing was done", 3, 3, [
    ...throttlingCodes.map((code) => [`${code} with status 400`, refusal(400, code)] as const),
    ["TooManyRequestsException with status 429", refusal(429, "TooManyRequestsException")],
    ["ThrottlingException with status 503", refusal(503, "ThrottlingException")],
    ["another exception with status 429", refusal(429, "SomethingNew")],
    ["a page with status 429", page(429)],
    ["an exception that only a header names", { status: 400, headers: { "x-amzn-errortype": "Throttling:" } }]
  ]],
  ["the request was certainly not sent", 3, 3, [["a refused connection", "Connect"]]],
  ["Cognito may have processed the request", 1, 3, [
    ...[500, 502, 503, 504].flatMap((status) =>
      [
        [`InternalErrorException with status ${status}`, refusal(status, "InternalErrorException")],
        [`a page with status ${status}`, page(status)],
        [`nothing with status ${status}`, { status }]
      ] as const
    ),
    ...["TimeoutError", "RequestTimeout", "RequestTimeoutException"].map((code) =>
      [`${code} with status 400`, refusal(400, code)] as const
    ),
    ["a lost connection", "Lost"],
    ["an attempt that takes too long", "Timeout"]
  ]],
  ["the limit of one user lasts an hour", 1, 1, [
    ...[400, 429, 500, 503].map((status) =>
      [`LimitExceededException with status ${status}`, refusal(status, "LimitExceededException")] as const
    ),
    [
      "LimitExceededException that asks to wait",
      refusal(429, "LimitExceededException", { "retry-after": "1", "x-amz-retry-after": "1" })
    ]
  ]],
  ["the same request can't succeed", 1, 1, [
    ["NotAuthorizedException with status 400", refusal(400, "NotAuthorizedException")],
    ["ForbiddenException with status 403", refusal(403, "ForbiddenException")],
    ["InternalErrorException with status 400", refusal(400, "InternalErrorException")],
    ["an exception with status 501", refusal(501, "NotImplemented")],
    ["a redirect", page(302)],
    ["a success that is none", page(200)]
  ]]
]

describe.each(repeated)(
  "%s: a sending operation has %i attempts, a harmless one %i",
  (_, sending, harmless, failures) => {
    it.effect.each(failures)("after %s", ([name, step]) =>
      Effect.gen(function*() {
        assert.strictEqual(yield* attemptsOf("sending", [step]), sending, `${name}, sending`)
        assert.strictEqual(yield* attemptsOf("harmless", [step]), harmless, `${name}, harmless`)

        const recovered = yield* run("harmless", [step, ok])
        assert.strictEqual(recovered.outcome === "success", harmless > 1)
        assert.strictEqual(recovered.attempts, Math.min(harmless, 2))
      }))
  }
)

it.effect("the error of the last attempt is the one that comes out", () =>
  Effect.gen(function*() {
    const { error } = yield* run("harmless", [page(502), "Lost", refusal(504, "Last")])
    assert(error?._tag === "UnknownServiceException")
    assert.strictEqual(error.code, "Last")
    assert.strictEqual(error.status, 504)
  }))

/** Every step, by what it means for the next one. */
const steps: fc.Arbitrary<readonly ["again" | "if harmless" | "no", Step]> = fc.constantFrom(
  ["again", throttled] as const,
  ["again", page(429)] as const,
  ["again", "Connect"] as const,
  ["if harmless", unavailable] as const,
  ["if harmless", "Lost"] as const,
  ["if harmless", "Timeout"] as const,
  ["no", refusal(429, "LimitExceededException")] as const,
  ["no", refusal(400, "NotAuthorizedException")] as const,
  ["no", ok] as const
)

it.effect("an operation that sends is never attempted after a step that may have been processed", () =>
  property(
    fc.record({
      script: fc.array(steps, { minLength: 1, maxLength: 6 }),
      maxAttempts: fc.integer({ min: 1, max: 7 }),
      harmless: fc.boolean()
    }),
    30,
    ({ harmless, maxAttempts, script }) =>
      Effect.gen(function*() {
        const all = [...script, ["no", ok]] as typeof script
        const last = all.findIndex(([next]) => next === "no" || (next === "if harmless" && !harmless))
        const attempts = yield* attemptsOf(harmless ? "harmless" : "sending", all.map(([, step]) => step), {
          retry: { maxAttempts }
        })
        assert.strictEqual(attempts, Math.min(last + 1, maxAttempts))
      })
  ))

// -----------------------------------------------------------------------------
// how often
// -----------------------------------------------------------------------------

describe("the number of attempts", () => {
  const endless = (options: Options) => run("harmless", [unavailable], options)

  it.effect.each<readonly [name: string, Options, number]>([
    ["is 3", {}, 3],
    ["is 3 if the variable is empty", { environment: { AWS_MAX_ATTEMPTS: " " } }, 3],
    ["comes from the environment", { environment: { AWS_MAX_ATTEMPTS: "5" } }, 5],
    ["may be 1", { environment: { AWS_MAX_ATTEMPTS: "1" } }, 1],
    ["comes from the option first", { environment: { AWS_MAX_ATTEMPTS: "5" }, retry: { maxAttempts: 2 } }, 2],
    [
      "comes from the environment beside other options",
      { environment: { AWS_MAX_ATTEMPTS: "4" }, retry: { baseDelay: 1 } },
      4
    ],
    ["is 1 without retries, whatever the environment", { environment: { AWS_MAX_ATTEMPTS: "5" }, retry: "none" }, 1]
  ])("%s", ([, options, expected]) =>
    Effect.gen(function*() {
      assert.strictEqual((yield* endless(options)).attempts, expected)
    }))

  it.effect.each(["0", "-1", "1.5", "many", "Infinity"])("can't be %s", (value) =>
    Effect.gen(function*() {
      for (
        const options of [{ environment: { AWS_MAX_ATTEMPTS: value } }, { retry: { maxAttempts: Number(value) } }]
      ) {
        const { attempts, outcome } = yield* endless(options)
        assert.strictEqual(outcome, "InvalidConfigurationError")
        assert.strictEqual(attempts, 0)
      }
    }))

  it.effect("without retries even throttling comes out at once", () =>
    Effect.gen(function*() {
      const { attempts, outcome } = yield* run("sending", [throttled, ok], { retry: "none" })
      assert.strictEqual(outcome, "TooManyRequestsException")
      assert.strictEqual(attempts, 1)
    }))

  it.effect("a caller may say that repeating is fine, or that it is not", () =>
    Effect.gen(function*() {
      for (const step of [unavailable, "Lost", "Timeout"] as const) {
        assert.strictEqual(yield* attemptsOf("sending", [step], { retry: { repeatable: true } }), 3)
        assert.strictEqual(yield* attemptsOf("harmless", [step], { retry: { repeatable: false } }), 1)
      }
      assert.strictEqual(yield* attemptsOf("harmless", [throttled], { retry: { repeatable: false } }), 3)
      const limit = refusal(400, "LimitExceededException")
      assert.strictEqual(yield* attemptsOf("sending", [limit], { retry: { repeatable: true } }), 1)
    }))

  it.effect("is 0 for a request that is invalid, and there is no wait", () =>
    Effect.gen(function*() {
      const { client, times } = scripted(() => ok)
      const error = yield* Cognito.getUser({ accessToken: Redacted.make("not a token") }).pipe(
        CognitoConfig.withConfig({ endpoint: freshEndpoint() }),
        Effect.provideService(HttpClient.HttpClient, client),
        Effect.flip
      )
      assert.strictEqual(error._tag, "InvalidRequestError")
      assert.strictEqual(times.length, 0)
    }))
})

// -----------------------------------------------------------------------------
// how long
// -----------------------------------------------------------------------------

const numbers = fc.record({
  maxAttempts: fc.integer({ min: 2, max: 6 }),
  baseDelay: fc.integer({ min: 1, max: 5000 }),
  throttledDelay: fc.integer({ min: 1, max: 5000 }),
  maxDelay: fc.integer({ min: 1, max: 20_000 })
})

describe("the waits", () => {
  it.effect("stay below a bound that doubles up to its cap", () =>
    property(
      fc.record({ numbers, seed: fc.integer(), throttling: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }) }),
      30,
      ({ numbers, seed, throttling }) =>
        Effect.gen(function*() {
          const script = throttling.map((isThrottled) => isThrottled ? throttled : unavailable)
          const { attempts, waits } = yield* run("harmless", script, { seed, retry: numbers })
          assert.strictEqual(attempts, numbers.maxAttempts)
          for (const [i, wait] of waits.entries()) {
            const base = throttling[i] ? numbers.throttledDelay : numbers.baseDelay
            assert.isAtLeast(wait, 0)
            assert.isAtMost(wait, Math.min(base * 2 ** i, numbers.maxDelay))
          }
        })
    ))

  it.effect("have AWS's numbers by default, and use all the room that these leave", () =>
    Effect.gen(function*() {
      for (const [step, bounds] of [[unavailable, [50, 100]], [throttled, [1000, 2000]]] as const) {
        const seen = yield* Effect.forEach(
          Array.from({ length: 25 }, (_, seed) => seed),
          (seed) => run("harmless", [step], { seed })
        )
        for (const [i, bound] of bounds.entries()) {
          const waits = seen.map(({ waits }) => waits[i]!)
          assert.isAtMost(Math.max(...waits), bound)
          assert.isAtLeast(Math.max(...waits), bound * 0.8)
          assert.isAtMost(Math.min(...waits), bound * 0.2)
        }
      }
      const patient = yield* run("harmless", [throttled], { retry: { maxAttempts: 40 } })
      assert.isAtMost(Math.max(...patient.waits), 20_000)
      assert.isAtLeast(Math.max(...patient.waits), 15_000)
    }))

  it.effect("are as Cognito asks, as far as it stays within 5 seconds of our own", () =>
    property(
      fc.record({
        seed: fc.integer(),
        status: fc.constantFrom(400, 503),
        form: fc.constantFrom("seconds", "date", "milliseconds"),
        hint: fc.oneof(fc.integer({ min: 0, max: 8000 }), fc.integer({ min: 0, max: 1_000_000_000 }))
      }),
      30,
      ({ form, hint, seed, status }) =>
        Effect.gen(function*() {
          const code = status === 400 ? "TooManyRequestsException" : "ServiceUnavailable"
          const asked: Array<number> = []
          const own = yield* run("harmless", [refusal(status, code)], { seed })
          const { waits } = yield* run("harmless", (_, now) => {
            const seconds = Math.floor(hint / 1000)
            const date = Math.floor(now / 1000 + seconds) * 1000
            asked.push(form === "milliseconds" ? hint : form === "seconds" ? seconds * 1000 : date - now)
            return refusal(
              status,
              code,
              form === "milliseconds"
                ? { "x-amz-retry-after": String(hint) }
                : { "retry-after": form === "seconds" ? String(seconds) : new Date(date).toUTCString() }
            )
          }, { seed })
          assert.strictEqual(waits.length, 2)
          for (const [i, wait] of waits.entries()) {
            const ours = own.waits[i]!
            assert.strictEqual(wait, Math.max(ours, Math.min(asked[i]!, ours + 5000)))
          }
        })
    ))

  it.effect("are our own if Cognito asks for nothing that can be understood, or for the past", () =>
    Effect.gen(function*() {
      // `Date` takes "-5" for a month of the year 2001.
      yield* TestClock.setTime(Date.UTC(2026, 0))
      const own = yield* run("harmless", [throttled])
      for (
        const headers of [
          { "retry-after": "soon" },
          { "retry-after": "-5" },
          { "retry-after": "" },
          { "retry-after": "Thu, 01 Jan 1970 00:00:00 GMT" },
          { "x-amz-retry-after": "soon" },
          { "x-amz-retry-after": "-5" },
          { "x-amz-retry-after": "" }
        ]
      ) {
        const { waits } = yield* run("harmless", [refusal(400, "TooManyRequestsException", headers)])
        assert.deepStrictEqual(waits, own.waits, JSON.stringify(headers))
      }
    }))

  it.effect("are whole milliseconds, since at other times a test clock may fail to tell the nanoseconds", () =>
    Effect.gen(function*() {
      const { waits } = yield* run("harmless", [throttled], { retry: { maxAttempts: 20 } })
      assert.deepStrictEqual(waits, waits.map(Math.round))
      assert.strictEqual(waits.length, 19)
    }))
})

// -----------------------------------------------------------------------------
// a schedule of the user's own
// -----------------------------------------------------------------------------

describe("a schedule", () => {
  it.effect("says how often, and after which waits", () =>
    Effect.gen(function*() {
      const schedule = Schedule.max([Schedule.exponential("3 seconds"), Schedule.recurs(4)])
      const { attempts, outcome, waits } = yield* runBySeconds("harmless", [unavailable], { retry: schedule })
      assert.strictEqual(attempts, 5)
      assert.deepStrictEqual(waits, [3000, 6000, 12_000, 24_000])
      assert.strictEqual(outcome, "UnknownServiceException")

      const stopped = yield* run("harmless", [unavailable], { retry: Schedule.recurs(0) })
      assert.strictEqual(stopped.attempts, 1)
    }))

  it.effect("starts anew with each call", () =>
    Effect.gen(function*() {
      const retry = Schedule.recurs(2)
      for (let i = 0; i < 3; i++) assert.strictEqual(yield* attemptsOf("harmless", [unavailable], { retry }), 3)
    }))

  it.effect("sees only the failures that may be repeated", () =>
    Effect.gen(function*() {
      const seen: Array<string> = []
      const retry = Schedule.recurs(10).pipe(
        Schedule.tap(({ input }: { readonly input: CognitoError.CognitoError }) =>
          Effect.sync(() => seen.push(input._tag))
        )
      )
      const { attempts, outcome } = yield* run("sending", [throttled, "Connect", page(429), "Lost", ok], { retry })
      assert.strictEqual(outcome, "TransportError")
      assert.strictEqual(attempts, 4)
      assert.deepStrictEqual(seen, ["TooManyRequestsException", "TransportError", "InvalidResponseError"])

      seen.length = 0
      for (const code of ["LimitExceededException", "NotAuthorizedException"]) {
        assert.strictEqual(yield* attemptsOf("harmless", [refusal(400, code)], { retry }), 1)
      }
      assert.deepStrictEqual(seen, [])
    }))

  it.effect("may choose among them", () =>
    Effect.gen(function*() {
      const retry = Schedule.recurs(10).pipe(
        Schedule.while(({ input }: { readonly input: CognitoError.CognitoError }) => CognitoError.isThrottling(input))
      )
      assert.strictEqual(yield* attemptsOf("harmless", [throttled, throttled, unavailable, ok], { retry }), 3)
    }))
})

// -----------------------------------------------------------------------------
// the quota
// -----------------------------------------------------------------------------

const retriesOf = (options: Options, step: Step) =>
  Effect.map(attemptsOf("harmless", [step], options), (attempts) => attempts - 1)

const succeed = (options: Options, times: number) => Effect.replicateEffect(run("harmless", [ok], options), times)

const callOften = <E, R>(call: Effect.Effect<unknown, E, R>) =>
  Effect.gen(function*() {
    const fiber = yield* Effect.forkChild(Effect.replicateEffect(Effect.flip(call), 100))
    yield* TestClock.adjust("1 hour")
    yield* Fiber.join(fiber)
  })

describe("the quota of a client at an endpoint", () => {
  const retry = { maxAttempts: 1000, throttledDelay: 1, baseDelay: 1, maxDelay: 1 }

  /** A client and an endpoint that no other test uses, with a full quota. */
  const fresh = () => ({ endpoint: freshEndpoint(), shared: makeShared(), retry })

  it.effect("has 500 tokens, of which a retry costs 14, or 5 after throttling", () =>
    Effect.gen(function*() {
      assert.strictEqual(yield* retriesOf(fresh(), throttled), 100)

      const options = fresh()
      assert.strictEqual(yield* retriesOf(options, unavailable), 35)
      // 10 are left.
      assert.strictEqual(yield* retriesOf(options, unavailable), 0)
      assert.strictEqual(yield* retriesOf(options, throttled), 2)
    }))

  it.effect("makes calls fail at once when it is empty, with the error of their attempt", () =>
    Effect.gen(function*() {
      const options = fresh()
      yield* retriesOf(options, throttled)
      const before = yield* Clock.currentTimeMillis
      const { call, times } = prepare("harmless", [throttled, ok], { ...options, retry: { maxAttempts: 3 } })
      const error = yield* Effect.flip(call)
      assert.strictEqual(error._tag, "TooManyRequestsException")
      assert.deepStrictEqual(times, [before])
    }))

  it.effect("gets 1 back from a success without a retry", () =>
    Effect.gen(function*() {
      const options = fresh()
      yield* retriesOf(options, throttled)
      yield* succeed(options, 4)
      assert.strictEqual(yield* retriesOf(options, throttled), 0)
      yield* succeed(options, 1)
      assert.strictEqual(yield* retriesOf(options, throttled), 1)
    }))

  it.effect("gets the cost of the last retry back from a success after it", () =>
    Effect.gen(function*() {
      const options = fresh()
      yield* retriesOf(options, throttled)
      yield* succeed(options, 14)
      for (let i = 0; i < 3; i++) {
        const { attempts, outcome } = yield* run("harmless", [unavailable, ok], options)
        assert.strictEqual(outcome, "success")
        assert.strictEqual(attempts, 2)
      }
      // Two retries at 5 each, of which one comes back: 4 + 5 are left.
      yield* run("harmless", [throttled, throttled, ok], options)
      assert.strictEqual(yield* retriesOf(options, throttled), 1)
    }))

  it.effect("gets nothing back from a failure", () =>
    Effect.gen(function*() {
      const options = fresh()
      yield* retriesOf(options, throttled)
      yield* succeed(options, 5)
      const denied = refusal(400, "NotAuthorizedException")
      const { attempts } = yield* run("harmless", [throttled, denied], options)
      assert.strictEqual(attempts, 2)
      assert.strictEqual(yield* retriesOf(options, throttled), 0)
    }))

  it.effect("never has more than 500", () =>
    Effect.gen(function*() {
      const options = fresh()
      yield* succeed(options, 10)
      yield* run("harmless", [unavailable, ok], options)
      yield* succeed(options, 10)
      assert.strictEqual(yield* retriesOf(options, throttled), 100)
    }))

  it.effect("is not that of another endpoint, nor that of another client", () =>
    Effect.gen(function*() {
      const options = fresh()
      yield* retriesOf(options, throttled)
      assert.strictEqual(yield* retriesOf(options, throttled), 0)
      assert.strictEqual(yield* retriesOf({ ...options, endpoint: freshEndpoint() }, throttled), 100)
      assert.strictEqual(yield* retriesOf({ ...options, shared: makeShared() }, throttled), 100)
    }))

  it.effect("does not count for a schedule, which is the user's own bound", () =>
    Effect.gen(function*() {
      const options = fresh()
      yield* retriesOf(options, throttled)
      assert.strictEqual(yield* attemptsOf("harmless", [throttled], { ...options, retry: Schedule.recurs(4) }), 5)
    }))

  /** Attempts of 100 calls, one after the other, during an outage. */
  const outage = Effect.gen(function*() {
    const { client, times } = scripted(() => unavailable)
    const config = { endpoint: freshEndpoint(), timeout: Infinity, retry: { baseDelay: 1, maxDelay: 1 } }
    const service = yield* Cognito.make(config).pipe(Effect.provideService(HttpClient.HttpClient, client))
    return { client, config, service, times }
  })

  it.effect("keeps the calls of a service from multiplying an outage", () =>
    Effect.gen(function*() {
      const { service, times } = yield* outage
      yield* callOften(service.getUser({ accessToken }))
      // 35 retries at 14 tokens each, beside the first attempts.
      assert.strictEqual(times.length, 100 + 35)
    }))

  it.effect("keeps the calls of a function from multiplying an outage", () =>
    Effect.gen(function*() {
      const { client, config, times } = yield* outage
      yield* callOften(operations.harmless.pipe(CognitoConfig.withConfig(config))).pipe(
        Effect.provideService(HttpClient.HttpClient, client)
      )
      assert.strictEqual(times.length, 100 + 35)
    }))

  it.effect("is full in each layer of CognitoTest, whatever the tests before did", () =>
    Effect.forEach([1, 2, 3], () => {
      let attempts = 0
      const layer = CognitoTest.layer({
        getUser: () => {
          attempts++
          return Effect.fail(new CognitoError.TooManyRequestsException({ message: "Slow down." }))
        }
      })
      const call = operations.harmless.pipe(CognitoConfig.withConfig({ region: "eu-west-1", timeout: Infinity }))
      return Effect.provide(
        Effect.andThen(callOften(call), Effect.sync(() => assert.strictEqual(attempts, 200))),
        layer
      )
    }))
})

// -----------------------------------------------------------------------------
// interruption
// -----------------------------------------------------------------------------

/** Cognito asks for 5 seconds, so that the call waits at least so long. */
const waiting = () => prepare("sending", [refusal(429, "Throttling", { "retry-after": "5" }), ok])

describe("during a wait", () => {
  it.effect("an interruption ends the call, and nothing is attempted any more", () =>
    Effect.gen(function*() {
      const { call, times } = waiting()
      const fiber = yield* Effect.forkChild(call)
      yield* TestClock.adjust("4 seconds")
      yield* Fiber.interrupt(fiber)
      const exit = yield* Fiber.await(fiber)
      assert.isTrue(Exit.hasInterrupts(exit))
      yield* TestClock.adjust("1 day")
      assert.strictEqual(times.length, 1)
    }))

  it.effect("a timeout around the call ends it, and nothing is attempted any more", () =>
    Effect.gen(function*() {
      const { call, times } = waiting()
      const fiber = yield* Effect.forkChild(Effect.flip(Effect.timeout(call, "4 seconds")))
      yield* TestClock.adjust("1 day")
      assert.isTrue(Cause.isTimeoutError(yield* Fiber.join(fiber)))
      assert.strictEqual(times.length, 1)
    }))

  it.effect("a call that nobody disturbs goes on", () =>
    Effect.gen(function*() {
      const { call, times } = waiting()
      const fiber = yield* Effect.forkChild(call)
      yield* TestClock.adjust("4999 millis")
      assert.strictEqual(times.length, 1)
      yield* TestClock.adjust("1 day")
      yield* Fiber.join(fiber)
      assert.strictEqual(times.length, 2)
    }))
})
