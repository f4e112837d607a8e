/** A user verifies an e-mail address or a phone number. Run it by `npm start`; `npm start -- --help` says more. */
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import { Cause, Config, Console, Effect } from "effect"
import { parse, usage } from "./options.js"
import { say, wrap } from "./terminal.js"
import { describe } from "./trouble.js"
import { onAws, onEmulator } from "./users.js"

const main = Effect.gen(function*() {
  const { attributeName, help } = yield* parse(process.argv.slice(2))
  if (help) return yield* say(usage)
  const token = yield* Config.string("COGNITO_ACCESS_TOKEN").pipe(Config.withDefault(""), Effect.orDie)
  yield* token.trim() === "" ? onEmulator(attributeName) : onAws(attributeName, token.trim())
})

/** When nobody reads the output any more, as in `npm start | head -1`, the program ends as it does after Ctrl-C. */
const outputIsClosed = Effect.async<never>((resume) => {
  process.stdout.once("error", () => resume(Effect.interrupt))
})

main.pipe(
  Effect.raceFirst(outputIsClosed),
  Effect.provide(NodeHttpClient.layerUndici),
  Effect.tapErrorCause((cause) =>
    Cause.isInterruptedOnly(cause)
      ? Effect.void
      : Console.error(wrap(describe(Cause.squash(cause)), process.stderr.columns))
  ),
  NodeRuntime.runMain({ disableErrorReporting: true })
)
