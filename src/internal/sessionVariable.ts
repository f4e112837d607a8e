/**
 * What changes in a session, and the order in which it changes.
 */
import type * as Effect from "effect/Effect"
import type * as Stream from "effect/Stream"

/** Runs one effect at a time. */
export type Mutex = <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>

/** A value that changes. */
export interface Variable<A> {
  readonly set: (value: A) => Effect.Effect<void>
  readonly get: Effect.Effect<A>
  /** The value, and each that it has later. */
  readonly changes: Stream.Stream<A>
}
