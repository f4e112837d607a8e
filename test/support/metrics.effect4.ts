/** What the metrics of a program say. */
import { Effect, Metric } from "effect"

export interface Measured {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  /** How much was counted, or how often was measured. */
  readonly count: number
  /** Of a histogram, what was measured in all. */
  readonly sum: number
}

/** Puts an attribute on all that is measured within an effect. */
export const withAttribute = (key: string, value: string) =>
  Effect.updateService(Metric.CurrentMetricAttributes, (attributes) => ({ ...attributes, [key]: value }))

/** All counters and histograms. */
export const measurements: Effect.Effect<ReadonlyArray<Measured>> = Effect.map(
  Metric.snapshot,
  (metrics) =>
    metrics.flatMap((metric) => {
      const { attributes = {}, id: name } = metric
      if (metric.type === "Histogram") return [{ name, attributes, count: metric.state.count, sum: metric.state.sum }]
      return metric.type === "Counter" ? [{ name, attributes, count: Number(metric.state.count), sum: 0 }] : []
    })
)
