/** How a test watches a program: its causes, its logs, its console and its spans. */
import { Cause, Console as Consoles, Effect, Layer, Logger, References, Tracer } from "effect"

/** The failures in a cause. */
export const failuresOf = <E>(cause: Cause.Cause<E>): ReadonlyArray<E> =>
  cause.reasons.filter(Cause.isFailReason).map(({ error }) => error)

/** The defects in a cause. */
export const defectsOf = (cause: Cause.Cause<unknown>): ReadonlyArray<unknown> =>
  cause.reasons.filter(Cause.isDieReason).map(({ defect }) => defect)

/** A cause in the words of its errors, and of what caused those. */
export const prettyWithCauses = (cause: Cause.Cause<unknown>): string => Cause.pretty(cause)

/** Loggers of every kind, at the lowest level, and what each of them makes of a message that is not for the console. */
export const loggers = (add: (logger: string, output: unknown) => void): Layer.Layer<never> => {
  const into = <Output>(name: string, logger: Logger.Logger<unknown, Output>) =>
    Logger.map(logger, (output) => add(name, output))
  return Layer.merge(
    Logger.layer([
      Logger.tracerLogger,
      into("string log", Logger.formatSimple),
      into("logfmt log", Logger.formatLogFmt),
      into("structured log", Logger.formatStructured),
      into("json log", Logger.formatJson),
      Logger.consolePretty({ mode: "tty", colors: false }),
      Logger.consolePretty({ mode: "browser", colors: false })
    ]),
    Layer.succeed(References.MinimumLogLevel, "All")
  )
}

/** Runs an effect with another console, to which the pretty loggers write. */
export const withConsole = (console: Console) => <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.provideService(effect, Consoles.Console, console)

/** A tracer that hands over each span that another one makes. */
export const watchSpans = (native: Tracer.Tracer, onSpan: (span: Tracer.Span) => void): Tracer.Tracer =>
  Tracer.make({
    span: (options) => {
      const span = native.span(options)
      onSpan(span)
      return span
    }
  })
