/**
 * How the errors of this library are made with Effect's `Schema.TaggedError`.
 */
import type * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as SchemaAST from "effect/SchemaAST"

const optionalString = /*#__PURE__*/ Schema.optional(Schema.String)

/** Makes an error whose members are known to be right, without checking them. */
export const unchecked = {
  /** The members are not checked. */
  disableChecks: true
} as const

/** What every error has whose message follows from its other members. */
export type Explained = {
  /** What was wrong, in one sentence for a person. A constructor may leave it out, since it follows from the others. */
  readonly message: Schema.optional<typeof Schema.String>
}

/** What the constructor of an error takes beside its members. */
export type MakeOptions = Schema.MakeOptions

/** The class of a tagged error. */
export interface TaggedErrorClass<Self, Tag extends string, Fields extends Schema.Struct.Fields>
  extends Schema.Class<Self, Schema.TaggedStruct<Tag, Fields>, Cause.YieldableError>
{
  /** The tag of its errors, by which `Effect.catchTag` handles them. */
  readonly _tag: Tag
}

/**
 * Makes a tagged error. Its identifier names this package, and its tag is its name, also in JSON Schema and OpenAPI,
 * where a name must not have a slash.
 */
export const taggedError =
  <Self>(module: "" | "CognitoError/" = "CognitoError/") =>
  <const Tag extends string, const Fields extends Schema.Struct.Fields>(
    tag: Tag,
    fields: Fields,
    annotations: object = {}
  ): TaggedErrorClass<Self, Tag, Fields> => {
    const Base = Schema.TaggedError<Self>(`effect-cognito/${module}${tag}`)(tag, fields, {
      identifier: tag,
      ...annotations
    })
    // `Self` is a class, for which the conditional type of `Schema.TaggedError` is the one that this function states.
    return named(Base as never, tag)
  }

/** Gives a class its tag, and its errors the tag as their name, which is otherwise the identifier. */
const named = <Class extends new(...args: never) => object>(Class: Class, tag: string): Class => {
  Object.defineProperty(Class, "_tag", { value: tag })
  Object.defineProperty(Class.prototype, "name", { value: tag, configurable: true, writable: true })
  return Class
}

/**
 * Makes a tagged error whose message follows from its other members. The message is a member too, so that JSON has it.
 */
export const explainedError = <Self>() =>
<const Tag extends string, const Fields extends Schema.Struct.Fields>(
  tag: Tag,
  fields: Fields,
  explain: (members: Schema.Struct.Type<Fields>) => string
): TaggedErrorClass<Self, Tag, Fields & Explained> => {
  // The constructor below takes what the constructor of this class takes, whatever the fields are.
  const Base: new(members: object, options?: MakeOptions) => object = taggedError<Self>()(tag, {
    ...fields,
    message: optionalString
  }) as never
  return class extends Base {
    constructor(members: Schema.Struct.Type<Fields> & { readonly message?: string }, options?: MakeOptions) {
      super(
        isComplete(members, fields) ? { ...members, message: members.message ?? explain(members) } : members,
        options
      )
    }
    // The class has what `Base` has, which is what the type says.
  } as never
}

/** Whether all members are there. If one is missing, the constructor says which. */
const isComplete = (members: object, fields: Schema.Struct.Fields): boolean =>
  Object.entries(fields).every(([name, field]) => SchemaAST.isOptional(field.ast) || name in Object(members))

/** The members of each exception that Cognito responded with. */
export type ExceptionFields = {
  /** What Cognito says, without the secrets of the request. */
  readonly message: typeof Schema.String
  /** The HTTP status of the response. A constructor may leave it out, which means 400, Cognito's usual status. */
  readonly status: Schema.withConstructorDefault<typeof Schema.Finite>
  /** The name of the operation that failed, such as `GetUser`. */
  readonly operation: Schema.optional<typeof Schema.String>
  /** AWS's id of the request, which its support asks for. */
  readonly requestId: Schema.optional<typeof Schema.String>
}

const exceptionFields: ExceptionFields = {
  message: Schema.String,
  status: /*#__PURE__*/ Schema.withConstructorDefault<typeof Schema.Finite>(Effect.succeed(400))(Schema.Finite),
  operation: optionalString,
  requestId: optionalString
}

/**
 * Makes an exception of Cognito's, with the members that they all have, and more. The type is an intersection, because
 * the declarations of a spread lose the docstrings of its members.
 */
export const exception = <Self>() =>
<const Tag extends string, const Fields extends Schema.Struct.Fields = {}>(
  tag: Tag,
  more?: Fields
): TaggedErrorClass<Self, Tag, ExceptionFields & Fields> =>
  // The compiler does not see that a spread has the type of the intersection.
  taggedError<Self>()(tag, { ...exceptionFields, ...more }) as never

export const string: typeof Schema.String = Schema.String

export const number: typeof Schema.Finite = Schema.Finite

export const optional: typeof Schema.optional = Schema.optional

export const literals = <const Values extends ReadonlyArray<string>>(...values: Values): Schema.Literals<Values> =>
  Schema.Literals(values)

export const defect: Schema.Defect = /*#__PURE__*/ Schema.Defect()

export const list: typeof Schema.Array = Schema.Array

export const struct: typeof Schema.Struct = Schema.Struct

export const union = <const Members extends ReadonlyArray<Schema.Constraint>>(
  ...members: Members
): Schema.Union<Members> => Schema.Union(members)

/** The union of a list. */
export const unionOf = <const Members extends ReadonlyArray<Schema.Constraint>>(
  members: Members
): Schema.Union<Members> => Schema.Union(members)

export const is: typeof Schema.is = Schema.is
