/**
 * A session as a text, which is what stores keep.
 */
import * as Redacted from "effect/Redacted"
import { makeDecode } from "./codec.js"
import { number, string, struct } from "./errors.js"
import { safely } from "./foreign.js"
import { type Held, toHeld, type Tokens } from "./sessionTokens.js"
import { secret } from "./shapes.js"

/** It grows by one with each change that older versions could not read. */
const version = 1

const token = /*#__PURE__*/ secret(string)

const decode = /*#__PURE__*/ makeDecode(
  /*#__PURE__*/ struct({
    version: number,
    accessToken: token,
    idToken: token,
    refreshToken: token,
    clockOffset: number
  })
)

export const toText = ({ accessToken, clockOffset, idToken, refreshToken }: Held): Redacted.Redacted<string> =>
  Redacted.make(JSON.stringify({
    version,
    accessToken: Redacted.value(accessToken),
    idToken: Redacted.value(idToken),
    refreshToken: Redacted.value(refreshToken),
    clockOffset
  }))

/** Reads a session. It is `undefined` if it was written by a newer version, damaged, or written by somebody else. */
export const fromText = (text: Redacted.Redacted<string>): Held | undefined => {
  const coded = safely(() => decode(JSON.parse(Redacted.value(text))))
  if (coded === undefined || !("value" in coded)) return undefined
  // The schema says so.
  const stored = coded.value as Tokens & { readonly version: number; readonly clockOffset: number }
  return stored.version === version ? toHeld(stored, { offset: stored.clockOffset }) : undefined
}
