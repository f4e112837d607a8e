import * as fc from "fast-check"

/** Sizes that matter: of the shortest number, of a hash, of the private values, and above. */
const numberOfBits = (...bits: ReadonlyArray<number>) =>
  fc.constantFrom(...bits).chain((size) => fc.bigInt({ min: 2n ** BigInt(size - 1), max: 2n ** BigInt(size) - 1n }))

/** Every kind of text but halves of characters, which no keyboard types and UTF-8 can't write. */
const text = (maxLength: number) =>
  fc.oneof(
    fc.string({ minLength: 1, maxLength, size: "max", unit: "grapheme-ascii" }),
    fc.string({ minLength: 1, maxLength, size: "max", unit: "grapheme" }),
    fc.string({ minLength: 1, maxLength, size: "max", unit: "binary" })
  )

const poolName = fc.stringMatching(/^[0-9a-zA-Z]{1,20}$/, { size: "max" })

/** Odd numbers of digits, zeros in front, and a first bit that is set or not. */
const salt = fc.tuple(
  fc.constantFrom("", "0", "00", "000", "7", "8", "f"),
  fc.stringMatching(/^[0-9a-f]{1,33}$/, { size: "max" })
)
  .map(([first, rest]) => first + rest)

export interface Input {
  readonly userPoolId: string
  readonly username: string
  readonly name: string
  readonly password: string
  readonly salt: string
  readonly a: bigint
  readonly b: bigint
  readonly secretBlock: Uint8Array
  readonly time: number
}

const input: fc.Arbitrary<Input> = fc.record({
  userPoolId: fc.tuple(fc.constantFrom("us-east-1", "eu-central-2", "us-gov-west-1", "local"), poolName)
    .map(([region, name]) => `${region}_${name}`),
  username: text(40),
  name: fc.oneof(fc.uuid(), text(40)),
  password: text(100),
  salt,
  a: numberOfBits(2, 8, 64, 255, 256, 505, 511, 512),
  b: numberOfBits(2, 64, 256, 512),
  secretBlock: fc.uint8Array({ minLength: 1, maxLength: 1200, size: "max" }),
  time: fc.integer({ min: 0, max: Date.UTC(2100, 0) })
})

/** Random, and the same in each run. */
export const inputs = (count: number, seed: number): ReadonlyArray<Input> => fc.sample(input, { numRuns: count, seed })
