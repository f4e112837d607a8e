/** Cognito, or whatever stands before it, quotes a secret of the request, and the error of the call does not show it. */
import type * as HttpClient from "@effect/platform/HttpClient"
import { Effect, Redacted } from "effect"
import { Cognito, CognitoConfig, type CognitoError } from "effect-cognito"
import { inspect } from "node:util"
import { layers } from "../support/layers.js"
import * as Recorder from "../support/recorder.js"
import { assert, describe, it } from "../support/vitest.js"

const token = "eyJraWQiOiJhYmMi.eyJzdWIiOiIxMjM0NTY3.c2lnbmF0dXJlLW9mLWl0"

const password = "pässwörd/1 + \"quoted\" \\ 27 = long enough"

const escapeAll = (text: string): string =>
  Array.from(text, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`).join("")

/** How a secret is quoted, and a part of what would be left of it. */
const quotes: ReadonlyArray<readonly [how: string, quote: (secret: string) => string]> = [
  ["as it is", (secret) => secret],
  ["as JSON", JSON.stringify],
  ["as JSON within JSON", (secret) => JSON.stringify(JSON.stringify(secret))],
  ["with every character escaped", escapeAll],
  ["with PHP's escapes", (secret) => JSON.stringify(secret).replaceAll("/", "\\/")],
  ["with Java's escapes", (secret) => JSON.stringify(secret).replaceAll("=", "\\u003d").replaceAll("+", "\\u002b")],
  [
    "with Python's escapes",
    (secret) => JSON.stringify(secret).replaceAll(/[^ -~]/g, (character) => escapeAll(character))
  ],
  ["wrapped after every ten characters", (secret) => secret.replaceAll(/.{10}/g, "$&\r\n  ")],
  ["without its last two fifths", (secret) => secret.slice(0, Math.floor(secret.length * 0.6))],
  ["as UTF-8 that was read as Latin-1", (secret) => Buffer.from(secret).toString("latin1")]
]

/** The text without escapes, white space and what is no letter, in which a part of a secret would still be seen. */
const bare = (text: string): string =>
  text.replaceAll(/\\u([\da-f]{4})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replaceAll(/[^A-Za-z0-9]/g, "")

const signUp = Cognito.signUp({ clientId: "client", username: "ada", password: Redacted.make(password) })

const changePassword = Cognito.changePassword({
  accessToken: Redacted.make(token),
  previousPassword: Redacted.make(password),
  proposedPassword: Redacted.make(password)
})

const parts = [token.slice(0, 16), token.slice(16, 32), password.slice(0, 16)].map(bare)

/** Each call, with the secrets of its request. */
const calls: ReadonlyArray<
  readonly [call: Effect.Effect<CognitoError.CognitoError, unknown, HttpClient.HttpClient>, secrets: Array<string>]
> = [
  [Effect.flip(signUp), [password]],
  [Effect.flip(changePassword), [token, password]]
]

for (const [client, layer] of layers) {
  describe(`through ${client}, a secret is not shown that is quoted`, () => {
    for (const [how, quote] of quotes) {
      it.live(how, () =>
        Effect.gen(function*() {
          const recorder = yield* Recorder.make
          for (const [call, secrets] of calls) {
            for (const secret of secrets) {
              const message = `The value ${quote(secret)} is not valid.`
              recorder.answer({ status: 400, body: JSON.stringify({ __type: "InvalidParameterException", message }) })
              const error = yield* CognitoConfig.withConfig(call, { endpoint: recorder.url })
              assert.strictEqual(error._tag, "InvalidParameterException")
              assert.match(error.message, /^The value \S* ?"?<redacted>/)
              const shown = bare(`${error.message} ${JSON.stringify(error)} ${inspect(error)}`)
              for (const part of parts) assert.notInclude(shown, part)
            }
          }
        }).pipe(Effect.provide(layer)))
    }
  })
}
