/**
 * The metrics of all calls: how long they take, and how often their attempts are repeated.
 */
import * as FiberRef from "effect/FiberRef"
import * as Metric from "effect/Metric"
import * as MetricBoundaries from "effect/MetricBoundaries"
import * as MetricLabel from "effect/MetricLabel"
import type { AnyFiber } from "./spans.js"

const durations = /*#__PURE__*/ Metric.histogram(
  "cognito_call_duration",
  /*#__PURE__*/ MetricBoundaries.exponential({ start: 1, factor: 2, count: 16 }),
  "Milliseconds of a call, retries included, by operation and outcome"
)

const retries = /*#__PURE__*/ Metric.counter("cognito_call_retries", {
  description: "Attempts that were repeated, by operation and by what they failed with",
  incremental: true
})

type Labels = ReadonlyArray<MetricLabel.MetricLabel>

/**
 * The labels that were made so far. Effect finds the state of a metric by the identity of the array of its labels, so
 * that a new array for each call costs 7 % more CPU.
 */
const known = new Map<string, Labels>()

const labelsOf = (operation: string, outcome: string): Labels => {
  const key = `${operation} ${outcome}`
  let labels = known.get(key)
  if (labels === undefined) {
    labels = [MetricLabel.make("operation", operation), MetricLabel.make("outcome", outcome)]
    known.set(key, labels)
  }
  return labels
}

const record = <Type, Out>(
  metric: Metric.Metric<Type, number, Out>,
  value: number,
  fiber: AnyFiber,
  operation: string,
  outcome: string
): void => {
  const labels = labelsOf(operation, outcome)
  const around = fiber.getFiberRef(FiberRef.currentMetricLabels)
  metric.unsafeUpdate(value, around.length === 0 ? labels : [...labels, ...around])
}

/** Records how many milliseconds a call took. */
export const recordDuration = (fiber: AnyFiber, milliseconds: number, operation: string, outcome: string): void =>
  record(durations, milliseconds, fiber, operation, outcome)

/** Records that an attempt is repeated. */
export const recordRetry = (fiber: AnyFiber, operation: string, outcome: string): void =>
  record(retries, 1, fiber, operation, outcome)
