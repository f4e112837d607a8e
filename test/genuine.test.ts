/** What users inspect, schemas and error classes, is what Effect's own constructors make. */
import { assert, describe, it } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { Cognito, CognitoError, CognitoSchema } from "effect-cognito"
import { inspect } from "node:util"
import { componentNamed, componentsWith } from "./support/httpApi.js"
import { major } from "./support/major.js"
import {
  annotatedIdentifier,
  bare,
  formatterOf,
  isSchema,
  jsonSchemaOf,
  refusal,
  type SchemaOf,
  type WholeSchema
} from "./support/schemas.js"

const schemas: ReadonlyArray<readonly [name: string, schema: WholeSchema]> = [
  ...Object.entries<unknown>(CognitoSchema),
  ...Object.entries<unknown>(Cognito)
].filter((entry): entry is [string, WholeSchema] => isSchema(entry[1]))

/** What is printed of a class, or of a class as Effect makes it, without its name. */
const print = (schema: object, name: string): string => inspect(schema).replaceAll(name, "Class")

describe("a schema", () => {
  it("can be found among the exports for every operation", () => {
    assert.isAbove(schemas.filter(([name]) => name.endsWith("Request")).length, 30)
    assert.isAbove(schemas.filter(([name]) => name.endsWith("Response")).length, 30)
  })

  for (const [name, schema] of schemas) {
    it(`${name} is made by Effect's own constructors`, () => {
      class Own extends Schema.Struct({ member: Schema.String }) {}
      if (/(Request|Response)$/.test(name)) {
        assert.propertyVal(schema, "name", name)
        assert.strictEqual(print(schema, name), print(Own, "Own"))
        assert.deepStrictEqual(Object.keys(schema), Object.keys(Own))
        assert.typeOf(schema, "function")
      }
      assert.strictEqual(annotatedIdentifier(schema, "Annotated"), "Annotated")
      assert.strictEqual(schema.pipe((self: unknown) => self), schema)
      assert.strictEqual(bare(schema).ast, schema.ast)
      assert.hasAnyKeys(jsonSchemaOf(schema), ["$schema", "dialect"])
      assert.isFunction(formatterOf(schema))
    })
  }
})

// -----------------------------------------------------------------------------
// errors
// -----------------------------------------------------------------------------

interface ErrorClass extends SchemaOf<CognitoError.CognitoError> {
  new(members: object): CognitoError.CognitoError
  readonly _tag: string
  readonly identifier: string
}

const isErrorClass = (u: unknown): u is ErrorClass => typeof u === "function" && "_tag" in u

const classes = Object.values<unknown>(CognitoError).filter(isErrorClass)

const ofOurOwn: Readonly<Record<string, object>> = {
  UnknownServiceException: { message: "Not so.", code: "ThrottlingException" },
  InvalidRequestError: { operation: "GetUser", issues: [{ path: ["userAttributes", 0], expected: "a string" }] },
  InvalidConfigurationError: { message: "There is no region." },
  TransportError: { operation: "GetUser", reason: "Lost", cause: new Error("socket hang up") },
  InvalidResponseError: { operation: "GetUser", status: 502, issues: [{ path: [], expected: "a JSON object" }] }
}

const membersOf = ({ _tag }: ErrorClass): object => ofOurOwn[_tag] ?? { message: "Not so." }

describe("an error class", () => {
  it("exists for each of 49 tags", () => {
    assert.lengthOf(new Set(classes.map(({ _tag }) => _tag)), 49)
  })

  for (const Class of classes) {
    it(`${Class._tag} is a Schema.TaggedError`, () => {
      class Own extends Schema.TaggedError<Own>("effect-cognito/Own")("Own", { message: Schema.String }) {}
      assert.strictEqual(Class.identifier, `effect-cognito/CognitoError/${Class._tag}`)
      assert.propertyVal(Class, "name", Class._tag)
      assert.deepStrictEqual(Object.keys(Class), Object.keys(Own))
      assert.strictEqual(print(Class, Class._tag), print(Own, "Own"))

      const error = new Class(membersOf(Class))
      assert.instanceOf(error, Class)
      assert.instanceOf(error, Error)
      assert.isTrue(Schema.is(Class)(error))
      assert.isTrue(CognitoError.isCognitoError(error))
      assert.strictEqual(error.name, Class._tag)
      // Effect 4 prints the members of an error in place of its stack.
      if (major === 3) assert.strictEqual(inspect(error).split("\n", 1)[0], `${Class._tag}: ${error.message}`)
      assert.include(inspect(error), Class._tag)
      assert.include(inspect(error), error.message)

      const back = Schema.decodeUnknownSync(Class)(JSON.parse(JSON.stringify(Schema.encodeSync(Class)(error))))
      assert.instanceOf(back, Class)
      assert.strictEqual(back.message, error.message)

      assert.throws(() => new Class({ message: 1, operation: 2 }), refusal)
      assert.strictEqual(annotatedIdentifier(Class, "Annotated"), "Annotated")
    })

    it.effect(`${Class._tag} is caught by its tag`, () =>
      Effect.gen(function*() {
        const failed: Effect.Effect<never, CognitoError.CognitoError> = Effect.fail(new Class(membersOf(Class)))
        const caught = Effect.catchIf(failed, ({ _tag }) => _tag === Class._tag, ({ _tag }) => Effect.succeed(_tag))
        assert.strictEqual(yield* caught, Class._tag)
      }))

    it(`${Class._tag} is a component of its own name in OpenAPI`, () => {
      assert.include(componentsWith(Class), componentNamed(Class._tag))
    })
  }

  it("takes 400 for the status that its constructor is not given", () => {
    assert.strictEqual(new CognitoError.NotAuthorizedException({ message: "Expired." }).status, 400)
    assert.strictEqual(new CognitoError.NotAuthorizedException({ message: "Expired.", status: 403 }).status, 403)
  })
})

describe("CognitoError", () => {
  it("is a schema of all of them", () => {
    assert.lengthOf(CognitoError.CognitoError.members, 49)
    assert.deepStrictEqual(new Set<unknown>(CognitoError.CognitoError.members), new Set<unknown>(classes))
    for (const Class of classes) {
      const schema = CognitoError.CognitoError
      const back = Schema.decodeUnknownSync(schema)(Schema.encodeSync(Class)(new Class(membersOf(Class))))
      assert.instanceOf(back, Class)
    }
  })
})
