/**
 * Certificates that are made on the spot, with the mistakes that a test asks for. `node:crypto` reads certificates but
 * makes none, so the few structures of X.509 that are needed are written here, in DER.
 */
import { generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto"
import { isIP } from "node:net"

export interface Certificate {
  readonly subject: string
  readonly privateKey: KeyObject
  /** What TLS servers and clients take. */
  readonly key: string
  readonly cert: string
}

export interface Options {
  readonly subject: string
  /** The host names and IP addresses that it is valid for. Without any it is an authority's. */
  readonly hosts?: ReadonlyArray<string>
  readonly notBefore?: Date
  readonly notAfter?: Date
  /** Who signs it. Itself, unless told. */
  readonly issuer?: Certificate
}

const year = 365 * 24 * 60 * 60 * 1000

/** The length of a value in DER: in one byte if it is short, else in as few as possible after the number of them. */
const lengthOf = ({ length }: Buffer): ReadonlyArray<number> =>
  length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]

const der = (tag: number, ...parts: ReadonlyArray<Buffer>): Buffer => {
  const value = Buffer.concat(parts)
  return Buffer.concat([Buffer.from([tag, ...lengthOf(value)]), value])
}

const sequence = (...parts: ReadonlyArray<Buffer>) => der(0x30, ...parts)
const identifier = (hex: string) => der(0x06, Buffer.from(hex, "hex"))
const bits = (value: Buffer) => der(0x03, Buffer.of(0), value)
const octets = (value: Buffer) => der(0x04, value)
const yes = der(0x01, Buffer.of(0xff))

/** UTCTime, which has years of two digits. */
const time = (date: Date) => der(0x17, Buffer.from(`${date.toISOString().replaceAll(/[-:T]|\.\d+/g, "").slice(2)}`))

const commonName = (name: string) => sequence(der(0x31, sequence(identifier("550403"), der(0x0c, Buffer.from(name)))))

const ecdsaWithSha256 = sequence(identifier("2a8648ce3d040302"))

const hostName = (host: string) =>
  isIP(host) === 4 ? der(0x87, Buffer.from(host.split(".").map(Number))) : der(0x82, Buffer.from(host))

const pem = (value: Buffer) =>
  [
    "-----BEGIN CERTIFICATE-----",
    ...(value.toString("base64").match(/.{1,64}/g) ?? []),
    "-----END CERTIFICATE-----",
    ""
  ]
    .join("\n")

export const make = (options: Options): Certificate => {
  const { hosts, issuer, notAfter = new Date(Date.now() + year), notBefore = new Date(Date.now() - year), subject } =
    options
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" })
  const extension = hosts === undefined
    // basic constraints, critical: it is an authority
    ? sequence(identifier("551d13"), yes, octets(sequence(yes)))
    // subject alternative names
    : sequence(identifier("551d11"), octets(sequence(...hosts.map(hostName))))
  const content = sequence(
    // version 3
    der(0xa0, der(0x02, Buffer.of(2))),
    der(0x02, Buffer.concat([Buffer.of(1), randomBytes(8)])),
    ecdsaWithSha256,
    commonName(issuer?.subject ?? subject),
    sequence(time(notBefore), time(notAfter)),
    commonName(subject),
    publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, sequence(extension))
  )
  const signature = sign("sha256", content, issuer?.privateKey ?? privateKey)
  return {
    subject,
    privateKey,
    key: String(privateKey.export({ type: "pkcs8", format: "pem" })),
    cert: pem(sequence(content, ecdsaWithSha256, bits(signature)))
  }
}
