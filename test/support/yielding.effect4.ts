import { Effect, Scheduler } from "effect"

/** Runs an effect whose fibers yield once, after so many steps of theirs together, and tells when they do. */
export const yieldAt = (step: number, onYield: () => void) => <A, E, R>(effect: Effect.Effect<A, E, R>) => {
  let steps = 0
  const scheduler = new Scheduler.MixedScheduler()
  return Effect.provideService(effect, Scheduler.Scheduler, {
    executionMode: scheduler.executionMode,
    makeDispatcher: () => scheduler.makeDispatcher(),
    shouldYield: () => {
      if (++steps !== step) return false
      onYield()
      return true
    }
  })
}
