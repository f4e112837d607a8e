/**
 * One attempt: a request goes out, and its outcome comes back.
 */
import * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import type * as HttpClient from "effect/http/HttpClient"
import * as Option from "effect/Option"
import type * as Tracer from "effect/Tracer"
import * as CognitoError from "../CognitoError.js"
import { readBody } from "./body.js"
import { unchecked } from "./errors.js"
import { transportError } from "./failures.js"
import { PlatformFailure, sendRequest } from "./platform.js"
import type { Outgoing } from "./request.js"
import type { Incoming, Outcome } from "./response.js"
import { cleanLine, type Secrets } from "./secrets.js"
import { type AnyFiber, clockOf, endSpan, startSpan } from "./spans.js"
import type { Trace } from "./trace.js"

/** What an attempt needs. It is the same for all attempts of a call. */
export interface Attempt {
  readonly operation: string
  readonly client: HttpClient.HttpClient
  readonly outgoing: Outgoing
  readonly decode: (incoming: Incoming, secrets: Secrets, now: number) => Outcome
  /** In milliseconds. */
  readonly timeout: number
  /** The call that it belongs to. */
  readonly trace: Trace
}

/** What is known of one attempt. An attempt that is late may end during the next one, so each has its own. */
interface State {
  span: Tracer.Span | undefined
  /** Whether its time is up. */
  isLate: boolean
}

/**
 * Sends the request once, in a fiber of its own: the timeout can stop that fiber where the caller's is uninterruptible,
 * and its context can be changed for the request alone. `Effect.timeoutOrElse` in its place would take a fiber for the
 * timer too, and a fifth more CPU for a call.
 */
export const makeAttempt = (attempt: Attempt): Effect.Effect<Outcome> =>
  Effect.withFiber((caller) =>
    Effect.callback<Outcome>((resume) => {
      const state: State = { span: undefined, isLate: false }
      // The fiber is uninterruptible but for the exchange itself, so that its span always ends.
      const fiber = Effect.runForkWith(caller.context)(exchange(attempt, state, caller), { uninterruptible: true })
      const timer = startTimer(clockOf(caller), attempt.timeout, () => {
        state.isLate = true
        const error = new CognitoError.TransportError({ operation: attempt.operation, reason: "Timeout" }, unchecked)
        // Nobody waits until the platform has closed everything, for that may take forever. To interrupt a fiber may end it
        // at once, so the error of the timeout is given first.
        resume(Effect.sync(() => conclude(caller, state, failWith(error))))
        fiber.interruptUnsafe()
      })
      fiber.addObserver((exit) => {
        stopTimer(timer)
        resume(exit)
      })
      return Effect.suspend(() => {
        stopTimer(timer)
        return Fiber.interrupt(fiber)
      })
    })
  )

const failWith = (error: CognitoError.CognitoError): Outcome => ({
  result: { error },
  requestId: undefined,
  retryAfter: 0
})

/** Ends the span of the attempt, without the response, which may hold tokens. */
const conclude = (caller: AnyFiber, { span }: State, outcome: Outcome): Outcome => {
  const { result } = outcome
  if (span !== undefined) endSpan(caller, span, "value" in result ? Exit.void : Exit.fail(result.error))
  return outcome
}

/** The attempt within its fiber. */
const exchange = (
  { client, decode, operation, outgoing: { http, secrets }, trace: { span: parent } }: Attempt,
  state: State,
  caller: AnyFiber
): Effect.Effect<Outcome> =>
  Effect.flatMap(
    startSpan("http.client POST", { "http.request.method": "POST", "url.full": http.url }, parent),
    (span) => {
      state.span = span
      const received = Effect.flatMap(sendRequest(client, http, span), (response) => {
        span.attribute("http.response.status_code", response.status)
        return Effect.map(readBody(response), (body) => {
          const incoming = { status: response.status, headers: response.headers, body }
          const outcome = decode(incoming, secrets, clockOf(caller).currentTimeMillisUnsafe())
          if (outcome.requestId !== undefined) parent.attribute("aws.request_id", outcome.requestId)
          return outcome
        })
      })
      return Effect.matchCauseEffect(Effect.interruptible(received), {
        onFailure: (cause) => {
          if (state.isLate) return Effect.interrupt
          const why = Cause.findErrorOption(cause)
          if (Option.isNone(why)) {
            // There is no error in it.
            const exit = Exit.failCause(cause as Cause.Cause<never>)
            endSpan(caller, span, exit)
            return exit
          }
          const error = why.value instanceof PlatformFailure ? why.value.error : why.value
          const failure = transportError(operation, error, (text, limit) => cleanLine(text, secrets, limit))
          return Effect.sync(() => conclude(caller, state, failWith(failure)))
        },
        onSuccess: (outcome) => state.isLate ? Effect.interrupt : Effect.succeed(conclude(caller, state, outcome))
      })
    }
  )

// -----------------------------------------------------------------------------
// time
// -----------------------------------------------------------------------------

/** The longest wait of a platform's timer. */
const longestWait = 2 ** 31 - 1

type Timer = ReturnType<typeof setTimeout> | (() => void) | undefined

/** A plain timer where the time is the real one, because it takes no fiber. */
const startTimer = (clock: Clock.Clock, milliseconds: number, ring: () => void): Timer =>
  milliseconds > longestWait
    ? undefined
    : clock === Context.get(Context.empty(), Clock.Clock)
    ? setTimeout(ring, milliseconds)
    : Effect.runCallback(clock.sleep(Duration.millis(milliseconds)), {
      onExit: (exit) => Exit.isSuccess(exit) && ring()
    })

const stopTimer = (timer: Timer): void => typeof timer === "function" ? timer() : clearTimeout(timer)
