/**
 * Reads and writes structures in one pass, where `Schema` takes three of them and a sixth of a call. What the members
 * are, and all that is no structure, is `Schema`'s to check and to convert.
 */
import * as Either from "effect/Either"
import * as ParseResult from "effect/ParseResult"
import { hasProperty, isReadonlyRecord } from "effect/Predicate"
import * as Schema from "effect/Schema"
import type { Issue } from "../CognitoError.js"
import { members, wireName } from "../CognitoSchema.js"
import { fromParseIssue } from "./issues.js"
import type { Scrub } from "./redact.js"

/**
 * Converts a value to the wire, or from it, and notes what is wrong with it.
 *
 * @internal
 */
export type Convert = (value: unknown, issues: Array<Issue>, scrub: Scrub) => unknown

type Direction = "encodeUnknownEither" | "decodeUnknownEither"

/** @internal */
export const converter = (schema: Schema.Schema.AnyNoContext, direction: Direction): Convert =>
  hasProperty(schema, members)
    // Nothing else has this symbol.
    ? structure(schema[members] as Schema.Struct.Fields, direction)
    : simple(schema, direction)

const simple = (schema: Schema.Schema.AnyNoContext, direction: Direction): Convert => {
  const convert = ParseResult[direction](schema, { errors: "all" })
  return (value, issues, scrub) => {
    const converted = convert(value)
    if (Either.isRight(converted)) return converted.right
    issues.push(...fromParseIssue(converted.left, scrub))
  }
}

const structure = (fields: Schema.Struct.Fields, direction: Direction): Convert => {
  const writes = direction === "encodeUnknownEither"
  const list = Object.entries(fields).map(([name, field]) => {
    const wire = wireName(name)
    const optional = Schema.isPropertySignature(field)
    return {
      from: writes ? name : wire,
      to: writes ? wire : name,
      optional,
      // A field is a schema, or it is optional and was made of one.
      convert: converter(
        (optional ? (field as Schema.optional<Schema.Schema.Any>).from : field) as Schema.Schema.AnyNoContext,
        direction
      )
    }
  })
  return (value, issues, scrub) => {
    if (!isReadonlyRecord(value)) {
      issues.push({ path: [], expected: "an object" })
      return
    }
    const converted: Record<string, unknown> = {}
    for (const { convert, from, optional, to } of list) {
      const member = value[from]
      // AWS writes `null` for what is absent.
      if (optional && (member === undefined || (member === null && !writes))) continue
      const before = issues.length
      converted[to] = convert(member, issues, scrub)
      for (let i = before; i < issues.length; i++) {
        const { expected, path } = issues[i]!
        issues[i] = { path: [from, ...path], expected }
      }
    }
    return converted
  }
}
