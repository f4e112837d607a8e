import type { Exit, Fiber } from "effect"

/** How a fiber ended, if it has. */
export const poll = <A, E>(fiber: Fiber.Fiber<A, E>): Exit.Exit<A, E> | undefined => fiber.pollUnsafe()
