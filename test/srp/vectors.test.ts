/**
 * AWS's vectors fix the private value and the salt, so they are of the functions below the public ones.
 */
import { assert, describe, it } from "@effect/vitest"
import { Effect, Redacted } from "effect"
import * as srp from "../../src/internal/srp.js"
import { padHex } from "./awsClient.js"
import { inputs } from "./inputs.js"
import * as server from "./server.js"
import { claim, keys } from "./vectors.js"

const challengeOf = ({ B, salt, secretBlock }: { B: string; salt: string; secretBlock: string }) => {
  const challenge = srp.readChallenge({ SALT: salt, SECRET_BLOCK: secretBlock, SRP_B: B })
  assert(challenge !== undefined)
  return challenge
}

const identityOf = (
  { password, poolName, username }: { password: string; poolName: string; username: string }
): srp.Identity => ({ group: poolName, name: username, password: Redacted.make(password) })

const toBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64")

const hexOf = (value: bigint): string => Buffer.from(srp.toBytes(value)).toString("hex")

describe("AWS's vectors", () => {
  it.effect("the claim of .NET", () =>
    Effect.gen(function*() {
      const signature = yield* srp.signature(
        yield* srp.fromPrivate(claim.a),
        yield* challengeOf(claim),
        identityOf(claim),
        srp.timestamp(claim.time)
      )
      assert.strictEqual(toBase64(signature), claim.signature)
    }))

  for (const [name, vector] of Object.entries(keys)) {
    it.effect(`the key of ${name}`, () =>
      Effect.gen(function*() {
        const key = yield* srp.sharedKey(
          yield* srp.fromPrivate(vector.a),
          yield* challengeOf({ ...vector, secretBlock: claim.secretBlock }),
          identityOf(vector)
        )
        assert.strictEqual(toBase64(key), vector.key)
      }))
  }
})

describe("numbers", () => {
  it("the group is OpenSSL's", () => assert.strictEqual(srp.N, server.N))

  it("are written as in two's complement, with whole bytes and a sign", () => {
    const written = ["0", "1", "f", "14", "7f", "80", "ec", "ff", "100", "7ff", "800", "fff", "7fff", "8000"]
      .map((hex) => hexOf(BigInt(`0x${hex}`)))
    assert.deepStrictEqual(
      written,
      ["00", "01", "0f", "14", "7f", "0080", "00ec", "00ff", "0100", "07ff", "0800", "0fff", "7fff", "008000"]
    )
  })

  it("are written as AWS's own client writes them, and read back", () => {
    for (const { a, b, salt } of inputs(1000, 4)) {
      for (const value of [a, b, BigInt(`0x${salt}`), srp.N - a]) {
        assert.strictEqual(hexOf(value), padHex(value))
        assert.strictEqual(srp.toNumber(srp.toBytes(value)), value)
      }
    }
  }, 60_000)
})
