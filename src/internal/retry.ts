/**
 * Retries that never cost a user a second message.
 */
import type * as HttpClient from "@effect/platform/HttpClient"
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"
import * as Schedule from "effect/Schedule"
import * as CognitoError from "../CognitoError.js"
import { returnQuota, takeQuota } from "./quota.js"
import type { Outcome } from "./response.js"
import { makeStep, type Step } from "./schedule.js"
import type { Settings, StandardRetry } from "./settings.js"

/**
 * Whether an attempt may be repeated. Throttling proves that nothing was done. After a transient failure Cognito may
 * have sent a message or used up a code, unless repeating is harmless or the request was certainly not sent. The limit
 * of one user is hourly, so no attempt within it can succeed.
 */
const mayRepeat = (error: CognitoError.CognitoError, repeatable: boolean): boolean =>
  CognitoError.isThrottling(error) ||
  (CognitoError.isTransient(error) && (repeatable || (error._tag === "TransportError" && error.reason === "Connect")))

/** A wait with full jitter. What Cognito asks for counts as far as it stays within 5 seconds of our own wait. */
const chooseDelay = (
  { baseDelay, maxDelay, throttledDelay }: StandardRetry,
  retries: number,
  throttled: boolean,
  retryAfter: number
): Effect.Effect<number> =>
  Effect.map(Random.next, (random) => {
    // Whole milliseconds: at any other time Effect's TestClock can't say how many nanoseconds it is.
    const own = Math.floor(random * Math.min((throttled ? throttledDelay : baseDelay) * 2 ** retries, maxDelay))
    return Math.max(own, Math.min(retryAfter, own + 5000))
  })

/** A schedule without delays, and a client that responds at once, would keep every timer of the program from firing. */
const yieldToTimers = /*#__PURE__*/ Effect.promise(() => new Promise<void>((resolve) => setTimeout(resolve, 0)))

/** Repeats an attempt until its outcome is one to give, or until the settings allow no further attempt. */
export const repeatAttempt = (
  attempt: Effect.Effect<Outcome>,
  client: HttpClient.HttpClient,
  { endpoint, retry: policy }: Settings,
  declaredRepeatable: boolean,
  onRetry: (error: CognitoError.CognitoError, retries: number) => Effect.Effect<void>
): Effect.Effect<unknown, CognitoError.CognitoError> => {
  const repeatable = (Schedule.isSchedule(policy) ? undefined : policy.repeatable) ?? declaredRepeatable

  let retries = 0
  // A success returns what the last retry cost, or a little where there was none.
  let cost = 1
  let step: Step | undefined

  /** Waits before the next attempt, or fails where there shall be none. */
  const wait = (error: CognitoError.CognitoError, retryAfter: number): Effect.Effect<unknown, unknown> => {
    if (Schedule.isSchedule(policy)) {
      const next = step === undefined
        ? Effect.flatMap(makeStep(policy), (made) => (step = made)(error))
        : step(error)
      return Effect.flatMap(next, () => yieldToTimers)
    }
    const throttled = CognitoError.isThrottling(error)
    cost = throttled ? 5 : 14
    return retries + 1 < policy.maxAttempts && takeQuota(client, endpoint, cost)
      ? Effect.flatMap(chooseDelay(policy, retries, throttled, retryAfter), Effect.sleep)
      : Effect.fail("no more")
  }

  const next: Effect.Effect<unknown, CognitoError.CognitoError> = Effect.flatMap(attempt, ({ result, retryAfter }) => {
    if ("value" in result) {
      returnQuota(client, endpoint, cost)
      return Effect.succeed(result.value)
    }
    const { error } = result
    if (!mayRepeat(error, repeatable)) return Effect.fail(error)
    return Effect.matchEffect(wait(error, retryAfter), {
      onFailure: () => Effect.fail(error),
      onSuccess: () => Effect.flatMap(onRetry(error, ++retries), () => next)
    })
  })

  return next
}
