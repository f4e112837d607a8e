import * as Either from "effect/Either"
import type * as ParseResult from "effect/ParseResult"
import * as Schema from "effect/Schema"
import type * as AST from "effect/SchemaAST"
import * as Result from "./Result.js"

export * from "effect/Schema"

export {
  decode as decodeEffect,
  decodeUnknown as decodeUnknownEffect,
  encode as encodeEffect,
  encodeUnknown as encodeUnknownEffect
} from "effect/Schema"

const toResult = Either.match({ onLeft: Result.fail, onRight: Result.succeed })

export const decodeUnknownResult = (schema: Schema.Schema.AnyNoContext, options?: AST.ParseOptions) => {
  const decode = Schema.decodeUnknownEither(schema, options)
  return (value: unknown): Result.Result<unknown, ParseResult.ParseError> => toResult(decode(value))
}

export const encodeUnknownResult = (schema: Schema.Schema.AnyNoContext, options?: AST.ParseOptions) => {
  const encode = Schema.encodeUnknownEither(schema, options)
  return (value: unknown): Result.Result<unknown, ParseResult.ParseError> => toResult(encode(value))
}

export const Record = <Key extends Schema.Schema.All, Value extends Schema.Schema.All>(
  key: Key,
  value: Value
): Schema.Record$<Key, Value> => Schema.Record({ key, value })
