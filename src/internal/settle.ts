import type * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"

/** The same for all types. */
const handlers = {
  onFailure: <E>(cause: Cause.Cause<E>) => Effect.succeed(Exit.failCause(cause)),
  onSuccess: <A>(value: A) => Effect.succeed(Exit.succeed(value))
}

/**
 * `Effect.exit`, without four new objects each time.
 *
 * @internal
 */
export const settle = <A, E, R>(self: Effect.Effect<A, E, R>): Effect.Effect<Exit.Exit<A, E>, never, R> =>
  Effect.matchCauseEffect(self, handlers) as Effect.Effect<Exit.Exit<A, E>, never, R>
