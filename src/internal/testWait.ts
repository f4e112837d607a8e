/**
 * A hint for the authors of tests: a call that waits before its next attempt waits forever on a `TestClock` that nobody
 * adjusts, and the test seems to hang.
 */
import * as Clock from "effect/Clock"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { hasProperty } from "effect/Predicate"
import type * as Tracer from "effect/Tracer"
import type { Failure } from "./testWire.js"

/** In milliseconds of real time. Shorter than any test runner's patience, and longer than a test that adjusts needs. */
const patience = 1000

const isTestClock = (clock: Clock.Clock): boolean => hasProperty(clock, "adjust") && hasProperty(clock, "setTime")

const explainWait = (operation: string, error: Failure): string => {
  const isTimeout = error._tag === "TransportError" && error.reason === "Timeout"
  return isTimeout
    ? `CognitoTest: ${operation} gets no response, as its handler says, and its timeout waits on the TestClock, which ` +
      `nobody has adjusted. Run the call in a fiber of its own, and adjust the clock beside it: ` +
      `TestClock.adjust("30 seconds") is enough for the default timeout.`
    : `CognitoTest: ${operation} failed with ${error._tag}, and its next attempt waits on the TestClock, which nobody ` +
      `has adjusted. Repeat nothing in this test, by CognitoTest.service or by the option retry: "none". Or run the call ` +
      `in a fiber of its own, and adjust the clock beside it: TestClock.adjust("20 seconds") is enough for any wait.`
}

/** Notes what a handler failed with. */
type NoteFailure = (operation: string, error: Failure) => void

/**
 * Makes what watches the calls of one test double: an effect to run at each attempt of a call, which gives the function
 * that notes its failure. If the call is still going on a second later, without another attempt and without progress of
 * the clock, the hint is printed, once. The call's own span tells whether it is going on.
 *
 * The hint goes to the console itself: `it.effect` shows neither logs nor, on Effect 4, what goes to Effect's `Console`.
 */
export const makeWaitWatch = (): Effect.Effect<NoteFailure> => {
  const timers = new WeakMap<Tracer.Span, ReturnType<typeof setTimeout>>()
  let isTold = false

  return Clock.clockWith((clock) =>
    Effect.map(currentCall, (call) => {
      if (call === undefined || !isTestClock(clock)) return () => {}
      clearTimeout(timers.get(call))
      return (operation, error) => {
        const before = Effect.runSync(clock.currentTimeMillis)
        const look = () => {
          const isWaiting = call.status._tag === "Started" && Effect.runSync(clock.currentTimeMillis) === before
          if (!isWaiting || isTold) return
          isTold = true
          Effect.runFork(Console.warn(explainWait(operation, error)))
        }
        timers.set(call, setTimeout(look, patience))
      }
    })
  )
}

/** The span of the call to which the current attempt belongs: the parent of the attempt's own span. */
const currentCall: Effect.Effect<Tracer.Span | undefined> = /*#__PURE__*/ Effect.match(Effect.currentSpan, {
  onFailure: () => undefined,
  onSuccess: ({ parent }) => {
    const call = Option.getOrUndefined(parent)
    return call?._tag === "Span" ? call : undefined
  }
})
