import { Clock, type Duration, Effect } from "effect"

type Sleep = (duration: Duration.Duration) => Effect.Effect<void>

const clock = Clock.make()

/** Runs an effect on the real clock, but with a sleep of its own, which can fall back on the real one. */
export const withSleep = (sleep: (real: Sleep) => Sleep) => <A, E, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.withClock(effect, {
    [Clock.ClockTypeId]: Clock.ClockTypeId,
    unsafeCurrentTimeMillis: () => clock.unsafeCurrentTimeMillis(),
    unsafeCurrentTimeNanos: () => clock.unsafeCurrentTimeNanos(),
    currentTimeMillis: clock.currentTimeMillis,
    currentTimeNanos: clock.currentTimeNanos,
    sleep: sleep((duration) => clock.sleep(duration))
  })
