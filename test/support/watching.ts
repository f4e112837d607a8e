/** How a test watches a program: its causes, its logs, its console and its spans. */
import { Cause, Effect, Layer, Logger, LogLevel, Tracer } from "effect"

/** The failures in a cause. */
export const failuresOf = <E>(cause: Cause.Cause<E>): ReadonlyArray<E> => [...Cause.failures(cause)]

/** The defects in a cause. */
export const defectsOf = (cause: Cause.Cause<unknown>): ReadonlyArray<unknown> => [...Cause.defects(cause)]

/** A cause in the words of its errors, and of what caused those. */
export const prettyWithCauses = (cause: Cause.Cause<unknown>): string => Cause.pretty(cause, { renderErrorCause: true })

/** Loggers of every kind, at the lowest level, and what each of them makes of a message that is not for the console. */
export const loggers = (add: (logger: string, output: unknown) => void): Layer.Layer<never> => {
  const into = <Output>(name: string, logger: Logger.Logger<unknown, Output>) =>
    Logger.add(Logger.map(logger, (output) => add(name, output)))
  return Layer.mergeAll(
    // The logger that makes logs events of spans stays.
    Logger.remove(Logger.defaultLogger),
    into("string log", Logger.stringLogger),
    into("logfmt log", Logger.logfmtLogger),
    into("structured log", Logger.structuredLogger),
    into("json log", Logger.jsonLogger),
    Logger.add(Logger.prettyLogger({ mode: "tty", colors: false })),
    Logger.add(Logger.prettyLogger({ mode: "browser", colors: false })),
    Logger.minimumLogLevel(LogLevel.All)
  )
}

/** Runs an effect with another console, to which the pretty loggers write. */
export const withConsole = (unsafe: Console) => <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.flatMap(Effect.console, (console) => Effect.withConsole(effect, { ...console, unsafe }))

/** A tracer that hands over each span that another one makes. */
export const watchSpans = (native: Tracer.Tracer, onSpan: (span: Tracer.Span) => void): Tracer.Tracer =>
  Tracer.make({
    context: (run) => run(),
    span: (...args) => {
      const span = native.span(...args)
      onSpan(span)
      return span
    }
  })
