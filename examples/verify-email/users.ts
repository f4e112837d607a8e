import { Effect, Redacted } from "effect"
import { CognitoConfig } from "effect-cognito"
import { createInterface } from "node:readline"
import { say } from "./terminal.js"
import { Trouble } from "./trouble.js"
import { type User, verifyAttribute } from "./verify.js"

/** The user is Ada, who mistypes the code at first, and Cognito is an emulator in this process. */
export const onEmulator = Effect.fnUntraced(function*(attributeName: User["attributeName"]) {
  // Loading the emulator takes a while, so it is loaded only where it is needed.
  const { emulator } = yield* Effect.promise(() => import("../support/emulator.js"))
  const { endpoint, newUser, outbox } = yield* emulator
  const value = attributeName === "email" ? "ada@new.example" : "+12025550199"
  const { accessToken } = yield* newUser(attributeName, value)
  yield* say(`Ada is signed in and changed her ${attributeName}, so Cognito does not trust it until she verifies it.`)
  yield* say("Cognito is an emulator here. For your own user pool, see --help.")

  let attempts = 0
  const readCode = Effect.gen(function*() {
    const message = outbox.at(-1)
    if (attempts++ > 0) return yield* Effect.as(say("  Ada types the code."), Redacted.make(message?.code ?? ""))
    // The emulator's codes start at 100000.
    return yield* Effect.as(say(`  To ${value}: ${message?.text}\n  Ada types 000000.`), Redacted.make("000000"))
  })
  yield* verifyAttribute({ accessToken, attributeName, readCode }).pipe(
    // What the environment says about AWS is not meant for the emulator, and only what is missing here is read from it.
    CognitoConfig.withConfig({
      endpoint,
      region: "local",
      useFipsEndpoint: false,
      useDualstackEndpoint: false,
      retry: "none"
    })
  )
}, Effect.scoped)

/** The user sits at the terminal. Where Cognito is, the library reads from the environment. */
export const onAws = Effect.fnUntraced(function*(attributeName: User["attributeName"], token: string) {
  const input = yield* Effect.acquireRelease(
    Effect.sync(() => createInterface({ input: process.stdin })),
    (input) => Effect.sync(() => input.close())
  )
  // One iterator for all lines, because several may arrive at once.
  const lines = input[Symbol.asyncIterator]()
  const readCode = Effect.gen(function*() {
    yield* Effect.sync(() => process.stdout.write("  The code that you received: "))
    const { done, value } = yield* Effect.promise(() => lines.next())
    // A terminal shows what is entered, and with it the end of the line.
    if (done === true || !process.stdin.isTTY) yield* say("")
    if (done === true) return yield* new Trouble({ message: "The input ended before there was a code." })
    return Redacted.make(value.trim())
  })
  yield* verifyAttribute({ accessToken: Redacted.make(token), attributeName, readCode })
}, Effect.scoped)
