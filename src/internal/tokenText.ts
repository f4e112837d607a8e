/**
 * The text of a token becomes its header and its payload. Nothing here says whether the token is genuine.
 */
import * as Redacted from "effect/Redacted"
import { isRecord } from "./foreign.js"

/** The members of a JSON object. */
export interface Json {
  readonly [name: string]: unknown
}

/** A token in its parts. */
export interface Parsed {
  readonly text: string
  readonly header: Json
  readonly payload: Json
}

/** Servers refuse headers of this length, so that a token of Cognito's is much shorter. */
const maxLength = 65_536

/** Three parts of base64url. A token that is not signed has an empty third part. */
const compactForm = /^[\w-]+\.[\w-]+\.[\w-]*$/

/**
 * Takes a token apart. It is `undefined` if it is not in compact form, is too long, or if its header or its payload is
 * not a JSON object in UTF-8 whose members are all different.
 */
export const parseToken = (token: Redacted.Redacted<string>): Parsed | undefined => {
  try {
    const text = Redacted.value(token)
    if (text.length > maxLength || !compactForm.test(text)) return undefined
    const [header = "", payload = ""] = text.split(".")
    return { text, header: parseObject(header), payload: parseObject(payload) }
  } catch {
    // What was thrown may quote the token.
    return undefined
  }
}

const utf8 = /*#__PURE__*/ new TextDecoder("utf-8", { fatal: true, ignoreBOM: true })

/** Decodes base64url to text. Most tokens are ASCII throughout, which saves a copy. */
const decodeText = (part: string): string => {
  const binary = atob(part.replaceAll("-", "+").replaceAll("_", "/"))
  return isAscii.test(binary) ? binary : utf8.decode(Uint8Array.from(binary, (byte) => byte.charCodeAt(0)))
}

// Control characters are a matter of JSON.
const isAscii = /^[\0-\x7F]*$/

const parseObject = (part: string): Json => {
  const text = decodeText(part)
  const json: unknown = JSON.parse(text)
  if (isRecord(json) && isUnambiguous(text, json)) return json
  throw new Error("It is not an object of different members.")
}

/** Whether no member is stated twice. A text that is what its value is written as, as Cognito's are, has every member once. */
const isUnambiguous = (text: string, json: unknown): boolean =>
  JSON.stringify(json) === text || countMembers(json) === countColons(text)

const strings = /"[^"\\]*(?:\\.[^"\\]*)*"/g

/**
 * Each member of a text has one colon outside strings, and `JSON.parse` keeps only the last of several members of one
 * name. So a text with more colons than its value has members states a member twice.
 */
const countColons = (text: string): number => text.replaceAll(strings, "").split(":").length - 1

const countMembers = (json: unknown): number => {
  if (typeof json !== "object" || json === null) return 0
  const values: ReadonlyArray<unknown> = Object.values(json)
  return values.reduce<number>((count, value) => count + countMembers(value), Array.isArray(json) ? 0 : values.length)
}
