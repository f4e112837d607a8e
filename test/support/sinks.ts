/**
 * Everything that a program, its logs, its traces and its metrics show of a run, so that a test can look for what must
 * not be in it.
 */
import { Metric, Option, type Tracer } from "effect"
import { CognitoError } from "effect-cognito"
import { Console } from "node:console"
import { Writable } from "node:stream"
import { inspect } from "node:util"
import { Cause, Effect, Exit, Layer, Logger, Schema } from "./effect.js"
import { defectsOf, failuresOf, minimumLogLevel, prettyWithCauses, replaceSpans, withConsole } from "./watching.js"

/** What each sink was given, as text. */
export type Shown = ReadonlyMap<string, string>

class Sinks {
  readonly texts = new Map<string, string>()
  add(sink: string, text: string | undefined): void {
    this.texts.set(sink, `${this.texts.get(sink) ?? ""}${text}\n`)
  }
}

/** The most that `util.inspect` can be asked for. */
export const inspected = (value: unknown): string => inspect(value, { depth: Infinity, showHidden: true })

/** What is in a value, whatever it wants to show of itself. */
const members = (value: unknown): string => {
  const seen = new Set<unknown>()
  const texts: Array<string> = []
  const walk = (value: unknown): void => {
    if (typeof value === "string") texts.push(value)
    if (typeof value !== "object" || value === null || seen.has(value)) return
    seen.add(value)
    if (value instanceof Uint8Array) texts.push(new TextDecoder().decode(value))
    for (const name of Object.getOwnPropertyNames(value)) {
      texts.push(name)
      walk(Object.getOwnPropertyDescriptor(value, name)?.value)
    }
  }
  walk(value)
  return texts.join("\n")
}

const showCause = (sinks: Sinks, prefix: string, cause: Cause.Cause<unknown>): void => {
  sinks.add(`${prefix}pretty`, Cause.pretty(cause))
  sinks.add(`${prefix}pretty with causes`, prettyWithCauses(cause))
  sinks.add(`${prefix}inspect`, inspected(cause))
  sinks.add(`${prefix}JSON`, JSON.stringify(cause))
}

/** What a program can print of its outcome. */
const showExit = (sinks: Sinks, exit: Exit.Exit<unknown, unknown>): void => {
  sinks.add("inspect", inspected(exit))
  sinks.add("String", String(exit))
  sinks.add("JSON", JSON.stringify(exit))
  if (Exit.isSuccess(exit)) {
    sinks.add("members", members(exit.value))
    return
  }
  showCause(sinks, "", exit.cause)
  for (const error of [...failuresOf(exit.cause), ...defectsOf(exit.cause)]) {
    sinks.add("inspect", inspected(error))
    sinks.add("inspect", inspect(error, { depth: Infinity, customInspect: false }))
    sinks.add("members", members(error))
    sinks.add("String", String(error))
    sinks.add("JSON", JSON.stringify(error))
    if (error instanceof Error) {
      sinks.add("message", error.message)
      sinks.add("stack", error.stack)
    }
    if (CognitoError.isCognitoError(error)) {
      sinks.add("wire", JSON.stringify(Schema.encodeSync(CognitoError.CognitoError)(error)))
    }
  }
}

/** Loggers of every kind, at the lowest level, beside the one that makes logs events of spans. */
const loggers = (sinks: Sinks): Layer.Layer<never> => {
  const into = <Output>(sink: string, logger: Logger.Logger<unknown, Output>) =>
    Logger.map(logger, (output) => {
      sinks.add(sink, typeof output === "string" ? output : `${inspected(output)}\n${JSON.stringify(output)}`)
    })
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
    minimumLogLevel("All")
  )
}

/** The console, to which the pretty loggers write. */
const makeConsole = (sinks: Sinks): Console => {
  const stream = new Writable({
    write: (chunk, _, done) => {
      sinks.add("pretty log", String(chunk))
      done()
    }
  })
  return new Console({ stdout: stream, stderr: stream, inspectOptions: { depth: Infinity, showHidden: true } })
}

const showSpan = (sinks: Sinks, span: Tracer.Span): void => {
  sinks.add("span name", span.name)
  sinks.add("span attributes", inspected(span.attributes))
  sinks.add("span links", inspected(span.links.map(({ attributes }) => attributes)))
  sinks.add("span events", inspected("events" in span ? span.events : undefined))
  if (span.status._tag === "Ended" && Exit.isFailure(span.status.exit)) {
    showCause(sinks, "span exit, ", span.status.exit.cause)
  }
}

/**
 * Runs an effect, lets a program log how it ended, and gives everything that was to be seen.
 */
export const show = <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<Shown, never, R> =>
  Effect.gen(function*() {
    const sinks = new Sinks()
    const spans: Array<Tracer.Span> = []
    const tracer = replaceSpans(yield* Effect.tracer, (_, make) => {
      const span = make()
      spans.push(span)
      return span
    })
    const exit = yield* effect.pipe(
      Effect.tapCause((cause) => {
        const error = Option.getOrUndefined(Cause.findErrorOption(cause))
        return Effect.logFatal("It failed", error, cause).pipe(Effect.annotateLogs({ error }))
      }),
      Effect.tap((value) => Effect.logTrace("It succeeded", value)),
      Effect.withSpan("program"),
      Effect.exit,
      Effect.withTracer(tracer),
      Effect.provide(loggers(sinks)),
      withConsole(makeConsole(sinks))
    )
    showExit(sinks, exit)
    for (const span of spans) showSpan(sinks, span)
    sinks.add("metrics", inspected(yield* Metric.snapshot))
    return sinks.texts
  })
