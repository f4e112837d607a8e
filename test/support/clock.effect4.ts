import { Clock, Context, type Duration, Effect } from "effect"

type Sleep = (duration: Duration.Duration) => Effect.Effect<void>

const clock = Context.get(Context.empty(), Clock.Clock)

/** Runs an effect on the real clock, but with a sleep of its own, which can fall back on the real one. */
export const withSleep = (sleep: (real: Sleep) => Sleep) => <A, E, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.provideService(effect, Clock.Clock, {
    currentTimeMillisUnsafe: () => clock.currentTimeMillisUnsafe(),
    currentTimeNanosUnsafe: () => clock.currentTimeNanosUnsafe(),
    monotonicTimeNanosUnsafe: () => clock.monotonicTimeNanosUnsafe(),
    currentTimeMillis: clock.currentTimeMillis,
    currentTimeNanos: clock.currentTimeNanos,
    monotonicTimeNanos: clock.monotonicTimeNanos,
    sleep: sleep((duration) => clock.sleep(duration))
  })
