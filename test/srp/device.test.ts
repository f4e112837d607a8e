import { assert, describe, it } from "@effect/vitest"
import { Effect, Redacted } from "effect"
import { CognitoSrp } from "effect-cognito"
import { randomBytes } from "node:crypto"
import * as awsClient from "./awsClient.js"
import * as server from "./server.js"

const userPoolId = "eu-west-1_AbC123"
const ann = server.enroll("AbC123", "ann", "correct horse", 255n)
const metadata = { deviceKey: "eu-west-1_device", deviceGroupKey: "-group" }
const b = 2n ** 255n + 19n
const secretBlock = Buffer.from("the server's own notes")

/** AWS's own client signs in with the password, and on from there as the challenge of the device goes. */
const awsSignIn = (
  after: (sent: awsClient.Sent) => Record<string, unknown> | undefined,
  remembers?: awsClient.Device & { readonly name: string }
) =>
  awsClient.signIn({
    userPoolId,
    username: "ann",
    password: "correct horse",
    a: randomBytes(64).toString("hex"),
    ...(remembers && { remembers }),
    answer: (sent) =>
      sent.operation === "InitiateAuth"
        ? {
          ChallengeName: "PASSWORD_VERIFIER",
          ChallengeParameters: { ...server.challenge(ann, b, secretBlock), USER_ID_FOR_SRP: "ann" }
        }
        : after(sent)
  })

const rounds = Array.from({ length: 20 }, (_, index) => index + 1)

describe("a device that is remembered", () => {
  it.effect(
    "by what this module made, is known to AWS's own client and to this module",
    () =>
      Effect.forEach(rounds, () =>
        Effect.gen(function*() {
          const { devicePassword, deviceSecretVerifierConfig } = yield* CognitoSrp.makeDevicePassword(metadata)
          const enrolled = server.enrollDevice(metadata.deviceGroupKey, metadata.deviceKey, deviceSecretVerifierConfig)
          const challengeParameters = server.challenge(enrolled, b, secretBlock)

          const { sent } = awsSignIn(({ ChallengeName }) =>
            ChallengeName === "PASSWORD_VERIFIER"
              ? { ChallengeName: "DEVICE_SRP_AUTH" }
              : ChallengeName === "DEVICE_SRP_AUTH"
              ? { ChallengeName: "DEVICE_PASSWORD_VERIFIER", ChallengeParameters: challengeParameters }
              : undefined, { name: "ann", ...metadata, devicePassword: Redacted.value(devicePassword) })
          const theirs = sent[3]?.ChallengeResponses
          assert(theirs !== undefined)
          assert.strictEqual(
            theirs["PASSWORD_CLAIM_SIGNATURE"],
            server.signature(enrolled, b, {
              ...challengeParameters,
              SRP_A: sent[2]!.ChallengeResponses!["SRP_A"]!,
              TIMESTAMP: theirs["TIMESTAMP"]!
            })
          )
          yield* ours(enrolled, devicePassword)
        }), { discard: true }),
    60_000
  )

  it.effect(
    "by what AWS's own client made, is known to this module",
    () =>
      Effect.forEach(rounds, () =>
        Effect.suspend(() => {
          const { sent, stored } = awsSignIn(({ operation }) =>
            operation === "ConfirmDevice" ? {} : {
              AuthenticationResult: {
                AccessToken: "a.e30.a",
                IdToken: "a.e30.a",
                RefreshToken: "a",
                NewDeviceMetadata: { DeviceKey: metadata.deviceKey, DeviceGroupKey: metadata.deviceGroupKey }
              }
            }
          )
          const config = sent[2]?.DeviceSecretVerifierConfig
          const password = stored.get("CognitoIdentityServiceProvider.client.ann.randomPasswordKey")
          assert(config !== undefined && password !== undefined)
          const enrolled = server.enrollDevice(metadata.deviceGroupKey, metadata.deviceKey, {
            passwordVerifier: config.PasswordVerifier,
            salt: config.Salt
          })
          return ours(enrolled, Redacted.make(password))
        }), { discard: true }),
    60_000
  )

  it.effect("has a password of 40 random bytes, and a verifier and a salt that are not negative", () =>
    Effect.gen(function*() {
      const made = yield* Effect.replicateEffect(CognitoSrp.makeDevicePassword(metadata), 20)
      const passwords = made.map(({ devicePassword }) => Buffer.from(Redacted.value(devicePassword), "base64"))
      assert.strictEqual(new Set(passwords.map(String)).size, 20)
      for (const { length } of passwords) assert.strictEqual(length, 40)
      for (const { deviceSecretVerifierConfig: { passwordVerifier, salt } } of made) {
        assert.isBelow(Buffer.from(passwordVerifier, "base64")[0]!, 128)
        assert.isBelow(Buffer.from(salt, "base64")[0]!, 128)
      }
    }))
})

/** This module proves what device this is, to the server that knows it by its verifier. */
const ours = (enrolled: server.Enrolled, password: Redacted.Redacted<string>) =>
  Effect.gen(function*() {
    const challengeParameters = server.challenge(enrolled, b, secretBlock)
    const srp = yield* CognitoSrp.makeDevice({ username: "ann", ...metadata })
    const responses = yield* srp.respond({ challengeParameters, password })
    const { PASSWORD_CLAIM_SIGNATURE, TIMESTAMP } = responses
    assert(typeof TIMESTAMP === "string" && Redacted.isRedacted(PASSWORD_CLAIM_SIGNATURE))
    assert.strictEqual(
      Redacted.value(PASSWORD_CLAIM_SIGNATURE),
      server.signature(enrolled, b, { ...challengeParameters, SRP_A: String(srp.parameters["SRP_A"]), TIMESTAMP })
    )
  })
