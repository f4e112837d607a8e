import { Effect, Supervisor } from "effect"

export interface Fibers {
  /** Runs an effect, with an eye on each fiber that it starts. */
  readonly track: <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>
  /** How many of them have not ended. */
  readonly count: Effect.Effect<number>
}

export const makeFibers: Effect.Effect<Fibers> = Effect.map(Supervisor.track, (supervisor) => ({
  track: Effect.supervised(supervisor),
  count: Effect.map(supervisor.value, (fibers) => fibers.length)
}))
