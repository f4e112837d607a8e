/**
 * The server's side of SRP, for the test double: it knows a verifier, and asks for a proof of the password. The letters are
 * those of the specification: `b` and `B` are its private and public values, `v` is the verifier.
 */
import * as Effect from "effect/Effect"
import type * as Redacted from "effect/Redacted"
import * as srp from "./srp.js"
import { hkdf, hmac, randomBytes, sha256, toBase64, utf8, type WebCryptoError } from "./webCrypto.js"

/** What a server sends, and how it checks the response. */
export interface ServerChallenge {
  readonly challengeParameters: { readonly SALT: string; readonly SECRET_BLOCK: string; readonly SRP_B: string }
  /** Whether a response proves that its sender knows the password. */
  readonly isProof: (
    responses: { readonly TIMESTAMP: string; readonly signature: string }
  ) => Effect.Effect<boolean, WebCryptoError>
}

/** Begins to check the password of a user of a pool, by the public value that was sent. */
export const challenge = (
  identity: { readonly group: string; readonly name: string; readonly password: Redacted.Redacted<string> },
  SRP_A: string
): Effect.Effect<ServerChallenge, WebCryptoError> =>
  Effect.gen(function*() {
    const { group, name } = identity
    const { A: gb, a: b, k } = yield* srp.ephemeral()
    const salt = srp.toNumber(yield* randomBytes(16))
    const secretBlock = yield* randomBytes(32)
    const v = yield* srp.verifier(identity, salt)
    const A = BigInt(`0x${SRP_A}`)
    const B = (k * v + gb) % srp.N
    const SECRET_BLOCK = toBase64(secretBlock)
    return {
      challengeParameters: { SALT: salt.toString(16), SECRET_BLOCK, SRP_B: B.toString(16) },
      isProof: ({ TIMESTAMP, signature }) =>
        Effect.gen(function*() {
          const u = srp.toNumber(yield* sha256(srp.toBytes(A), srp.toBytes(B)))
          const S = srp.power((A * srp.power(v, u)) % srp.N, b)
          const key = yield* hkdf({
            key: srp.toBytes(S),
            salt: srp.toBytes(u),
            info: utf8("Caldera Derived Key"),
            bits: 128
          })
          const expected = yield* hmac(key, utf8(group + name), secretBlock, utf8(TIMESTAMP))
          return signature === toBase64(expected)
        })
    }
  })
