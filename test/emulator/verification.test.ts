/** The two operations against a Cognito that we did not write. Brackets in a title say where it differs from AWS. */
import type { HttpClient } from "@effect/platform"
import { Effect, Layer, Redacted } from "effect"
import { Cognito, CognitoConfig, type CognitoError } from "effect-cognito"
import { type Emulator, emulator } from "../../examples/support/emulator.js"
import { ConfigProvider } from "../support/effect.js"
import { layers } from "../support/layers.js"
import { latestCode } from "../support/stage.js"
import { assert, describe, it } from "../support/vitest.js"

const noEnvironment = ConfigProvider.layer(ConfigProvider.fromUnknown({}))

/** What Cognito says when it refuses, as a plain object. */
const refusal = <R>(call: Effect.Effect<unknown, CognitoError.CognitoError, R>) =>
  Effect.matchEffect(call, {
    onFailure: (error) =>
      Effect.succeed({
        tag: error._tag,
        status: "status" in error ? error.status : undefined,
        message: error.message
      }),
    onSuccess: () => Effect.die(new Error("Cognito did not refuse"))
  })

describe.each(layers)("over %s", (_, client) => {
  /** A test with an emulator of its own. */
  const onEmulator = (
    name: string,
    test: (emulator: Emulator) => Effect.Effect<void, CognitoError.CognitoError, HttpClient.HttpClient>
  ) =>
    it.live(name, () =>
      Effect.flatMap(emulator, (emulator) =>
        Effect.provide(
          test(emulator),
          Layer.mergeAll(client, CognitoConfig.layer({ endpoint: emulator.endpoint, retry: "none" }), noEnvironment)
        )), 60_000)

  onEmulator(
    "an e-mail address is verified by its code [AWS says where it went]",
    (emulator) =>
      Effect.gen(function*() {
        const user = yield* emulator.newUser("email", "ada@new-address.example")
        const { accessToken, attributeName } = user
        assert.strictEqual((yield* emulator.attributes(user))["email_verified"], "false")
        const before = emulator.outbox.length

        assert.deepStrictEqual(yield* Cognito.getUserAttributeVerificationCode({ accessToken, attributeName }), {})
        assert.strictEqual(emulator.outbox.length, before + 1)
        assert.strictEqual(emulator.outbox.at(-1)?.medium, "EMAIL")
        assert.strictEqual(emulator.outbox.at(-1)?.to, "ada@new-address.example")

        const code = latestCode(emulator)
        assert.deepStrictEqual(yield* Cognito.verifyUserAttribute({ accessToken, attributeName, code }), {})
        assert.strictEqual((yield* emulator.attributes(user))["email_verified"], "true")
        assert.strictEqual(emulator.outbox.length, before + 1)
      })
  )

  onEmulator("a phone number is verified by its code", (emulator) =>
    Effect.gen(function*() {
      const user = yield* emulator.newUser("phone_number", "+12025550199")
      const { accessToken, attributeName } = user

      yield* Cognito.getUserAttributeVerificationCode({ accessToken, attributeName })
      assert.strictEqual(emulator.outbox.at(-1)?.medium, "SMS")
      assert.strictEqual(emulator.outbox.at(-1)?.to, "+12025550199")

      yield* Cognito.verifyUserAttribute({ accessToken, attributeName, code: latestCode(emulator) })
      assert.strictEqual((yield* emulator.attributes(user))["phone_number_verified"], "true")
    }))

  onEmulator("the client metadata reaches the custom message trigger", (emulator) =>
    Effect.gen(function*() {
      const { accessToken, attributeName } = yield* emulator.newUser("email", "ada@new-address.example")

      yield* Cognito.getUserAttributeVerificationCode({ accessToken, attributeName })
      assert.match(emulator.outbox.at(-1)?.text ?? "", /^Your verification code is \d{6}\.$/)
      yield* Cognito.getUserAttributeVerificationCode({ accessToken, attributeName, clientMetadata: { locale: "nl" } })
      assert.match(emulator.outbox.at(-1)?.text ?? "", /^Uw code is \d{6}\.$/)
    }))

  onEmulator("the service does the same, and keeps its endpoint", (emulator) =>
    Effect.gen(function*() {
      const user = yield* emulator.newUser("email", "ada@new-address.example")
      const { accessToken, attributeName } = user
      const cognito = yield* Cognito.Cognito

      yield* cognito.getUserAttributeVerificationCode({ accessToken, attributeName })
      yield* cognito.verifyUserAttribute({ accessToken, attributeName, code: latestCode(emulator) })
      assert.strictEqual((yield* emulator.attributes(user))["email_verified"], "true")
    }).pipe(
      CognitoConfig.withConfig({ endpoint: "http://elsewhere.invalid" }),
      Effect.provide(Cognito.layer({ endpoint: emulator.endpoint }))
    ))

  onEmulator("a wrong code is refused, and the right one still works", (emulator) =>
    Effect.gen(function*() {
      const user = yield* emulator.newUser("email", "ada@new-address.example")
      const { accessToken, attributeName } = user
      yield* Cognito.getUserAttributeVerificationCode({ accessToken, attributeName })

      const wrong = Cognito.verifyUserAttribute({ accessToken, attributeName, code: Redacted.make("000000") })
      assert.deepStrictEqual(yield* refusal(wrong), {
        tag: "CodeMismatchException",
        status: 400,
        message: "Incorrect confirmation code"
      })
      assert.strictEqual((yield* emulator.attributes(user))["email_verified"], "false")

      yield* Cognito.verifyUserAttribute({ accessToken, attributeName, code: latestCode(emulator) })
      assert.strictEqual((yield* emulator.attributes(user))["email_verified"], "true")
    }))

  onEmulator("a code works only once", (emulator) =>
    Effect.gen(function*() {
      const { accessToken, attributeName } = yield* emulator.newUser("email", "ada@new-address.example")
      yield* Cognito.getUserAttributeVerificationCode({ accessToken, attributeName })
      const verify = Cognito.verifyUserAttribute({ accessToken, attributeName, code: latestCode(emulator) })

      yield* verify
      assert.strictEqual((yield* refusal(verify)).tag, "CodeMismatchException")
    }))

  onEmulator("a user who lacks the attribute gets no code", (emulator) =>
    Effect.gen(function*() {
      const { accessToken, attributeName } = yield* emulator.newUser("email", "ada@new-address.example")
      const AccessToken = Redacted.value(accessToken)
      yield* emulator.call("DeleteUserAttributes", { AccessToken, UserAttributeNames: ["email"] })
      const before = emulator.outbox.length

      const ask = Cognito.getUserAttributeVerificationCode({ accessToken, attributeName })
      assert.deepStrictEqual(yield* refusal(ask), {
        tag: "InvalidParameterException",
        status: 400,
        message: "User has no attribute matching desired auto verified attributes"
      })
      assert.strictEqual(emulator.outbox.length, before)
    }))

  onEmulator(
    "an unknown attribute verifies nothing [AWS: InvalidParameterException]",
    (emulator) =>
      Effect.gen(function*() {
        const user = yield* emulator.newUser("email", "ada@new-address.example")
        const { accessToken } = user
        const before = yield* emulator.attributes(user)

        yield* Cognito.getUserAttributeVerificationCode({ accessToken, attributeName: "shoe_size" })
        yield* Cognito.verifyUserAttribute({ accessToken, attributeName: "shoe_size", code: latestCode(emulator) })
        assert.deepStrictEqual(yield* emulator.attributes(user), before)
      })
  )

  onEmulator("a deleted user is refused [by two exceptions]", (emulator) =>
    Effect.gen(function*() {
      const { accessToken, attributeName } = yield* emulator.newUser("email", "ada@new-address.example")
      const code = latestCode(emulator)
      yield* emulator.call("DeleteUser", { AccessToken: Redacted.value(accessToken) })

      const ask = Cognito.getUserAttributeVerificationCode({ accessToken, attributeName })
      assert.deepStrictEqual(yield* refusal(ask), {
        tag: "UserNotFoundException",
        status: 400,
        message: "User not found."
      })
      const verify = Cognito.verifyUserAttribute({ accessToken, attributeName, code })
      assert.deepStrictEqual(yield* refusal(verify), {
        tag: "NotAuthorizedException",
        status: 400,
        message: "User not authorized"
      })
    }))

  onEmulator("a token that it did not issue is refused [AWS: NotAuthorizedException]", () =>
    Effect.gen(function*() {
      const user = { accessToken: Redacted.make("garbage"), attributeName: "email" }
      const ask = Cognito.getUserAttributeVerificationCode(user)
      assert.strictEqual((yield* refusal(ask)).tag, "InvalidParameterException")
      const verify = Cognito.verifyUserAttribute({ ...user, code: Redacted.make("123456") })
      assert.strictEqual((yield* refusal(verify)).tag, "InvalidParameterException")
    }))

  onEmulator("what it does not support fails with the code that it gave [AWS has it]", () =>
    Effect.gen(function*() {
      const refused = yield* Cognito.getDevice({ deviceKey: "eu-west-1_a1" }).pipe(
        Effect.as(undefined),
        Effect.catchTag("UnknownServiceException", ({ code, status }) => Effect.succeed({ code, status }))
      )
      assert.deepStrictEqual(refused, { code: "Unsupported", status: 500 })
    }))

  onEmulator("users who verify at the same time do not get in each other's way", (emulator) =>
    Effect.gen(function*() {
      const addresses = Array.from({ length: 8 }, (_, index) => `ada-${index}@new-address.example`)
      const users = yield* Effect.forEach(addresses, (address) => emulator.newUser("email", address))

      yield* Effect.forEach(users, ({ accessToken, attributeName, value }) =>
        Effect.gen(function*() {
          yield* Cognito.getUserAttributeVerificationCode({ accessToken, attributeName })
          const code = Redacted.make(emulator.outbox.findLast(({ to }) => to === value)?.code ?? "")
          yield* Cognito.verifyUserAttribute({ accessToken, attributeName, code })
        }), { concurrency: "unbounded" })

      const verified = yield* Effect.forEach(users, emulator.attributes)
      assert.deepStrictEqual(
        verified.map((attributes) => [attributes["email"], attributes["email_verified"]]),
        addresses.map((address) => [address, "true"])
      )
    }))
})
