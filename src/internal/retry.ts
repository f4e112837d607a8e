/**
 * Retries that never cost a user a second message.
 */
import type * as Headers from "@effect/platform/Headers"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"
import * as Schedule from "effect/Schedule"
import * as CognitoError from "../CognitoError.js"
import type { Settings, StandardRetry } from "./settings.js"

/**
 * A failed attempt, with the headers of its answer, which may ask to wait.
 *
 * @internal
 */
export interface Failed<E> {
  readonly error: E
  readonly headers: Headers.Headers | undefined
}

/** @internal */
export const failed = <E>(error: E, headers?: Headers.Headers): Failed<E> => ({ error, headers })

/**
 * Whether an attempt may be repeated. Throttling proves that nothing was done. After a transient failure Cognito may
 * have sent a message or used up a code, unless repeating is harmless or the request was certainly not sent. The limit
 * of one user is hourly, so no attempt within it can succeed.
 */
const mayRepeat = (error: CognitoError.CognitoError, repeatable: boolean): boolean =>
  CognitoError.isThrottling(error) ||
  (CognitoError.isTransient(error) && (repeatable || (error._tag === "TransportError" && error.reason === "Connect")))

/** How long Cognito asks to wait: `x-amz-retry-after` in milliseconds, `Retry-After` in seconds or as a date. */
const retryAfter = (headers: Headers.Headers | undefined, now: number): number => {
  const own = headers?.["x-amz-retry-after"]
  const standard = headers?.["retry-after"]
  const wait = own !== undefined
    ? Number(own)
    : standard === undefined
    ? NaN
    : /^\d+$/.test(standard)
    ? Number(standard) * 1000
    : Date.parse(standard) - now
  return wait >= 0 ? Math.ceil(wait) : 0
}

// -----------------------------------------------------------------------------
// quota
// -----------------------------------------------------------------------------

const full = 500

/**
 * The retries that an endpoint has left, so that an outage is not multiplied. A full quota has no entry.
 */
const quotas = new Map<string, number>()

const take = (endpoint: string, cost: number): boolean => {
  const left = quotas.get(endpoint) ?? full
  if (left < cost) return false
  quotas.set(endpoint, left - cost)
  return true
}

const giveBack = (endpoint: string, cost: number): void => {
  const left = quotas.get(endpoint)
  if (left === undefined) return
  if (left + cost >= full) quotas.delete(endpoint)
  else quotas.set(endpoint, left + cost)
}

// -----------------------------------------------------------------------------
// the loop
// -----------------------------------------------------------------------------

/** A full-jitter wait; Cognito's wish counts as far as it stays within 5 seconds of our own. */
const delay = (
  { baseDelay, maxDelay, throttledDelay }: StandardRetry,
  retry: number,
  { error, headers }: Failed<CognitoError.CognitoError>
): Effect.Effect<number> =>
  Effect.zipWith(Random.next, Clock.currentTimeMillis, (random, now) => {
    const base = CognitoError.isThrottling(error) ? throttledDelay : baseDelay
    // Whole milliseconds: at any other time Effect's TestClock can't say how many nanoseconds it is.
    const own = Math.floor(random * Math.min(base * 2 ** retry, maxDelay))
    return Math.max(own, Math.min(retryAfter(headers, now), own + 5000))
  })

/**
 * Repeats an attempt as the settings say.
 *
 * @internal
 */
export const retrying = <A, E extends CognitoError.CognitoError>(
  attempt: Effect.Effect<A, Failed<E>>,
  { retry: policy, url }: Settings,
  declaredRepeatable: boolean,
  onRetry: (error: E, retry: number) => Effect.Effect<void>
): Effect.Effect<A, E> =>
  Effect.suspend(() => {
    // Success gives back what the last retry cost, or a little where there was none.
    let cost = 1

    /** Waits before the next attempt, or fails where there shall be none. */
    const standard = (policy: StandardRetry) => (failed: Failed<E>, retry: number): Effect.Effect<unknown, unknown> => {
      if (retry + 1 >= policy.maxAttempts) return Effect.fail("attempts")
      cost = CognitoError.isThrottling(failed.error) ? 5 : 14
      return take(url.href, cost) ? Effect.flatMap(delay(policy, retry, failed), Effect.sleep) : Effect.fail("quota")
    }

    const loop = (wait: ReturnType<typeof standard>, repeatable: boolean, retry = 0): Effect.Effect<A, E> =>
      Effect.matchEffect(attempt, {
        onSuccess: (value) => {
          giveBack(url.href, cost)
          return Effect.succeed(value)
        },
        onFailure: (failed) =>
          mayRepeat(failed.error, repeatable)
            ? Effect.matchEffect(wait(failed, retry), {
              onFailure: () => Effect.fail(failed.error),
              onSuccess: () => Effect.zipRight(onRetry(failed.error, retry + 1), loop(wait, repeatable, retry + 1))
            })
            : Effect.fail(failed.error)
      })

    return Schedule.isSchedule(policy)
      ? Effect.flatMap(Schedule.driver(policy), (driver) => loop(({ error }) => driver.next(error), declaredRepeatable))
      : loop(standard(policy), policy.repeatable ?? declaredRepeatable)
  })
