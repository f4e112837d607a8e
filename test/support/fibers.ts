import { type Exit, Fiber } from "effect"

/** How a fiber ended, if it has. */
export const poll = <A, E>(fiber: Fiber.RuntimeFiber<A, E>): Exit.Exit<A, E> | undefined =>
  fiber.unsafePoll() ?? undefined

/** Interrupts a fiber, and says how it ended. */
export const interrupt = Fiber.interrupt
