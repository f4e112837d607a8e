/** What tests ask of a schema, whatever it is a schema of. */
import { Arbitrary, JSONSchema, ParseResult, Pretty, Schema, SchemaAST as AST } from "effect"
import type * as FastCheck from "fast-check"

export type AnySchema = Schema.Schema.AnyNoContext

/** A schema with all of its methods. */
export type WholeSchema = Schema.Schema.AnyNoContext

export interface SchemaOf<A> extends Schema.Schema<A, unknown> {}

/** Values that fit a schema. */
export const arbitraryOf = (schema: AnySchema): FastCheck.Arbitrary<unknown> => Arbitrary.make(schema)

/** Throws unless a value fits a schema and has nothing beyond it. */
export const assertFits = (schema: AnySchema, value: unknown): void => {
  ParseResult.validateSync(schema)(value, { onExcessProperty: "error" })
}

/** Where a value breaks its schema. */
export const pathsOf = (error: ParseResult.ParseError): ReadonlyArray<ReadonlyArray<PropertyKey>> =>
  ParseResult.ArrayFormatter.formatErrorSync(error).map(({ path }) => path)

// -----------------------------------------------------------------------------
// descriptions
// -----------------------------------------------------------------------------

/** A type, by the words of AWS's model as far as it has them. */
export type Description = string | { readonly [x: string]: Description | boolean | ReadonlyArray<string> }

/** What a schema says of the values on the wire. */
export const describedWire = ({ ast }: AnySchema): Description => described(AST.encodedAST(ast))

/** What a schema says of the values in a program. */
export const describedType = ({ ast }: AnySchema): Description => described(AST.typeAST(ast))

const described = (ast: AST.AST): Description => {
  switch (ast._tag) {
    case "Refinement":
      return described(ast.from)
    case "StringKeyword": {
      const examples = ast.annotations[AST.ExamplesAnnotationId]
      return Array.isArray(examples) ? { oneOf: examples.map(String) } : "string"
    }
    case "BooleanKeyword":
      return "boolean"
    case "NumberKeyword":
      return "number"
    case "UnknownKeyword":
      return "document"
    case "Declaration":
      if (AST.JSONSchemaAnnotationId in ast.annotations) return { map: described(ast.typeParameters[0]!) }
      return ast.typeParameters.length === 1 ? "secret" : "date"
    case "TupleType":
      return { list: described(ast.rest[0]!.type) }
    case "Union": {
      const kinds = ast.types.filter((type) => !AST.isUndefinedKeyword(type) && !isNull(type)).map(described)
      // Of the wire, both members of a union are the same text.
      return kinds.every((kind) => kind === kinds[0]) ? kinds[0]! : kinds.join(" or ")
    }
    case "TypeLiteral":
      return ast.indexSignatures.length > 0
        ? { map: described(ast.indexSignatures[0]!.type) }
        : Object.fromEntries(
          ast.propertySignatures.map(({ isOptional, name, type }) => [
            String(name),
            { required: !isOptional, is: described(type) }
          ])
        )
    default:
      throw new Error(`No operation should have a ${ast._tag}.`)
  }
}

const isNull = (ast: AST.AST): boolean => AST.isLiteral(ast) && ast.literal === null

// -----------------------------------------------------------------------------
// what Effect offers for schemas of all kinds
// -----------------------------------------------------------------------------

export const isSchema = (u: unknown): u is WholeSchema => Schema.isSchema(u)

/** The identifier of a schema that was annotated with one. */
export const annotatedIdentifier = (schema: WholeSchema, identifier: string): string =>
  String(schema.annotations({ identifier, description: "described" }))

/** The schema as a schema alone, without what a class or a constructor adds. */
export const bare = (schema: WholeSchema): AnySchema => Schema.asSchema(schema)

/** The JSON Schema of what is on the wire. */
export const jsonSchemaOf = (schema: AnySchema): object => JSONSchema.make(Schema.encodedSchema(schema))

/** What a class throws whose constructor is given a wrong member. */
export const refusal = /Expected string/

/** What makes a text of a value. */
export const formatterOf = (schema: AnySchema): (value: never) => string => Pretty.make(schema)
