/**
 * Seals texts, so that only a holder of the secret can read or change them: AES-GCM with a key that is derived from it.
 */
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { type Bytes, fromBase64, hkdf, randomBytes, toBase64Url, utf8, WebCryptoError } from "./webCrypto.js"

/** AES-GCM takes a nonce of this size. */
const nonceSize = 12

/** Derives the key. The purpose keeps it apart from every other key that is made of the same secret. */
const deriveKey = (secret: Redacted.Redacted<string>, purpose: string): Effect.Effect<Bytes, WebCryptoError> =>
  hkdf({ key: utf8(Redacted.value(secret)), salt: new Uint8Array(), info: utf8(purpose), bits: 256 })

const crypt = (
  direction: "encrypt" | "decrypt",
  key: Bytes,
  nonce: Bytes,
  data: Bytes
): Effect.Effect<Bytes, WebCryptoError> =>
  Effect.tryPromise({
    try: async () => {
      const { subtle } = globalThis.crypto
      const imported = await subtle.importKey("raw", key, "AES-GCM", false, [direction])
      return new Uint8Array(await subtle[direction]({ name: "AES-GCM", iv: nonce }, imported, data))
    },
    catch: () => new WebCryptoError()
  })

/** Seals a text. The result is base64url. */
export const seal = (
  secret: Redacted.Redacted<string>,
  purpose: string,
  text: Redacted.Redacted<string>
): Effect.Effect<string, WebCryptoError> =>
  Effect.gen(function*() {
    const key = yield* deriveKey(secret, purpose)
    const nonce = yield* randomBytes(nonceSize)
    const sealed = yield* crypt("encrypt", key, nonce, utf8(Redacted.value(text)))
    return toBase64Url(Uint8Array.of(...nonce, ...sealed))
  })

/** Opens what was sealed with this secret for this purpose. Anything else is `undefined`. */
export const unseal = (
  secret: Redacted.Redacted<string>,
  purpose: string,
  sealed: string
): Effect.Effect<Redacted.Redacted<string> | undefined> =>
  Effect.flatMap(deriveKey(secret, purpose), (key) => {
    const bytes = fromBase64(sealed)
    return Effect.map(
      crypt("decrypt", key, bytes.slice(0, nonceSize), bytes.slice(nonceSize)),
      (text) => Redacted.make(new TextDecoder().decode(text))
    )
  }).pipe(Effect.orElseSucceed(() => undefined))
