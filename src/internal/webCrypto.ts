/**
 * What this library needs of WebCrypto: the only cryptography that every runtime has.
 */
import * as Effect from "effect/Effect"
import { taggedError } from "./errors.js"

/**
 * There is no WebCrypto here. Browsers offer it to secure origins only: serve the page over `https`, or from
 * `localhost`.
 *
 * @since 0.1.0
 * @category errors
 */
export class WebCryptoError extends /*#__PURE__*/ taggedError<WebCryptoError>("")("WebCryptoError", {}) {
  /** Where WebCrypto is available. */
  override get message(): string {
    return "WebCrypto is not available here: browsers offer it only to pages served over https or from localhost."
  }
}

export type Bytes = Uint8Array<ArrayBuffer>

/** What is missing throws and what is unsupported rejects. Neither is told apart, nor kept: it may quote its input. */
const attempt = <A>(compute: (crypto: Crypto) => A | Promise<A>): Effect.Effect<A, WebCryptoError> =>
  Effect.tryPromise({ try: async () => compute(globalThis.crypto), catch: () => new WebCryptoError() })

export const randomBytes = (length: number): Effect.Effect<Bytes, WebCryptoError> =>
  attempt((crypto) => crypto.getRandomValues(new Uint8Array(length)))

export const sha256 = (...parts: ReadonlyArray<Bytes>): Effect.Effect<Bytes, WebCryptoError> =>
  attempt(async ({ subtle }) => new Uint8Array(await subtle.digest("SHA-256", concat(parts))))

export const hmac = (key: Bytes, ...parts: ReadonlyArray<Bytes>): Effect.Effect<Bytes, WebCryptoError> =>
  attempt(async ({ subtle }) => {
    const algorithm = { name: "HMAC", hash: "SHA-256" }
    // WebCrypto refuses an empty key. HMAC pads keys with zeros, so one zero byte is the same key.
    const imported = await subtle.importKey("raw", key.length === 0 ? new Uint8Array(1) : key, algorithm, false, [
      "sign"
    ])
    return new Uint8Array(await subtle.sign(algorithm, imported, concat(parts)))
  })

export const hkdf = (
  options: { readonly key: Bytes; readonly salt: Bytes; readonly info: Bytes; readonly bits: number }
): Effect.Effect<Bytes, WebCryptoError> =>
  attempt(async ({ subtle }) => {
    const imported = await subtle.importKey("raw", options.key, "HKDF", false, ["deriveBits"])
    const algorithm = { name: "HKDF", hash: "SHA-256", salt: options.salt, info: options.info }
    return new Uint8Array(await subtle.deriveBits(algorithm, imported, options.bits))
  })

const concat = (parts: ReadonlyArray<Bytes>): Bytes => Uint8Array.from(parts.flatMap((part) => [...part]))

export const utf8 = (text: string): Bytes => new TextEncoder().encode(text)

export const toBase64 = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""))

/** Decodes as Node's `Buffer` does: what is no character of base64 or base64url is passed over. */
export const fromBase64 = (text: string): Bytes => {
  const characters = text.replaceAll("-", "+").replaceAll("_", "/").replaceAll(/[^A-Za-z0-9+/]/g, "")
  // A single character at the end is less than one byte.
  const whole = characters.length % 4 === 1 ? characters.slice(0, -1) : characters
  return Uint8Array.from(atob(whole), (char) => char.charCodeAt(0))
}

/** Without padding, as in URLs, cookies and tokens. */
export const toBase64Url = (bytes: Uint8Array): string =>
  toBase64(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")
