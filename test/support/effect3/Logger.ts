import * as Effect from "effect/Effect"
import * as FiberRef from "effect/FiberRef"
import * as HashSet from "effect/HashSet"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"

export * from "effect/Logger"

export {
  jsonLogger as formatJson,
  logfmtLogger as formatLogFmt,
  prettyLogger as consolePretty,
  stringLogger as formatSimple,
  structuredLogger as formatStructured
} from "effect/Logger"

export const consoleJson = Logger.withConsoleLog(Logger.jsonLogger)

/** As on Effect 4, these loggers take the place of all others. */
export const layer = (loggers: ReadonlyArray<Logger.Logger<unknown, unknown>>): Layer.Layer<never> =>
  Layer.scopedDiscard(Effect.locallyScoped(FiberRef.currentLoggers, HashSet.fromIterable(loggers)))
