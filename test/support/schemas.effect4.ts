/** What tests ask of a schema, whatever it is a schema of. */
import { Arbitrary, Effect, Schema, SchemaAST as AST, SchemaIssue } from "effect"
import * as FastCheck from "fast-check"

export type AnySchema = Schema.ConstraintCodec<unknown, unknown>

/** A schema with all of its methods. */
export type WholeSchema = Schema.Codec<unknown, unknown>

export interface SchemaOf<A> extends Schema.Codec<A, unknown> {}

/** Values that fit a schema. Effect's own arbitraries have seeds in place of sources of randomness. */
export const arbitraryOf = (schema: AnySchema): FastCheck.Arbitrary<unknown> => {
  const arbitrary = Arbitrary.schema(schema)
  return FastCheck.noBias(FastCheck.integer()).map((seed) =>
    Effect.runSync(Arbitrary.sampleEffect(arbitrary, { count: 1, seed }))[0]
  )
}

/** Throws unless a value fits a schema and has nothing beyond it. */
export const assertFits = (schema: AnySchema, value: unknown): void => {
  Schema.decodeUnknownSync(Schema.toType(schema), { onExcessProperty: "error" })(value)
}

const format = SchemaIssue.makeFormatterStandardSchemaV1()

/** Where a value breaks its schema. */
export const pathsOf = ({ issue }: Schema.SchemaError): ReadonlyArray<ReadonlyArray<unknown>> =>
  format(issue).issues.map(({ path = [] }) => path)

// -----------------------------------------------------------------------------
// descriptions
// -----------------------------------------------------------------------------

/** A type, by the words of AWS's model as far as it has them. */
export type Description = string | { readonly [x: string]: Description | boolean | ReadonlyArray<string> }

/** What a schema says of the values on the wire. */
export const describedWire = ({ ast }: AnySchema): Description => described(AST.toEncoded(ast))

/** What a schema says of the values in a program. */
export const describedType = ({ ast }: AnySchema): Description => described(AST.toType(ast))

const described = (ast: AST.AST): Description => {
  switch (ast._tag) {
    case "String": {
      const examples = ast.annotations?.["examples"]
      return Array.isArray(examples) ? { oneOf: examples.map(String) } : "string"
    }
    case "Boolean":
      return "boolean"
    case "Number":
      return "number"
    case "Unknown":
      return "document"
    case "Declaration": {
      const [parameter] = ast.typeParameters
      if (parameter === undefined) return "date"
      return ast.annotations?.["expected"] === "a map" ? { map: described(parameter) } : "secret"
    }
    case "Arrays":
      return { list: described(ast.rest[0]!) }
    case "Union": {
      const kinds = ast.types.filter((type) => !AST.isUndefined(type) && !AST.isNull(type)).map(described)
      // Of the wire, both members of a union are the same text.
      return kinds.every((kind) => kind === kinds[0]) ? kinds[0]! : kinds.join(" or ")
    }
    case "Objects":
      return ast.indexSignatures.length > 0
        ? { map: described(ast.indexSignatures[0]!.type) }
        : Object.fromEntries(
          ast.propertySignatures.map(({ name, type }) => [
            String(name),
            { required: !AST.isOptional(type), is: described(type) }
          ])
        )
    default:
      throw new Error(`No operation should have a ${ast._tag}.`)
  }
}

// -----------------------------------------------------------------------------
// what Effect offers for schemas of all kinds
// -----------------------------------------------------------------------------

// No schema of this library requires anything.
export const isSchema = (u: unknown): u is WholeSchema => Schema.isSchema(u)

/** The identifier of a schema that was annotated with one. */
export const annotatedIdentifier = (schema: WholeSchema, identifier: string): unknown =>
  AST.resolveIdentifier(schema.annotate({ identifier, description: "described" }).ast)

/** The schema as a schema alone, without what a class or a constructor adds. */
export const bare = (schema: WholeSchema): AnySchema => Schema.revealCodec(schema)

/** The JSON Schema of what is on the wire. */
export const jsonSchemaOf = (schema: AnySchema): object => Schema.toJsonSchemaDocument(Schema.toEncoded(schema))

/** What a class throws whose constructor is given a wrong member. The cause says which. */
export const refusal = /Schema validation failed/

/** What makes a text of a value. */
export const formatterOf = (schema: AnySchema): (value: never) => string => Schema.toFormatter(schema)
