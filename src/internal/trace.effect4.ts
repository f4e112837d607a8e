/**
 * What a program sees of a call from outside: its span, its duration, and the line that made it.
 */
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import type * as Tracer from "effect/Tracer"
import type * as CognitoError from "../CognitoError.js"
import { type CallSite, showCallSite } from "./callSite.js"
import { recordDuration } from "./metrics.js"
import { type AnyFiber, clockOf, endSpan, startSpan } from "./spans.js"

/** A call that is going on. */
export interface Trace {
  readonly fiber: AnyFiber
  readonly span: Tracer.Span
}

/**
 * Traces and measures a call. The one finalizer of a call ends its span and records its duration.
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
        Effect.withFiber((fiber) => {
          const clock = clockOf(fiber)
          const startedAt = clock.currentTimeMillisUnsafe()
          const end = (exit: Exit.Exit<A, E>): Exit.Exit<A, E> => {
            const error = Exit.isFailure(exit) ? Cause.findErrorOption(exit.cause) : Option.none()
            const outcome = nameOutcome(exit, error)
            if (Exit.isFailure(exit)) span.attribute("error.type", outcome)
            if (Option.isSome(error)) showCallSite(error.value, operation, callSite)
            endSpan(fiber, span, exit)
            recordDuration(fiber, clock.currentTimeMillisUnsafe() - startedAt, operation, outcome)
            return exit
          }
          return Effect.matchCauseEffect(restore(use({ fiber, span })), {
            onFailure: (cause) => end(Exit.failCause(cause)),
            onSuccess: (value) => end(Exit.succeed(value))
          })
        })
    )
  )

const nameOutcome = (
  exit: Exit.Exit<unknown, unknown>,
  error: Option.Option<CognitoError.CognitoError>
): string =>
  Exit.isSuccess(exit)
    ? "success"
    : Option.isSome(error)
    ? error.value._tag
    : Exit.hasInterrupts(exit)
    ? "Interrupted"
    : "Defect"
