/** The user pool that `CognitoTest` offers to users: their test fails for a wrong password, whatever they sign in with. */
import type { HttpClient } from "@effect/platform"
import { Layer, Redacted } from "effect"
import { CognitoAppClient, CognitoConfig, CognitoSignIn } from "effect-cognito"
import * as CognitoTest from "effect-cognito/CognitoTest"
import { Effect } from "../support/effect.js"
import { assert, describe, it } from "../support/vitest.js"

const userPoolId = "eu-west-1_AbC123"
const secret = (text: string) => Redacted.make(text)
const password = secret("correct horse")

const users: { readonly [name: string]: CognitoTest.TestUser } = {
  ada: { password },
  ben: { password, secondFactor: { kind: "SMS_MFA", code: secret("246810") } },
  cyd: { password, isTemporary: true, secondFactor: { kind: "SOFTWARE_TOKEN_MFA", code: secret("135790") } },
  ünal: { password, secondFactor: { kind: "EMAIL_OTP", code: secret("864202") } }
}

const onDouble = <A, E>(
  program: Effect.Effect<A, E, HttpClient.HttpClient | CognitoAppClient.CognitoAppClient>
): Effect.Effect<A, E> =>
  program.pipe(
    CognitoConfig.withConfig({ region: "eu-west-1", retry: "none" }),
    Effect.provide(environmentFor(userPoolId))
  )

const environmentFor = (ofClient: string) =>
  Layer.mergeAll(
    CognitoTest.layer(CognitoTest.signIn({ userPoolId, users })),
    CognitoAppClient.layer({ clientId: "client", userPoolId: ofClient })
  )

const claimsOf = (token: Redacted.Redacted<string>) =>
  JSON.parse(Buffer.from(Redacted.value(token).split(".")[1] ?? "", "base64url").toString("utf8"))

describe("a sign-in with the test double", () => {
  const ways = [
    {},
    { authFlow: "USER_PASSWORD_AUTH" },
    { authFlow: "USER_AUTH" },
    { authFlow: "USER_AUTH", preferredChallenge: "PASSWORD" }
  ] as const

  for (const way of ways) {
    it.effect(`takes the right password and no other, with ${JSON.stringify(way)}`, () =>
      Effect.gen(function*() {
        const step = yield* CognitoSignIn.start({ username: "ada", password, ...way })
        assert(step._tag === "SignedIn")
        const { client_id, iss, token_use, username } = claimsOf(step.accessToken)
        assert.deepStrictEqual({ client_id, iss, token_use, username }, {
          client_id: "client",
          iss: "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbC123",
          token_use: "access",
          username: "ada"
        })
        for (const wrong of ["Correct horse", "correct horse ", "correct"]) {
          const error = yield* Effect.flip(CognitoSignIn.start({ username: "ada", password: secret(wrong), ...way }))
          assert.strictEqual(error._tag, "NotAuthorizedException")
        }
        const error = yield* Effect.flip(CognitoSignIn.start({ username: "eve", password, ...way }))
        assert.strictEqual(error._tag, "NotAuthorizedException")
      }).pipe(onDouble))
  }

  it.effect("asks for a choice, where none is made", () =>
    Effect.gen(function*() {
      const step = yield* CognitoSignIn.start({ username: "ada", authFlow: "USER_AUTH" })
      assert(step._tag === "ChallengeChoiceRequired")
      for (const challenge of step.challenges) {
        const again = yield* CognitoSignIn.start({ username: "ada", authFlow: "USER_AUTH" })
        assert(again._tag === "ChallengeChoiceRequired")
        const done = yield* CognitoSignIn.answer(again, { challenge, password })
        assert.strictEqual(done._tag, "SignedIn")
      }
      const error = yield* Effect.flip(CognitoSignIn.answer(step, { challenge: "PASSWORD", password: secret("wrong") }))
      assert.strictEqual(error._tag, "NotAuthorizedException")
    }).pipe(onDouble))

  it.effect("asks for a second factor, again after a wrong code, and not twice", () =>
    Effect.gen(function*() {
      for (const [username, code, medium] of [["ben", "246810", "SMS"], ["ünal", "864202", "EMAIL"]] as const) {
        const step = yield* CognitoSignIn.start({ username, password })
        assert(step._tag === "CodeRequired")
        assert.strictEqual(step.medium, medium)
        const error = yield* Effect.flip(CognitoSignIn.answer(step, secret("000000")))
        assert.strictEqual(error._tag, "CodeMismatchException")
        assert.strictEqual((yield* CognitoSignIn.answer(step, secret(code)))._tag, "SignedIn")
        const used = yield* Effect.flip(CognitoSignIn.answer(step, secret(code)))
        assert.strictEqual(used._tag, "NotAuthorizedException")
      }
    }).pipe(onDouble))

  it.effect("asks for a new password, which is the password from then on", () =>
    Effect.gen(function*() {
      const step = yield* CognitoSignIn.start({ username: "cyd", password })
      assert(step._tag === "NewPasswordRequired")
      const code = yield* CognitoSignIn.answer(step, { password: secret("battery staple") })
      assert(code._tag === "AuthenticatorCodeRequired")
      assert.strictEqual((yield* CognitoSignIn.answer(code, secret("135790")))._tag, "SignedIn")
      const error = yield* Effect.flip(CognitoSignIn.start({ username: "cyd", password }))
      assert.strictEqual(error._tag, "NotAuthorizedException")
      const again = yield* CognitoSignIn.start({ username: "cyd", password: secret("battery staple") })
      assert.strictEqual(again._tag, "AuthenticatorCodeRequired")
    }).pipe(onDouble))

  it.effect("refuses the proof of a client that has another user pool", () =>
    Effect.gen(function*() {
      const error = yield* CognitoSignIn.start({ username: "ada", password }).pipe(
        CognitoConfig.withConfig({ region: "eu-west-1", retry: "none" }),
        Effect.provide(environmentFor("eu-west-1_Other")),
        Effect.flip
      )
      assert.strictEqual(error._tag, "NotAuthorizedException")
    }))
})
