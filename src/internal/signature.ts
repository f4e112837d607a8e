/**
 * Whether a key has signed a token. The cryptography is that of `jose`.
 */
import * as Effect from "effect/Effect"
import { compactVerify } from "jose/jws/compact/verify"
import { importJWK } from "jose/key/import"
import type { PublicKey } from "./keySet.js"

type Imported = Awaited<ReturnType<typeof importJWK>>

/** Importing a key takes as long as checking several signatures. */
const imported = /*#__PURE__*/ new WeakMap<PublicKey, Imported>()

const options = { algorithms: ["RS256"] }

/** Whether the key has signed the token. It is `undefined` if the key is not usable, for example because it is too short. */
export const isSigned = (token: string, key: PublicKey): Effect.Effect<boolean | undefined> =>
  Effect.promise(() => check(token, key))

const check = async (token: string, key: PublicKey): Promise<boolean | undefined> => {
  try {
    let usable = imported.get(key)
    if (usable === undefined) {
      usable = await importJWK({ ...key }, "RS256")
      imported.set(key, usable)
    }
    await compactVerify(token, usable, options)
    return true
  } catch (error) {
    // Only errors of `jose` about the token have such a code. What WebCrypto throws is about the key.
    return error instanceof Error && "code" in error && String(error.code).startsWith("ERR_JW") ? false : undefined
  }
}
