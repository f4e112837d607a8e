/** Shows that a verification outlives the process in which it began, and the next one. */
import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import { Console, Effect, Exit, Redacted } from "effect"
import { randomBytes, randomUUID } from "node:crypto"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { emulator } from "../support/emulator.js"
import type { FromRunner } from "./protocol.js"
import { type Runner, spawn } from "./spawn.js"
import { Verification } from "./workflow.js"

type MessageOf<Tag> = Extract<typeof FromRunner.Type, { readonly _tag: Tag }>

/** Waits for a message of this kind from the runner, and fails if the runner ends before it sends one. */
const waitFor = <Tag extends (typeof FromRunner.Type)["_tag"]>(runner: Runner, tag: Tag) =>
  Effect.repeat(runner.next, { until: (message): message is MessageOf<Tag> => message._tag === tag })

const temporaryDirectory = Effect.acquireRelease(
  Effect.promise(() => mkdtemp(join(tmpdir(), "durable-verification-"))),
  (directory) => Effect.promise(() => rm(directory, { recursive: true, maxRetries: 3 }))
)

/** The database that the environment names or, if it names none, a file that is deleted in the end. */
const database = Effect.gen(function*() {
  const { DATABASE_FILE = "", DATABASE_KEY = "", DATABASE_URL = "" } = process.env
  if (DATABASE_FILE + DATABASE_KEY + DATABASE_URL !== "") return { DATABASE_FILE, DATABASE_KEY, DATABASE_URL }
  return {
    DATABASE_FILE: join(yield* temporaryDirectory, "verification.db"),
    DATABASE_KEY: randomBytes(32).toString("hex")
  }
})

const main = Effect.gen(function*() {
  const { attributes, endpoint, newUser, outbox } = yield* emulator
  const ada = yield* newUser("email", "ada@new-address.example")
  const before = outbox.length

  const start = spawn(new URL("./runner.ts", import.meta.url), {
    AWS_REGION: "eu-west-1",
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: endpoint,
    ...(yield* database)
  })

  yield* Console.log("The first runner starts. Ada changed her e-mail address and wants to verify the new one.")
  const first = yield* start
  // The database may still have the verifications of earlier runs, so this one needs an id of its own.
  const payload = { id: randomUUID(), ...ada }
  yield* first.send({ _tag: "Start", payload })
  const { view } = yield* waitFor(first, "Show")
  const message = outbox.at(-1)
  if (view.token === undefined || message === undefined) return yield* Effect.dieMessage("Ada received no code.")
  yield* Console.log(`  To ${message.to}: ${message.text}`)
  yield* first.kill
  yield* Console.log("  Killed, while it waits for Ada.")

  yield* Console.log("The second runner starts. Ada types the code.")
  const second = yield* start
  yield* second.send({
    _tag: "Answer",
    token: view.token,
    answer: { _tag: "Code", code: Redacted.make(message.code) }
  })
  yield* waitFor(second, "Answered")
  yield* second.kill
  yield* Console.log("  Killed, as soon as it stored her answer.")

  yield* Console.log("The third runner starts. Nobody gives it the code again.")
  const third = yield* start
  yield* third.send({ _tag: "Watch", executionId: yield* Verification.executionId(payload) })
  const { exit } = yield* waitFor(third, "Ended")
  yield* Console.log(`  The verification ended: ${Exit.isSuccess(exit) ? "success" : exit.cause}.`)

  const { email_verified } = yield* attributes(ada)
  const messages = outbox.length - before
  yield* Console.log(
    `Cognito says email_verified: ${email_verified}. It sent ${messages} message${messages === 1 ? "" : "s"}.`
  )
}).pipe(Effect.scoped)

main.pipe(
  // The runner has printed the reason on the standard error, which it shares with this process.
  Effect.catchAll(() => Effect.sync(() => void (process.exitCode = 1))),
  NodeRuntime.runMain
)
