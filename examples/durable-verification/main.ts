/** Tells how a verification outlives the process that it began in, and the next one. */
import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import { Console, Effect, Exit, Redacted } from "effect"
import { randomBytes } from "node:crypto"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { emulator } from "../support/emulator.js"
import type { FromRunner } from "./protocol.js"
import { type Runner, spawn } from "./spawn.js"

type Said<Tag> = Extract<typeof FromRunner.Type, { readonly _tag: Tag }>

/** Waits until the runner says something of this kind. */
const hear = <Tag extends (typeof FromRunner.Type)["_tag"]>(runner: Runner, tag: Tag): Effect.Effect<Said<Tag>> =>
  runner.next.pipe(
    Effect.repeat({ until: (message): message is Said<Tag> => message._tag === tag }),
    Effect.orDie
  )

const temporaryDirectory = Effect.acquireRelease(
  Effect.promise(() => mkdtemp(join(tmpdir(), "durable-verification-"))),
  (directory) => Effect.promise(() => rm(directory, { recursive: true, maxRetries: 3 }))
)

const story = Effect.gen(function*() {
  const { attributes, endpoint, newUser, outbox } = yield* emulator
  const ada = yield* newUser("email", "ada@new-address.example")
  const before = outbox.length

  const directory = yield* temporaryDirectory
  const start = spawn(new URL("./runner.ts", import.meta.url), {
    AWS_REGION: "eu-west-1",
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: endpoint,
    DATABASE_FILE: join(directory, "verification.db"),
    DATABASE_KEY: randomBytes(32).toString("hex")
  })

  yield* Console.log("The first runner starts. Ada changed her e-mail address and wants to verify the new one.")
  const first = yield* start
  yield* first.send({ _tag: "Start", payload: { id: "ada", ...ada } })
  const { executionId } = yield* hear(first, "Started")
  const { view } = yield* hear(first, "Show")
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
  yield* hear(second, "Answered")
  yield* second.kill
  yield* Console.log("  Killed, as soon as it stored her answer.")

  yield* Console.log("The third runner starts. Nobody gives it the code again.")
  const third = yield* start
  yield* third.send({ _tag: "Watch", executionId })
  const { exit } = yield* hear(third, "Ended")
  yield* Console.log(`  The verification ended: ${Exit.isSuccess(exit) ? "success" : exit.cause}.`)

  const { email_verified } = yield* attributes(ada)
  const messages = outbox.length - before
  yield* Console.log(
    `Cognito says email_verified: ${email_verified}. It sent ${messages} message${messages === 1 ? "" : "s"}.`
  )
}).pipe(Effect.scoped)

NodeRuntime.runMain(story)
