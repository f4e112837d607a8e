/**
 * One attempt: a request goes out, and its outcome comes back.
 */
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Scope from "effect/Scope"
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
 * and its references can be changed for the request alone. With `Effect.timeoutFail`, `Effect.scoped` and
 * `Effect.locally` in its place, a call takes 1.5 times as much CPU.
 */
export const makeAttempt = (attempt: Attempt): Effect.Effect<Outcome> =>
  Effect.withFiberRuntime((caller) =>
    Effect.flatMap(Scope.make(), (scope) => {
      const { operation, timeout, trace } = attempt
      const state: State = { span: undefined, isLate: false }
      trace.inFlight.scope = scope
      return Effect.flatMap(
        // The fiber is uninterruptible but for the exchange itself, so that its span always ends.
        Effect.uninterruptible(Effect.forkIn(exchange(attempt, state, scope, caller), scope)),
        (fiber) =>
          Effect.async<Outcome>((resume) => {
            const timer = startTimer(clockOf(caller), timeout, () => {
              state.isLate = true
              // Nobody waits until the platform has closed everything, for that may take forever.
              Effect.runFork(Scope.close(scope, Exit.void))
              const error = new CognitoError.TransportError({ operation, reason: "Timeout" }, unchecked)
              resume(Effect.sync(() => concludeWithout(caller, state, error)))
            })
            fiber.addObserver((exit) => {
              stopTimer(timer)
              resume(exit)
            })
          })
      )
    })
  )

/** The attempt within its fiber. */
const exchange = (
  { client, decode, operation, outgoing: { http, secrets }, trace: { span: parent } }: Attempt,
  state: State,
  scope: Scope.CloseableScope,
  caller: AnyFiber
): Effect.Effect<Outcome> =>
  Effect.flatMap(
    startSpan("http.client POST", { "http.request.method": "POST", "url.full": http.url }, parent),
    (span) => {
      state.span = span
      // What an attempt leaves open, if it did not receive a whole response, is closed before the next attempt begins.
      const close = Scope.close(scope, Exit.void)
      const received = Effect.flatMap(sendRequest(client, http, span, scope), (response) => {
        span.attribute("http.response.status_code", response.status)
        return Effect.flatMap(readBody(response), (body) => {
          const incoming = { status: response.status, headers: response.headers, body }
          const outcome = decode(incoming, secrets, clockOf(caller).unsafeCurrentTimeMillis())
          if (outcome.requestId !== undefined) parent.attribute("aws.request_id", outcome.requestId)
          return body === undefined ? Effect.as(close, outcome) : Effect.succeed(outcome)
        })
      })
      return Effect.matchCauseEffect(Effect.interruptible(received), {
        onFailure: (cause) => {
          if (state.isLate) return Effect.interrupt
          const why = Cause.failureOrCause(cause)
          if (why._tag === "Right") {
            const exit = Exit.failCause(why.right)
            endSpan(caller, span, exit)
            return exit
          }
          const error = why.left instanceof PlatformFailure ? why.left.error : why.left
          const failure = transportError(operation, error, (text, limit) => cleanLine(text, secrets, limit))
          return Effect.map(close, () => concludeWithout(caller, state, failure))
        },
        onSuccess: (outcome) => state.isLate ? Effect.interrupt : Effect.succeed(conclude(caller, state, outcome))
      })
    }
  )
