/**
 * What an operator sees of a call: a span, two metrics, and a debug line for each retry.
 */
import type * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type * as Fiber from "effect/Fiber"
import * as FiberRef from "effect/FiberRef"
import * as Metric from "effect/Metric"
import * as MetricBoundaries from "effect/MetricBoundaries"
import * as MetricLabel from "effect/MetricLabel"
import * as RuntimeFlags from "effect/RuntimeFlags"
import type * as Scope from "effect/Scope"
import type * as Tracer from "effect/Tracer"
import type * as CognitoError from "../CognitoError.js"
import { type Answer, requestId } from "./awsJson.js"
import type { Secrets } from "./redact.js"
import type { Settings } from "./settings.js"

type AnyFiber = Fiber.RuntimeFiber<unknown, unknown>

/**
 * A call for as long as it lasts.
 *
 * @internal
 */
export interface Call {
  readonly operation: string
  readonly span: Tracer.Span
  /** The attempt that is on its way, and what aborts its request. */
  fiber: Fiber.Fiber<unknown> | undefined
  abort: Scope.Scope.Finalizer | undefined
}

// -----------------------------------------------------------------------------
// metrics
// -----------------------------------------------------------------------------

const durations = /*#__PURE__*/ Metric.histogram(
  "cognito_call_duration",
  /*#__PURE__*/ MetricBoundaries.exponential({ start: 1, factor: 2, count: 16 }),
  "Milliseconds of a call, retries included, by operation and outcome"
)

const retries = /*#__PURE__*/ Metric.counter("cognito_call_retries", {
  description: "Attempts that were repeated, by operation and by what they failed with",
  incremental: true
})

/** A metric finds its hook by the identity of its labels, so they are made once. */
const labels = new Map<string, ReadonlyArray<MetricLabel.MetricLabel>>()

const labelled = (operation: string, outcome: string): ReadonlyArray<MetricLabel.MetricLabel> => {
  const key = `${operation} ${outcome}`
  let found = labels.get(key)
  if (found === undefined) {
    found = [MetricLabel.make("operation", operation), MetricLabel.make("outcome", outcome)]
    labels.set(key, found)
  }
  return found
}

const record = <Type, Out>(
  fiber: AnyFiber,
  metric: Metric.Metric<Type, number, Out>,
  value: number,
  operation: string,
  outcome: string
): void => {
  const own = labelled(operation, outcome)
  const around = fiber.getFiberRef(FiberRef.currentMetricLabels)
  metric.unsafeUpdate(value, around.length === 0 ? own : [...own, ...around])
}

// -----------------------------------------------------------------------------
// spans
// -----------------------------------------------------------------------------

/** @internal */
export const clockOf = (fiber: AnyFiber): Clock.Clock => Context.get(fiber.currentDefaultServices, Clock.Clock)

/**
 * The options of a span, to be ended by {@link end}. `Effect.useSpan` would do that in a finalizer of its own, where a
 * call has one for all.
 *
 * @internal
 */
export const spanOptions = (parent?: Tracer.Span): Tracer.SpanOptions => ({
  kind: "client",
  captureStackTrace: false,
  parent
})

/** @internal */
export const end = (fiber: AnyFiber, span: Tracer.Span, exit: Exit.Exit<unknown, unknown>): void =>
  span.end(fiber.getFiberRef(FiberRef.currentTracerTimingEnabled) ? clockOf(fiber).unsafeCurrentTimeNanos() : 0n, exit)

// -----------------------------------------------------------------------------
// calls
// -----------------------------------------------------------------------------

/** The same for all types. */
const handlers = {
  onFailure: <E>(cause: Cause.Cause<E>) => Effect.succeed(Exit.failCause(cause)),
  onSuccess: <A>(value: A) => Effect.succeed(Exit.succeed(value))
}

/**
 * `Effect.exit`, without four new objects each time.
 *
 * @internal
 */
export const settle = <A, E, R>(self: Effect.Effect<A, E, R>): Effect.Effect<Exit.Exit<A, E>, never, R> =>
  Effect.matchCauseEffect(self, handlers) as Effect.Effect<Exit.Exit<A, E>, never, R>

const outcomeOf = <E extends CognitoError.CognitoError>(exit: Exit.Exit<unknown, E>): string => {
  if (Exit.isSuccess(exit)) return "success"
  const { cause } = exit
  return cause._tag === "Fail" ? cause.error._tag : Exit.isInterrupted(exit) ? "Interrupted" : "Defect"
}

/**
 * Traces and measures a call, and stops what it left on its way: one finalizer for all, which is that of `Effect.onExit`
 * with fewer objects that a pending call has to hold.
 *
 * @internal
 */
export const observed = <A, E extends CognitoError.CognitoError, R>(
  operation: string,
  use: (call: Call) => Effect.Effect<A, E, R>,
  stop: (call: Call) => Effect.Effect<unknown>
): Effect.Effect<A, E, R> =>
  Effect.withFiberRuntime((fiber, { runtimeFlags }) => {
    const startedAt = clockOf(fiber).unsafeCurrentTimeMillis()
    let call: Call | undefined
    const used = Effect.flatMap(Effect.makeSpan(`Cognito.${operation}`, spanOptions()), (span) => {
      call = { operation, span, fiber: undefined, abort: undefined }
      span.attribute("rpc.system.name", "aws-api")
      span.attribute("rpc.method", operation)
      return use(call)
    })
    const finish = (exit: Exit.Exit<A, E>): Exit.Exit<A, E> => {
      const outcome = outcomeOf(exit)
      record(fiber, durations, clockOf(fiber).unsafeCurrentTimeMillis() - startedAt, operation, outcome)
      if (call !== undefined) {
        if (Exit.isFailure(exit)) call.span.attribute("error.type", outcome)
        end(fiber, call.span, exit)
      }
      return exit
    }
    return Effect.uninterruptible(Effect.flatMap(
      settle(RuntimeFlags.interruptible(runtimeFlags) ? Effect.interruptible(used) : used),
      (exit) =>
        // After a success and an error nothing is on its way.
        call === undefined || Exit.isSuccess(exit) || exit.cause._tag === "Fail"
          ? finish(exit)
          : Effect.flatMap(stop(call), () => finish(exit))
    ))
  })

/** @internal */
export const located = ({ span }: Call, { region, url }: Settings): void => {
  span.attribute("server.address", url.hostname)
  if (region !== undefined) span.attribute("cloud.region", region)
}

/** @internal */
export const answered = ({ span }: Call, { headers }: Answer, secrets: Secrets): void => {
  const id = requestId(headers, secrets)
  if (id !== undefined) span.attribute("aws.request_id", id)
}

/** @internal */
export const retried = (
  { operation, span }: Call,
  { _tag }: CognitoError.CognitoError,
  retry: number
): Effect.Effect<void> =>
  Effect.withFiberRuntime((fiber) => {
    span.attribute("http.request.resend_count", retry)
    record(fiber, retries, 1, operation, _tag)
    return Effect.withParentSpan(
      Effect.logDebug(`Cognito.${operation} is tried again after ${_tag} (retry ${retry})`),
      span
    )
  })
