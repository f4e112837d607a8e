/** How a test watches a program: its causes, its logs, its console and its spans. */
import { Cause, Effect, type Layer, Logger, LogLevel, Tracer } from "effect"

/** The failures in a cause. */
export const failuresOf = <E>(cause: Cause.Cause<E>): ReadonlyArray<E> => [...Cause.failures(cause)]

/** The defects in a cause. */
export const defectsOf = (cause: Cause.Cause<unknown>): ReadonlyArray<unknown> => [...Cause.defects(cause)]

/** A cause in the words of its errors, and of what caused those. */
export const prettyWithCauses = (cause: Cause.Cause<unknown>): string => Cause.pretty(cause, { renderErrorCause: true })

/** Shows all logs to the loggers, or only those from debug level. */
export const minimumLogLevel = (level: "All" | "Debug"): Layer.Layer<never> =>
  Logger.minimumLogLevel(LogLevel.fromLiteral(level))

/** The name of a level. */
export const levelName = ({ label }: LogLevel.LogLevel): string => label

/** Runs an effect with another console, to which the pretty loggers write. */
export const withConsole = (unsafe: Console) => <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.flatMap(Effect.console, (console) => Effect.withConsole(effect, { ...console, unsafe }))

/** A tracer that gives other spans in place of those that another one makes. */
export const replaceSpans = (
  native: Tracer.Tracer,
  replace: (name: string, make: () => Tracer.Span) => Tracer.Span
): Tracer.Tracer =>
  Tracer.make({
    context: (run, fiber) => native.context(run, fiber),
    span: (name, ...rest) => replace(name, () => native.span(name, ...rest))
  })
