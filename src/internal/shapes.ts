/**
 * How the shapes of AWS's model are made with Effect's `Schema`.
 */
import type * as Effect from "effect/Effect"
import { identity } from "effect/Function"
import * as ParseResult from "effect/ParseResult"
import { isReadonlyRecord } from "effect/Predicate"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import * as SchemaAST from "effect/SchemaAST"
import { hasJson, toJson } from "./document.js"
import { type WireName, wireName } from "./names.js"
import { noteSecret } from "./secrets.js"
import { type Constraints, describe, hasLength, makeCheck, maxStringLength, toJsonSchema } from "./texts.js"

export { type WireName } from "./names.js"
export { maxStringLength } from "./texts.js"

// -----------------------------------------------------------------------------
// structures
// -----------------------------------------------------------------------------

type IsOptional<Field> = Field extends { readonly _TypeToken: "?:" } ? true : false

/**
 * The members of a structure. Unlike `Schema.Struct.Type`, it keeps their docstrings, which editors show.
 *
 * @since 0.1.0
 * @category models
 */
export type Members<Fields extends Schema.Struct.Fields> = Schema.Simplify<
  & {
    readonly [Name in keyof Fields as IsOptional<Fields[Name]> extends true ? never : Name]: Schema.Schema.Type<
      Fields[Name]
    >
  }
  & {
    readonly [Name in keyof Fields as IsOptional<Fields[Name]> extends true ? Name : never]?: Schema.Schema.Type<
      Fields[Name]
    >
  }
>

/**
 * A structure: `camelCase` members in TypeScript, AWS's `PascalCase` on the wire. It is a class that is never
 * instantiated, so that one declaration names both the schema and the type of its values.
 *
 * @since 0.1.0
 * @category models
 */
export interface Struct<Fields extends Schema.Struct.Fields> extends
  Schema.Annotable<
    Struct<Fields>,
    Members<Fields>,
    { readonly [Name in keyof Schema.Struct.Encoded<Fields> as WireName<Name>]: Schema.Struct.Encoded<Fields>[Name] },
    Schema.Struct.Context<Fields>
  >
{
  new(_: never): Members<Fields>
}

/**
 * Makes a structure of its members; their names on the wire follow from their names here.
 *
 * @example
 * ```ts
 * import { CognitoSchema } from "effect-cognito"
 * import { Schema } from "effect"
 *
 * const Device = CognitoSchema.Struct({ deviceKey: CognitoSchema.optionalAnswer(Schema.String) })
 *
 * Schema.decodeUnknownSync(Device)({ DeviceKey: "eu-west-1_a1" }) // { deviceKey: "eu-west-1_a1" }
 * ```
 *
 * @since 0.1.0
 * @category constructors
 */
export const Struct = <const Fields extends Schema.Struct.Fields>(fields: Fields): Struct<Fields> => {
  const members = Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, Schema.fromKey(toPropertySignature(field), wireName(name))])
  )
  const struct = Schema.Struct(members)
  const exact = Object.keys(fields).length > 0
    ? struct
    // A structure without members is the only one through which `Schema` lets unknown members pass.
    : Schema.transform(struct, struct, { decode: () => ({}), encode: () => ({}) })
  // The type says by `WireName` what the loop does by `wireName`, which the compiler cannot follow.
  return exact as never
}

const toPropertySignature = (field: Schema.Struct.Field): Schema.propertySignature<typeof Schema.Unknown> =>
  // The types of a member are of no concern where only its name is changed.
  (Schema.isPropertySignature(field) ? field : Schema.propertySignature(field as Schema.Schema.All)) as never

/**
 * An optional member of a request. `undefined` counts as absent and is not sent.
 *
 * @since 0.1.0
 * @category constructors
 */
export const optional = <S extends Schema.Schema.All>(schema: S): Schema.optional<S> => Schema.optional(schema)

/**
 * An optional member of a response. AWS's `null` counts as absent, so the member is there or it is not. For a text, a
 * number or a boolean is read as its text.
 *
 * @since 0.1.0
 * @category constructors
 */
export const optionalAnswer = <S extends Schema.Schema.All>(
  schema: S
): Schema.optionalWith<S, {
  /** It is there or it is not: its value is never `undefined`. */
  exact: true
  /** On the wire, it may be `null`. */
  nullable: true
}> => Schema.optionalWith(loosen(schema), { exact: true, nullable: true })

// -----------------------------------------------------------------------------
// texts
// -----------------------------------------------------------------------------

/**
 * A string that AWS constrains. Its `jsonSchema` annotation has the constraints for OpenAPI; its `arbitrary` makes
 * values that meet them (fast-check has no Unicode classes, so those values are filtered from plain text).
 */
export const text = (constraints: Constraints): Schema.Schema<string> => {
  const { max = Infinity, min = 0, pattern = "" } = constraints
  const most = Math.min(max, min + 20)
  return Schema.String.pipe(Schema.filter(makeCheck(constraints), {
    description: describe(constraints),
    jsonSchema: toJsonSchema(constraints),
    arbitrary: () => (fc) =>
      !pattern || pattern.includes("\\p")
        ? fc.string({ minLength: min, maxLength: most, unit: "grapheme" })
        : fc.stringMatching(new RegExp(pattern.replace("+$", `{${min || 1},${most}}$`), "u"))
  }))
}

type Scalar = string | number | boolean

/** What the wire has where a response has text: emulators write `true` or `42` where Cognito writes `"true"`. */
const scalar = (): Schema.Schema<Scalar> =>
  Schema.Union(Schema.String, Schema.Number, Schema.Boolean).annotations({ description: "a string" })

/** Any text in a response. A number or a boolean is read as its text. */
export const textAnswer = (): Schema.Schema<string, Scalar> => readScalars(Schema.String)

const readScalars = <A extends string>(text: Schema.Schema<A, string>): Schema.Schema<A, Scalar> =>
  Schema.transform(scalar(), text, { decode: String, encode: identity })

/** A schema as it is, unless it is text on the wire, for which a response may have a number or a boolean. */
const loosen = <S extends Schema.Schema.All>(schema: S): S =>
  SchemaAST.isStringKeyword(SchemaAST.encodedAST(schema.ast))
    // What the wire has is unknown to the compiler anyway, and the type of the value stays the same.
    ? readScalars(schema as never) as never
    : schema

/**
 * A secret: a plain string on the wire, `Redacted` in the program, so that nothing prints it by accident.
 *
 * `Schema.RedactedFromSelf` makes a new `Redacted` whenever it checks one, and each stays in a registry until the next
 * full garbage collection: checking the value itself saves 12 % of a call.
 */
export const secret = <I extends Scalar>(
  wire: Schema.Schema<string, I>
): Schema.Schema<Redacted.Redacted<string>, I> => {
  const value = Schema.typeSchema(wire)
  return Schema.transform(
    Schema.encodedSchema(wire),
    Schema.declare([value], { decode: checkSecret, encode: checkSecret }, {
      description: `Redacted.make of ${value.ast}`,
      pretty: () => String,
      arbitrary: (value) => (fc) => value(fc).map((value) => Redacted.make(value)),
      equivalence: Redacted.getEquivalence
    }),
    // A string is one of the scalars of the wire.
    { decode: (scalar) => Redacted.make(String(scalar)), encode: (secret) => Redacted.value(secret) as I }
  )
}

const checkSecret = (wire: Schema.Schema<string>) => {
  const check = ParseResult.validateEither(wire)
  return (input: unknown, _: unknown, ast: SchemaAST.AST) => {
    if (!Redacted.isRedacted(input)) return ParseResult.fail(new ParseResult.Type(ast, input))
    const value = Redacted.value(input)
    noteSecret(value)
    return ParseResult.mapBoth(check(value), {
      onFailure: (issue) => new ParseResult.Composite(ast, input, issue),
      // The value is a string, as the check has shown.
      onSuccess: () => input as Redacted.Redacted<string>
    })
  }
}

/** A string or a secret: a request may hold either, and a response always reads as a plain string. */
export const stringOrSecret = (
  wire: Schema.Schema<string>
): Schema.Schema<string | Redacted.Redacted<string>, string> => Schema.Union(wire, secret(wire))

/** An enumeration that AWS extends: its known values are suggested, and any other string is accepted. */
export const openEnum = <const Values extends readonly [string, ...Array<string>]>(
  ...values: Values
): Schema.Schema<Values[number] | (string & {}), string> =>
  // Every string is a member of the open union, which only the type spells out.
  Schema.String.annotations({ examples: values }) as Schema.Schema<string>

// -----------------------------------------------------------------------------
// other simple shapes
// -----------------------------------------------------------------------------

export const boolean: typeof Schema.Boolean = Schema.Boolean

export const integer: typeof Schema.Int = Schema.Int

/** A whole number in a range that includes both ends. */
export const integerBetween = (min: number, max: number): Schema.Schema<number> =>
  Schema.Int.pipe(Schema.between(min, max))

/** A moment, which Cognito writes in seconds since 1970, with a fraction if need be. */
export const date = (): Schema.Schema<Date, number> =>
  Schema.transform(
    Schema.Number,
    Schema.ValidDateFromSelf.annotations({
      arbitrary: () => (fc) => fc.date({ min: new Date(0), max: new Date(2 ** 42), noInvalidDate: true })
    }),
    {
      // `Date` cuts off what is less than a millisecond, and 1.001 * 1000 is a little less than 1001.
      decode: (seconds) => new Date(Math.round(seconds * 1000)),
      encode: (date) => date.getTime() / 1000
    }
  )

/** Any JSON but `null`. In a request, whatever has a JSON form. */
export const document = (): Schema.Schema<unknown> =>
  Schema.transform(
    Schema.Unknown,
    Schema.Unknown.pipe(
      Schema.filter((value): boolean => value !== null && hasJson(value), {
        description: "a JSON value",
        arbitrary: () => (fc) => fc.json().map((text): unknown => JSON.parse(text)).filter((value) => value !== null)
      })
    ),
    { decode: identity, encode: (value) => toJson(value) }
  )

// -----------------------------------------------------------------------------
// lists and maps
// -----------------------------------------------------------------------------

/**
 * A list in a request. Being an interface, it names its element in declarations, which keeps the docstrings of the
 * element's members.
 *
 * @since 3.0.0
 * @category models
 */
export interface List<S extends Schema.Schema.AnyNoContext> extends
  Schema.Schema<
    ReadonlyArray<Schema.Schema.Type<S>>,
    ReadonlyArray<Schema.Schema.Encoded<S>>,
    Schema.Schema.Context<S>
  >
{}

/** A list in a request. */
export const list = <S extends Schema.Schema.AnyNoContext>(element: S): List<S> => Schema.Array(element)

/**
 * A list in a response. Being an interface, it names its element in declarations, which keeps the docstrings of the
 * element's members.
 *
 * @since 3.0.0
 * @category models
 */
export interface ListAnswer<S extends Schema.Schema.AnyNoContext> extends
  Schema.Schema<
    ReadonlyArray<Schema.Schema.Type<S>>,
    ReadonlyArray<Schema.Schema.Encoded<S> | null>,
    Schema.Schema.Context<S>
  >
{}

/** A list in a response. AWS's `null` elements are left out. */
export const listAnswer = <S extends Schema.Schema.AnyNoContext>(element: S): ListAnswer<S> =>
  Schema.transform(Schema.Array(Schema.NullOr(loosen(element))), Schema.Array(Schema.typeSchema(element)), {
    decode: (elements) => elements.filter((element) => element !== null),
    encode: (elements) => elements
  })

const shortKeys = /*#__PURE__*/ Schema.Object.annotations({
  description: `a map whose keys are strings of 0 to ${maxStringLength} characters`
})

const otherKey = /*#__PURE__*/ Schema.String.annotations({ description: "a key of another name" })

/**
 * A map in a request: the keys are the caller's own and stay as they are. `Schema.Record` drops a key that breaks its
 * schema, and loses the key `__proto__`, so the keys are checked before it reads the map.
 */
export const map = <A, I>(
  value: Schema.Schema<A, I>
): Schema.Schema<{ readonly [x: string]: A }, { readonly [x: string]: I }> =>
  Schema.transform(
    Schema.Record({ key: Schema.String, value }),
    Schema.declare([Schema.typeSchema(value)], {
      decode: (value) => checkKeys(ParseResult.decodeUnknown(Schema.Record({ key: Schema.String, value }))),
      encode: (value) => checkKeys(ParseResult.encodeUnknown(Schema.Record({ key: Schema.String, value })))
    }, {
      description: "a map",
      jsonSchema: { type: "object", additionalProperties: { type: "string" } },
      arbitrary: (value) => (fc) => fc.dictionary(fc.string().filter((key) => key !== "__proto__"), value(fc)),
      pretty: (value) => (map) =>
        `{ ${Object.entries(map).map(([key, inner]) => `${key}: ${value(inner)}`).join(", ")} }`
    }),
    { decode: identity, encode: identity }
  )

const checkKeys =
  <A>(read: (input: unknown, options: SchemaAST.ParseOptions) => Effect.Effect<A, ParseResult.ParseIssue>) =>
  (input: unknown, options: SchemaAST.ParseOptions) => {
    const keys = isReadonlyRecord(input) ? Object.keys(input) : []
    return keys.includes("__proto__")
      ? ParseResult.fail(new ParseResult.Pointer("__proto__", input, new ParseResult.Type(otherKey.ast, "__proto__")))
      : keys.every((key) => hasLength(key, 0, maxStringLength))
      ? read(input, options)
      : ParseResult.fail(new ParseResult.Type(shortKeys.ast, input))
  }

/**
 * A map of texts in a response. AWS's `null` values are left out, and what is no text is read as its JSON: emulators
 * write lists where Cognito writes JSON in a text.
 */
export const textMapAnswer = (): Schema.Schema<{ readonly [x: string]: string }, { readonly [x: string]: unknown }> =>
  Schema.transform(
    Schema.Record({ key: Schema.String, value: Schema.Unknown }),
    Schema.Record({ key: Schema.String, value: Schema.String }),
    {
      decode: (map) =>
        Object.fromEntries(
          Object.entries(map)
            .filter(([, value]) => value !== null && value !== undefined)
            .map(([key, value]) => [key, typeof value === "string" ? value : JSON.stringify(value)])
        ),
      encode: identity
    }
  )
