import { Effect, type Exit } from "effect"

export interface Settled<A, E> {
  readonly exit: Exit.Exit<A, E>
  /** What nobody handled meanwhile, which ends a program on Node. */
  readonly unhandled: ReadonlyArray<unknown>
}

const turn = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve)
  })

/**
 * Runs an effect on its own, as the main program does. It fails with a sentence if the effect does not settle in that
 * time: whoever waits for an effect that can't be interrupted would wait for ever.
 */
export const settle = <A, E>(effect: Effect.Effect<A, E>, milliseconds = 5000): Effect.Effect<Settled<A, E>> =>
  Effect.promise(async () => {
    const unhandled: Array<unknown> = []
    const note = (reason: unknown): void => {
      unhandled.push(reason)
    }
    process.on("unhandledRejection", note)
    process.on("uncaughtException", note)
    let timer: NodeJS.Timeout | undefined
    try {
      const exit = await Promise.race([
        Effect.runPromiseExit(effect),
        new Promise<never>((_, reject) => {
          timer = setTimeout(() => reject(new Error(`The effect did not settle in ${milliseconds} ms.`)), milliseconds)
        })
      ])
      // Node tells of a rejection after the microtasks that could have handled it.
      await turn()
      await turn()
      return { exit, unhandled }
    } finally {
      clearTimeout(timer)
      process.off("unhandledRejection", note)
      process.off("uncaughtException", note)
    }
  })
