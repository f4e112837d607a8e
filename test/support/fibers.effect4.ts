import { Effect, type Exit, Fiber, Metric } from "effect"

export interface Fibers {
  /** Runs an effect, with an eye on each fiber that it starts. */
  readonly track: <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>
  /** How many of them have not ended. */
  readonly count: Effect.Effect<number>
}

export const makeFibers: Effect.Effect<Fibers> = Effect.sync(() => {
  let alive = 0
  return {
    track: Effect.provideService(Metric.FiberRuntimeMetrics, {
      recordFiberStart: () => {
        alive++
      },
      recordFiberEnd: () => {
        alive--
      }
    }),
    count: Effect.sync(() => alive)
  }
})

/** How a fiber ended, if it has. */
export const poll = <A, E>(fiber: Fiber.Fiber<A, E>): Exit.Exit<A, E> | undefined => fiber.pollUnsafe()

/** Interrupts a fiber, and says how it ended. */
export const interrupt = <A, E>(fiber: Fiber.Fiber<A, E>): Effect.Effect<Exit.Exit<A, E>> =>
  Effect.andThen(Fiber.interrupt(fiber), Fiber.await(fiber))
