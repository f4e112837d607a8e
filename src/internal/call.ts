/**
 * One call of an operation, from the request to its response or error.
 */
import type * as HttpClient from "@effect/platform/HttpClient"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Exit from "effect/Exit"
import type * as Schema from "effect/Schema"
import * as Scope from "effect/Scope"
import type * as Tracer from "effect/Tracer"
import type * as CognitoError from "../CognitoError.js"
import { type InFlight, makeAttempt } from "./attempt.js"
import { type CallSite, showCallSite } from "./callSite.js"
import { recordDuration, recordRetry } from "./metrics.js"
import { makeEncoder } from "./request.js"
import { type ExceptionClass, makeDecoder } from "./response.js"
import { repeatAttempt } from "./retry.js"
import type { Configuration } from "./settings.js"
import { type AnyFiber, clockOf, endSpan, startSpan } from "./spans.js"

interface Declaration {
  readonly request: Schema.Schema.AnyNoContext
  readonly response: Schema.Schema.AnyNoContext
  readonly errors: ReadonlyArray<ExceptionClass>
  readonly repeatable: boolean
}

/** Makes the function that calls an operation. */
export const makeCall = (operation: string, { errors, repeatable, request, response }: Declaration) => {
  // Compiled at the first call: a program that imports all operations and calls one pays for one.
  let codec: {
    readonly encode: ReturnType<typeof makeEncoder>
    readonly decode: ReturnType<typeof makeDecoder>
  } | undefined

  return (
    client: HttpClient.HttpClient,
    configuration: Configuration,
    input: unknown,
    callSite: CallSite
  ): Effect.Effect<unknown, CognitoError.CognitoError> =>
    traceCall(operation, callSite, (fiber, span, inFlight) =>
      Effect.flatMap(configuration, (settings) => {
        span.attribute("server.address", settings.host)
        if (settings.region !== undefined) span.attribute("cloud.region", settings.region)
        codec ??= { encode: makeEncoder(operation, request), decode: makeDecoder(operation, response, errors) }
        const outgoing = codec.encode(input, settings.endpoint)
        if (Either.isLeft(outgoing)) return outgoing
        const attempt = makeAttempt({
          operation,
          client,
          outgoing: outgoing.right,
          decode: codec.decode,
          timeout: settings.timeout,
          span,
          inFlight
        })
        return repeatAttempt(attempt, client, settings, repeatable, ({ _tag }, retries) => {
          span.attribute("http.request.resend_count", retries)
          recordRetry(fiber, operation, _tag)
          return Effect.withParentSpan(
            Effect.logDebug(`Cognito.${operation} is tried again after ${_tag} (retry ${retries})`),
            span
          )
        })
      }))
}

/**
 * Traces and measures a call. The one finalizer of a call ends its span, records its duration, and closes the scope of
 * what is still on its way.
 */
const traceCall = <A, E extends CognitoError.CognitoError>(
  operation: string,
  callSite: CallSite,
  use: (fiber: AnyFiber, span: Tracer.Span, inFlight: InFlight) => Effect.Effect<A, E>
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
          return Effect.matchCauseEffect(restore(use(fiber, span, inFlight)), {
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
