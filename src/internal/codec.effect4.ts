/**
 * Values of the program and of the wire, by the schemas that translate them.
 */
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type * as SchemaIssue from "effect/SchemaIssue"
import * as SchemaParser from "effect/SchemaParser"
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
export type AnySchema = Schema.ConstraintCodec<unknown, unknown>

/**
 * The type of a schema's values.
 *
 * @since 0.1.0
 * @category models
 */
export type TypeOf<S extends AnySchema> = S["Type"]

/** What came of a value: another value, or a function that lists where the value broke its schema. */
export type Coded = { readonly value: unknown } | { readonly listIssues: (secrets: Secrets) => ReadonlyArray<Issue> }

const toCoded = (result: Result.Result<unknown, SchemaIssue.Issue>): Coded =>
  Result.isSuccess(result)
    ? { value: result.success }
    : { listIssues: (secrets) => listIssues(walk(result.failure), secrets) }

const options = { errors: "all" } as const

/** Makes the function that encodes the values of a schema. It throws what a value throws when it is read. */
export const makeEncode = (schema: AnySchema): (value: unknown) => Coded => {
  const encode = SchemaParser.encodeUnknownResult(schema, options)
  return (value) => toCoded(encode(value))
}

/** Makes the function that decodes to the values of a schema. */
export const makeDecode = (schema: AnySchema): (json: unknown) => Coded => {
  const decode = SchemaParser.decodeUnknownResult(schema, options)
  return (json) => toCoded(decode(json))
}

/** Decodes a value for a test. A value that breaks the schema is a defect. */
export const decodeOrDie = (schema: AnySchema, json: unknown): Effect.Effect<unknown> =>
  Effect.orDie(Schema.decodeUnknownEffect(schema)(json))
