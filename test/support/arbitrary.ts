import { Arbitrary, type Schema } from "effect"
import type * as FastCheck from "fast-check"

/** Values that fit a schema. */
export const arbitraryOf = <A>(schema: Schema.Schema<A, unknown>): FastCheck.Arbitrary<A> => Arbitrary.make(schema)
