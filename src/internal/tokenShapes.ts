/**
 * The schemas of claims.
 */
import * as ParseResult from "effect/ParseResult"
import * as Schema from "effect/Schema"
import { claimsOf, type Kind, readClaims, type TokenUse, writeClaims } from "./tokenClaims.js"
import type { Json } from "./tokenText.js"

/**
 * The schema of claims: a payload of a token on the wire, and camelCase members in the program.
 *
 * @since 3.0.0
 * @category models
 */
export interface ClaimsSchema<Claims> extends Schema.Schema<Claims, { readonly [claim: string]: unknown }> {}

const kinds: { readonly [K in Kind]: Schema.Schema.AnyNoContext } = {
  text: Schema.String,
  number: Schema.Number,
  date: Schema.ValidDateFromSelf,
  flag: Schema.Boolean,
  texts: /*#__PURE__*/ Schema.Array(Schema.String),
  words: /*#__PURE__*/ Schema.Array(Schema.String)
}

const payload = /*#__PURE__*/ Schema.Record({ key: Schema.String, value: Schema.Unknown })

/** The claims as the program has them. */
const makeMembers = (use: TokenUse): Schema.Schema<Json> => {
  const members = claimsOf[use].map(({ isRequired, kind, name }) => {
    const schema = name === "tokenUse" ? Schema.Literal(use) : kinds[kind]
    const isAlwaysThere = isRequired || kind === "words" || kind === "texts"
    return [name, isAlwaysThere ? schema : Schema.optionalWith(schema, { exact: true })]
  })
  // The members are those of the table, which the compiler can't follow.
  return Schema.Struct({ ...Object.fromEntries(members), other: payload }) as never
}

/** Makes the schema of the claims of one kind of token. */
export const makeClaims = <Claims>(use: TokenUse): ClaimsSchema<Claims> =>
  Schema.transformOrFail(payload, makeMembers(use), {
    strict: true,
    decode: (json, _, ast) => {
      const claims = readClaims(json, use)
      return claims === undefined ? ParseResult.fail(new ParseResult.Type(ast, json)) : ParseResult.succeed(claims)
    },
    encode: (claims) => ParseResult.succeed(writeClaims(claims, use))
    // The type of the claims says what the table says.
  }).annotations({ description: `the claims of an ${use === "id" ? "ID" : use} token` }) as never
