/**
 * How the parameters of a sign-in are made with Effect's `Schema`: maps of texts on the wire, some of which are secrets,
 * and structures in whose types certain members go together.
 */
import * as Schema from "effect/Schema"
import { type Parameters, readParameters, writeParameters } from "./parameterNames.js"
import { Struct } from "./shapes.js"

/** A map of parameters, by the schema of the map that checks its keys and values. */
export const parameters = (
  checked: Schema.Schema<Parameters, { readonly [name: string]: string }>
): Schema.Schema<Parameters, { readonly [name: string]: string }> =>
  Schema.transform(Schema.encodedSchema(checked), Schema.typeSchema(checked), {
    decode: readParameters,
    encode: writeParameters
  })

/**
 * A structure whose type says which members go together, which its schema does not check.
 *
 * @since 3.0.0
 * @category models
 */
export interface Variants<Variant, Fields extends Schema.Struct.Fields> extends
  Schema.Annotable<
    Variants<Variant, Fields>,
    Variant,
    Schema.Schema.Encoded<Struct<Fields>>,
    Schema.Struct.Context<Fields>
  >
{}

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
  <Values extends string>() => <I>(text: Schema.Schema<string, I>): Schema.Schema<Values | (string & {}), I> =>
    // Every string is a member of the open union, which only the type spells out.
    text as never
