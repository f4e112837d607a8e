/** Where the story can take place. */
import { Config, ConfigProvider, Effect, Redacted } from "effect"
import { CognitoConfig } from "effect-cognito"
import { createInterface } from "node:readline"
import { type Setting, tell } from "./tell.js"
import { bold, say } from "./terminal.js"
import { Trouble } from "./trouble.js"

type AttributeName = Setting["attributeName"]

/** An emulator in this process, and Ada, who first mistypes the code. */
export const onEmulator = Effect.fnUntraced(function*(attributeName: AttributeName) {
  // Only the story that needs the emulator waits until it is loaded.
  const { emulator } = yield* Effect.promise(() => import("../support/emulator.js"))
  const { endpoint, newUser, outbox } = yield* emulator
  const ada = yield* newUser(attributeName, attributeName === "email" ? "ada@new-address.example" : "+12025550199")

  let attempts = 0
  yield* tell({
    opening: [
      "In a new user pool, Ada has signed up and signed in.",
      `Then she changed her ${attributeName}, so Cognito does not trust it until she proves that it is hers.`,
      "Cognito is an emulator in this process. Set AWS_REGION and COGNITO_ACCESS_TOKEN to meet the real one."
    ],
    accessToken: ada.accessToken,
    attributeName,
    received: Effect.suspend(() => {
      const message = outbox.at(-1)
      return say(`   To ${message?.to}: ${bold(message?.text ?? "")}`)
    }),
    readCode: Effect.suspend(() => {
      attempts++
      return attempts === 1
        // The emulator's codes start at 100000.
        ? Effect.as(say("   Ada types 000000."), Redacted.make("000000"))
        : Effect.as(say("   Ada types what the message says."), Redacted.make(outbox.at(-1)?.code ?? ""))
    })
  }).pipe(
    CognitoConfig.withConfig({ endpoint }),
    // What the environment says of AWS is not meant for the emulator.
    Effect.withConfigProvider(ConfigProvider.fromMap(new Map()))
  )
}, Effect.scoped)

/** Cognito as the environment describes it, and whoever sits at the terminal. */
export const onAws = Effect.fnUntraced(function*(
  attributeName: AttributeName,
  accessToken: Redacted.Redacted<string>
) {
  const region = (yield* variable("AWS_REGION")) || (yield* variable("AWS_DEFAULT_REGION"))
  if (region === "") {
    return yield* new Trouble({ message: "COGNITO_ACCESS_TOKEN is set, but AWS_REGION is not: set both, or neither." })
  }
  const lines = yield* standardInput
  yield* tell({
    opening: [`You are the user, and Cognito is the one that your environment describes (${region}).`],
    accessToken,
    attributeName,
    received: Effect.void,
    readCode: Effect.gen(function*() {
      yield* Effect.sync(() => process.stdout.write("   The code that you received: "))
      const { done, value } = yield* Effect.promise(() => lines.next())
      // A terminal shows the line that was entered and its end; nothing else does.
      if (done === true || !process.stdin.isTTY) yield* say("")
      return done === true
        ? yield* new Trouble({ message: "There is no code to give back, because the input ended." })
        : Redacted.make(value.trim())
    })
  })
}, Effect.scoped)

/** An empty variable counts as unset. */
export const variable = (name: string) =>
  Effect.orDie(Config.map(Config.withDefault(Config.string(name), ""), (value) => value.trim()))

/** The lines of the standard input. As one iterator, it loses none of those that arrive at once. */
const standardInput = Effect.map(
  Effect.acquireRelease(
    Effect.sync(() => createInterface({ input: process.stdin })),
    (lines) => Effect.sync(() => lines.close())
  ),
  (lines) => lines[Symbol.asyncIterator]()
)
