/** What goes over the wire of the parameters of a sign-in, what a handler gets of them, and what an error shows. */
import type { HttpClient } from "@effect/platform"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Redacted } from "effect"
import { Cognito, CognitoConfig, CognitoError, CognitoSchema } from "effect-cognito"
import * as CognitoTest from "effect-cognito/CognitoTest"
import { echo } from "../support/echo.js"
import { textsOf } from "../support/parameters.js"

const clientId = "client"
const canary = "canary-of-a-secret-0123456789"

const secretNames = [
  "PASSWORD",
  "NEW_PASSWORD",
  "SECRET_HASH",
  "REFRESH_TOKEN",
  "CREDENTIAL",
  "PASSWORD_CLAIM_SIGNATURE",
  "SMS_MFA_CODE",
  "SMS_OTP_CODE",
  "EMAIL_OTP_CODE",
  "SOFTWARE_TOKEN_MFA_CODE",
  // A code of next year's, and a name that Cognito refuses.
  "VOICE_OTP_CODE",
  "password"
]

const calls: Readonly<
  Record<
    string,
    (
      parameters: CognitoSchema.OpenParameters
    ) => Effect.Effect<unknown, CognitoError.CognitoError, HttpClient.HttpClient>
  >
> = {
  authParameters: (parameters: CognitoSchema.OpenParameters) =>
    Cognito.initiateAuth({ clientId, authFlow: CognitoSchema.otherName("ANY"), authParameters: parameters }),
  challengeResponses: (parameters: CognitoSchema.OpenParameters) =>
    Cognito.respondToAuthChallenge({
      clientId,
      challengeName: CognitoSchema.otherName("ANY"),
      challengeResponses: parameters
    })
}

for (const [member, call] of Object.entries(calls)) {
  describe(`of the ${member}`, () => {
    for (const name of secretNames) {
      it.effect(`${name} is cleaned out of what Cognito quotes, even if it is a plain text`, () =>
        Effect.gen(function*() {
          // Programs that are not compiled can send this.
          for (const value of [Redacted.make(canary), canary]) {
            const { sent, shown } = yield* echo(call({ USERNAME: "ada", [name]: value } as never))
            assert.strictEqual(
              JSON.parse(sent)[member === "authParameters" ? "AuthParameters" : "ChallengeResponses"][name],
              canary
            )
            assert.include(shown, "<redacted>")
            assert.notInclude(shown, canary)
          }
        }))
    }

    it.effect("a name that is no secret stays as it is, in what Cognito says too", () =>
      Effect.gen(function*() {
        const { shown } = yield* echo(call({ USERNAME: canary }))
        assert.include(shown, canary)
      }))
  })
}

describe("a handler of CognitoTest", () => {
  it.effect("gets the parameters by flow, with secrets that are Redacted again", () =>
    Effect.gen(function*() {
      const seen: Array<string> = []
      const { session } = yield* Cognito.initiateAuth({
        clientId,
        authFlow: "USER_PASSWORD_AUTH",
        authParameters: {
          USERNAME: "ada",
          PASSWORD: Redacted.make("correct horse"),
          SECRET_HASH: Redacted.make("hash")
        }
      }).pipe(Effect.provide(CognitoTest.layer({
        initiateAuth: ({ authFlow, authParameters }) => {
          if (authFlow !== "USER_PASSWORD_AUTH") {
            return Effect.fail(new CognitoError.InvalidParameterException({ message: authFlow }))
          }
          // The type of the parameters follows from the flow.
          seen.push(authParameters.USERNAME, Redacted.value(authParameters.PASSWORD), JSON.stringify(authParameters))
          return Effect.succeed({ challengeName: "SMS_MFA", session: Redacted.make("session") })
        }
      })))
      assert.deepStrictEqual(seen, [
        "ada",
        "correct horse",
        `{"USERNAME":"ada","PASSWORD":"<redacted>","SECRET_HASH":"<redacted>"}`
      ])
      assert(session !== undefined)
    }).pipe(CognitoConfig.withConfig({ region: "eu-west-1" })))

  it.effect("gets the responses by challenge, with secrets that are Redacted again", () =>
    Effect.gen(function*() {
      let seen: object = {}
      yield* Cognito.respondToAuthChallenge({
        clientId,
        challengeName: "NEW_PASSWORD_REQUIRED",
        challengeResponses: {
          USERNAME: "ada",
          NEW_PASSWORD: Redacted.make("correct horse"),
          "userAttributes.given_name": "Ada"
        }
      }).pipe(Effect.provide(CognitoTest.layer({
        respondToAuthChallenge: ({ challengeName, challengeResponses }) => {
          assert.strictEqual(challengeName, "NEW_PASSWORD_REQUIRED")
          if (challengeName === "NEW_PASSWORD_REQUIRED") assert(Redacted.isRedacted(challengeResponses.NEW_PASSWORD))
          seen = textsOf(challengeResponses)
          return Effect.succeed({})
        }
      })))
      assert.deepStrictEqual(seen, {
        USERNAME: "ada",
        NEW_PASSWORD: "correct horse",
        "userAttributes.given_name": "Ada"
      })
    }).pipe(CognitoConfig.withConfig({ region: "eu-west-1" })))
})

it.effect("a name that no model knows is sent as it is", () =>
  Effect.gen(function*() {
    const { sent } = yield* echo(Cognito.respondToAuthChallenge({
      clientId,
      challengeName: CognitoSchema.otherName("VOICE"),
      challengeResponses: { USERNAME: "ada", VOICE: "alto" }
    }))
    assert.deepStrictEqual(JSON.parse(sent), {
      ClientId: "client",
      ChallengeName: "VOICE",
      ChallengeResponses: { USERNAME: "ada", VOICE: "alto" }
    })
  }))
