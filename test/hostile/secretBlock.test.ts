/**
 * moto's `SECRET_BLOCK` is a UUID, and no base64. AWS's own client, `amazon-cognito-identity-js`, decodes it all the same
 * (`Buffer.from(block, "base64")`) and sends it back as it came. Whatever else is wrong with a challenge is named.
 */
import { CognitoSrp } from "effect-cognito"
import * as awsClient from "../srp/awsClient.js"
import * as server from "../srp/server.js"
import { Effect, Exit, Redacted, Schema } from "../support/effect.js"
import { assert, describe, it } from "../support/vitest.js"
import { failuresOf } from "../support/watching.js"

const userPoolId = "eu-west-1_AbC123"

const ann = server.enroll("AbC123", "ann", "correct horse", 2n ** 127n + 1n)

const b = 2n ** 255n + 19n

const standard = { ...server.challenge(ann, b, Buffer.from("the server's own notes")), USER_ID_FOR_SRP: "ann" }

/** Blocks that are no base64, or are written in another way than Cognito does. */
const blocks: Readonly<Record<string, string>> = {
  "moto's UUID": "6b1e2f0a-9c3d-4e5f-8a7b-0c1d2e3f4a5b",
  "a UUID in capitals": "6B1E2F0A-9C3D-4E5F-8A7B-0C1D2E3F4A5B",
  base64url: "-_-_-_8",
  "base64 without its end": "YWJjZA",
  "base64 with line breaks": "YWJj\nZGVm\r\n",
  "base64 with blanks": "YWJj ZGVm",
  "base64 with characters of none": "YW*Jj{Z}Gvm",
  "a length that no base64 has": "abcde",
  "too long an end": "abcde==="
}

const respond = (challengeParameters: Readonly<Record<string, string>> | undefined, password = "correct horse") =>
  Effect.gen(function*() {
    const srp = yield* CognitoSrp.make({ userPoolId, username: "ann" })
    const responses = yield* srp.respond({ challengeParameters, password: Redacted.make(password) })
    return { sent: srp.parameters, responses }
  })

describe("a secret block that is no base64 is decoded as AWS's own client does it:", () => {
  for (const [what, SECRET_BLOCK] of Object.entries(blocks)) {
    it.effect(`${what}: the server accepts the proof, and has its block back`, () =>
      Effect.gen(function*() {
        const challengeParameters = { ...standard, SECRET_BLOCK }
        const { responses, sent } = yield* respond(challengeParameters)
        assert.strictEqual(responses["PASSWORD_CLAIM_SECRET_BLOCK"], SECRET_BLOCK)
        const { PASSWORD_CLAIM_SIGNATURE, TIMESTAMP } = responses
        assert(typeof sent["SRP_A"] === "string" && typeof TIMESTAMP === "string")
        assert(Redacted.isRedacted(PASSWORD_CLAIM_SIGNATURE))
        assert.strictEqual(
          Redacted.value(PASSWORD_CLAIM_SIGNATURE),
          server.signature(ann, b, { ...challengeParameters, SRP_A: sent["SRP_A"], TIMESTAMP })
        )
      }))

    it(`${what}: AWS's own client does the same`, () => {
      const challengeParameters = { ...standard, SECRET_BLOCK }
      const { sent: [begun, answered] } = awsClient.signIn({
        userPoolId,
        username: "ann",
        password: "correct horse",
        a: "123456789abcdef",
        answer: ({ operation }) =>
          operation === "InitiateAuth"
            ? { ChallengeName: "PASSWORD_VERIFIER", ChallengeParameters: challengeParameters }
            : undefined
      })
      const { PASSWORD_CLAIM_SECRET_BLOCK, PASSWORD_CLAIM_SIGNATURE, TIMESTAMP = "" } = answered?.ChallengeResponses ??
        {}
      assert.strictEqual(PASSWORD_CLAIM_SECRET_BLOCK, SECRET_BLOCK)
      const SRP_A = begun?.AuthParameters?.["SRP_A"] ?? ""
      assert.strictEqual(
        PASSWORD_CLAIM_SIGNATURE,
        server.signature(ann, b, { ...challengeParameters, SRP_A, TIMESTAMP })
      )
    })
  }

  it.effect("also for a device", () =>
    Effect.gen(function*() {
      const config = yield* CognitoSrp.makeDevicePassword({ deviceKey: "device", deviceGroupKey: "-group" })
      const device = server.enrollDevice("-group", "device", config.deviceSecretVerifierConfig)
      const challengeParameters = {
        ...server.challenge(device, b, Buffer.from("notes")),
        SECRET_BLOCK: blocks["moto's UUID"]!
      }
      const srp = yield* CognitoSrp.makeDevice({ username: "ann", deviceKey: "device", deviceGroupKey: "-group" })
      const responses = yield* srp.respond({ challengeParameters, password: config.devicePassword })
      const { PASSWORD_CLAIM_SECRET_BLOCK, PASSWORD_CLAIM_SIGNATURE, TIMESTAMP } = responses
      const { SRP_A } = srp.parameters
      assert.strictEqual(PASSWORD_CLAIM_SECRET_BLOCK, challengeParameters.SECRET_BLOCK)
      assert(
        typeof SRP_A === "string" && typeof TIMESTAMP === "string" && Redacted.isRedacted(PASSWORD_CLAIM_SIGNATURE)
      )
      assert.strictEqual(
        Redacted.value(PASSWORD_CLAIM_SIGNATURE),
        server.signature(device, b, { ...challengeParameters, SRP_A, TIMESTAMP })
      )
    }))
})

describe("an invalid challenge says which parameter is wrong:", () => {
  const wrong: ReadonlyArray<readonly [parameter: string, values: ReadonlyArray<string | undefined>]> = [
    ["SALT", [undefined, "", "12g4", "-12", "0x12"]],
    ["SRP_B", [undefined, "", "1n", `${standard.SRP_B} `, "1".repeat(2000)]],
    ["SECRET_BLOCK", [undefined, ""]],
    ["USER_ID_FOR_SRP", [undefined, ""]]
  ]
  for (const [parameter, values] of wrong) {
    for (const value of values) {
      it.effect(`${parameter} is ${JSON.stringify(value)?.slice(0, 20) ?? "missing"}`, () =>
        Effect.gen(function*() {
          const { [parameter]: _, ...rest }: Record<string, string> = standard
          for (const password of ["correct horse", "another one"]) {
            const exit = yield* Effect.exit(
              respond(value === undefined ? rest : { ...rest, [parameter]: value }, password)
            )
            assert(Exit.isFailure(exit), "it was taken for a challenge")
            const [error] = failuresOf(exit.cause)
            assert(error?._tag === "CognitoSrpError")
            assert.strictEqual(error.reason, "InvalidChallenge")
            assert.strictEqual(error.parameter, parameter)
            assert.include(error.message, parameter)
            if (value !== undefined && value.length > 3) assert.notInclude(error.message + JSON.stringify(error), value)
            const wire = yield* Schema.encodeEffect(CognitoSrp.CognitoSrpError)(error)
            assert.strictEqual((yield* Schema.decodeEffect(CognitoSrp.CognitoSrpError)(wire)).parameter, parameter)
          }
        }))
    }
  }

  it.effect("and an invalid pool has no parameter", () =>
    Effect.gen(function*() {
      const error = yield* Effect.flip(CognitoSrp.make({ userPoolId: "no pool", username: "ann" }))
      assert(error._tag === "CognitoSrpError")
      assert.strictEqual(error.reason, "InvalidUserPoolId")
      assert.isUndefined(error.parameter)
    }))
})
