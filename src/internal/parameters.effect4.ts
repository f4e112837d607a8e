/**
 * How the parameters of a sign-in are made with Effect's `Schema`: maps of texts on the wire, some of which are secrets,
 * and structures in whose types certain members go together.
 */
import * as Schema from "effect/Schema"
import type * as SchemaAST from "effect/SchemaAST"
import { transform } from "effect/SchemaTransformation"
import { type Parameters, readParameters, writeParameters } from "./parameterNames.js"
import { Struct } from "./shapes.js"

/** A map of parameters, by the schema of the map that checks its keys and values. */
export const parameters = (
  checked: Schema.Codec<Parameters, { readonly [name: string]: string }>
): Schema.Codec<Parameters, { readonly [name: string]: string }> =>
  Schema.toEncoded(checked).pipe(
    Schema.decodeTo(Schema.toType(checked), transform({ decode: readParameters, encode: writeParameters }))
  )

/**
 * A structure whose type says which members go together, which its schema does not check.
 *
 * @since 3.0.0
 * @category models
 */
export interface Variants<Variant, Fields extends Schema.Struct.Fields>
  extends Schema.BottomLazyWithoutNew<SchemaAST.Objects, Variants<Variant, Fields>>
{
  readonly Type: Variant
  readonly Encoded: Struct<Fields>["Encoded"]
  readonly DecodingServices: Schema.Struct.DecodingServices<Fields>
  readonly EncodingServices: Schema.Struct.EncodingServices<Fields>
  readonly "~type.make.in": Variant
  readonly "~type.make": Variant
  readonly Iso: Variant
  new(_: never): object
}

/**
 * Makes a structure of that name, of these members, with the type of its variants.
 *
 * @since 3.0.0
 * @category constructors
 */
export const variants =
  <Type>() => <Fields extends Schema.Struct.Fields>(name: string, fields: Fields): Variants<Type, Fields> => {
    // A class takes the name of the property that it is the value of.
    // The compiler can't follow the members of a class whose fields it does not know.
    const named = { [name]: class extends (Struct(fields) as unknown as new() => object) {} }
    // Each of the variants is a value of the structure.
    return named[name] as never
  }

/** A text for which editors suggest values, though any other is accepted. */
export const suggest =
  <Values extends string>() => <I>(text: Schema.Codec<string, I>): Schema.Codec<Values | (string & {}), I> =>
    // Every string is a member of the open union, which only the type spells out.
    text as never
