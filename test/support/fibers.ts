import { Effect, type Exit, Fiber, Supervisor } from "effect"

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

/** How a fiber ended, if it has. */
export const poll = <A, E>(fiber: Fiber.RuntimeFiber<A, E>): Exit.Exit<A, E> | undefined =>
  fiber.unsafePoll() ?? undefined

/** Interrupts a fiber, and says how it ended. */
export const interrupt = Fiber.interrupt
