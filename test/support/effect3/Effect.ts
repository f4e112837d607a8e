/** What Effect 4 calls otherwise, or shapes otherwise, than Effect 3. */
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Result from "./Result.js"

export * from "effect/Effect"

export {
  async as callback,
  catchAllCause as catchCause,
  fork as forkChild,
  tapErrorCause as tapCause
} from "effect/Effect"

type ErrorOf<Self> = Self extends Effect.Effect<infer _A, infer E, infer _R> ? E : never
type ServicesOf<Self> = Self extends Effect.Effect<infer _A, infer _E, infer R> ? R : never
type SuccessOf<Self> = Self extends Effect.Effect<infer A, infer _E, infer _R> ? A : never

export type { ErrorOf as Error, ServicesOf as Services, SuccessOf as Success }

export const result = <A, E, R>(self: Effect.Effect<A, E, R>): Effect.Effect<Result.Result<A, E>, never, R> =>
  Effect.match(self, { onFailure: Result.fail, onSuccess: Result.succeed })

export const fromResult = <A, E>(result: Result.Result<A, E>): Effect.Effect<A, E> =>
  Result.isSuccess(result) ? Effect.succeed(result.success) : Effect.fail(result.failure)

export const timeoutOrElse = <B, E2, R2>(options: {
  readonly duration: Duration.DurationInput
  readonly orElse: () => Effect.Effect<B, E2, R2>
}) =>
<A, E, R>(self: Effect.Effect<A, E, R>): Effect.Effect<A | B, E | E2, R | R2> =>
  Effect.flatten(Effect.timeoutTo(self, {
    duration: options.duration,
    onSuccess: (value): Effect.Effect<A | B, E2, R2> => Effect.succeed(value),
    onTimeout: options.orElse
  }))

export const yieldNow: Effect.Effect<void> = Effect.yieldNow()
