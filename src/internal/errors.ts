/**
 * How the errors of this library are made with Effect's `Schema.TaggedError`.
 */
import * as Schema from "effect/Schema"

/**
 * Makes a tagged error. Its identifier names this package, and its tag is its name in JSON Schema and OpenAPI, where a
 * name must not have a slash.
 */
export const taggedError = <Self>() =>
<const Tag extends string, Fields extends Schema.Struct.Fields>(
  tag: Tag,
  fields: Fields
): Schema.TaggedErrorClass<Self, Tag, { readonly _tag: Schema.tag<Tag> } & Fields> =>
  // `Self` is a class, for which the conditional type of `Schema.TaggedError` is the one that this function states.
  Schema.TaggedError<Self>(`effect-cognito/CognitoError/${tag}`)(tag, fields, { identifier: tag }) as never

const optionalString = /*#__PURE__*/ Schema.optional(Schema.String)

/** The members of each exception that Cognito responded with. */
export type ExceptionFields = {
  readonly message: typeof Schema.String
  /** The HTTP status of the response. A constructor may leave it out, which means 400, Cognito's usual status. */
  readonly status: Schema.PropertySignature<":", number, never, ":", number, true>
  /** The name of the operation that failed, such as `GetUser`. */
  readonly operation: Schema.optional<typeof Schema.String>
  /** AWS's id of the request, which its support asks for. */
  readonly requestId: Schema.optional<typeof Schema.String>
}

export const exceptionFields: ExceptionFields = {
  message: Schema.String,
  status: /*#__PURE__*/ Schema.withConstructorDefault(
    /*#__PURE__*/ Schema.propertySignature(Schema.Number),
    () => 400
  ),
  operation: optionalString,
  requestId: optionalString
}

/** Makes an exception that AWS documents, with the members that they all have. */
export const exception = <Self>() =>
<const Tag extends string>(
  tag: Tag
): Schema.TaggedErrorClass<Self, Tag, { readonly _tag: Schema.tag<Tag> } & ExceptionFields> =>
  taggedError<Self>()(tag, exceptionFields)

export const string: typeof Schema.String = Schema.String

export const number: typeof Schema.Number = Schema.Number

export const optional: typeof Schema.optional = Schema.optional

export const literals: typeof Schema.Literal = Schema.Literal

export const defect: typeof Schema.Defect = Schema.Defect

export const list: typeof Schema.Array = Schema.Array

export const struct: typeof Schema.Struct = Schema.Struct

export const union: typeof Schema.Union = Schema.Union

export const is: typeof Schema.is = Schema.is
