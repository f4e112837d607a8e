/**
 * How the shapes of AWS's model are made with Effect's `Schema`.
 */
import * as Effect from "effect/Effect"
import { identity } from "effect/Function"
import * as Option from "effect/Option"
import { isNotNull, isReadonlyObject } from "effect/Predicate"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import * as SchemaAST from "effect/SchemaAST"
import * as SchemaGetter from "effect/SchemaGetter"
import * as SchemaIssue from "effect/SchemaIssue"
import * as SchemaParser from "effect/SchemaParser"
import { passthrough, transform } from "effect/SchemaTransformation"
import type { Simplify } from "effect/Struct"
import { hasJson, toJson } from "./document.js"
import { type WireName, wireName } from "./names.js"
import { noteSecret } from "./secrets.js"
import { type Constraints, describe, hasLength, makeCheck, maxStringLength, toJsonSchema } from "./texts.js"
import { describeSchema } from "./walk.js"

export { type WireName } from "./names.js"
export { maxStringLength } from "./texts.js"

// -----------------------------------------------------------------------------
// structures
// -----------------------------------------------------------------------------

type IsOptional<Field> = Field extends { readonly "~type.optionality": "optional" } ? true : false

/**
 * The members of a structure. Unlike `Schema.Struct.Type`, it keeps their docstrings, which editors show.
 *
 * @since 0.1.0
 * @category models
 */
export type Members<Fields extends Schema.Struct.Fields> = Simplify<
  & { readonly [Name in keyof Fields as IsOptional<Fields[Name]> extends true ? never : Name]: Fields[Name]["Type"] }
  & { readonly [Name in keyof Fields as IsOptional<Fields[Name]> extends true ? Name : never]?: Fields[Name]["Type"] }
>

/**
 * A structure: `camelCase` members in TypeScript, AWS's `PascalCase` on the wire. It is a class that is never
 * instantiated, so that one declaration names both the schema and the type of its values.
 *
 * @since 0.1.0
 * @category models
 */
export interface Struct<Fields extends Schema.Struct.Fields>
  extends Schema.BottomLazyWithoutNew<SchemaAST.Objects, Struct<Fields>>
{
  readonly Type: Members<Fields>
  readonly Encoded: {
    readonly [Name in keyof Schema.Struct.Encoded<Fields> as WireName<Name>]: Schema.Struct.Encoded<Fields>[Name]
  }
  readonly DecodingServices: Schema.Struct.DecodingServices<Fields>
  readonly EncodingServices: Schema.Struct.EncodingServices<Fields>
  readonly "~type.make.in": Members<Fields>
  readonly "~type.make": Members<Fields>
  readonly Iso: Members<Fields>
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
  const names = Object.keys(fields)
  // Each name is one of the fields.
  const wireNames = Object.fromEntries(names.map((name) => [name, wireName(name)])) as {
    [Name in keyof Fields]: string
  }
  const struct = Schema.Struct(fields)
  const exact = names.length > 0
    ? struct.pipe(Schema.encodeKeys(wireNames))
    // A structure without members is the only one through which `Schema` lets unknown members pass.
    : Schema.Struct({}).pipe(Schema.decodeTo(Schema.Struct({}), transform({ decode: () => ({}), encode: () => ({}) })))
  // The type says by `WireName` what the loop does by `wireName`, which the compiler cannot follow.
  return exact as never
}

/**
 * An optional member of a request. `undefined` counts as absent and is not sent.
 *
 * @since 0.1.0
 * @category constructors
 */
export const optional = <S extends Schema.Constraint>(schema: S): Schema.optional<S> => Schema.optional(schema)

/**
 * An optional member of a response. AWS's `null` counts as absent, so the member is there or it is not. For a text, a
 * number or a boolean is read as its text.
 *
 * @since 0.1.0
 * @category constructors
 */
export const optionalAnswer = <S extends Schema.Constraint>(
  schema: S
): Schema.decodeTo<Schema.optionalKey<Schema.toType<S>>, Schema.optionalKey<Schema.NullOr<S>>> =>
  Schema.optionalKey(Schema.NullOr(loosen(schema))).pipe(
    Schema.decodeTo(Schema.optionalKey(Schema.toType(schema)), {
      decode: SchemaGetter.transformOptional(Option.filter(isNotNull)),
      encode: SchemaGetter.passthroughSubtype()
    })
  )

// -----------------------------------------------------------------------------
// texts
// -----------------------------------------------------------------------------

/** A string that AWS constrains. Its JSON Schema has the constraints for OpenAPI. */
export const text = (constraints: Constraints): Schema.Codec<string> => {
  const { max = Infinity, min = 0, pattern } = constraints
  return Schema.String.check(Schema.makeFilter(makeCheck(constraints), {
    expected: describe(constraints),
    toJsonSchema: () => toJsonSchema(constraints),
    arbitraryConstraint: {
      minCodePoints: min,
      maxCodePoints: Math.min(max, min + 20),
      ...(pattern !== undefined && { patterns: [{ source: pattern, flags: "u" }] })
    }
  }))
}

type Scalar = string | number | boolean

/** What the wire has where a response has text: emulators write `true` or `42` where Cognito writes `"true"`. */
const scalar = (): Schema.Codec<Scalar> =>
  Schema.Union([Schema.String, Schema.Finite, Schema.Boolean]).annotate({ description: "a string" })

/** Any text in a response. A number or a boolean is read as its text. */
export const textAnswer = (): Schema.Codec<string, Scalar> => readScalars(Schema.String)

const readScalars = <A extends string>(text: Schema.Codec<A, string>): Schema.Codec<A, Scalar> =>
  scalar().pipe(Schema.decodeTo(text, transform({ decode: String, encode: (text): Scalar => text })))

/** A schema as it is, unless it is text on the wire, for which a response may have a number or a boolean. */
const loosen = <S extends Schema.Constraint>(schema: S): S =>
  SchemaAST.isString(SchemaAST.toEncoded(schema.ast))
    // What the wire has is unknown to the compiler anyway, and the type of the value stays the same.
    ? readScalars(schema as never) as never
    : schema

/**
 * A secret: a plain string on the wire, `Redacted` in the program, so that nothing prints it by accident.
 *
 * `Schema.RedactedFromValue` would not say what is wrong with the value, and would make a new `Redacted` whenever it
 * checks one.
 */
export const secret = <I extends Scalar>(
  wire: Schema.Codec<string, I>
): Schema.Codec<Redacted.Redacted<string>, I> => {
  const value = Schema.toType(wire)
  const expected = `Redacted.make of ${describeSchema(value.ast)}`
  return Schema.toEncoded(wire).pipe(Schema.decodeTo(
    Schema.declareConstructor<Redacted.Redacted<string>>()([value], ([value]) => checkSecret(value), {
      expected,
      toEquivalence: ([value]) => Redacted.makeEquivalence(value),
      toFormatter: () => String,
      toCodecArbitrary: ({ typeParameters: [value] }) =>
        Schema.link<Redacted.Redacted<string>>()(value, {
          decode: SchemaGetter.transform((value) => Redacted.make(value)),
          encode: SchemaGetter.transform((secret) => Redacted.value(secret))
        })
    }),
    {
      decode: SchemaGetter.transform((scalar) => Redacted.make(String(scalar))),
      // A string is one of the scalars of the wire.
      encode: SchemaGetter.transform((secret) => Redacted.value(secret) as I)
    }
  ))
}

const checkSecret = (wire: Schema.Codec<string>) => {
  const check = SchemaParser.decodeUnknownEffect(wire)
  return (input: unknown, ast: SchemaAST.AST, options: SchemaAST.ParseOptions) => {
    if (!Redacted.isRedacted(input)) return Effect.fail(new SchemaIssue.InvalidType(ast))
    const value = Redacted.value(input)
    noteSecret(value)
    // The value is a string, as the check has shown.
    return Effect.mapEager(check(value, options), () => input as Redacted.Redacted<string>)
  }
}

/** A string or a secret: a request may hold either, and a response always reads as a plain string. */
export const stringOrSecret = (
  wire: Schema.Codec<string>
): Schema.Codec<string | Redacted.Redacted<string>, string> => Schema.Union([wire, secret(wire)])

/** An enumeration that AWS extends: its known values are suggested, and any other string is accepted. */
export const openEnum = <const Values extends readonly [string, ...Array<string>]>(
  ...values: Values
): Schema.Codec<Values[number] | (string & {}), string> =>
  // Every string is a member of the open union, which only the type spells out.
  Schema.String.annotate({ examples: values }) as Schema.Codec<string>

// -----------------------------------------------------------------------------
// other simple shapes
// -----------------------------------------------------------------------------

export const boolean: typeof Schema.Boolean = Schema.Boolean

export const integer: typeof Schema.Int = Schema.Int

/** A whole number in a range that includes both ends. */
export const integerBetween = (minimum: number, maximum: number): Schema.Codec<number> =>
  Schema.Int.check(Schema.isBetween({ minimum, maximum }, {
    expected: `a number between ${minimum} and ${maximum}`
  }))

/** What moments are generated of: at the ends of time, seconds with a fraction are no longer exact. */
const millis = () => Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 2 ** 42 }))

const millisToDate = /*#__PURE__*/ transform<Date, number>({
  decode: (millis) => new Date(millis),
  encode: (date) => date.getTime()
})

/** A moment, which Cognito writes in seconds since 1970, with a fraction if need be. */
export const date = (): Schema.Codec<Date, number> =>
  Schema.Finite.pipe(
    Schema.decodeTo(
      Schema.Date.annotate({ toCodecArbitrary: () => Schema.link<Date>()(millis(), millisToDate) }),
      transform({
        // `Date` cuts off what is less than a millisecond, and 1.001 * 1000 is a little less than 1001.
        decode: (seconds: number) => new Date(Math.round(seconds * 1000)),
        encode: (date) => date.getTime() / 1000
      })
    )
  )

/** Any JSON but `null`. In a request, whatever has a JSON form. */
export const document = (): Schema.Codec<unknown> =>
  Schema.Unknown.pipe(
    Schema.decodeTo(
      Schema.Unknown.check(
        Schema.makeFilter((value): boolean => value !== null && hasJson(value), { expected: "a JSON value" })
      ),
      transform({ decode: identity, encode: (value) => toJson(value) })
    )
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
export interface List<S extends Schema.ConstraintCodec<unknown, unknown>>
  extends Schema.Codec<ReadonlyArray<S["Type"]>, ReadonlyArray<S["Encoded"]>>
{}

/** A list in a request. */
export const list = <S extends Schema.ConstraintCodec<unknown, unknown>>(element: S): List<S> => Schema.Array(element)

/**
 * A list in a response. Being an interface, it names its element in declarations, which keeps the docstrings of the
 * element's members.
 *
 * @since 3.0.0
 * @category models
 */
export interface ListAnswer<S extends Schema.ConstraintCodec<unknown, unknown>>
  extends Schema.Codec<ReadonlyArray<S["Type"]>, ReadonlyArray<S["Encoded"] | null>>
{}

/** A list in a response. AWS's `null` elements are left out. */
export const listAnswer = <S extends Schema.ConstraintCodec<unknown, unknown>>(element: S): ListAnswer<S> =>
  Schema.Array(Schema.NullOr(loosen(element))).pipe(
    Schema.decodeTo(
      Schema.Array(Schema.toType(element)),
      transform({
        decode: (elements: ReadonlyArray<S["Type"] | null>): ReadonlyArray<S["Type"]> =>
          elements.filter((element) => element !== null),
        encode: (elements): ReadonlyArray<S["Type"] | null> => elements
      })
    )
  )

/**
 * A map in a request: the keys are the caller's own and stay as they are. `Schema.Record` drops a key that breaks its
 * schema, and loses the key `__proto__`, so the keys are checked before it reads the map.
 */
export const map = <A, I>(
  value: Schema.Codec<A, I>
): Schema.Codec<{ readonly [x: string]: A }, { readonly [x: string]: I }> =>
  Schema.Record(Schema.String, value).pipe(
    Schema.decodeTo(
      Schema.declareConstructor<{ readonly [x: string]: A }>()(
        [Schema.toType(value)],
        ([value]) => checkKeys(SchemaParser.decodeUnknownEffect(Schema.Record(Schema.String, value))),
        {
          expected: "a map",
          toCodecArbitrary: ({ typeParameters: [value] }) =>
            Schema.link<{ readonly [x: string]: A }>()(
              Schema.Record(Schema.String, value),
              passthrough()
            )
        }
      ),
      passthrough()
    )
  )

const checkKeys =
  <A>(read: (input: unknown, options: SchemaAST.ParseOptions) => Effect.Effect<A, SchemaIssue.Issue>) =>
  (input: unknown, _: SchemaAST.AST, options: SchemaAST.ParseOptions) => {
    const keys = isReadonlyObject(input) ? Object.keys(input) : []
    return keys.includes("__proto__")
      ? Effect.fail(
        new SchemaIssue.Pointer(["__proto__"], new SchemaIssue.InvalidValue({ expected: "a key of another name" }))
      )
      : keys.every((key) => hasLength(key, 0, maxStringLength))
      ? read(input, options)
      : Effect.fail(
        new SchemaIssue.InvalidValue({
          expected: `a map whose keys are strings of 0 to ${maxStringLength} characters`
        })
      )
  }

/**
 * A map of texts in a response. AWS's `null` values are left out, and what is no text is read as its JSON: emulators
 * write lists where Cognito writes JSON in a text.
 */
export const textMapAnswer = (): Schema.Codec<{ readonly [x: string]: string }, { readonly [x: string]: unknown }> =>
  Schema.Record(Schema.String, Schema.Unknown).pipe(
    Schema.decodeTo(
      Schema.Record(Schema.String, Schema.String),
      transform({
        decode: (map: { readonly [x: string]: unknown }) =>
          Object.fromEntries(
            Object.entries(map)
              // `Schema.Record` of Effect 3 drops the key `__proto__`, and that of Effect 4 does not.
              .filter(([key, value]) => value !== null && value !== undefined && key !== "__proto__")
              .map(([key, value]) => [key, typeof value === "string" ? value : JSON.stringify(value)])
          ),
        encode: (map): { readonly [x: string]: unknown } => map
      })
    )
  )
