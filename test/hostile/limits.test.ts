/**
 * The published model has limits that the live service does not have. What Cognito issued has no maximum, and of a
 * password only its ends are checked.
 */
import { Cognito, CognitoConfig } from "effect-cognito"
import { recording } from "../support/client.js"
import { Effect, Redacted } from "../support/effect.js"
import { own, root, sample } from "../support/facts.js"
import { layers } from "../support/layers.js"
import { ownName } from "../support/model.js"
import { type Exported, operations } from "../support/operations.js"
import * as Recorder from "../support/recorder.js"
import { assert, describe, it } from "../support/vitest.js"

const top = { shape: root, type: "structure" } as const

/** A valid request in which one member has this value. */
const requestWith = (operation: Exported, name: string, value: string): unknown =>
  own(operation.input, top, { ...Object(sample(operation.input, top)), [name]: value }, Redacted.make)

/** Every member of every request that has one of these shapes. */
const membersOf = (shapes: Readonly<Record<string, ReadonlyArray<string>>>) =>
  operations.flatMap((operation) =>
    Object.entries(operation.input).flatMap(([name, { shape }]) =>
      (shapes[shape ?? ""] ?? []).map((value) => ({ operation, name, value }))
    )
  )

const passwords = ["Quiet Harbor 27", "a", "a b", "a\tb", "a\nb", "a  😀  b", `a${" ".repeat(254)}b`]

const accepted = membersOf({
  PasswordType: passwords,
  SessionType: [2049, 4005, 8192, 8420, 100_000].map((length) => "s".repeat(length)),
  TokenModelType: [8193, 100_000].map((length) => "t".repeat(length)),
  DeviceKeyType: [56, 1000, 100_000].map((length) => `eu-west-1_${"a".repeat(length - 10)}`),
  PaginationKey: [131_073, 200_000].map((length) => "p".repeat(length)),
  SearchPaginationTokenType: [131_073, 200_000].map((length) => "p".repeat(length))
})

const shown = (value: string) => `${JSON.stringify(value.slice(0, 16))} (${value.length} characters)`

const call = (operation: Exported, request: unknown, endpoint: string) =>
  operation.call(request).pipe(CognitoConfig.withConfig({ endpoint, retry: "none" }))

for (const [client, layer] of layers) {
  describe(`through ${client}`, () => {
    for (const { name, operation, value } of accepted) {
      it.live(`${operation.name} sends the ${name} ${shown(value)}`, () =>
        Effect.gen(function*() {
          const recorder = yield* Recorder.make
          const result = yield* Effect.result(call(operation, requestWith(operation, name, value), recorder.url))
          const [sent] = recorder.take()
          assert(sent !== undefined, `nothing was sent: ${JSON.stringify(result).slice(0, 400)}`)
          // Compared before it is shown, for a difference of 100,000 characters takes long to print.
          assert.isTrue(JSON.parse(sent.body)[name] === value, "something else was sent")
        }).pipe(Effect.provide(layer)))
    }

    it.live("a session of 8,420 characters is read, and sent back as it came", () =>
      Effect.gen(function*() {
        const recorder = yield* Recorder.make
        const issued = "A".repeat(8420)
        recorder.answer({ body: JSON.stringify({ ChallengeName: "SMS_MFA", Session: issued }) })
        yield* Effect.gen(function*() {
          const { session } = yield* Cognito.initiateAuth({
            clientId: "client",
            authFlow: "USER_AUTH",
            authParameters: { USERNAME: "ada" }
          })
          yield* Cognito.respondToAuthChallenge({
            clientId: "client",
            challengeName: "SMS_MFA",
            challengeResponses: { USERNAME: "ada", SMS_MFA_CODE: Redacted.make("123456") },
            session
          })
        }).pipe(CognitoConfig.withConfig({ endpoint: recorder.url, retry: "none" }))
        assert.isTrue(JSON.parse(recorder.take()[1]?.body ?? "{}").Session === issued)
      }).pipe(Effect.provide(layer)))

    it.live("a password with white space is sent to sign in, and to replace one", () =>
      Effect.gen(function*() {
        const recorder = yield* Recorder.make
        const password = Redacted.make("Quiet Harbor 27")
        yield* Cognito.initiateAuth({
          clientId: "client",
          authFlow: "USER_PASSWORD_AUTH",
          authParameters: { USERNAME: "ada", PASSWORD: password }
        }).pipe(CognitoConfig.withConfig({ endpoint: recorder.url }))
        yield* Cognito.respondToAuthChallenge({
          clientId: "client",
          challengeName: "NEW_PASSWORD_REQUIRED",
          challengeResponses: { USERNAME: "ada", NEW_PASSWORD: password }
        }).pipe(CognitoConfig.withConfig({ endpoint: recorder.url }))
        const [signIn, replacement] = recorder.take().map(({ body }) => JSON.parse(body))
        assert.strictEqual(signIn.AuthParameters.PASSWORD, "Quiet Harbor 27")
        assert.strictEqual(replacement.ChallengeResponses.NEW_PASSWORD, "Quiet Harbor 27")
      }).pipe(Effect.provide(layer)))
  })
}

describe("of a password only the ends are checked:", () => {
  const wrong = ["", " ", " a", "a ", "\ta", "a\n", "\r\na b", " Quiet Harbor 27 "]

  for (const { name, operation, value } of membersOf({ PasswordType: wrong })) {
    it.effect(`${operation.name} refuses the ${name} ${shown(value)}, and says what its ends must be`, () =>
      Effect.gen(function*() {
        const { layer, requests } = recording()
        const error = yield* call(operation, requestWith(operation, name, value), "http://localhost").pipe(
          Effect.flip,
          Effect.provide(layer)
        )
        assert(error._tag === "InvalidRequestError")
        assert.strictEqual(requests.length, 0)
        assert.deepStrictEqual(error.issues.map(({ path }) => path), [[ownName(name)]])
        const { expected } = error.issues[0]!
        assert.match(expected, /begin|start|first/)
        assert.match(expected, /\bend|last/)
        assert.match(expected, /space|blank/)
        // It would allow what the next words forbid: a password of no characters.
        assert.notMatch(expected, /\b0 to\b|at least 0\b/)
        // This pattern would forbid all white space.
        assert.notInclude(expected, "^[\\S]+$")
        assert.include(error.message, expected)
      }))
  }
})
