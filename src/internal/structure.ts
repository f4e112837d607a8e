/**
 * Reads and writes structures in one pass, where `Schema` takes three of them, and a sixth of all that a call allocates.
 * What the members are, and all that is no structure, is `Schema`'s to check and to convert.
 */
import * as Either from "effect/Either"
import * as ParseResult from "effect/ParseResult"
import { isReadonlyRecord } from "effect/Predicate"
import * as Schema from "effect/Schema"
import type { Issue } from "../CognitoError.js"
import { fromParseIssue } from "./issues.js"
import { optionals, structures, wireName } from "./members.js"
import type { Secrets } from "./redact.js"

/**
 * Converts a value to the wire, or from it, and notes what is wrong with it.
 *
 * @internal
 */
export type Convert = (value: unknown, issues: Array<Issue>, secrets: Secrets) => unknown

/** @internal */
export const converter = (schema: Schema.Schema.AnyNoContext, writes: boolean): Convert => {
  const fields = structures.get(schema)
  return fields !== undefined && Object.values(fields).every(isOwn)
    ? structure(fields, writes)
    : simple(schema, writes)
}

/** Whoever declares an operation may describe members in `Schema`'s other ways, which are for `Schema` to convert. */
const isOwn = (field: Schema.Struct.Field): boolean =>
  optionals.has(field) || structures.has(field) || !Schema.isPropertySignature(field)

const simple = (schema: Schema.Schema.AnyNoContext, writes: boolean): Convert => {
  const convert = (writes ? ParseResult.encodeUnknownEither : ParseResult.decodeUnknownEither)(schema, {
    errors: "all"
  })
  return (value, issues, secrets) => {
    const converted = convert(value)
    if (Either.isRight(converted)) return converted.right
    issues.push(...fromParseIssue(converted.left, secrets))
  }
}

const structure = (fields: Schema.Struct.Fields, writes: boolean): Convert => {
  const list = Object.entries(fields).map(([name, field]) => {
    const wire = wireName(name)
    const optional = optionals.get(field)
    return {
      from: writes ? name : wire,
      to: writes ? wire : name,
      optional: optional !== undefined,
      // A field that is not optional is a schema.
      convert: converter((optional ?? field) as Schema.Schema.AnyNoContext, writes)
    }
  })
  return (value, issues, secrets) => {
    if (!isReadonlyRecord(value)) {
      issues.push({ path: [], expected: "an object" })
      return
    }
    const converted: Record<string, unknown> = {}
    for (const { convert, from, optional, to } of list) {
      // What is inherited does not count: secrets are only looked for in what is the request's own.
      const member = Object.hasOwn(value, from) ? value[from] : undefined
      // AWS writes `null` for what is absent.
      if (optional && (member === undefined || (member === null && !writes))) continue
      const before = issues.length
      converted[to] = convert(member, issues, secrets)
      for (let i = before; i < issues.length; i++) {
        const { expected, path } = issues[i]!
        issues[i] = { path: [from, ...path], expected }
      }
    }
    return converted
  }
}
