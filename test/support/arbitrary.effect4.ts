import { Arbitrary, Effect, type Schema } from "effect"
import * as FastCheck from "fast-check"

/** Values that fit a schema. Effect's own arbitraries have seeds in place of sources of randomness. */
export const arbitraryOf = <A>(schema: Schema.Schema<A>): FastCheck.Arbitrary<A> => {
  const arbitrary = Arbitrary.schema(schema)
  return FastCheck.noBias(FastCheck.integer()).map((seed) => {
    const [value] = Effect.runSync(Arbitrary.sampleEffect(arbitrary, { count: 1, seed }))
    // It has made one.
    return value as A
  })
}
