/**
 * The schemas of claims.
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as SchemaIssue from "effect/SchemaIssue"
import { transformEffect } from "effect/SchemaTransformation"
import { claimsOf, type Kind, readClaims, type TokenUse, writeClaims } from "./tokenClaims.js"
import type { Json } from "./tokenText.js"

/**
 * The schema of claims: a payload of a token on the wire, and camelCase members in the program.
 *
 * @since 3.0.0
 * @category models
 */
export interface ClaimsSchema<Claims> extends Schema.Codec<Claims, { readonly [claim: string]: unknown }> {}

const kinds = {
  text: Schema.String,
  number: Schema.Finite,
  date: Schema.Date,
  flag: Schema.Boolean,
  texts: /*#__PURE__*/ Schema.Array(Schema.String),
  words: /*#__PURE__*/ Schema.Array(Schema.String)
} satisfies { readonly [K in Kind]: Schema.Codec<unknown> }

const payload = /*#__PURE__*/ Schema.Record(Schema.String, Schema.Unknown)

/** The claims as the program has them. */
const makeMembers = (use: TokenUse): Schema.Codec<Json> => {
  const members = claimsOf[use].map(({ isRequired, kind, name }) => {
    const schema = name === "tokenUse" ? Schema.Literal(use) : kinds[kind]
    const isAlwaysThere = isRequired || kind === "words" || kind === "texts"
    return [name, isAlwaysThere ? schema : Schema.optionalKey(schema)]
  })
  // The members are those of the table, which the compiler can't follow.
  return Schema.Struct({ ...Object.fromEntries(members), other: payload }) as never
}

/** Makes the schema of the claims of one kind of token. */
export const makeClaims = <Claims>(use: TokenUse): ClaimsSchema<Claims> => {
  const description = `the claims of an ${use === "id" ? "ID" : use} token`
  return payload.pipe(Schema.decodeTo(
    makeMembers(use),
    transformEffect({
      decode: (json: Json) => {
        const claims = readClaims(json, use)
        return claims === undefined
          ? Effect.fail(new SchemaIssue.InvalidValue({ expected: description }))
          : Effect.succeed(claims)
      },
      encode: (claims: Json) => Effect.succeed(writeClaims(claims, use))
    })
    // The type of the claims says what the table says.
  )).annotate({ description }) as never
}
