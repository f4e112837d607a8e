/**
 * The metrics of all calls: how long they take, and how often their attempts are repeated.
 */
import * as Metric from "effect/Metric"
import type { AnyFiber } from "./spans.js"

const durations = /*#__PURE__*/ Metric.histogram("cognito_call_duration", {
  boundaries: /*#__PURE__*/ Metric.exponentialBoundaries({ start: 1, factor: 2, count: 16 }),
  description: "Milliseconds of a call, retries included, by operation and outcome"
})

const retries = /*#__PURE__*/ Metric.counter("cognito_call_retries", {
  description: "Attempts that were repeated, by operation and by what they failed with",
  incremental: true
})

/** The metrics with the attributes of a call, by both, because to find a metric by its attributes takes long. */
const known = new Map<string, Metric.Metric<number, unknown>>()

const record = (
  metric: Metric.Metric<number, unknown>,
  value: number,
  fiber: AnyFiber,
  operation: string,
  outcome: string
): void => {
  const key = `${metric.id} ${operation} ${outcome}`
  let attributed = known.get(key)
  if (attributed === undefined) {
    attributed = Metric.withAttributes(metric, { operation, outcome })
    known.set(key, attributed)
  }
  attributed.updateUnsafe(value, fiber.context)
}

/** Records how many milliseconds a call took. */
export const recordDuration = (fiber: AnyFiber, milliseconds: number, operation: string, outcome: string): void =>
  record(durations, milliseconds, fiber, operation, outcome)

/** Records that an attempt is repeated. */
export const recordRetry = (fiber: AnyFiber, operation: string, outcome: string): void =>
  record(retries, 1, fiber, operation, outcome)
