/**
 * Fibers that outlive whoever starts them.
 */
import * as Effect from "effect/Effect"

/** Starts an effect that goes on when the fiber that started it has ended. */
export const forkDetached = <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<unknown, never, R> =>
  Effect.forkDetach(effect)
