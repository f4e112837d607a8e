import { assert } from "@effect/vitest"
import { Effect, Redacted } from "effect"
import type { Ask } from "../../examples/guide/steps.js"

/** A user who answers what is asked from these lists, and everything that this user heard. */
export const user = (answers: {
  readonly codes?: Array<string>
  readonly newPasswords?: Array<string>
  readonly secondFactor?: string
} = {}) => {
  const heard: Array<string> = []
  const next = (question: string, list: Array<string> = []) =>
    Effect.sync(() => {
      heard.push(question)
      return Redacted.make(list.shift() ?? assert.fail(`This user has no answer to ${question}.`))
    })
  const ask: Ask = {
    code: (where) => next(`code ${where}`, answers.codes),
    newPassword: Effect.suspend(() => next("new password", answers.newPasswords)),
    secondFactor: (choices) =>
      Effect.sync(() => {
        heard.push(`second factor of ${choices.join(", ")}`)
        return answers.secondFactor ?? ""
      }),
    showQrCode: (address) =>
      Effect.sync(() => void heard.push(`QR code of ${new URL(Redacted.value(address)).pathname}`)),
    wrong: (message) => Effect.sync(() => void heard.push(`wrong: ${message}`))
  }
  return { ask, heard }
}

/** What the user reads when a program refuses. */
export const refusal = <E extends { readonly _tag: string; readonly message: string }, R>(
  program: Effect.Effect<unknown, E, R>
) =>
  Effect.map(Effect.flip(program), ({ _tag, message }) => {
    assert.strictEqual(_tag, "Refused", message)
    return message
  })

/** A token that has to be there. */
export const given = (token: Redacted.Redacted<string> | undefined) => {
  assert(Redacted.isRedacted(token), "There is no such token.")
  return token
}
