/**
 * A tracer, a span processor, a metric or a logger that throws. Whatever it throws, and wherever, the call settles: as
 * if nothing had been thrown, or with a defect, which is what was thrown.
 */
import * as NodeSdk from "@effect/opentelemetry/NodeSdk"
import type * as HttpClient from "@effect/platform/HttpClient"
import type { SpanProcessor } from "@opentelemetry/sdk-trace-base"
import { type Layer, type Tracer } from "effect"
import { Cognito, CognitoConfig, type CognitoError } from "effect-cognito"
import { Cause, Deferred, Effect, Exit, Logger, Redacted } from "../support/effect.js"
import { type Action, answer, close, hang, make as makeServer } from "../support/faults.js"
import { interrupt } from "../support/fibers.js"
import { layers } from "../support/layers.js"
import { breakMetrics } from "../support/metrics.js"
import { settle } from "../support/settle.js"
import { assert, describe, it } from "../support/vitest.js"
import { defectsOf, failuresOf, minimumLogLevel, replaceSpans } from "../support/watching.js"

// -----------------------------------------------------------------------------
// calls
// -----------------------------------------------------------------------------

const exception = (code: string): Action => answer(400, JSON.stringify({ __type: code, message: "As scripted." }))

const ok = answer(200, "{}")

interface Outcome {
  readonly script: ReadonlyArray<Action>
  /** How the call ends if nothing throws. */
  readonly normal: string
}

/** The ways on which a call meets its observers. */
const outcomes: Readonly<Record<string, Outcome>> = {
  "a success": { script: [ok], normal: "success" },
  "a retry": { script: [exception("TooManyRequestsException"), ok], normal: "success" },
  "an exception": { script: [exception("NotAuthorizedException")], normal: "NotAuthorizedException" },
  "a page": { script: [answer(502, "<html></html>")], normal: "InvalidResponseError" },
  "a connection that is lost": { script: [[close]], normal: "TransportError Lost" },
  "a timeout": { script: [[hang]], normal: "TransportError Timeout" }
}

/** Short where the time has to be up, and long enough for a busy machine where it has not. */
const timeoutOf = (normal: string): number => normal === "TransportError Timeout" ? 300 : 10_000

const nameOf = (error: CognitoError.CognitoError): string =>
  error._tag === "TransportError" ? `${error._tag} ${error.reason}` : error._tag

const call = Cognito.getUserAttributeVerificationCode({
  accessToken: Redacted.make("token"),
  attributeName: "email"
})

type Client = Layer.Layer<HttpClient.HttpClient>

type Call = Effect.Effect<unknown, CognitoError.CognitoError>

/** Makes a call that is observed by what throws, and asserts how it settles. */
const assertSettles = (client: Client, { normal, script }: Outcome, thrown: unknown, observe: (call: Call) => Call) =>
  Effect.gen(function*() {
    const server = yield* makeServer({ script: (n) => script[n] ?? ok })
    const configured = call.pipe(
      CognitoConfig.withConfig({
        endpoint: server.endpoint,
        timeout: timeoutOf(normal),
        retry: { baseDelay: 1, throttledDelay: 1, maxDelay: 1 }
      }),
      Effect.provide(client)
    )
    // Not for all that Effect itself says of the fiber.
    const observed = observe(Effect.provide(configured, minimumLogLevel("All")))
    const { exit, unhandled } = yield* settle(Effect.provide(observed, Logger.layer([Logger.tracerLogger])))
    assert.deepStrictEqual(unhandled, [])
    if (Exit.isSuccess(exit)) {
      assert.strictEqual(normal, "success")
    } else {
      for (const defect of defectsOf(exit.cause)) {
        // Not compared by identity, for Effect wraps what fails within a span.
        assert.strictEqual(String(defect), String(thrown))
      }
      // What fails as well as its observer has both in its cause.
      for (const error of failuresOf(exit.cause)) assert.strictEqual(nameOf(error), normal)
      assert.isFalse(Cause.hasInterrupts(exit.cause), "it was interrupted, which nobody had asked for")
    }
    // Nothing is left of a request that nobody waits for any more.
    if (normal === "TransportError Timeout") {
      for (const { closedByClient } of server.connections) {
        yield* Deferred.await(closedByClient).pipe(Effect.timeout("5 seconds"))
      }
    }
  }).pipe(Effect.scoped)

// -----------------------------------------------------------------------------
// tracers
// -----------------------------------------------------------------------------

/** The two kinds of spans that a call has, by their names. */
const kinds: ReadonlyArray<readonly [what: string, isOf: (name: string) => boolean]> = [
  ["the call's span", (name) => name.startsWith("Cognito.")],
  ["the attempt's span", (name) => !name.startsWith("Cognito.")]
]

/** A tracer that throws in these methods of these spans. Their creation is the method `span`. */
const throwingTracer = (
  native: Tracer.Tracer,
  throws: (method: string, name: string, args: ReadonlyArray<unknown>) => boolean,
  thrown: unknown
): Tracer.Tracer =>
  replaceSpans(native, (name, make) => {
    if (throws("span", name, [])) throw thrown
    return new Proxy(make(), {
      get: (span, key) => {
        const value: unknown = Reflect.get(span, key, span)
        if (typeof value !== "function") return value
        return (...args: ReadonlyArray<unknown>): unknown => {
          if (throws(String(key), name, args)) throw thrown
          return Reflect.apply(value, span, args)
        }
      }
    })
  })

const tracedBy = (
  throws: (method: string, name: string, args: ReadonlyArray<unknown>) => boolean,
  thrown: unknown
) =>
(call: Call): Call =>
  Effect.flatMap(Effect.tracer, (native) => Effect.withTracer(call, throwingTracer(native, throws, thrown)))

const methods = ["span", "attribute", "event", "addLinks", "end"]

for (const [client, layer] of layers) {
  describe(`a tracer that throws, through ${client},`, () => {
    const thrown = new Error("The tracer is broken.")

    for (const [what, outcome] of Object.entries(outcomes)) {
      for (const [span, isOf] of kinds) {
        for (const method of methods) {
          it.live(`in ${method} of ${span}: ${what}`, () =>
            assertSettles(
              layer,
              outcome,
              thrown,
              tracedBy((called, name) => called === method && isOf(name), thrown)
            ))
        }
      }
      it.live(`in all methods of all spans: ${what}`, () =>
        assertSettles(layer, outcome, thrown, tracedBy(() => true, thrown)))

      it.live(`where it is told that the call failed: ${what}`, () =>
        assertSettles(
          layer,
          outcome,
          thrown,
          tracedBy((_, __, [key]) => key === "error.type" || key === "http.response.status_code", thrown)
        ))
    }
  })

  describe(`a span processor of OpenTelemetry that throws, through ${client},`, () => {
    const thrown = new Error("The span processor is broken.")

    const processor = (method: "onStart" | "onEnding" | "onEnd", isOf: (name: string) => boolean): SpanProcessor => {
      const refuse = ({ name }: { readonly name: string }): void => {
        if (isOf(name)) throw thrown
      }
      return {
        onStart: () => {},
        onEnd: () => {},
        forceFlush: async () => {},
        shutdown: async () => {},
        [method]: refuse
      }
    }

    for (const [what, outcome] of Object.entries(outcomes)) {
      for (const [span, isOf] of kinds) {
        for (const method of ["onStart", "onEnding", "onEnd"] as const) {
          it.live(`in ${method} of ${span}: ${what}`, () =>
            assertSettles(layer, outcome, thrown, (call) =>
              Effect.provide(
                call,
                NodeSdk.layer(() => ({
                  resource: { serviceName: "test" },
                  spanProcessor: processor(method, isOf)
                }))
              )))
        }
      }
    }
  })

  describe(`a metric that throws, through ${client},`, () => {
    const thrown = new Error("The metric is broken.")

    for (const [what, outcome] of Object.entries(outcomes)) {
      for (const where of ["update", "lookup"] as const) {
        it.live(`in its ${where}: ${what}`, () => assertSettles(layer, outcome, thrown, breakMetrics(where, thrown)))
      }
    }
  })

  describe(`a logger that throws, through ${client},`, () => {
    const thrown = new Error("The logger is broken.")

    for (const [what, outcome] of Object.entries(outcomes)) {
      it.live(what, () =>
        assertSettles(
          layer,
          outcome,
          thrown,
          Effect.provide(Logger.layer([
            Logger.make(() => {
              throw thrown
            }),
            Logger.tracerLogger
          ]))
        ))
    }
  })
}

// -----------------------------------------------------------------------------
// what is thrown, and when
// -----------------------------------------------------------------------------

const [, fetchLayer] = layers[0]

describe("a tracer that throws something odd:", () => {
  const odd: ReadonlyArray<readonly [what: string, thrown: unknown]> = [
    ["undefined", undefined],
    ["null", null],
    ["a text", "broken"],
    ["an object without a prototype", Object.create(null)],
    // A Proxy whose traps throw is none of them: Effect itself cannot hold one, in `Effect.die` for instance.
    ["an error whose message throws", Object.defineProperty(new Error("x"), "message", { get: () => fail() })]
  ]
  for (const [what, thrown] of odd) {
    for (const [span, isOf] of kinds) {
      for (const method of ["span", "attribute", "end"]) {
        it.live(`${what}, in ${method} of ${span}`, () =>
          Effect.gen(function*() {
            for (const outcome of [outcomes["a success"]!, outcomes["a timeout"]!]) {
              const server = yield* makeServer({ script: () => outcome.script[0]! })
              const observed = tracedBy((called, name) => called === method && isOf(name), thrown)
              const { exit, unhandled } = yield* settle(observed(call.pipe(
                CognitoConfig.withConfig({
                  endpoint: server.endpoint,
                  timeout: timeoutOf(outcome.normal),
                  retry: "none"
                }),
                Effect.provide(fetchLayer)
              )))
              assert.strictEqual(unhandled.length, 0)
              // What it died of is not looked at: to look at such a value is to be thrown at.
              if (Exit.isFailure(exit)) {
                assert.isTrue(Cause.hasDies(exit.cause) || outcome.normal !== "success", "it failed without a defect")
              }
            }
          }).pipe(Effect.scoped))
      }
    }
  }
})

function fail(): never {
  throw new Error("It can't even be looked at.")
}

describe("a call that is interrupted", () => {
  for (const [client, layer] of layers) {
    for (const [span, isOf] of kinds) {
      it.live(`settles through ${client}, though the end of ${span} throws`, () =>
        Effect.gen(function*() {
          const thrown = new Error("The tracer is broken.")
          const server = yield* makeServer({ script: () => [hang] })
          const observed = tracedBy((method, name) => method === "end" && isOf(name), thrown)
          const { exit, unhandled } = yield* settle(Effect.gen(function*() {
            const fiber = yield* Effect.forkChild(observed(call.pipe(
              CognitoConfig.withConfig({ endpoint: server.endpoint, retry: "none" }),
              Effect.provide(layer)
            )))
            yield* server.hung
            return yield* interrupt(fiber)
          }))
          assert.deepStrictEqual(unhandled, [])
          assert(Exit.isSuccess(exit), "the interruption failed")
          assert.isTrue(Exit.hasInterrupts(exit.value))
          const [connection] = server.connections
          yield* Deferred.await(connection!.closedByClient).pipe(Effect.timeout("5 seconds"))
        }).pipe(Effect.scoped))
    }
  }
})
