/**
 * The claims of Cognito's tokens, by their names on the wire and in the program.
 */
import type { Json } from "./tokenText.js"

/**
 * The two kinds of tokens: an access token says what its bearer may do, an ID token says who the user is.
 *
 * @since 3.0.0
 * @category models
 */
export type TokenUse = "access" | "id"

/** What a claim is in the program: `words` is a list that is one text on the wire, separated by blanks. */
export type Kind = "text" | "number" | "date" | "flag" | "texts" | "words"

/** A claim that has a name of its own in the program. */
export interface Claim {
  readonly name: string
  readonly wire: string
  readonly kind: Kind
  readonly isRequired: boolean
}

const required = (name: string, wire: string, kind: Kind): Claim => ({ name, wire, kind, isRequired: true })

/** The name of an optional claim follows from that on the wire: `auth_time` is `authTime`. */
const optional = (kind: Kind, ...wires: ReadonlyArray<string>): ReadonlyArray<Claim> =>
  wires.map((wire) => ({
    name: wire.replace("cognito:", "").replaceAll(/_(.)/g, (_, letter: string) => letter.toUpperCase()),
    wire,
    kind,
    isRequired: false
  }))

const common: ReadonlyArray<Claim> = [
  required("sub", "sub", "text"),
  required("iss", "iss", "text"),
  required("exp", "exp", "date"),
  required("iat", "iat", "date"),
  required("tokenUse", "token_use", "text"),
  ...optional("date", "auth_time", "nbf"),
  ...optional("text", "jti", "origin_jti", "event_id"),
  ...optional("texts", "cognito:groups")
]

/** The claims of each kind of token that have names of their own. All others are kept by their names on the wire. */
export const claimsOf: { readonly [Use in TokenUse]: ReadonlyArray<Claim> } = {
  access: [
    ...common,
    required("clientId", "client_id", "text"),
    ...optional("text", "username", "device_key"),
    ...optional("words", "scope"),
    ...optional("number", "version")
  ],
  id: [
    ...common,
    { name: "clientId", wire: "aud", kind: "text", isRequired: false },
    ...optional("text", "cognito:username", "cognito:preferred_role", "nonce", "at_hash"),
    ...optional("texts", "cognito:roles"),
    ...optional("text", "email", "phone_number", "name", "given_name", "family_name", "middle_name", "nickname"),
    ...optional("text", "preferred_username", "profile", "picture", "website", "gender", "birthdate", "zoneinfo"),
    ...optional("text", "locale"),
    ...optional("flag", "email_verified", "phone_number_verified")
  ]
}

/** Reads a value of the wire. What is of another kind is `undefined`. */
const readers: { readonly [K in Kind]: (value: unknown) => unknown } = {
  text: (value) => typeof value === "string" ? value : undefined,
  number: (value) => typeof value === "number" ? value : undefined,
  date: (value) => {
    const date = new Date(typeof value === "number" ? Math.round(value * 1000) : NaN)
    return Number.isNaN(date.getTime()) ? undefined : date
  },
  // Cognito writes a text where an identity provider does.
  flag: (value) => value === true || value === "true" ? true : value === false || value === "false" ? false : undefined,
  texts: (value) => Array.isArray(value) && value.every((one) => typeof one === "string") ? value : undefined,
  words: (value) => typeof value === "string" ? value.split(" ").filter((word) => word !== "") : undefined
}

/** Which token a payload says it is of. */
export const useOf = (payload: Json): TokenUse | undefined => {
  const use = payload["token_use"]
  return use === "access" || use === "id" ? use : undefined
}

/** The claims that have names of their own, by their names on the wire. */
const byWire = {
  access: /*#__PURE__*/ new Map(/*#__PURE__*/ claimsOf.access.map((claim) => [claim.wire, claim])),
  id: /*#__PURE__*/ new Map(/*#__PURE__*/ claimsOf.id.map((claim) => [claim.wire, claim]))
}

/**
 * Reads the claims of a payload. It is `undefined` if a claim is missing that every token of this kind has, or if a time
 * is none. An optional claim that is of another unexpected kind stays among the other ones, because a Lambda of the pool
 * can write anything.
 */
export const readClaims = (payload: Json, use: TokenUse): Json | undefined => {
  const claims: { [name: string]: unknown } = use === "access" ? { groups: [], scope: [] } : { groups: [], roles: [] }
  const other: Array<readonly [string, unknown]> = []
  for (const [wire, value] of Object.entries(payload)) {
    const claim = byWire[use].get(wire)
    const read = claim && readers[claim.kind](value)
    // A time that can't be read is a reason to refuse, or a token that is not valid yet would pass.
    if (claim?.kind === "date" && read === undefined) return undefined
    if (claim === undefined || read === undefined) other.push([wire, value])
    else claims[claim.name] = read
  }
  if (claimsOf[use].some(({ isRequired, name }) => isRequired && claims[name] === undefined)) return undefined
  claims["other"] = Object.fromEntries(other)
  return claims
}

const write = (value: unknown): unknown => value instanceof Date ? value.getTime() / 1000 : value

/** Writes claims as a payload has them. An empty list is left out, as by Cognito. */
export const writeClaims = (claims: Json, use: TokenUse): Json => ({
  // Only this module makes claims, and there `other` is a record.
  ...claims["other"] as Json,
  ...Object.fromEntries(
    claimsOf[use].flatMap(({ kind, name, wire }) => {
      const value = claims[name]
      if (value === undefined || (Array.isArray(value) && value.length === 0)) return []
      return [[wire, kind === "words" && Array.isArray(value) ? value.join(" ") : write(value)]]
    })
  )
})
