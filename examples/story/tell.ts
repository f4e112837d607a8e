import type { HttpClient } from "@effect/platform"
import { Effect, type Redacted } from "effect"
import { Cognito } from "effect-cognito"
import { answered, asked, bold, dim, foreign, refused, say, scene } from "./terminal.js"
import type { Trouble } from "./trouble.js"

/** Where the story takes place: on the emulator, or on AWS. */
export interface Setting {
  readonly opening: ReadonlyArray<string>
  readonly accessToken: Redacted.Redacted<string>
  readonly attributeName: "email" | "phone_number"
  /** What is seen of the message that Cognito sent. */
  readonly received: Effect.Effect<void>
  /** The code that the user types. */
  readonly readCode: Effect.Effect<Redacted.Redacted<string>, Trouble>
}

/** The story itself, which is the same everywhere. */
export const tell = Effect.fnUntraced(function*(setting: Setting) {
  const { accessToken, attributeName } = setting

  yield* say("", bold("How a user verifies an attribute"), ...setting.opening)

  yield* scene("1. Before")
  yield* showAttributes(setting)

  yield* scene("2. The user asks for a code")
  yield* asked(
    `Cognito.getUserAttributeVerificationCode({ accessToken: ${accessToken}, attributeName: "${attributeName}" })`
  )
  const { codeDeliveryDetails } = yield* Cognito.getUserAttributeVerificationCode({ accessToken, attributeName })
  yield* answered(whereItWent(codeDeliveryDetails))
  yield* setting.received

  yield* scene("3. The user gives it back")
  yield* verify(setting, 3)

  yield* scene("4. After")
  yield* showAttributes(setting)
  yield* say("")
})

const showAttributes = Effect.fnUntraced(function*({ accessToken, attributeName }: Setting) {
  const { userAttributes } = yield* Cognito.getUser({ accessToken })
  for (const shown of [attributeName, `${attributeName}_verified`]) {
    const attribute = userAttributes.find(({ name }) => name === shown)
    yield* say(`   ${shown.padEnd(21)}  ${bold(foreign(attribute?.value ?? "(none)"))}`)
  }
})

const whereItWent = (details: Cognito.GetUserAttributeVerificationCodeResponse["codeDeliveryDetails"]): string =>
  details === undefined
    ? "Sent. (AWS says where to, masked; the emulator does not.)"
    : foreign(`Sent by ${details.deliveryMedium ?? "some medium"} to ${details.destination ?? "the user"}.`)

/** The failure that a user can mend is handled by its tag. Any other one ends the story. */
const verify = (
  setting: Setting,
  attempts: number
): Effect.Effect<void, Cognito.VerifyUserAttributeError | Trouble, HttpClient.HttpClient> =>
  Effect.gen(function*() {
    const { accessToken, attributeName } = setting
    const code = yield* setting.readCode
    yield* asked(
      `Cognito.verifyUserAttribute({ accessToken: ${accessToken}, attributeName: "${attributeName}", code: ${code} })`
    )
    yield* Cognito.verifyUserAttribute({ accessToken, attributeName, code })
    yield* answered("Verified.")
  }).pipe(
    Effect.catchTag("CodeMismatchException", (error) =>
      attempts === 1
        ? Effect.fail(error)
        : refused(`${error._tag}: ${foreign(error.message)}`).pipe(
          Effect.zipRight(say(dim(`     Effect.catchTag("${error._tag}", ...) lets the user try again.`))),
          Effect.zipRight(verify(setting, attempts - 1))
        ))
  )
