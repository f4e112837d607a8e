/**
 * One attempt: a request goes out, and its outcome comes back.
 */
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Option from "effect/Option"
import * as CognitoError from "../CognitoError.js"
import { type Attempt, conclude, concludeWithout, type State } from "./attemptState.js"
import { readBody } from "./body.js"
import { unchecked } from "./errors.js"
import { transportError } from "./failures.js"
import { PlatformFailure, sendRequest } from "./platform.js"
import type { Outcome } from "./response.js"
import { cleanLine } from "./secrets.js"
import { type AnyFiber, clockOf, endSpan, startSpan } from "./spans.js"
import { startTimer, stopTimer } from "./timer.js"

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
        resume(Effect.sync(() => concludeWithout(caller, state, error)))
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
          return Effect.sync(() => concludeWithout(caller, state, failure))
        },
        onSuccess: (outcome) => state.isLate ? Effect.interrupt : Effect.succeed(conclude(caller, state, outcome))
      })
    }
  )
