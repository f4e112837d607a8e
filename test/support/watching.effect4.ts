/** How a test watches a program: its causes, its logs, its console and its spans. */
import { Cause, Console as Consoles, Effect, Layer, type LogLevel, References, Tracer } from "effect"

/** The failures in a cause. */
export const failuresOf = <E>(cause: Cause.Cause<E>): ReadonlyArray<E> =>
  cause.reasons.filter(Cause.isFailReason).map(({ error }) => error)

/** The defects in a cause. */
export const defectsOf = (cause: Cause.Cause<unknown>): ReadonlyArray<unknown> =>
  cause.reasons.filter(Cause.isDieReason).map(({ defect }) => defect)

/** A cause in the words of its errors, and of what caused those. */
export const prettyWithCauses = (cause: Cause.Cause<unknown>): string => Cause.pretty(cause)

/** Shows all logs to the loggers, or only those from debug level. */
export const minimumLogLevel = (level: "All" | "Debug"): Layer.Layer<never> =>
  Layer.succeed(References.MinimumLogLevel, level)

/** The name of a level. */
export const levelName = (level: LogLevel.LogLevel): string => level.toUpperCase()

/** Runs an effect with another console, to which the pretty loggers write. */
export const withConsole = (console: Console) => <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.provideService(effect, Consoles.Console, console)

/** A tracer that gives other spans in place of those that another one makes. */
export const replaceSpans = (
  native: Tracer.Tracer,
  replace: (name: string, make: () => Tracer.Span) => Tracer.Span
): Tracer.Tracer => Tracer.make({ ...native, span: (options) => replace(options.name, () => native.span(options)) })
