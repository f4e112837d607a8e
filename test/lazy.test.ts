/** Schemas cost nothing until somebody looks at them, and nobody can tell. */
import { assert, describe, it } from "@effect/vitest"
import { Equal, JSONSchema, Schema } from "effect"
import { vi } from "vitest"
import { lazy } from "../src/internal/lazy.js"

const makers = [
  "Array",
  "Literal",
  "NullOr",
  "Record",
  "Struct",
  "TaggedError",
  "Union",
  "declare",
  "filter",
  "optional",
  "optionalWith",
  "transform"
] as const

/** What our modules have made with `effect/Schema` so far. */
const made: Array<string> = []

vi.mock("effect/Schema", async (original) => {
  const actual = await original<Readonly<Record<string, unknown>>>()
  const noted = makers.map((name) => [name, (...args: ReadonlyArray<unknown>): unknown => {
    made.push(name)
    return Reflect.apply(Object(actual[name]), undefined, args)
  }])
  return { ...actual, ...Object.fromEntries(noted) }
})

describe("the library", () => {
  it("makes no schema when it is imported, nor for an error of an answer", async () => {
    const Cognito = await import("effect-cognito/Cognito")
    const CognitoError = await import("effect-cognito/CognitoError")
    const CognitoSchema = await import("effect-cognito/CognitoSchema")
    assert.instanceOf(new CognitoError.ForbiddenException({ message: "No.", status: 400 }, true), Error)
    assert.deepStrictEqual(made, [])

    assert.isDefined(Cognito.GetUserRequest.ast)
    assert.includeMembers(made, ["Struct", "filter", "transform"])
    assert.notInclude(made, "TaggedError")

    assert.isDefined(CognitoSchema.DeviceListType.ast)
    assert.isDefined(CognitoError.ForbiddenException.ast)
    assert.isTrue(CognitoError.isCognitoError(new CognitoError.ForbiddenException({ message: "No.", status: 400 })))
    assert.deepStrictEqual(made.filter((name) => name === "TaggedError"), ["TaggedError"])
  })
})

describe("a lazy schema", () => {
  const Point = Schema.Struct({ x: Schema.optional(Schema.Number) })
  const make = vi.fn<() => typeof Point>(() => Point)
  const schema = lazy(make)
  const field = lazy(() => Schema.optional(Schema.String))

  it("is made when it is first looked at, once", () => {
    class Named extends lazy(make) {}
    assert.lengthOf(make.mock.calls, 0)
    assert.strictEqual(schema.ast, Point.ast)
    assert.isTrue(Schema.isSchema(schema))
    assert.lengthOf(make.mock.calls, 1)
    assert.strictEqual(Named.ast, Point.ast)
  })

  it("has whatever the schema has", () => {
    assert.strictEqual(schema.fields, Point.fields)
    assert.strictEqual(String(schema), String(Point))
    assert.deepStrictEqual(schema.make({ x: 1 }), { x: 1 })
    assert.strictEqual(schema.pipe((self) => self), schema)
    assert.strictEqual(String(schema.annotations({ identifier: "Point" })), "Point")
    assert.isFalse("y" in schema)
    assert.isTrue(Equal.equals(schema, schema))
  })

  it("takes part in other schemas, also by a class of its own", () => {
    class Named extends schema {}
    const Both = Schema.Struct({ schema, Named, list: Schema.Array(schema) })
    const value = { schema: { x: 1 }, Named: {}, list: [{ x: 2 }] }
    assert.deepStrictEqual(Schema.decodeUnknownSync(Both)(value), value)
    assert.deepStrictEqual(
      JSONSchema.make(Both),
      JSONSchema.make(Schema.Struct({ schema: Point, Named: Point, list: Schema.Array(Point) }))
    )
  })

  it("may be a member that is optional", () => {
    assert.isTrue(Schema.isPropertySignature(field))
    assert.strictEqual(field.from, Schema.String)
    assert.strictEqual(String(Schema.Struct({ field })), "{ readonly field?: string | undefined }")
    assert.strictEqual(String(field.annotations({})), String(Schema.optional(Schema.String)))
  })
})
