/**
 * This module, AWS's own client and an independent server, given the same random inputs.
 */
import { afterEach, assert, describe, it, vi } from "@effect/vitest"
import { Record, Redacted } from "effect"
import { CognitoSrp } from "effect-cognito"
import { Effect, TestClock } from "../support/effect.js"
import * as awsClient from "./awsClient.js"
import { type Input, inputs } from "./inputs.js"
import * as server from "./server.js"

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const hexOf = (a: bigint): string => a.toString(16).padStart(128, "0")

/** Ours and AWS's private value, and the time of both. */
const given = ({ a, time }: Input) =>
  Effect.suspend(() => {
    vi.useFakeTimers({ toFake: ["Date"] })
    vi.setSystemTime(time)
    vi.spyOn(crypto, "getRandomValues").mockImplementation((array) => {
      assert(array instanceof Uint8Array)
      array.set(Buffer.from(hexOf(a), "hex"))
      return array
    })
    return TestClock.setTime(time)
  })

const plain = Record.map((value: string | Redacted.Redacted<string>) =>
  Redacted.isRedacted(value) ? Redacted.value(value) : value
)

const poolOf = ({ userPoolId }: Input): string => userPoolId.slice(userPoolId.indexOf("_") + 1)

const sameUser = (input: Input, arithmetic?: "pure") =>
  Effect.gen(function*() {
    yield* given(input)
    const { b, name, password, secretBlock, userPoolId, username } = input
    const enrolled = server.enroll(poolOf(input), name, password, BigInt(`0x${input.salt}`))
    const challengeParameters = {
      ...server.challenge(enrolled, b, secretBlock),
      SALT: input.salt,
      USER_ID_FOR_SRP: name
    }

    const srp = yield* CognitoSrp.make({ userPoolId, username })
    const ours = yield* srp.respond({ challengeParameters, password: Redacted.make(password) })

    const { sent: [initiateAuth, respondToAuthChallenge] } = awsClient.signIn({
      userPoolId,
      username,
      password,
      a: hexOf(input.a),
      ...(arithmetic && { arithmetic }),
      answer: ({ operation }) =>
        operation === "InitiateAuth"
          ? { ChallengeName: "PASSWORD_VERIFIER", ChallengeParameters: challengeParameters }
          : undefined
    })
    const parameters = plain(srp.parameters)
    const responses = plain(ours)
    assert.deepStrictEqual(parameters, initiateAuth?.AuthParameters)
    assert.deepStrictEqual(responses, respondToAuthChallenge?.ChallengeResponses)
    assert.strictEqual(
      responses["PASSWORD_CLAIM_SIGNATURE"],
      server.signature(enrolled, b, {
        ...challengeParameters,
        SRP_A: parameters["SRP_A"]!,
        TIMESTAMP: responses["TIMESTAMP"]!
      })
    )
  })

const sameDevice = (input: Input) =>
  Effect.gen(function*() {
    yield* given(input)
    const { b, name: username, password, secretBlock } = input
    const device = {
      deviceKey: `eu-west-1_${poolOf(input)}`,
      deviceGroupKey: `-${poolOf(input)}`,
      devicePassword: input.username
    }
    const salt = BigInt(`0x${input.salt}`)
    const user = server.enroll(poolOf(input), username, password, salt)
    const enrolled = server.enroll(device.deviceGroupKey, device.deviceKey, device.devicePassword, salt)
    const challengeParameters = { ...server.challenge(enrolled, b, secretBlock), SALT: input.salt }

    const srp = yield* CognitoSrp.makeDevice({ username, ...device })
    const ours = yield* srp.respond({ challengeParameters, password: Redacted.make(device.devicePassword) })

    const { sent: [, passwordVerifier, deviceSrpAuth, devicePasswordVerifier] } = awsClient.signIn({
      userPoolId: input.userPoolId,
      username,
      password,
      a: hexOf(input.a),
      remembers: { name: username, ...device },
      answer: ({ ChallengeName, operation }) =>
        operation === "InitiateAuth"
          ? {
            ChallengeName: "PASSWORD_VERIFIER",
            ChallengeParameters: { ...server.challenge(user, b, secretBlock), USER_ID_FOR_SRP: username }
          }
          : ChallengeName === "PASSWORD_VERIFIER"
          ? { ChallengeName: "DEVICE_SRP_AUTH" }
          : ChallengeName === "DEVICE_SRP_AUTH"
          ? { ChallengeName: "DEVICE_PASSWORD_VERIFIER", ChallengeParameters: challengeParameters }
          : undefined
    })
    const responses = plain(ours)
    assert.deepStrictEqual(plain(srp.parameters), deviceSrpAuth?.ChallengeResponses)
    assert.deepStrictEqual(responses, devicePasswordVerifier?.ChallengeResponses)

    // The password's proof names the device too.
    const signIn = yield* CognitoSrp.make({ userPoolId: input.userPoolId, username, deviceKey: device.deviceKey })
    const proof = yield* signIn.respond({
      challengeParameters: { ...server.challenge(user, b, secretBlock), USER_ID_FOR_SRP: username },
      password: Redacted.make(password)
    })
    assert.deepStrictEqual(plain(proof), passwordVerifier?.ChallengeResponses)
  })

/** Each block of inputs is a test of its own, so that the time of each stays bounded. */
const blocks = (all: ReadonlyArray<Input>, size: number, same: (input: Input) => Effect.Effect<void, unknown>) => {
  for (let start = 0; start < all.length; start += size) {
    const block = all.slice(start, start + size)
    it.effect(
      `inputs ${start + 1} to ${start + block.length}`,
      () =>
        Effect.forEach(
          block,
          (input, index) =>
            Effect.catchCause(same(input), (cause) =>
              Effect.die(new Error(`Input ${start + index + 1} differs.`, { cause }))),
          { discard: true }
        ),
      120_000
    )
  }
}

describe("1,000 sign-ins are those of AWS's own client, and accepted by an independent server", () => {
  blocks(inputs(1000, 1), 100, sameUser)
})

describe("12 sign-ins are those of AWS's own client with its own arithmetic", () => {
  blocks(inputs(12, 2), 12, (input) => sameUser(input, "pure"))
})

describe("60 devices prove what they are as with AWS's own client", () => {
  blocks(inputs(60, 3), 60, sameDevice)
})
