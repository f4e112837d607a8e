/**
 * The server's side of SRP, by its own formula `S = (A * v^u)^b`, with OpenSSL for the numbers and the hashes: nothing
 * here is shared with what is tested.
 */
import { createDiffieHellman, createHash, createHmac, getDiffieHellman, hkdfSync } from "node:crypto"

const prime = getDiffieHellman("modp15").getPrime()

export const N = BigInt(`0x${prime.toString("hex")}`)

/**
 * Its powers are of the other side's values, so its own generator does not matter. It is not that of SRP's group, for
 * newer versions of OpenSSL recognise that group and then verify each value, which takes five times as long as the power.
 */
const group = createDiffieHellman(prime, 5)

/** A Diffie-Hellman secret is a power of the other side's value. */
export const modPow = (base: bigint, exponent: bigint): bigint => {
  group.setPrivateKey(bytesOf(exponent))
  return numberOf(group.computeSecret(bytesOf(base)))
}

const numberOf = (bytes: Buffer): bigint => BigInt(`0x${bytes.toString("hex")}`)

/** The two's complement of a number that is not negative. */
const bytesOf = (value: bigint): Buffer => {
  const hex = value.toString(16)
  const bytes = Buffer.from(hex.padStart(hex.length + (hex.length % 2), "0"), "hex")
  return bytes[0]! < 128 ? bytes : Buffer.concat([Buffer.of(0), bytes])
}

const sha256 = (...parts: ReadonlyArray<string | Buffer>): Buffer => {
  const hash = createHash("sha256")
  for (const part of parts) hash.update(part)
  return hash.digest()
}

const k = numberOf(sha256(bytesOf(N), bytesOf(2n)))

/** Who has a password here: a user of a pool, or a device of a group. */
export interface Enrolled {
  readonly group: string
  readonly name: string
  readonly salt: bigint
  readonly verifier: bigint
}

export const enroll = (group: string, name: string, password: string, salt: bigint): Enrolled => {
  const x = numberOf(sha256(bytesOf(salt), sha256(group, name, ":", password)))
  return { group, name, salt, verifier: modPow(2n, x) }
}

/** What `ConfirmDevice` does. */
export const enrollDevice = (
  deviceGroupKey: string,
  deviceKey: string,
  config: { readonly passwordVerifier: string; readonly salt: string }
): Enrolled => ({
  group: deviceGroupKey,
  name: deviceKey,
  salt: numberOf(Buffer.from(config.salt, "base64")),
  verifier: numberOf(Buffer.from(config.passwordVerifier, "base64"))
})

export const challenge = ({ salt, verifier }: Enrolled, b: bigint, secretBlock: Uint8Array) => ({
  SALT: salt.toString(16),
  SECRET_BLOCK: Buffer.from(secretBlock).toString("base64"),
  SRP_B: ((k * verifier + modPow(2n, b)) % N).toString(16)
})

/** The only signature that proves to know the password, at that time. */
export const signature = (
  { group, name, verifier }: Enrolled,
  b: bigint,
  sent: {
    readonly SRP_A: string
    readonly SRP_B: string
    readonly SECRET_BLOCK: string
    readonly TIMESTAMP: string
  }
): string => {
  const A = BigInt(`0x${sent.SRP_A}`)
  const u = numberOf(sha256(bytesOf(A), bytesOf(BigInt(`0x${sent.SRP_B}`))))
  const S = modPow((A * modPow(verifier, u)) % N, b)
  const key = hkdfSync("sha256", bytesOf(S), bytesOf(u), "Caldera Derived Key", 16)
  return createHmac("sha256", Buffer.from(key))
    .update(group).update(name).update(Buffer.from(sent.SECRET_BLOCK, "base64")).update(sent.TIMESTAMP)
    .digest("base64")
}
