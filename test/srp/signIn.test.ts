import { afterEach, assert, describe, it, vi } from "@effect/vitest"
import { Effect, Exit, Option, Redacted } from "effect"
import { CognitoSecretHash, CognitoSrp } from "effect-cognito"
import { inspect } from "node:util"
import { Cause, Schema, TestClock } from "../support/effect.js"
import { prettyWithCauses } from "../support/watching.js"
import * as server from "./server.js"

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

const userPoolId = "eu-west-1_AbC123"
const client = { clientId: "client", clientSecret: Redacted.make("client-secret") }
const ann = server.enroll("AbC123", "ann", "correct horse", 2n ** 127n + 1n)
const b = 2n ** 255n + 19n

const challengeParameters = {
  ...server.challenge(ann, b, Buffer.from("the server's own notes")),
  USER_ID_FOR_SRP: "ann"
}

/** Whether the server lets it in. */
const accepts = (sent: CognitoSrp.Parameters, responses: CognitoSrp.Parameters): boolean => {
  const { PASSWORD_CLAIM_SECRET_BLOCK, PASSWORD_CLAIM_SIGNATURE, TIMESTAMP } = responses
  assert(typeof sent["SRP_A"] === "string" && typeof TIMESTAMP === "string")
  assert(Redacted.isRedacted(PASSWORD_CLAIM_SIGNATURE))
  assert.strictEqual(PASSWORD_CLAIM_SECRET_BLOCK, challengeParameters.SECRET_BLOCK)
  const expected = server.signature(ann, b, { ...challengeParameters, SRP_A: sent["SRP_A"], TIMESTAMP })
  return Redacted.value(PASSWORD_CLAIM_SIGNATURE) === expected
}

describe("signing in", () => {
  it.effect("the server accepts the right password and no other", () =>
    Effect.gen(function*() {
      const srp = yield* CognitoSrp.make({ userPoolId, username: "ann" })
      for (const password of ["correct horse", "correct horse ", "Correct horse", ""]) {
        const responses = yield* srp.respond({ challengeParameters, password: Redacted.make(password) })
        assert.strictEqual(accepts(srp.parameters, responses), password === "correct horse")
      }
    }))

  it.effect("each begins with another public value, in the group", () =>
    Effect.gen(function*() {
      const values = yield* Effect.replicateEffect(
        Effect.map(CognitoSrp.make({ userPoolId, username: "ann" }), ({ parameters }) => parameters["SRP_A"]),
        20
      )
      assert.strictEqual(new Set(values).size, 20)
      for (const value of values) {
        const A = BigInt(`0x${value}`)
        assert(A > 1n && A < server.N)
      }
    }))

  it.effect("says the time in English, by UTC, with days as short as they are", () =>
    Effect.gen(function*() {
      const srp = yield* CognitoSrp.make({ userPoolId, username: "ann" })
      const times = {
        "1970-01-01T00:00:00.000Z": "Thu Jan 1 00:00:00 UTC 1970",
        "2024-02-05T03:04:05.999Z": "Mon Feb 5 03:04:05 UTC 2024",
        "2026-11-23T13:45:09.000Z": "Mon Nov 23 13:45:09 UTC 2026"
      }
      for (const [time, timestamp] of Object.entries(times)) {
        yield* TestClock.setTime(Date.parse(time))
        const responses = yield* srp.respond({ challengeParameters, password: Redacted.make("correct horse") })
        assert.strictEqual(responses["TIMESTAMP"], timestamp)
        assert(accepts(srp.parameters, responses))
      }
    }))

  it.effect("a client with a secret proves it for the name that each request states", () =>
    Effect.gen(function*() {
      const srp = yield* CognitoSrp.make({ userPoolId, username: "ann@example.com", deviceKey: "device", client })
      const responses = yield* srp.respond({ challengeParameters, password: Redacted.make("correct horse") })
      for (const [username, parameters] of [["ann@example.com", srp.parameters], ["ann", responses]] as const) {
        assert.strictEqual(parameters["USERNAME"], username)
        assert.strictEqual(parameters["DEVICE_KEY"], "device")
        assert.deepStrictEqual(parameters["SECRET_HASH"], yield* CognitoSecretHash.make({ ...client, username }))
      }
    }))

  it.effect("a device answers for the user whom the challenge names, or else the one it was begun with", () =>
    Effect.gen(function*() {
      const srp = yield* CognitoSrp.makeDevice({ username: "ann", deviceKey: "device", deviceGroupKey: "-g", client })
      const { SALT, SECRET_BLOCK, SRP_B } = challengeParameters
      for (const [named, username] of [[{}, "ann"], [{ USERNAME: "ann-in-the-pool" }, "ann-in-the-pool"]] as const) {
        const responses = yield* srp.respond({
          challengeParameters: { SALT, SECRET_BLOCK, SRP_B, ...named },
          password: Redacted.make("device password")
        })
        assert.strictEqual(responses["USERNAME"], username)
        assert.strictEqual(responses["DEVICE_KEY"], "device")
        assert.deepStrictEqual(responses["SECRET_HASH"], yield* CognitoSecretHash.make({ ...client, username }))
      }
    }))
})

const broken: Record<string, Record<string, string> | undefined> = {
  "no parameters": undefined,
  "no salt": { SALT: "" },
  "a salt that is not hexadecimal": { SALT: "12g4" },
  "a negative salt": { SALT: "-12" },
  "a prefixed salt": { SALT: "0x12" },
  "no server value": { SRP_B: "" },
  "a server value with a space": { SRP_B: `${challengeParameters.SRP_B} ` },
  "a server value that is not hexadecimal": { SRP_B: "1n" },
  "a server value that is far too long": { SRP_B: "1".repeat(2000) },
  "no secret block": { SECRET_BLOCK: "" },
  "no name of the user": { USER_ID_FOR_SRP: "" }
}

const unsafe = {
  "a server value of zero": "0",
  "a server value of the group's size": server.N.toString(16),
  "a server value of twice the group's size": (server.N * 2n).toString(16)
}

/** The error, of which every printed form is free of everything secret. */
const errorOf = (changes: Record<string, string> | undefined, password: string) =>
  Effect.gen(function*() {
    const srp = yield* CognitoSrp.make({ userPoolId, username: "ann", client })
    const exit = yield* Effect.exit(srp.respond({
      challengeParameters: changes && { ...challengeParameters, ...changes },
      password: Redacted.make(password)
    }))
    assert(Exit.isFailure(exit))
    const error = Option.getOrUndefined(Cause.findErrorOption(exit.cause))
    assert(error?._tag === "CognitoSrpError")
    const printed = [
      inspect(error, { showHidden: true, depth: null }),
      JSON.stringify(error),
      String(error),
      error.stack,
      prettyWithCauses(exit.cause)
    ].join("\n")
    for (const value of [password, "client-secret", ...Object.values({ ...challengeParameters, ...changes })]) {
      if (value.length > 3) assert.notInclude(printed, value)
    }
    return error
  })

describe("failing", () => {
  for (const [what, changes] of Object.entries(broken)) {
    it.effect(`${what}: an invalid challenge, whatever the password`, () =>
      Effect.gen(function*() {
        for (const password of ["correct horse", "another one"]) {
          const error = yield* errorOf(changes, password)
          assert.hasAllKeys(error, ["reason", "parameter", "_tag"])
          assert(error._tag === "CognitoSrpError")
          assert.strictEqual(error.reason, "InvalidChallenge")
          assert.strictEqual(error.message, `The challenge parameter ${error.parameter} is missing or malformed.`)
        }
      }))
  }

  for (const name of ["SALT", "SECRET_BLOCK", "SRP_B", "USER_ID_FOR_SRP"]) {
    it.effect(`${name} is missing: an invalid challenge`, () =>
      Effect.gen(function*() {
        const srp = yield* CognitoSrp.make({ userPoolId, username: "ann" })
        const { [name]: _, ...rest }: Record<string, string> = challengeParameters
        const error = yield* Effect.flip(srp.respond({ challengeParameters: rest, password: Redacted.make("any") }))
        assert(error._tag === "CognitoSrpError")
        assert.strictEqual(error.reason, "InvalidChallenge")
      }))
  }

  for (const [what, SRP_B] of Object.entries(unsafe)) {
    it.effect(`${what}: an unsafe challenge, whatever the password`, () =>
      Effect.gen(function*() {
        for (const password of ["correct horse", "another one"]) {
          const error = yield* errorOf({ SRP_B }, password)
          assert.deepStrictEqual({ ...error }, { _tag: "CognitoSrpError", reason: "UnsafeChallenge" })
        }
      }))
  }

  it.effect("a hash of both public values that is zero: an unsafe challenge", () =>
    Effect.gen(function*() {
      const srp = yield* CognitoSrp.make({ userPoolId, username: "ann" })
      vi.spyOn(crypto.subtle, "digest").mockResolvedValue(new ArrayBuffer(32))
      const error = yield* Effect.flip(srp.respond({ challengeParameters, password: Redacted.make("correct horse") }))
      assert(error._tag === "CognitoSrpError")
      assert.strictEqual(error.reason, "UnsafeChallenge")
    }))

  for (const id of ["", "AbC123", "eu-west-1_", "_AbC123", "eu-west-1_AbC 123", "eu-west-1_AbC123\n"]) {
    it.effect(`${JSON.stringify(id)} is no user pool`, () =>
      Effect.gen(function*() {
        const error = yield* Effect.flip(CognitoSrp.make({ userPoolId: id, username: "ann" }))
        assert(error._tag === "CognitoSrpError")
        assert.strictEqual(error.reason, "InvalidUserPoolId")
      }))
  }

  for (
    const [where, crypto] of [["on an insecure origin", { getRandomValues: <A>(array: A) => array }], [
      "without crypto",
      undefined
    ]]
  ) {
    it.effect(`${where} nothing begins, so that Cognito is not asked in vain`, () =>
      Effect.gen(function*() {
        vi.stubGlobal("crypto", crypto)
        const device = { deviceKey: "device", deviceGroupKey: "-group" }
        const errors = [
          yield* Effect.flip(CognitoSrp.make({ userPoolId, username: "ann" })),
          yield* Effect.flip(CognitoSrp.makeDevice({ username: "ann", ...device })),
          yield* Effect.flip(CognitoSrp.makeDevicePassword(device))
        ]
        assert.deepStrictEqual(errors.map(({ _tag }) => _tag), ["WebCryptoError", "WebCryptoError", "WebCryptoError"])
      }))
  }

  it.effect("an error crosses a process boundary and says its sentence again", () =>
    Effect.gen(function*() {
      const error = yield* errorOf({ SRP_B: "0" }, "correct horse")
      const sent: unknown = JSON.parse(JSON.stringify(yield* Schema.encodeEffect(CognitoSrp.CognitoSrpError)(error)))
      assert.deepStrictEqual(sent, { _tag: "CognitoSrpError", reason: "UnsafeChallenge" })
      const received = yield* Schema.decodeUnknownEffect(CognitoSrp.CognitoSrpError)(sent)
      assert.strictEqual(received.message, error.message)
    }))
})

describe("printing", () => {
  it.effect("shows neither a secret that was given nor one that was made", () =>
    Effect.gen(function*() {
      const random = vi.spyOn(crypto, "getRandomValues")
      const signIn = yield* CognitoSrp.make({ userPoolId, username: "ann", client })
      const responses = yield* signIn.respond({ challengeParameters, password: Redacted.make("correct horse") })
      const device = { deviceKey: "device", deviceGroupKey: "-group" }
      const made = yield* CognitoSrp.makeDevicePassword(device)
      const deviceSignIn = yield* CognitoSrp.makeDevice({ username: "ann", ...device, client })
      const { SALT, SECRET_BLOCK, SRP_B } = challengeParameters
      const deviceResponses = yield* deviceSignIn.respond({
        challengeParameters: { SALT, SECRET_BLOCK, SRP_B },
        password: made.devicePassword
      })

      // The salt of a device is made too, but is no secret: it is sent.
      const generated = random.mock.results.map(({ value }) => Buffer.from(value)).filter(({ length }) => length !== 16)
      assert.deepStrictEqual(generated.map(({ length }) => length), [64, 40, 64])
      const secrets = [
        "correct horse",
        "client-secret",
        ...[signIn.parameters, responses, deviceResponses, { password: made.devicePassword }]
          .flatMap((values): ReadonlyArray<string | Redacted.Redacted<string>> => Object.values(values))
          .flatMap((value) => Redacted.isRedacted(value) ? [Redacted.value(value)] : []),
        ...generated.flatMap((bytes) => [
          bytes.toString("hex"),
          bytes.toString("base64"),
          String(BigInt(`0x${bytes.toString("hex")}`))
        ])
      ]
      // Two were given. One hash, two signatures and the password of a device were made, of three random values in
      // three forms, one of which is that password.
      assert.strictEqual(new Set(secrets).size, 2 + 1 + 2 + 1 + 3 * 3 - 1)

      for (const value of [signIn, responses, made, deviceSignIn, deviceResponses]) {
        const printed = inspect(value, { showHidden: true, depth: null }) + JSON.stringify(value)
        for (const secret of secrets) assert.notInclude(printed, secret)
      }
      assert.include(JSON.stringify(responses), "<redacted>")
    }))
})
