/** What reads and writes structures in one pass, beside `Schema` itself, which takes three. */
import { assert, describe, it } from "@effect/vitest"
import { Arbitrary, Either, FastCheck, ParseResult, Redacted, Schema } from "effect"
import { type CognitoError, CognitoSchema, Operation } from "effect-cognito"
import * as operations from "effect-cognito/operations/index"
import { fromParseIssue } from "../src/internal/issues.js"
import { converter } from "../src/internal/structure.js"

/** What came of it, or what was wrong. */
interface Outcome {
  readonly value?: unknown
  readonly issues?: ReadonlyArray<CognitoError.Issue>
}

const paths = ({ issues }: Outcome) => issues?.map(({ path }) => path)

const bySchema = (schema: Schema.Schema.AnyNoContext, direction: "encode" | "decode") => {
  const convert = direction === "encode"
    ? ParseResult.encodeUnknownEither(schema, { errors: "all" })
    : ParseResult.decodeUnknownEither(schema, { errors: "all" })
  return (input: unknown): Outcome =>
    Either.match(convert(input), {
      onLeft: (issue): Outcome => ({ issues: fromParseIssue(issue, []) }),
      onRight: (value): Outcome => ({ value })
    })
}

const inOnePass = (schema: Schema.Schema.AnyNoContext, direction: "encode" | "decode") => {
  const convert = converter(schema, direction === "encode")
  return (input: unknown): Outcome => {
    const issues: Array<CognitoError.Issue> = []
    const value = convert(input, issues, [])
    return issues.length > 0 ? { issues } : { value }
  }
}

/** With its secrets, and without members that are there but `undefined`: JSON has no such thing. */
const revealed = (value: unknown): unknown =>
  Redacted.isRedacted(value)
    ? { redacted: Redacted.value(value) }
    : Array.isArray(value)
    ? value.map(revealed)
    : typeof value === "object" && value !== null && !(value instanceof Date)
    ? Object.fromEntries(
      Object.entries(value).filter(([, member]) => member !== undefined).map((
        [name, member]
      ) => [name, revealed(member)])
    )
    : value

const junk = FastCheck.constantFrom<unknown>(undefined, null, 0, -1.5, "", "x".repeat(3000), true, [], [1], {}, {
  a: 1
})

/** The value with one of its members, wherever it is, replaced by something else or left out. */
const broken = (value: object) =>
  FastCheck.tuple(FastCheck.nat(20), junk, FastCheck.constantFrom("AccessToken", "Session", "unknown", "__proto__"))
    .map(
      ([which, other, extra]) => {
        const copy = Object.assign<Record<string, unknown>, object>({}, value)
        const names = [...Object.keys(copy), extra]
        const name = names[which % names.length]!
        const member = copy[name]
        if (which > 10 && typeof member === "object" && member !== null && !Redacted.isRedacted(member)) {
          const inner = Object.keys(member)[0]
          copy[name] = inner === undefined ? other : Object.assign({}, member, { [inner]: other })
        } else copy[name] = other
        return copy
      }
    )

const agree = (schema: Schema.Schema.AnyNoContext, direction: "encode" | "decode") => {
  const side = direction === "encode" ? Schema.typeSchema(schema) : Schema.encodedSchema(schema)
  const schemaSays = bySchema(schema, direction)
  const weSay = inOnePass(schema, direction)
  let refused = 0
  FastCheck.assert(
    FastCheck.property(
      Arbitrary.make(side as Schema.Schema<object>).chain((value) =>
        FastCheck.tuple(FastCheck.constant(value), broken(value))
      ),
      ([value, broken]) => {
        // What is read has been JSON.
        for (const input of direction === "encode" ? [value, broken] : JSON.parse(JSON.stringify([value, broken]))) {
          const expected = schemaSays(input)
          const actual = weSay(input)
          assert.deepStrictEqual(paths(actual), paths(expected))
          assert.deepStrictEqual(revealed(actual.value), revealed(expected.value))
          if (actual.issues !== undefined) refused++
        }
      }
    ),
    { numRuns: 60 }
  )
  return refused
}

for (const [name, operation] of Object.entries(operations)) {
  if (!Operation.isOperation(operation)) continue
  const { request, response } = operation[Operation.TypeId]
  it(`${name} writes a request and reads an answer as Schema would`, () => {
    assert.isAbove(agree(request, "encode"), 0)
    agree(response, "decode")
  })
}

describe("a structure", () => {
  const named = CognitoSchema.Struct({ name: CognitoSchema.optional(Schema.String) })
  const nested = CognitoSchema.Struct({
    inner: named,
    list: Schema.Array(named),
    text: CognitoSchema.UserPoolIdType,
    secret: CognitoSchema.TokenModelType
  })

  it.each([[undefined], [null], ["text"], [1], [[]], [() => {}]])("is not %s", (input) => {
    assert.deepStrictEqual(inOnePass(named, "encode")(input), { issues: [{ path: [], expected: "an object" }] })
  })

  it("says of each member what belongs there, in the words of people", () => {
    const expected = {
      inner: "an object",
      list: "a list",
      text: "a string",
      secret: "Redacted.make of a string that matches ^[A-Za-z0-9-_=.]+$"
    }
    const issues = Object.entries(expected).map(([name, expected]) => ({ path: [name], expected }))
    assert.deepStrictEqual(inOnePass(nested, "encode")({}), { issues })
    assert.deepStrictEqual(inOnePass(nested, "encode")({ inner: 1, list: 1, text: 1, secret: 1 }), { issues })
  })

  it.each([["encode", "name"], ["decode", "Name"]] as const)("has only members of its own (%s)", (direction, name) => {
    const inherits: unknown = Object.create({ [name]: "inherited" })
    assert.deepStrictEqual(inOnePass(named, direction)(inherits), bySchema(named, direction)(inherits))
    assert.deepStrictEqual(inOnePass(named, direction)(inherits), { value: {} })
  })

  it("says what belongs there even where that is nothing", () => {
    const schema = CognitoSchema.Struct({ nothing: Schema.Union(Schema.Null, Schema.Undefined) })
    assert.deepStrictEqual(inOnePass(schema, "decode")({ Nothing: 1 }), {
      issues: [{ path: ["Nothing"], expected: "null or undefined" }]
    })
  })

  it("has members as Schema describes them, too", () => {
    const schema = CognitoSchema.Struct({
      count: Schema.optionalWith(Schema.NumberFromString, { default: () => 3 }),
      inner: CognitoSchema.Struct({ since: Schema.optional(Schema.Number) })
    })
    for (const input of [{ Inner: {} }, { Count: "4", Inner: { Since: 1 } }, { Count: 4, Inner: { Since: "1" } }, {}]) {
      assert.deepStrictEqual(inOnePass(schema, "decode")(input), bySchema(schema, "decode")(input))
    }
    assert.deepStrictEqual(inOnePass(schema, "decode")({ Inner: {} }), { value: { count: 3, inner: {} } })
  })
})
