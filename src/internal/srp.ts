/**
 * SRP-6a as Cognito speaks it, in the letters of its specification: `N` and `g` are the group, `a` and `A` our private
 * and public values, `B` Cognito's, `x` the private key made of the password, `k` and `u` multipliers, `S` the shared
 * secret.
 */
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { literals, optional, string, taggedError } from "./errors.js"
import { type Bytes, fromBase64, hkdf, hmac, randomBytes, sha256, utf8, type WebCryptoError } from "./webCrypto.js"

/**
 * Why SRP can't go on:
 * - `"InvalidUserPoolId"`: the `userPoolId` is not one, such as `eu-west-1_AbC123`.
 * - `"InvalidChallenge"`: one of the `challengeParameters` is missing or malformed, and `parameter` says which. Is this
 *   the response to a challenge of SRP?
 * - `"UnsafeChallenge"`: the server's value would make the shared secret a known one. Cognito never sends such a value,
 *   so this is not Cognito.
 *
 * Only Cognito can say whether the password is right.
 *
 * @since 0.1.0
 * @category errors
 */
export class CognitoSrpError extends /*#__PURE__*/ taggedError<CognitoSrpError>("")("CognitoSrpError", {
  /** What is wrong: the id of the user pool, or a challenge that is malformed or that Cognito would not send. */
  reason: /*#__PURE__*/ literals("InvalidUserPoolId", "InvalidChallenge", "UnsafeChallenge"),
  /** The challenge parameter that is missing or malformed, such as `SALT`. */
  parameter: /*#__PURE__*/ optional(string)
}) {
  /** What was wrong, in one sentence for a person. */
  override get message(): string {
    switch (this.reason) {
      case "InvalidUserPoolId":
        return "The user pool id must look like eu-west-1_AbC123."
      case "InvalidChallenge":
        return `The challenge parameter ${this.parameter ?? "that SRP needs"} is missing or malformed.`
      case "UnsafeChallenge":
        return "The server's SRP value is unsafe: Cognito does not send such a value."
    }
  }
}

// -----------------------------------------------------------------------------
// numbers
// -----------------------------------------------------------------------------

/** The 3072-bit group of RFC 5054, which is the prime of RFC 3526 with 2 as its generator. */
export const N = /*#__PURE__*/ BigInt(
  "0xFFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DDEF9519B3CD3A431B" +
    "302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7EDEE386BFB5A899FA5AE9F24117C4B1FE6" +
    "49286651ECE45B3DC2007CB8A163BF0598DA48361C55D39A69163FA8FD24CF5F83655D23DCA3AD961C62F356208552BB9ED529077096966D" +
    "670C354E4ABC9804F1746C08CA18217C32905E462E36CE3BE39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF695581718" +
    "3995497CEA956AE515D2261898FA051015728E5A8AAAC42DAD33170D04507A33A85521ABDF1CBA64ECFB850458DBEF0A8AEA71575D060C7D" +
    "B3970F85A6E1E4C7ABF5AE8CDB0933D71E8C94E04A25619DCEE3D2261AD2EE6BF12FFA06D98A0864D87602733EC86A64521F2B18177B200C" +
    "BBE117577A615D6C770988C0BAD946E208E24FA074E5AB3143DB5BFCE0FD108E4B82D120A93AD2CAFFFFFFFFFFFFFFFF"
)

const g = 2n

/** `base ** exponent % N`, four bits at a time, which takes half as long as bit by bit. */
export const power = (base: bigint, exponent: bigint): bigint => {
  const powers = [1n]
  for (let i = 0; i < 15; i++) powers.push((powers[i]! * base) % N)
  let result = 1n
  for (const digit of exponent.toString(16)) {
    for (let i = 0; i < 4; i++) result = (result * result) % N
    result = (result * powers[Number.parseInt(digit, 16)]!) % N
  }
  return result
}

export const toNumber = (bytes: Bytes): bigint =>
  BigInt(`0x${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`)

/** As `BigInteger.toByteArray` of Java has it: as few bytes as can be, and a zero before a first bit that is set. */
export const toBytes = (value: bigint): Bytes => {
  const hex = value.toString(16)
  const even = hex.length % 2 === 0 ? hex : `0${hex}`
  const signed = /^[89a-f]/.test(even) ? `00${even}` : even
  return Uint8Array.from(signed.match(/../g)!, (byte) => Number.parseInt(byte, 16))
}

// -----------------------------------------------------------------------------
// the protocol
// -----------------------------------------------------------------------------

/** What this side knows before it has a challenge. */
export interface Ephemeral {
  readonly a: bigint
  readonly A: bigint
  readonly k: bigint
}

/** `A` can't be a multiple of `N`: that is odd, and `A` a power of 2. */
export const fromPrivate = (a: bigint): Effect.Effect<Ephemeral, WebCryptoError> =>
  Effect.map(sha256(toBytes(N), toBytes(g)), (hash) => ({ a, A: power(g, a), k: toNumber(hash) }))

/** `a` has 512 bits: twice what RFC 5054 asks for, and as many as `u * x`, so that fewer would save next to nothing. */
export const ephemeral = (): Effect.Effect<Ephemeral, WebCryptoError> =>
  Effect.flatMap(randomBytes(64), (bytes) => fromPrivate(toNumber(bytes)))

/** Who proves to know which password: a user of a pool, or a device of a group. */
export interface Identity {
  readonly group: string
  readonly name: string
  readonly password: Redacted.Redacted<string>
}

/** What the server sends. */
export interface Challenge {
  readonly B: bigint
  readonly salt: bigint
  readonly secretBlock: Bytes
}

/** Cognito's numbers have up to 768 digits. The limit keeps the time short that another server can cost. */
const hex = /^[0-9a-f]{1,1024}$/i

/** A parameter of the challenge, or the error that names it. */
const readParameter = (
  parameters: { readonly [name: string]: string | undefined },
  name: string,
  isValid: (value: string) => boolean
): Effect.Effect<string, CognitoSrpError> => {
  const value = parameters[name]
  return value !== undefined && isValid(value)
    ? Effect.succeed(value)
    : Effect.fail(new CognitoSrpError({ reason: "InvalidChallenge", parameter: name }))
}

export const readName = (
  parameters: { readonly [name: string]: string | undefined },
  name: string
): Effect.Effect<string, CognitoSrpError> => readParameter(parameters, name, (value) => value !== "")

export const readChallenge = (
  parameters: { readonly [name: string]: string | undefined }
): Effect.Effect<Challenge, CognitoSrpError> =>
  Effect.gen(function*() {
    const salt = yield* readParameter(parameters, "SALT", (value) => hex.test(value))
    const B = yield* readParameter(parameters, "SRP_B", (value) => hex.test(value))
    // The block of an emulator may be something other than base64. It is decoded as AWS's own client decodes it.
    const secretBlock = yield* readName(parameters, "SECRET_BLOCK")
    return { B: BigInt(`0x${B}`), salt: BigInt(`0x${salt}`), secretBlock: fromBase64(secretBlock) }
  })

/** `x` */
const privateKey = ({ group, name, password }: Identity, salt: bigint) =>
  sha256(utf8(`${group}${name}:${Redacted.value(password)}`)).pipe(
    Effect.flatMap((hash) => sha256(toBytes(salt), hash)),
    Effect.map(toNumber)
  )

/** The verifier, by which a server knows a password that it can't read. */
export const verifier = (identity: Identity, salt: bigint): Effect.Effect<bigint, WebCryptoError> =>
  Effect.map(privateKey(identity, salt), (x) => power(g, x))

/** The key that both sides come to. */
export const sharedKey = Effect.fnUntraced(
  function*({ A, a, k }: Ephemeral, { B, salt }: Challenge, identity: Identity) {
    const u = toNumber(yield* sha256(toBytes(A), toBytes(B)))
    if (B % N === 0n || u === 0n) return yield* new CognitoSrpError({ reason: "UnsafeChallenge" })
    const x = yield* privateKey(identity, salt)
    const base = (B - k * power(g, x)) % N
    const S = power(base < 0n ? base + N : base, a + u * x)
    return yield* hkdf({ key: toBytes(S), salt: toBytes(u), info: utf8("Caldera Derived Key"), bits: 128 })
  }
)

/** The proof of knowing the password, at that time. */
export const signature = (
  keys: Ephemeral,
  challenge: Challenge,
  identity: Identity,
  timestamp: string
): Effect.Effect<Bytes, CognitoSrpError | WebCryptoError> =>
  Effect.flatMap(
    sharedKey(keys, challenge, identity),
    (key) => hmac(key, utf8(identity.group + identity.name), challenge.secretBlock, utf8(timestamp))
  )

/** `Thu Jan 1 00:00:00 UTC 1970`, made of `Thu, 01 Jan 1970 00:00:00 GMT`, which is in English everywhere. */
export const timestamp = (milliseconds: number): string =>
  new Date(milliseconds).toUTCString().replace(/^(\w+), 0?(\d+) (\w+) (\d+) (\S+) GMT$/, "$1 $3 $2 $5 UTC $4")
