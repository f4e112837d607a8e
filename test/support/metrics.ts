/** What the metrics of a program say, and metrics that throw. */
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

let label = 0

const makeThrow = (thrown: unknown) => (): never => {
  throw thrown
}

/** Runs an effect while this library's metrics throw, either when they are looked up or when they are updated. */
export const breakMetrics =
  (where: "lookup" | "update", thrown: unknown) => <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
    Effect.acquireUseRelease(
      Effect.sync(() => {
        const registry = Metric.globalMetricRegistry
        const { get } = registry
        const refuse = makeThrow(thrown)
        const broken: typeof get = (key) => {
          const hook = get.call(registry, key)
          if (!key.name.startsWith("cognito_")) return hook
          return where === "lookup" ? refuse() : { ...hook, update: refuse, modify: refuse }
        }
        registry.get = broken
        return () => {
          registry.get = get
        }
      }),
      // Effect keeps the hook of labels that it knows, so each time has its own.
      () => Effect.tagMetrics(effect, "broken", String(label++)),
      (restore) => Effect.sync(restore)
    )
