/**
 * What an operator sees of a call: a span, two metrics, and a debug line for each retry.
 */
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as FiberRef from "effect/FiberRef"
import * as Metric from "effect/Metric"
import * as MetricBoundaries from "effect/MetricBoundaries"
import * as MetricLabel from "effect/MetricLabel"
import * as Scope from "effect/Scope"
import type * as Tracer from "effect/Tracer"
import type * as CognitoError from "../CognitoError.js"
import { type Answer, requestId } from "./awsJson.js"
import type { Scrub } from "./redact.js"
import type { Settings } from "./settings.js"
import type { CurrentScope } from "./transport.js"

const durations = /*#__PURE__*/ Metric.histogram(
  "cognito_call_duration",
  /*#__PURE__*/ MetricBoundaries.exponential({ start: 1, factor: 2, count: 16 }),
  "How long calls took, retries included, in milliseconds, by operation and outcome"
)

const retries = /*#__PURE__*/ Metric.counter("cognito_call_retries", {
  description: "How many attempts were repeated, by operation and by the error of the attempt before",
  incremental: true
})

/** A metric finds its hook by the identity of its labels, so they are made once. */
const labels = new Map<string, ReadonlyArray<MetricLabel.MetricLabel>>()

const labelled = (operation: string, outcome: string): ReadonlyArray<MetricLabel.MetricLabel> => {
  const key = `${operation} ${outcome}`
  let found = labels.get(key)
  if (found === undefined) {
    found = [MetricLabel.make("operation", operation), MetricLabel.make("outcome", outcome)]
    labels.set(key, found)
  }
  return found
}

const record = <Type, Out>(
  metric: Metric.Metric<Type, number, Out>,
  value: number,
  operation: string,
  outcome: string
): Effect.Effect<void> =>
  Effect.map(FiberRef.get(FiberRef.currentMetricLabels), (around) => {
    const own = labelled(operation, outcome)
    metric.unsafeUpdate(value, around.length === 0 ? own : [...own, ...around])
  })

const interrupted = "Interrupted"
const defect = "Defect"

const outcomeOf = <E extends CognitoError.CognitoError>(exit: Exit.Exit<unknown, E>): string => {
  if (Exit.isSuccess(exit)) return "success"
  const cause = exit.cause
  return cause._tag === "Fail" ? cause.error._tag : Exit.isInterrupted(exit) ? interrupted : defect
}

const spanOptions: Tracer.SpanOptions = { kind: "client", captureStackTrace: false }

/**
 * Traces and measures a call, and closes the scope of its last attempt unless it succeeds: one finalizer for all, since
 * another one costs a tenth of a call.
 *
 * @internal
 */
export const observed = <A, E extends CognitoError.CognitoError, R>(
  operation: string,
  call: (span: Tracer.Span, current: CurrentScope) => Effect.Effect<A, E, R>
): Effect.Effect<A, E, R> =>
  Effect.useSpan(`Cognito.${operation}`, spanOptions, (span) => {
    span.attribute("rpc.system.name", "aws-api")
    span.attribute("rpc.method", operation)
    return Effect.clockWith((clock) => {
      const start = clock.unsafeCurrentTimeMillis()
      return Effect.flatMap(Scope.make(), (scope) => {
        const current = { scope }
        return Effect.onExit(call(span, current), (exit) => {
          const outcome = outcomeOf(exit)
          const recorded = record(durations, clock.unsafeCurrentTimeMillis() - start, operation, outcome)
          if (outcome === "success") return recorded
          span.attribute("error.type", outcome)
          // After any other failure nothing is on its way.
          return outcome === interrupted || outcome === defect
            ? Effect.zipRight(recorded, Scope.close(current.scope, exit))
            : recorded
        })
      })
    })
  })

/** @internal */
export const located = (span: Tracer.Span, { region, url }: Settings): void => {
  span.attribute("server.address", url.hostname)
  if (region !== undefined) span.attribute("cloud.region", region)
}

/** @internal */
export const answered = (span: Tracer.Span, { headers }: Answer, scrub: Scrub): void => {
  const id = requestId(headers, scrub)
  if (id !== undefined) span.attribute("aws.request_id", id)
}

/** @internal */
export const retried = (
  span: Tracer.Span,
  operation: string,
  error: CognitoError.CognitoError,
  retry: number
): Effect.Effect<void> => {
  span.attribute("http.request.resend_count", retry)
  return Effect.zipRight(
    record(retries, 1, operation, error._tag),
    Effect.withParentSpan(
      Effect.logDebug(`Cognito.${operation} is tried again after ${error._tag} (retry ${retry})`),
      span
    )
  )
}
