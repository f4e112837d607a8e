/** What the metrics of a program say. */
import { Effect, Metric, MetricState } from "effect"

export interface Measured {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  /** How much was counted, or how often was measured. */
  readonly count: number
  /** Of a histogram, what was measured in all. */
  readonly sum: number
}

/** Puts an attribute on all that is measured within an effect. */
export const withAttribute = (key: string, value: string) => Effect.tagMetrics(key, value)

/** All counters and histograms. */
export const measurements: Effect.Effect<ReadonlyArray<Measured>> = Effect.map(
  Metric.snapshot,
  (pairs) =>
    pairs.flatMap(({ metricKey, metricState }) => {
      const isHistogram = MetricState.isHistogramState(metricState)
      if (!isHistogram && !MetricState.isCounterState(metricState)) return []
      return [{
        name: metricKey.name,
        attributes: Object.fromEntries(metricKey.tags.map(({ key, value }) => [key, value])),
        count: Number(metricState.count),
        sum: isHistogram ? metricState.sum : 0
      }]
    })
)
