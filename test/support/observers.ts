/** Observers of a program that a test makes itself: log levels, spans, and metrics that throw. */
import { Effect, type Layer, Logger, LogLevel, Metric, Tracer } from "effect"

/** Nothing is too unimportant for the loggers. */
export const everyLevel: Layer.Layer<never> = Logger.minimumLogLevel(LogLevel.All)

/** A tracer that gives other spans in place of those that another one makes. */
export const replaceSpans = (
  native: Tracer.Tracer,
  replace: (name: string, make: () => Tracer.Span) => Tracer.Span
): Tracer.Tracer =>
  Tracer.make({
    context: (run, fiber) => native.context(run, fiber),
    span: (name, ...rest) => replace(name, () => native.span(name, ...rest))
  })

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
