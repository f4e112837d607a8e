/**
 * What a program sees of a call from outside: its span, its duration, and the line that made it.
 */
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Scope from "effect/Scope"
import type * as Tracer from "effect/Tracer"
import type * as CognitoError from "../CognitoError.js"
import { type CallSite, showCallSite } from "./callSite.js"
import { recordDuration } from "./metrics.js"
import { type AnyFiber, clockOf, endSpan, startSpan } from "./spans.js"

/** A call that is going on. */
export interface Trace {
  readonly fiber: AnyFiber
  readonly span: Tracer.Span
  readonly inFlight: InFlight
}

/** The attempt that is on its way. */
interface InFlight {
  /** Closing it aborts the request and interrupts the fiber of the attempt. */
  scope: Scope.CloseableScope | undefined
}

/**
 * Traces and measures a call. The one finalizer of a call ends its span, records its duration, and closes the scope of
 * what is still on its way.
 */
export const traceCall = <A, E extends CognitoError.CognitoError>(
  operation: string,
  callSite: CallSite,
  use: (trace: Trace) => Effect.Effect<A, E>
): Effect.Effect<A, E> =>
  Effect.uninterruptibleMask((restore) =>
    Effect.flatMap(
      startSpan(`Cognito.${operation}`, { "rpc.system.name": "aws-api", "rpc.method": operation }),
      (span) =>
        Effect.withFiberRuntime((fiber) => {
          const clock = clockOf(fiber)
          const startedAt = clock.unsafeCurrentTimeMillis()
          const inFlight: InFlight = { scope: undefined }
          const observe = (exit: Exit.Exit<A, E>): Exit.Exit<A, E> => {
            const outcome = nameOutcome(exit)
            if (Exit.isFailure(exit)) {
              span.attribute("error.type", outcome)
              if (exit.cause._tag === "Fail") showCallSite(exit.cause.error, operation, callSite)
            }
            endSpan(fiber, span, exit)
            recordDuration(fiber, clock.unsafeCurrentTimeMillis() - startedAt, operation, outcome)
            return exit
          }
          const end = (exit: Exit.Exit<A, E>): Effect.Effect<A, E> =>
            // After a success and after an error nothing is on its way.
            isSettled(exit) || inFlight.scope === undefined
              ? observe(exit)
              : Effect.flatMap(Scope.close(inFlight.scope, exit), () => observe(exit))
          return Effect.matchCauseEffect(restore(use({ fiber, span, inFlight })), {
            onFailure: (cause) => end(Exit.failCause(cause)),
            onSuccess: (value) => end(Exit.succeed(value))
          })
        })
    )
  )

const isSettled = (exit: Exit.Exit<unknown, unknown>): boolean => Exit.isSuccess(exit) || exit.cause._tag === "Fail"

const nameOutcome = (exit: Exit.Exit<unknown, CognitoError.CognitoError>): string =>
  Exit.isSuccess(exit)
    ? "success"
    : exit.cause._tag === "Fail"
    ? exit.cause.error._tag
    : Exit.isInterrupted(exit)
    ? "Interrupted"
    : "Defect"
