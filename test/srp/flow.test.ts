/**
 * Both challenges through the operations, on the wire: what this module makes is what they take.
 */
import { assert, describe, it } from "@effect/vitest"
import { Effect, Redacted } from "effect"
import { Cognito, CognitoConfig, CognitoError, CognitoSrp } from "effect-cognito"
import * as CognitoTest from "effect-cognito/CognitoTest"
import { createHmac } from "node:crypto"
import { textsOf } from "../support/parameters.js"
import * as server from "./server.js"

const userPoolId = "eu-west-1_AbC123"
const clientId = "client"
const client = { clientId, clientSecret: Redacted.make("client-secret") }
const device = { deviceKey: "eu-west-1_0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9", deviceGroupKey: "-group" }

const refused = new CognitoError.NotAuthorizedException({ message: "Incorrect username or password.", status: 400 })

type Texts = ReturnType<typeof textsOf>

const knowsClient = ({ SECRET_HASH, USERNAME }: Texts): boolean =>
  SECRET_HASH === createHmac("sha256", "client-secret").update(`${USERNAME}${clientId}`).digest("base64")

/** A pool with one user, which remembers one device of hers. */
const pool = () => {
  const ada = server.enroll("AbC123", "ada-in-the-pool", "correct horse", 2n ** 127n + 1n)
  let remembered: server.Enrolled | undefined
  let asked: { readonly enrolled: server.Enrolled; readonly SRP_A: string; readonly b: bigint } | undefined

  const ask = (enrolled: server.Enrolled, b: bigint, { SRP_A }: Texts) => {
    assert(typeof SRP_A === "string")
    asked = { enrolled, SRP_A, b }
    return server.challenge(enrolled, b, Buffer.from(`notes of ${b}`))
  }

  const knowsPassword = (sent: Texts): boolean => {
    const { PASSWORD_CLAIM_SECRET_BLOCK: SECRET_BLOCK, PASSWORD_CLAIM_SIGNATURE, TIMESTAMP } = sent
    assert(asked !== undefined && typeof SECRET_BLOCK === "string" && typeof TIMESTAMP === "string")
    const { SRP_B } = server.challenge(asked.enrolled, asked.b, Buffer.of())
    const expected = server.signature(asked.enrolled, asked.b, { SRP_A: asked.SRP_A, SRP_B, SECRET_BLOCK, TIMESTAMP })
    return PASSWORD_CLAIM_SIGNATURE === expected
  }

  return CognitoTest.layer({
    initiateAuth: ({ authFlow, authParameters }) =>
      authFlow === "USER_SRP_AUTH" && knowsClient(textsOf(authParameters))
        ? Effect.succeed({
          challengeName: "PASSWORD_VERIFIER",
          session: Redacted.make("session of the first challenge"),
          challengeParameters: { ...ask(ada, 1234567n, textsOf(authParameters)), USER_ID_FOR_SRP: ada.name }
        })
        : Effect.fail(refused),
    respondToAuthChallenge: ({ challengeName, ...request }) => {
      const challengeResponses = textsOf(request.challengeResponses)
      if (!knowsClient(challengeResponses)) return Effect.fail(refused)
      if (challengeName === "DEVICE_SRP_AUTH") {
        return remembered && challengeResponses["DEVICE_KEY"] === remembered.name
          ? Effect.succeed({
            challengeName: "DEVICE_PASSWORD_VERIFIER",
            session: Redacted.make("session of the third challenge"),
            challengeParameters: { ...ask(remembered, 7654321n, challengeResponses), USERNAME: ada.name }
          })
          : Effect.fail(refused)
      }
      if (!knowsPassword(challengeResponses)) return Effect.fail(refused)
      return challengeName === "PASSWORD_VERIFIER" && challengeResponses["DEVICE_KEY"] === device.deviceKey
        ? Effect.succeed({
          challengeName: "DEVICE_SRP_AUTH",
          session: Redacted.make("session of the second challenge")
        })
        : Effect.succeed({ authenticationResult: { accessToken: Redacted.make("access"), newDeviceMetadata: device } })
    },
    confirmDevice: ({ deviceKey, deviceSecretVerifierConfig: { passwordVerifier, salt } = {} }) => {
      assert(passwordVerifier !== undefined && salt !== undefined)
      remembered = server.enrollDevice(device.deviceGroupKey, deviceKey, { passwordVerifier, salt })
      return Effect.succeed({})
    }
  })
}

const signIn = (password: string, deviceKey?: string) =>
  Effect.gen(function*() {
    const srp = yield* CognitoSrp.make({ userPoolId, username: "ada@example.com", deviceKey, client })
    const { challengeName, challengeParameters, session } = yield* Cognito.initiateAuth({
      clientId,
      authFlow: "USER_SRP_AUTH",
      authParameters: srp.parameters
    })
    assert.strictEqual(challengeName, "PASSWORD_VERIFIER")
    return yield* Cognito.respondToAuthChallenge({
      clientId,
      challengeName: "PASSWORD_VERIFIER",
      challengeResponses: yield* srp.respond({ challengeParameters, password: Redacted.make(password) }),
      session
    })
  })

const signInDevice = (password: Redacted.Redacted<string>, challengeSession: Redacted.Redacted<string> | undefined) =>
  Effect.gen(function*() {
    const srp = yield* CognitoSrp.makeDevice({ username: "ada-in-the-pool", ...device, client })
    const { challengeName, challengeParameters, session } = yield* Cognito.respondToAuthChallenge({
      clientId,
      challengeName: "DEVICE_SRP_AUTH",
      challengeResponses: srp.parameters,
      session: challengeSession
    })
    assert.strictEqual(challengeName, "DEVICE_PASSWORD_VERIFIER")
    return yield* Cognito.respondToAuthChallenge({
      clientId,
      challengeName: "DEVICE_PASSWORD_VERIFIER",
      challengeResponses: yield* srp.respond({ challengeParameters, password }),
      session
    })
  })

describe("through the operations", () => {
  it.effect("a wrong password is refused by Cognito, not here", () =>
    Effect.gen(function*() {
      const error = yield* Effect.flip(signIn("wrong horse"))
      assert.strictEqual(error._tag, "NotAuthorizedException")
    }).pipe(Effect.provide(pool()), CognitoConfig.withConfig({ region: "eu-west-1" })), 60_000)

  it.effect("a user signs in, has the device remembered, and signs in with it", () =>
    Effect.gen(function*() {
      const { authenticationResult: { accessToken, newDeviceMetadata } = {} } = yield* signIn("correct horse")
      assert(accessToken !== undefined)
      assert.deepStrictEqual(newDeviceMetadata, device)
      const { devicePassword, deviceSecretVerifierConfig } = yield* CognitoSrp.makeDevicePassword(device)
      yield* Cognito.confirmDevice({ accessToken, deviceKey: device.deviceKey, deviceSecretVerifierConfig })

      const { challengeName, session } = yield* signIn("correct horse", device.deviceKey)
      assert.strictEqual(challengeName, "DEVICE_SRP_AUTH")
      const error = yield* Effect.flip(signInDevice(Redacted.make("another password"), session))
      assert.strictEqual(error._tag, "NotAuthorizedException")
      const { authenticationResult } = yield* signInDevice(devicePassword, session)
      assert(authenticationResult?.accessToken !== undefined)
      assert.strictEqual(Redacted.value(authenticationResult.accessToken), "access")
    }).pipe(Effect.provide(pool()), CognitoConfig.withConfig({ region: "eu-west-1" })), 60_000)
})
