/** A thousand sequences of faults for each of two operations, on each client, and on AWS's own SDK. */
import {
  CognitoIdentityProviderClient,
  GetUserAttributeVerificationCodeCommand,
  GetUserCommand
} from "@aws-sdk/client-cognito-identity-provider"
import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import { assert, describe, it } from "@effect/vitest"
import { Cause, Clock, Duration, Effect, Exit, identity, Redacted, Supervisor } from "effect"
import { Cognito, CognitoConfig, type CognitoError } from "effect-cognito"
import * as http from "node:http"
import { beforeAll } from "vitest"
import * as chaos from "../support/chaos.js"
import { layers } from "../support/layers.js"

const sequences = chaos.sequences(20160418, 1000)

/** The one sends a message, the other only reads. */
const kinds = ["sending", "harmless"] as const

type Kind = typeof kinds[number]

// -----------------------------------------------------------------------------
// the tally
// -----------------------------------------------------------------------------

class Tally {
  calls = 0
  attempts = 0
  successes = 0
  /** Calls of the sending operation for which the service sent more than one message. */
  secondMessages = 0
  /**
   * Calls that failed although a client that makes no mistake would have ended with a healthy answer: an attempt was
   * left, and the failure allowed it, for it proved that nothing was done, or the operation is harmless.
   */
  curable = 0
  /** Calls that ended neither in a result nor in a documented error. */
  defects = 0
  /** What went otherwise than for a client that makes no mistake. */
  surprises: Array<string> = []

  readonly kind: Kind

  constructor(kind: Kind) {
    this.kind = kind
  }

  add({ attempts, processed, steps }: chaos.Call, outcome: "success" | "failure" | "defect") {
    const ideal = chaos.ideal(steps, this.kind === "harmless")
    const success = outcome === "success"
    this.calls++
    this.attempts += attempts
    if (success) this.successes++
    if (this.kind === "sending" && processed > 1) this.secondMessages++
    if (!success && ideal.success) this.curable++
    if (outcome === "defect") this.defects++
    if (success !== ideal.success || attempts !== ideal.attempts) {
      this.surprises.push(`${steps.map(({ name }) => name).join(", then ")}: ${outcome} after ${attempts} attempts`)
    }
  }

  print(who: string) {
    process.stdout.write(
      `${who}, ${this.kind}: ${this.calls} sequences, ${this.attempts} attempts, ${this.successes} successes, ` +
        `${this.secondMessages} second messages, ${this.curable} curable failures surfaced\n`
    )
  }
}

// -----------------------------------------------------------------------------
// ours
// -----------------------------------------------------------------------------

const accessToken = Redacted.make("token")

const operations: Readonly<
  Record<Kind, Effect.Effect<unknown, CognitoError.CognitoError, HttpClient.HttpClient>>
> = {
  sending: Cognito.getUserAttributeVerificationCode({ accessToken, attributeName: "email" }),
  harmless: Cognito.getUser({ accessToken })
}

/** Nothing that a busy machine does slowly takes so long. */
const timeout = 60_000

const clock = Clock.make()

/** A clock on which an attempt is over its time as soon as the service has fallen silent, and not before. */
const impatient = (call: chaos.Call): Clock.Clock => ({
  [Clock.ClockTypeId]: Clock.ClockTypeId,
  unsafeCurrentTimeMillis: () => clock.unsafeCurrentTimeMillis(),
  unsafeCurrentTimeNanos: () => clock.unsafeCurrentTimeNanos(),
  currentTimeMillis: clock.currentTimeMillis,
  currentTimeNanos: clock.currentTimeNanos,
  sleep: (duration) =>
    Duration.toMillis(duration) === timeout
      ? Effect.repeat(clock.sleep(Duration.millis(20)), { until: () => call.silent })
      : clock.sleep(duration)
})

const run = (kind: Kind, call: chaos.Call) =>
  operations[kind].pipe(
    CognitoConfig.withConfig({
      endpoint: call.endpoint,
      timeout,
      retry: {
        maxAttempts: chaos.maxAttempts,
        baseDelay: "1 millis",
        throttledDelay: "1 millis",
        maxDelay: "2 millis"
      }
    }),
    Effect.updateService(
      HttpClient.HttpClient,
      HttpClient.mapRequestEffect((request) =>
        Effect.sync(() => {
          const { path, port } = call.route()
          return HttpClientRequest.setUrl(request, `http://127.0.0.1:${port}${path}`)
        })
      )
    ),
    call.steps.some(({ silent }) => silent) ? Effect.withClock(impatient(call)) : identity,
    Effect.exit
  )

/** What keeps the process alive. */
const resources = () =>
  process.getActiveResourcesInfo().filter((kind) => kind === "Timeout" || kind.startsWith("TCP")).length

const eventually = (condition: () => boolean) =>
  Effect.iterate(0, {
    while: (i) => i < 150 && !condition(),
    body: (i) => Effect.as(Effect.sleep("100 millis"), i + 1)
  })

let before = 0

beforeAll(() => {
  before = resources()
})

describe.each(layers)("over %s", (name, layer) => {
  it.live("no second message, no curable failure, no defect, and nothing is left behind", () =>
    Effect.gen(function*() {
      const supervisor = yield* Supervisor.track
      yield* Effect.scoped(Effect.gen(function*() {
        const world = yield* chaos.make
        for (const kind of kinds) {
          const tally = new Tally(kind)
          yield* Effect.forEach(sequences, (steps) => {
            const call = world.call(steps)
            return Effect.map(run(kind, call), (exit) => {
              tally.add(call, Exit.isSuccess(exit) ? "success" : Cause.isFailType(exit.cause) ? "failure" : "defect")
            })
          }, { concurrency: 64, discard: true }).pipe(Effect.provide(layer), Effect.supervised(supervisor))

          tally.print(`effect-cognito over ${name}`)
          assert.strictEqual(tally.calls, sequences.length)
          assert.strictEqual(tally.secondMessages, 0)
          assert.strictEqual(tally.curable, 0)
          assert.strictEqual(tally.defects, 0)
          assert.deepStrictEqual(tally.surprises, [])
          // The sequences are worth something: some end well after all, and some do not.
          assert.isAbove(tally.successes, sequences.length * 0.1)
          assert.isBelow(tally.successes, sequences.length * 0.9)
        }
        assert.strictEqual((yield* supervisor.value).length, 0)
        // Global `fetch` has its own pool, in which idle connections live for some seconds.
        yield* eventually(() => world.openConnections() === 0)
        assert.strictEqual(world.openConnections(), 0)
      }))
      yield* eventually(() => resources() <= before)
      assert.isAtMost(resources(), before)
    }), 120_000)
})

// -----------------------------------------------------------------------------
// AWS's own
// -----------------------------------------------------------------------------

const request = { AccessToken: "token", AttributeName: "email" }

/** A client with its defaults, but for a timeout, which by default it lacks. */
const runSdk = (kind: Kind, call: chaos.Call, httpAgent: http.Agent) =>
  Effect.promise(async () => {
    const client = new CognitoIdentityProviderClient({
      region: "eu-west-1",
      endpoint: call.endpoint,
      maxAttempts: chaos.maxAttempts,
      requestHandler: { httpAgent, requestTimeout: 5000, throwOnRequestTimeout: true }
    })
    client.middlewareStack.add((next) => (args) => {
      // This step of the SDK's has its HTTP request.
      Object.assign(args.request as object, call.route())
      return next(args)
    }, { step: "finalizeRequest", priority: "low" })
    try {
      await (kind === "sending"
        ? client.send(new GetUserAttributeVerificationCodeCommand(request))
        : client.send(new GetUserCommand({ AccessToken: request.AccessToken })))
      return "success"
    } catch {
      return "failure"
    }
  })

describe("over AWS's own SDK", () => {
  it.scopedLive("users do get second messages", () =>
    Effect.gen(function*() {
      const world = yield* chaos.make
      const agent = yield* Effect.acquireRelease(
        Effect.sync(() => new http.Agent({ keepAlive: true })),
        (agent) => Effect.sync(() => agent.destroy())
      )
      for (const kind of kinds) {
        const tally = new Tally(kind)
        yield* Effect.forEach(sequences, (steps) => {
          const call = world.call(steps)
          return Effect.map(runSdk(kind, call, agent), (outcome) => tally.add(call, outcome))
        }, { concurrency: 250, discard: true })
        tally.print("AWS's SDK")
        assert.strictEqual(tally.calls, sequences.length)
        if (kind === "sending") assert.isAbove(tally.secondMessages, 0)
      }
    }), 120_000)
})
