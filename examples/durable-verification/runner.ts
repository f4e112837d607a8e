/** The process that gets killed. */
import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import { Cause, Console, Effect } from "effect"
import { database } from "./runtime.js"
import { runner } from "./serve.js"

/** What went wrong, in one line. An error of the database has its reason in its cause. */
const describe = (error: unknown): string =>
  error instanceof Error && error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : String(error)

Effect.provide(runner, database).pipe(
  Effect.tapErrorCause((cause) =>
    Cause.isInterruptedOnly(cause) ? Effect.void : Console.error(`The runner failed: ${describe(Cause.squash(cause))}`)
  ),
  NodeRuntime.runMain({ disableErrorReporting: true })
)
