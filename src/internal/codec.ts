/**
 * Values of the program and of the wire, by the schemas that translate them.
 */
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as ParseResult from "effect/ParseResult"
import * as Schema from "effect/Schema"
import type { Issue } from "../CognitoError.js"
import { listIssues } from "./issues.js"
import type { Secrets } from "./secrets.js"
import { walk } from "./walk.js"

/**
 * A schema that requires nothing.
 *
 * @since 0.1.0
 * @category models
 */
export type AnySchema = Schema.Schema.AnyNoContext

/**
 * The type of a schema's values.
 *
 * @since 0.1.0
 * @category models
 */
export type TypeOf<S extends AnySchema> = Schema.Schema.Type<S>

/** What came of a value: another value, or a function that lists where the value broke its schema. */
export type Coded = { readonly value: unknown } | { readonly listIssues: (secrets: Secrets) => ReadonlyArray<Issue> }

const toCoded = (result: Either.Either<unknown, ParseResult.ParseIssue>): Coded =>
  Either.isRight(result)
    ? { value: result.right }
    : { listIssues: (secrets) => listIssues(walk(result.left), secrets) }

const options = { errors: "all" } as const

/** Makes the function that encodes the values of a schema. It throws what a value throws when it is read. */
export const makeEncode = (schema: AnySchema): (value: unknown) => Coded => {
  const encode = ParseResult.encodeUnknownEither(schema, options)
  return (value) => toCoded(encode(value))
}

/** Makes the function that decodes to the values of a schema. */
export const makeDecode = (schema: AnySchema): (json: unknown) => Coded => {
  const decode = ParseResult.decodeUnknownEither(schema, options)
  return (json) => toCoded(decode(json))
}

/** Decodes a value for a test. A value that breaks the schema is a defect. */
export const decodeOrDie = (schema: AnySchema, json: unknown): Effect.Effect<unknown> =>
  Effect.orDie(Schema.decodeUnknown(schema)(json))
