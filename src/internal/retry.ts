/**
 * Retries that never cost a user a second message.
 */
import type * as Headers from "@effect/platform/Headers"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Exit from "effect/Exit"
import * as Random from "effect/Random"
import * as Schedule from "effect/Schedule"
import * as CognitoError from "../CognitoError.js"
import type { Answer } from "./awsJson.js"
import type { Settings, StandardRetry } from "./settings.js"

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
  throttled: boolean,
  headers: Headers.Headers | undefined
): Effect.Effect<number> =>
  Effect.zipWith(Random.next, Clock.currentTimeMillis, (random, now) => {
    // Whole milliseconds: at any other time Effect's TestClock can't say how many nanoseconds it is.
    const own = Math.floor(random * Math.min((throttled ? throttledDelay : baseDelay) * 2 ** retry, maxDelay))
    return Math.max(own, Math.min(retryAfter(headers, now), own + 5000))
  })

/**
 * Sends until an answer is one to give, or the settings say that it is enough.
 *
 * @internal
 */
export const retrying = <A, E extends CognitoError.CognitoError>(
  send: Effect.Effect<Exit.Exit<Answer, CognitoError.TransportError>>,
  decode: (answer: Answer) => Either.Either<A, E>,
  { retry: policy, url: { href } }: Settings,
  declaredRepeatable: boolean,
  onRetry: (error: E | CognitoError.TransportError, retry: number) => Effect.Effect<void>
): Effect.Effect<A, E | CognitoError.TransportError> => {
  type Failure = E | CognitoError.TransportError

  let retries = 0
  // Success gives back what the last retry cost, or a little where there was none.
  let cost = 1
  let driver: Schedule.ScheduleDriver<unknown, CognitoError.CognitoError> | undefined

  /** Waits before the next attempt, or fails where there shall be none. */
  const wait = (error: Failure, headers: Headers.Headers | undefined): Effect.Effect<unknown, unknown> => {
    if (Schedule.isSchedule(policy)) {
      return driver === undefined
        ? Effect.flatMap(Schedule.driver(policy), (made) => (driver = made).next(error))
        : driver.next(error)
    }
    const throttled = CognitoError.isThrottling(error)
    cost = throttled ? 5 : 14
    return retries + 1 < policy.maxAttempts && take(href, cost)
      ? Effect.flatMap(delay(policy, retries, throttled, headers), Effect.sleep)
      : Effect.fail("no more")
  }

  const again = (error: Failure, headers?: Headers.Headers): Effect.Effect<A, Failure> =>
    mayRepeat(error, (Schedule.isSchedule(policy) ? undefined : policy.repeatable) ?? declaredRepeatable)
      ? Effect.matchEffect(wait(error, headers), {
        onFailure: () => Effect.fail(error),
        onSuccess: () => Effect.zipRight(onRetry(error, ++retries), sent)
      })
      : Effect.fail(error)

  const sent: Effect.Effect<A, Failure> = Effect.flatMap(send, (exit): Effect.Effect<A, Failure> => {
    if (Exit.isFailure(exit)) return exit.cause._tag === "Fail" ? again(exit.cause.error) : Exit.failCause(exit.cause)
    const decoded = decode(exit.value)
    if (Either.isLeft(decoded)) return again(decoded.left, exit.value.headers)
    giveBack(href, cost)
    return decoded
  })

  return sent
}
