/** Observers of a program that a test makes itself: log levels, spans, and metrics that throw. */
import { Effect, Layer, Metric, References, Tracer } from "effect"

/** Nothing is too unimportant for the loggers. */
export const everyLevel: Layer.Layer<never> = Layer.succeed(References.MinimumLogLevel, "All")

/** A tracer that gives other spans in place of those that another one makes. */
export const replaceSpans = (
  native: Tracer.Tracer,
  replace: (name: string, make: () => Tracer.Span) => Tracer.Span
): Tracer.Tracer => Tracer.make({ ...native, span: (options) => replace(options.name, () => native.span(options)) })

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
