/**
 * Work that is done once for all who ask for it at the same time.
 */
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import { forkDetached } from "./fork.js"

/**
 * Makes an effect that starts the work, unless it is going on, and succeeds at once with an effect that waits for the
 * outcome. The work has a fiber of its own, so that it goes on for the others if one of those who wait is interrupted.
 */
export const makeSingleFlight = <A, E>(work: Effect.Effect<A, E>): Effect.Effect<Effect.Effect<A, E>> => {
  let inFlight: Deferred.Deferred<A, E> | undefined
  return Effect.flatMap(Deferred.make<A, E>(), (deferred) => {
    if (inFlight !== undefined) return Effect.succeed(Deferred.await(inFlight))
    inFlight = deferred
    const fly = Effect.onExit(Effect.interruptible(work), (exit) => {
      inFlight = undefined
      return Deferred.done(deferred, exit)
    })
    return Effect.as(forkDetached(fly), Deferred.await(deferred))
  })
}
