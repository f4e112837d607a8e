import { Effect, type Redacted } from "effect"
import { Cognito } from "effect-cognito"
import { say } from "./terminal.js"
import type { Trouble } from "./trouble.js"

export interface User {
  readonly accessToken: Redacted.Redacted<string>
  readonly attributeName: "email" | "phone_number"
  /** The code that the user types. */
  readonly readCode: Effect.Effect<Redacted.Redacted<string>, Trouble>
}

/** Asks Cognito for a code and gives back what the user types, who has three attempts. */
export const verifyAttribute = Effect.fnUntraced(function*({ accessToken, attributeName, readCode }: User) {
  const showAttributes = Effect.gen(function*() {
    const { userAttributes } = yield* Cognito.getUser({ accessToken })
    for (const shown of [attributeName, `${attributeName}_verified`]) {
      yield* say(`  ${shown}: ${userAttributes.find(({ name }) => name === shown)?.value ?? "(none)"}`)
    }
  })

  yield* say("\n1. Before", "bold")
  yield* showAttributes

  yield* say("\n2. The user asks for a code", "bold")
  yield* say("  -> Cognito.getUserAttributeVerificationCode")
  const { codeDeliveryDetails } = yield* Cognito.getUserAttributeVerificationCode({ accessToken, attributeName })
  // AWS says where it sent the code, masked. The emulator does not.
  yield* say(`  <- A code was sent to ${codeDeliveryDetails?.destination ?? "the user"}.`, "green")

  yield* say("\n3. The user gives the code back", "bold")
  yield* readCode.pipe(
    Effect.tap(() => say("  -> Cognito.verifyUserAttribute")),
    Effect.flatMap((code) => Cognito.verifyUserAttribute({ accessToken, attributeName, code })),
    Effect.tapErrorTag("CodeMismatchException", ({ _tag, message }) => say(`  <- ${_tag}: ${message}`, "yellow")),
    Effect.retry({ times: 2, while: ({ _tag }) => _tag === "CodeMismatchException" })
  )
  yield* say("  <- Verified.", "green")

  yield* say("\n4. After", "bold")
  yield* showAttributes
})
