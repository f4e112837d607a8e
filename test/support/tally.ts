/** What becomes of many calls, each of which meets a sequence of faults. */
import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import { Duration, Effect, Exit, identity } from "effect"
import { type Call, type Chaos, maxAttempts, type Step } from "./chaos.js"
import { withSleep } from "./clock.js"
import { Cause } from "./effect.js"

/** The one operation sends a message; the other only reads, so that repeating it does no harm. */
export const kinds = ["sending", "harmless"] as const

export type Kind = typeof kinds[number]

export type Outcome = "success" | "failure" | "defect"

export interface Tally {
  calls: number
  attempts: number
  successes: number
  /** Calls of the sending operation for which the service sent more than one message. */
  secondMessages: number
  /**
   * Calls that failed although a client that makes no mistake would have ended with a healthy response: an attempt was
   * left, and the failure allowed it, for it proved that nothing was done, or the operation is harmless.
   */
  avoidable: number
  /** Calls that ended neither in a result nor in a documented error. */
  defects: number
  /** Calls that went otherwise than those of a client that makes no mistake. */
  readonly surprises: Array<string>
}

/** How a call ends that is repeated whenever it may be, and never when it may not. */
const ideal = (steps: ReadonlyArray<Step>, kind: Kind): { readonly success: boolean; readonly attempts: number } => {
  const last = steps.slice(0, maxAttempts).findIndex(({ again }) =>
    again === "done" || again === "never" || (again === "if harmless" && kind !== "harmless")
  )
  return last < 0
    ? { success: false, attempts: maxAttempts }
    : { success: steps[last]?.again === "done", attempts: last + 1 }
}

const add = (tally: Tally, kind: Kind, { attempts, processed, steps }: Call, outcome: Outcome): void => {
  const expected = ideal(steps, kind)
  const success = outcome === "success"
  tally.calls++
  tally.attempts += attempts
  if (success) tally.successes++
  if (kind === "sending" && processed > 1) tally.secondMessages++
  if (!success && expected.success) tally.avoidable++
  if (outcome === "defect") tally.defects++
  if (success !== expected.success || attempts !== expected.attempts) {
    tally.surprises.push(`${steps.map(({ name }) => name).join(", then ")}: ${outcome} after ${attempts} attempts`)
  }
}

/** Makes a call for each sequence, and counts what became of them. */
export const count = <R>(
  { call }: Chaos,
  kind: Kind,
  sequences: ReadonlyArray<ReadonlyArray<Step>>,
  run: (call: Call) => Effect.Effect<Outcome, never, R>
): Effect.Effect<Tally, never, R> =>
  Effect.gen(function*() {
    const tally: Tally = {
      calls: 0,
      attempts: 0,
      successes: 0,
      secondMessages: 0,
      avoidable: 0,
      defects: 0,
      surprises: []
    }
    yield* Effect.forEach(sequences, (steps) => {
      const met = call(steps)
      return Effect.map(run(met), (outcome) => add(tally, kind, met, outcome))
    }, { concurrency: 64, discard: true })
    return tally
  })

// -----------------------------------------------------------------------------
// effect-cognito
// -----------------------------------------------------------------------------

/** Nothing that a busy machine does slowly takes so long. */
const timeout = 60_000

/** The configuration with which effect-cognito meets a sequence. */
export const options = ({ endpoint }: Call) => ({
  endpoint,
  timeout,
  retry: { maxAttempts, baseDelay: 1, throttledDelay: 1, maxDelay: 2 }
})

/** On this clock the time of an attempt is over as soon as the service has fallen silent, and not before. */
const withImpatientClock = (call: Call) =>
  withSleep((sleep) => (duration) =>
    Duration.toMillis(duration) === timeout
      ? Effect.repeat(sleep(Duration.millis(20)), { until: () => call.silent })
      : sleep(duration)
  )

/** Sends the attempts of an operation, which has the `options` of this call, where the sequence wants them. */
export const meet = <A, E>(
  operation: Effect.Effect<A, E, HttpClient.HttpClient>,
  call: Call
): Effect.Effect<Outcome, never, HttpClient.HttpClient> =>
  operation.pipe(
    Effect.updateService(
      HttpClient.HttpClient,
      HttpClient.mapRequestEffect((request) =>
        Effect.sync(() => {
          const { path, port } = call.route()
          return HttpClientRequest.setUrl(request, `http://127.0.0.1:${port}${path}`)
        })
      )
    ),
    call.steps.some(({ silent }) => silent) ? withImpatientClock(call) : identity,
    Effect.exit,
    Effect.map((exit) =>
      Exit.isSuccess(exit) ? "success" : Cause.hasFails(exit.cause) && !Cause.hasDies(exit.cause) ? "failure" : "defect"
    )
  )
