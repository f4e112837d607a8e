/** A user verifies an e-mail address or a phone number. Run it by `npm start`; `npm start -- --help` says more. */
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import { Cause, Console, Effect } from "effect"
import { hasInterruptsOnly } from "./interruption.js"
import { parse, usage } from "./options.js"
import { say, wrap } from "./terminal.js"
import { describe } from "./trouble.js"
import { onAws, onEmulator } from "./users.js"

const main = Effect.gen(function*() {
  const { attributeName, help } = yield* parse(process.argv.slice(2))
  if (help) return yield* say(usage)
  const token = process.env["COGNITO_ACCESS_TOKEN"]?.trim() ?? ""
  yield* token === "" ? onEmulator(attributeName) : onAws(attributeName, token)
})

/** When nobody reads the output any more, as in `npm start | head -1`, the program ends as it does after Ctrl-C. */
const outputIsClosed = Effect.promise(() => new Promise((resolve) => process.stdout.once("error", resolve))).pipe(
  Effect.andThen(Effect.interrupt)
)

main.pipe(
  Effect.raceFirst(outputIsClosed),
  Effect.provide(NodeHttpClient.layerUndici),
  Effect.onError((cause) =>
    hasInterruptsOnly(cause)
      ? Effect.void
      : Console.error(wrap(describe(Cause.squash(cause)), process.stderr.columns))
  ),
  NodeRuntime.runMain({ disableErrorReporting: true })
)
