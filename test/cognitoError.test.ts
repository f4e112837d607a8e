/**
 * Every error class beside a genuine `Schema.TaggedError` of the same name and members: whatever a program may do with
 * the one, it may do with the other, and the outcome is the same.
 */
import { HttpApi, HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "@effect/platform"
import { assert, describe, it } from "@effect/vitest"
import {
  Arbitrary,
  Cause,
  Effect,
  Either,
  Equal,
  FastCheck,
  Hash,
  JSONSchema,
  ParseResult,
  Pretty,
  Schema,
  SchemaAST
} from "effect"
import { CognitoError } from "effect-cognito"
import { inspect } from "node:util"

// -----------------------------------------------------------------------------
// the classes, and their twins
// -----------------------------------------------------------------------------

type Members = Readonly<Record<string, unknown>>

/** What the errors have in common. Their members differ. */
interface AnError extends Cause.YieldableError {
  readonly _tag: CognitoError.CognitoError["_tag"]
}

/** What their classes have in common. */
interface ErrorClass extends Schema.Schema<AnError, unknown> {
  new(members?: Members, options?: Schema.MakeOptions): AnError
  readonly _tag: string
  readonly identifier: string
  readonly fields: Schema.Struct.Fields
  readonly make: (members: Members, options?: Schema.MakeOptions) => AnError
  readonly extend: (identifier: string) => (fields: Schema.Struct.Fields) => ErrorClass
  readonly transformOrFail: Transforming
  readonly transformOrFailFrom: Transforming
}

type Transforming = (identifier: string) => (
  fields: Schema.Struct.Fields,
  options: {
    readonly decode: (members: Members) => Either.Either<Members, ParseResult.ParseIssue>
    readonly encode: (members: Members) => Either.Either<Members, ParseResult.ParseIssue>
  }
) => ErrorClass

const isErrorClass = (u: unknown): u is ErrorClass => typeof u === "function" && "_tag" in u

const classes: ReadonlyArray<ErrorClass> = Object.values<unknown>(CognitoError).filter(isErrorClass)

/** A class of the same name and members, as `Schema` makes it. The sentences are the classes' own. */
const twinOf = (Class: ErrorClass): ErrorClass => {
  const { _tag, ...fields } = Class.fields
  class Twin extends Schema.TaggedError<Twin>(Class.identifier)(Class._tag, fields, { identifier: Class._tag }) {}
  Object.defineProperty(Twin, "name", { value: Class.name })
  const message = Object.getOwnPropertyDescriptor(Class.prototype, "message")
  if (message !== undefined) Reflect.defineProperty(Twin.prototype, "message", message)
  // The fields are known at run time only.
  return Twin as unknown as ErrorClass
}

const answered = { message: "Not so.", status: 400 }

const ofOurOwn: Readonly<Record<string, Members>> = {
  InvalidParameterException: { ...answered, requestId: "r-1", reasonCode: "because" },
  UnknownServiceException: { ...answered, code: "ThrottlingException" },
  InvalidRequestError: { operation: "GetUser", issues: [{ path: ["userAttributes", 0], expected: "a string" }] },
  InvalidConfigurationError: { message: "There is no region." },
  TransportError: { operation: "GetUser", reason: "Lost", cause: new Error("socket hang up") },
  InvalidResponseError: { operation: "GetUser", status: 502, issues: [{ path: [], expected: "a JSON object" }] }
}

const membersOf = ({ _tag }: ErrorClass): Members => ofOurOwn[_tag] ?? { ...answered, requestId: "r-1" }

type Look = (Class: ErrorClass, members: Members) => unknown

/** What is to be seen of the classes, and of their twins. */
const beside = (look: Look): [ours: Readonly<Record<string, unknown>>, theirs: Readonly<Record<string, unknown>>] => {
  const seen = (like: (Class: ErrorClass) => ErrorClass) =>
    Object.fromEntries(classes.map((Class) => [Class._tag, look(like(Class), membersOf(Class))]))
  return [seen((Class) => Class), seen(twinOf)]
}

/** What was thrown or failed with, as text: errors themselves are too much for a comparison. */
const attempt = (f: () => unknown): unknown => {
  try {
    return f()
  } catch (error) {
    return String(error)
  }
}

const outcome = (result: Either.Either<unknown, ParseResult.ParseError>): unknown =>
  Either.match(result, { onLeft: String, onRight: shape })

/** All that an instance has, whether it shows or not. */
const shape = (error: unknown): unknown =>
  error instanceof Error
    ? Object.getOwnPropertyNames(error).filter((name) => name !== "stack").map((name) => {
      const { enumerable, value } = Object.getOwnPropertyDescriptor(error, name)!
      return { name, enumerable, value: shape(value) }
    })
    : error

it("there are 49 classes", () => {
  assert.lengthOf(classes, 49)
})

// -----------------------------------------------------------------------------
// instances
// -----------------------------------------------------------------------------

const firstLine = (error: Error): string | undefined => inspect(error).split("\n", 1)[0]

const callers = (error: Error): ReadonlyArray<string> =>
  error.stack!.slice(error.stack!.indexOf("\n    at ")).split("\n").map((line) => line.replace(/:\d+:\d+\)?$/, ""))

describe("an error is like one of Schema.TaggedError:", () => {
  it("what it has", () => {
    assert.deepStrictEqual(...beside((Class, members) => shape(new Class(members))))
  })

  it("what it says", () => {
    assert.deepStrictEqual(...beside((Class, members) => {
      const error = new Class(members)
      return [error.message, error.name, String(error), error.toString, error.cause, { ...error }]
    }))
  })

  it("how it is written as JSON, with its members in the same order", () => {
    assert.deepStrictEqual(...beside((Class, members) => {
      const error = new Class({ ...members, _tag: Class._tag })
      return [JSON.stringify(error), JSON.stringify({ ...error })]
    }))
  })

  it("how it is printed", () => {
    for (const Class of classes) {
      const error = new Class(membersOf(Class))
      assert.strictEqual(firstLine(error), firstLine(new (twinOf(Class))(membersOf(Class))))
      assert.include(inspect(error), `_tag: '${Class._tag}'`)
    }
  })

  it("where it comes from: its stack starts where it was made", () => {
    for (const Class of classes) {
      const Twin = twinOf(Class)
      for (const options of [false, true]) {
        const [ours, theirs] = [Class, Twin].map((Class) => new Class(membersOf(Class), options))
        assert.match(ours!.stack!, new RegExp(`^${Class._tag}.*\\n    at .*cognitoError\\.test\\.ts`))
        assert.deepStrictEqual(callers(ours!), callers(theirs!))
      }
    }
  })

  it("what it is an instance of", () => {
    for (const Class of classes) {
      const error = new Class(membersOf(Class))
      assert.instanceOf(error, Class)
      assert.instanceOf(error, Error)
      assert.strictEqual(error.constructor, Class)
      assert.strictEqual(Reflect.getPrototypeOf(error), Class.prototype)
    }
  })

  it("by what Schema knows it in another copy of a library", () => {
    for (const Class of classes) {
      const symbol = Symbol.for(`effect/Schema/TaggedError/effect-cognito/CognitoError/${Class._tag}`)
      assert.strictEqual(Reflect.get(new Class(membersOf(Class)), symbol), symbol)
      assert.isFalse(Object.hasOwn(new Class(membersOf(Class)), symbol))
    }
  })

  it("equality", () => {
    assert.deepStrictEqual(...beside((Class, members) => {
      const [one, same, other] = [{}, {}, { operation: "Other", message: "Other.", status: 1 }].map((change) =>
        new Class(Object.fromEntries(
          Object.entries({ ...members, ...change }).filter(([name]) => name in members)
        ))
      )
      return [Equal.equals(one, same), Equal.equals(one, other), Hash.hash(one) === Hash.hash(same)]
    }))
  })

  it.effect("is an effect that fails with itself, and is caught by its tag", () =>
    Effect.gen(function*() {
      for (const Class of classes) {
        const error = new Class(membersOf(Class))
        assert.strictEqual(yield* Effect.flip(error), error)
        const caught = yield* Effect.flatMap(Effect.void, () => error).pipe(
          Effect.catchTag(error._tag, (caught) => Effect.succeed(caught))
        )
        assert.strictEqual(caught, error)
        assert.strictEqual(error.pipe(Effect.flip, Effect.runSync), error)
        assert.include(Cause.pretty(Cause.fail(error)), error.message)
      }
    }))
})

describe("a constructor is like that of Schema.TaggedError:", () => {
  it("refuses bad members", () => {
    assert.deepStrictEqual(
      ...beside((Class, members) =>
        [undefined, {}, { ...members, message: 1, status: "x", operation: 1 }].map((bad) =>
          attempt(() => new Class(bad))
        )
      )
    )
  })

  it("with a ParseError", () => {
    for (const Class of classes) {
      assert.throws(() => new Class({}), ParseResult.ParseError)
      assert.throws(() => new Class({}, { disableValidation: false }), ParseResult.ParseError)
    }
  })

  it("drops unknown members", () => {
    assert.deepStrictEqual(...beside((Class, members) => shape(new Class({ ...members, stranger: 1 }))))
  })

  it("keeps whatever it is given where that is not to be checked", () => {
    assert.deepStrictEqual(
      ...beside((Class, members) =>
        [true, { disableValidation: true }].flatMap((options) =>
          [undefined, {}, { stranger: 1 }, { ...members, stranger: 1, status: "x" }].map((members) =>
            shape(new Class(members, options))
          )
        )
      )
    )
  })

  it("knows the tag itself", () => {
    assert.deepStrictEqual(...beside((Class, members) =>
      [false, true].map((options) => [
        new Class(members, options)._tag,
        shape(new Class({ _tag: "Other", ...members }, options))
      ])
    ))
  })

  it("does not touch what it is given", () => {
    for (const Class of classes) {
      const members = Object.freeze({ ...membersOf(Class), _tag: "Other" })
      for (const options of [false, true]) assert.strictEqual(new Class(members, options)._tag, Class._tag)
    }
  })
})

// -----------------------------------------------------------------------------
// schemas
// -----------------------------------------------------------------------------

describe("a class is a schema, like one of Schema.TaggedError:", () => {
  it("is known as one", () => {
    for (const Class of classes) {
      assert.isTrue(Schema.isSchema(Class))
      assert.isTrue(Schema.TypeId in Class)
    }
  })

  it("what it says of itself", () => {
    assert.deepStrictEqual(...beside((Class) => [
      Class._tag,
      Class.identifier,
      Object.entries(Class.fields).map(([name, field]) => [name, String(field)]),
      String(Class),
      String(Class.ast),
      Class.ast._tag,
      String(SchemaAST.typeAST(Class.ast)),
      String(SchemaAST.encodedAST(Class.ast)),
      JSONSchema.make(Class),
      JSONSchema.make(Schema.typeSchema(Class)),
      Object.entries(Schema.encodedSchema(Class).ast.annotations).map(String)
    ]))
  })

  it("says the same each time", () => {
    for (const Class of classes) {
      assert.strictEqual(Class.ast, Class.ast)
      assert.strictEqual(Class.fields, Class.fields)
      assert.strictEqual(Class.fields["_tag"], Class.fields["_tag"])
    }
  })

  it("encoding", () => {
    assert.deepStrictEqual(...beside((Class, members) => [
      outcome(Schema.encodeEither(Class)(new Class(members))),
      outcome(Schema.encodeUnknownEither(Class)({ ...members, _tag: Class._tag })),
      outcome(Schema.encodeUnknownEither(Class)({ ...members, _tag: Class._tag, [classSymbol(Class)]: true }))
    ]))
  })

  it("decoding", () => {
    assert.deepStrictEqual(...beside((Class, members) => {
      const decode = Schema.decodeUnknownEither(Class)
      const wire = { ...members, ...("cause" in members && { cause: { name: "Error", message: "socket hang up" } }) }
      return [{ ...wire, _tag: Class._tag }, { ...wire, _tag: Class._tag, stranger: 1 }, wire, {}, null, "text"].map((
        u
      ) => outcome(decode(u)))
    }))
  })

  it("what it encodes comes back as an instance of the class", () => {
    for (const Class of classes) {
      const error = new Class(membersOf(Class))
      const wire: unknown = JSON.parse(JSON.stringify(Schema.encodeSync(Class)(error)))
      const back = Schema.decodeUnknownSync(Class)(wire)
      assert.instanceOf(back, Class)
      assert.strictEqual(back.message, error.message)
      assert.deepStrictEqual(Schema.encodeSync(Class)(back), wire)
    }
  })

  it("which values it takes", () => {
    for (const Class of classes) {
      const Twin = twinOf(Class)
      class Heir extends Class {}
      const is = Schema.is(Class)
      const members = membersOf(Class)
      assert.isTrue(is(new Class(members)))
      assert.isTrue(is(new Class({}, true)), "one that was not checked")
      assert.isTrue(is(new Heir(members)), "one of a class that extends it")
      assert.isTrue(is(new Twin(members)), "one of another copy")
      assert.isFalse(is(new Twin({}, true)), "one of another copy that was not checked")
      assert.isFalse(is({ ...members, _tag: Class._tag }))
      assert.isFalse(is(new Error("text")))
      assert.isFalse(is(undefined))
      assert.isTrue(Schema.is(Twin)(new Class(members)), "and another copy takes ours")
      assert.doesNotThrow(() => Schema.asserts(Class)(new Class(members)))
      assert.instanceOf(Schema.encodeUnknownSync(Schema.typeSchema(Class))(new Class(members)), Class)
    }
  })

  it("one of another copy is encoded through it", () => {
    for (const Class of classes) {
      const members = membersOf(Class)
      assert.deepStrictEqual(
        Schema.encodeUnknownSync(Class)(new (twinOf(Class))(members)),
        Schema.encodeSync(Class)(new Class(members))
      )
    }
  })

  it("annotations", () => {
    assert.deepStrictEqual(...beside((Class) => {
      const annotated = Class.annotations({ description: "d", ...HttpApiSchema.annotations({ status: 429 }) })
      return [
        Schema.isSchema(annotated),
        String(annotated.ast),
        HttpApiSchema.getStatusError(annotated),
        JSONSchema.make(annotated)
      ]
    }))
  })

  it("annotated or piped, it still makes the class's own instances", () => {
    for (const Class of classes) {
      const wire = Schema.encodeSync(Class)(new Class(membersOf(Class)))
      const annotated = Class.annotations({ description: "d" })
      assert.instanceOf(Schema.decodeUnknownSync(annotated)(wire), Class)
      assert.strictEqual(Class.pipe((schema) => schema), Class)
      const piped = Class.pipe(Schema.filter(() => true))
      assert.instanceOf(Schema.decodeUnknownSync(piped)(wire), Class)
    }
  })

  it("make", () => {
    for (const Class of classes) {
      assert.instanceOf(Class.make(membersOf(Class)), Class)
      assert.throws(() => Class.make({}), ParseResult.ParseError)
      assert.instanceOf(Class.make({}, true), Class)
    }
  })

  it("extend", () => {
    assert.deepStrictEqual(...beside((Class, members) => {
      class Heir extends Class.extend("Heir")({ extra: Schema.String }) {}
      const error = new Heir({ ...members, extra: "more" })
      assert.instanceOf(error, Class)
      assert.instanceOf(Schema.decodeUnknownSync(Heir)(Schema.encodeSync(Heir)(error)), Heir)
      return [
        shape(error),
        error.message,
        String(Heir),
        String(Heir.ast),
        Object.keys(Heir.fields),
        Heir.identifier,
        attempt(() => new Heir(members)),
        outcome(Schema.encodeEither(Heir)(error))
      ]
    }))
  })

  it("transformOrFail and transformOrFailFrom", () => {
    assert.deepStrictEqual(
      ...beside((Class, members) =>
        (["transformOrFail", "transformOrFailFrom"] as const).map((name) => {
          class Heir extends Class[name]("Heir")({ extra: Schema.String }, {
            decode: (members) => Either.right({ ...members, extra: "more" }),
            encode: ({ _tag, operation, message, status }) => Either.right({ _tag, operation, message, status })
          }) {}
          const wire = Schema.encodeSync(Class)(new Class(members))
          const error = Schema.decodeUnknownSync(Heir)(wire)
          assert.instanceOf(error, Heir)
          assert.instanceOf(error, Class)
          return [shape(error), String(Heir.ast), outcome(Schema.encodeEither(Heir)(error))]
        })
      )
    )
  })

  it("arbitrary", () => {
    for (const Class of classes) {
      for (const error of FastCheck.sample(Arbitrary.make(Class), { numRuns: 5, seed: 1 })) {
        assert.instanceOf(error, Class)
        assert.isTrue(Schema.is(Class)(error))
      }
    }
  })

  it("equivalence", () => {
    for (const Class of classes) {
      const equivalent = Schema.equivalence(Class)
      const error = new Class(membersOf(Class))
      assert.isTrue(equivalent(error, error))
    }
  })

  it("pretty", () => {
    assert.deepStrictEqual(...beside((Class, members) => Pretty.make(Class)(new Class(members))))
  })

  it("in a contract", () => {
    assert.deepStrictEqual(...beside((Class) => {
      const endpoint = HttpApiEndpoint.get("get", "/").addError(Class, { status: 418 })
      return OpenApi.fromApi(HttpApi.make("api").add(HttpApiGroup.make("group").add(endpoint)))
    }))
  })

  it("as a part of other schemas", () => {
    assert.deepStrictEqual(...beside((Class, members) => {
      const schema = Schema.Struct({
        error: Schema.optional(Class),
        list: Schema.Array(Schema.Union(Class, Schema.Null))
      })
      const value = { error: new Class(members), list: [new Class(members), null] }
      return [String(schema), JSONSchema.make(schema), Schema.encodeSync(schema)(value)]
    }))
  })
})

const classSymbol = (Class: ErrorClass): symbol => Symbol.for(`effect/Schema/TaggedError/${Class.identifier}`)

// -----------------------------------------------------------------------------
// the union
// -----------------------------------------------------------------------------

describe("CognitoError is the union of the classes:", () => {
  const union = CognitoError.CognitoError

  it("is a schema", () => {
    assert.isTrue(Schema.isSchema(union))
    assert.isTrue(SchemaAST.isUnion(union.ast))
    assert.strictEqual(union.ast, union.ast)
    assert.strictEqual(String(union), String(Schema.Union(...union.members)))
    assert.deepStrictEqual(JSONSchema.make(union), JSONSchema.make(Schema.Union(...union.members)))
  })

  it("has all of them", () => {
    assert.deepStrictEqual(new Set<unknown>(union.members), new Set<unknown>(classes))
    const types: ReadonlyArray<SchemaAST.AST> = SchemaAST.isUnion(union.ast) ? union.ast.types : []
    assert.isTrue(union.members.every(({ ast }, index) => types[index] === ast))
    assert.lengthOf(types, 49)
  })

  it("each comes back as itself", () => {
    for (const Class of classes) {
      const back = Schema.decodeUnknownSync(union)(Schema.encodeUnknownSync(union)(new Class(membersOf(Class))))
      assert.instanceOf(back, Class)
    }
  })

  it("is annotated, piped and composed like any schema", () => {
    const annotated = union.annotations({ identifier: "Trouble" })
    assert.strictEqual(String(annotated), "Trouble")
    assert.lengthOf(annotated.members, 49)
    assert.strictEqual(union.pipe((schema) => schema), union)
    class Trouble extends Schema.Struct({ error: union }) {}
    const trouble = { error: new CognitoError.ForbiddenException(answered) }
    assert.deepStrictEqual(Schema.encodeSync(Trouble)(trouble), {
      error: { ...answered, _tag: "ForbiddenException" }
    })
    assert.isTrue(Schema.is(Schema.NullOr(union))(trouble.error))
  })
})

/** What resembles an error of a class. Some of it is one. */
const like = (Class: ErrorClass): Readonly<Record<string, unknown>> => {
  const members = membersOf(Class)
  const Twin = twinOf(Class)
  class Heir extends Class.extend("Heir")({ extra: Schema.String }) {}
  const retagged = (tag: unknown) => Object.assign(new Class(members), { _tag: tag })
  const bare: object = Object.create(Class.prototype)
  const untagged = Object.assign(new Class(members))
  Reflect.deleteProperty(untagged, "_tag")
  return {
    instance: new Class(members),
    unchecked: new Class({}, true),
    frozen: Object.freeze(new Class(members)),
    proxy: new Proxy(new Class(members), {}),
    heir: new Heir({ ...members, extra: "more" }),
    "of another copy": new Twin(members),
    "of another copy, broken": new Twin({}, true),
    "of the same tag": { ...members, _tag: Class._tag },
    "with the symbol": { ...members, _tag: Class._tag, [classSymbol(Class)]: true },
    "with the symbol, broken": { _tag: Class._tag, [classSymbol(Class)]: true },
    "with another tag": retagged("Other"),
    "with the tag of another": retagged(Class._tag === "TransportError" ? "ForbiddenException" : "TransportError"),
    "with a tag of lists": retagged([Class._tag]),
    "with a tag from Object": retagged("toString"),
    "with a tag of nothing": retagged(undefined),
    untagged,
    bare,
    "with a tag in its prototype": Object.create(new Class(members)),
    "a list": Object.assign(Object.setPrototypeOf([], Class.prototype), { _tag: Class._tag }),
    "a function": Object.assign(Object.setPrototypeOf(() => 1, Class.prototype), { _tag: Class._tag }),
    class: Class
  }
}

describe("isCognitoError agrees with the schema:", () => {
  const is = Schema.is(CognitoError.CognitoError)

  it("on all that resembles an error of ours", () => {
    const verdicts = new Set<boolean>()
    for (const Class of classes) {
      for (const [what, u] of Object.entries(like(Class))) {
        assert.strictEqual(CognitoError.isCognitoError(u), is(u), `${Class._tag}: ${what}`)
        verdicts.add(is(u))
      }
    }
    assert.deepStrictEqual(verdicts, new Set([true, false]))
  })

  it("on all else", () => {
    for (
      const u of [
        undefined,
        null,
        "",
        "TransportError",
        1,
        {},
        [],
        () => 1,
        new Error("TransportError"),
        Symbol()
      ]
    ) {
      assert.strictEqual(CognitoError.isCognitoError(u), is(u))
    }
  })
})
