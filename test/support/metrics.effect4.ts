/** What the metrics of a program say, and metrics that throw. */
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

const brokenRegistry = (where: "lookup" | "update", thrown: unknown): Metric.MetricRegistry => {
  const refuse = (): never => {
    throw thrown
  }
  const registry: Metric.MetricRegistry = new Map()
  const get = registry.get.bind(registry)
  registry.get = (key) => {
    if (!key.includes("cognito_")) return get(key)
    const hooks = { get: refuse, update: refuse, modify: refuse }
    return where === "lookup"
      ? refuse()
      : { id: key, type: "Counter", description: undefined, attributes: undefined, hooks }
  }
  return registry
}

/** Runs an effect while this library's metrics throw, either when they are looked up or when they are updated. */
export const breakMetrics =
  (where: "lookup" | "update", thrown: unknown) => <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
    Effect.provideService(effect, Metric.MetricRegistry, brokenRegistry(where, thrown))
