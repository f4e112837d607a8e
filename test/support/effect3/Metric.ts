import * as Metric from "effect/Metric"

export * from "effect/Metric"

export const withAttributes =
  (attributes: Readonly<Record<string, string>>) =>
  <Type, Input, Output>(metric: Metric.Metric<Type, Input, Output>): Metric.Metric<Type, Input, Output> =>
    Object.entries(attributes).reduce((tagged, [key, value]) => Metric.tagged(tagged, key, value), metric)
