/** What `npm start` runs. */
// All of platform-node would make the start longer by half a second.
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import { Cause, Console, Effect, Redacted } from "effect"
import { parse, usage } from "./options.js"
import { onAws, onEmulator, variable } from "./settings.js"
import { say } from "./terminal.js"
import { inOneLine } from "./trouble.js"

const main = Effect.gen(function*() {
  const { attributeName, help } = yield* parse(process.argv.slice(2))
  if (help) return yield* say(usage)
  const token = yield* variable("COGNITO_ACCESS_TOKEN")
  yield* token === "" ? onEmulator(attributeName) : onAws(attributeName, Redacted.make(token))
})

/** Where nobody reads any more (`npm start | head -1`), the story ends as after Ctrl-C: orderly. */
const readerIsGone = Effect.async<never>((resume) => {
  process.stdout.once("error", () => resume(Effect.interrupt))
})

main.pipe(
  Effect.raceFirst(readerIsGone),
  Effect.provide(NodeHttpClient.layerUndici),
  Effect.tapErrorCause((cause) => Cause.isInterruptedOnly(cause) ? Effect.void : Console.error(inOneLine(cause))),
  NodeRuntime.runMain({ disableErrorReporting: true })
)
