/**
 * A document becomes JSON: whatever is JSON already, and the WebAuthn credentials of browsers and password managers in
 * the JSON form of the standard (`RegistrationResponseJSON`, `AuthenticationResponseJSON`).
 */
import * as Redacted from "effect/Redacted"
import { safely } from "./foreign.js"
import { toBase64Url } from "./webCrypto.js"

/** A deeper document is no credential, and would exhaust the stack. */
const maxDepth = 64

/** The members of a credential and of its response, which a browser's objects have as getters that are inherited. */
const getters = [
  "id",
  "rawId",
  "type",
  "response",
  "clientDataJSON",
  "attestationObject",
  "authenticatorData",
  "signature"
]

/** The same for members that may be missing. If their getter throws, they are. */
const optionalGetters = ["authenticatorAttachment", "userHandle"]

/** The members that a browser's objects have as methods. */
const methods = {
  getTransports: "transports",
  getAuthenticatorData: "authenticatorData",
  getPublicKey: "publicKey",
  getPublicKeyAlgorithm: "publicKeyAlgorithm",
  getClientExtensionResults: "clientExtensionResults"
}

type Members = { readonly [name: string]: unknown }

/** Writes a value as JSON, with bytes in base64url. It throws if the value has no JSON form. */
export const toJson = (value: unknown, ancestors: ReadonlyArray<unknown> = []): unknown => {
  if (value === null || typeof value === "string" || typeof value === "boolean" || Number.isFinite(value)) return value
  if (typeof value !== "object" || Redacted.isRedacted(value)) throw new TypeError("no JSON")
  if (isArrayBuffer(value)) return toBase64Url(new Uint8Array(value))
  if (ArrayBuffer.isView(value)) return toBase64Url(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))
  if (ancestors.length > maxDepth || ancestors.includes(value)) throw new TypeError("a cycle")

  const path = [...ancestors, value]
  if (Array.isArray(value)) return value.map((element) => toJson(element, path))
  // The members of an object are unknown, but an object has members.
  const object = value as Members
  // The browser's own `toJSON` throws for an object that is not the browser's.
  const json = safely(() => typeof object["toJSON"] === "function" ? object["toJSON"]() : undefined)
  return json === undefined ? writeMembers(object, path) : toJson(json, path)
}

/** Whether a value has a JSON form. */
export const hasJson = (value: unknown): boolean => safely(() => toJson(value)) !== undefined

const writeMembers = (object: Members, path: ReadonlyArray<unknown>): Members => {
  const members = new Map<string, unknown>(Object.entries(object).filter(([, member]) => typeof member !== "function"))
  const isPlain = hasPlainPrototype(object) && !("toJSON" in object)
  const add = (name: string, member: unknown) => {
    if (!members.has(name) && member !== undefined && member !== null) members.set(name, member)
  }
  if (!isPlain) {
    for (const name of getters) add(name, object[name])
    for (const name of optionalGetters) add(name, safely(() => object[name]))
  }
  for (const [method, name] of Object.entries(methods)) {
    const read = safely(() => object[method])
    if (typeof read === "function") add(name, safely(() => read.call(object)))
  }
  // A promise or a map, for example, which JSON would write as an empty object.
  if (members.size === 0 && !isPlain) throw new TypeError("no members")
  return Object.fromEntries(
    [...members].filter(([, member]) => member !== undefined).map(([name, member]) => [name, toJson(member, path)])
  )
}

// `instanceof` does not recognize objects of another realm, which password managers and frames give.
const isArrayBuffer = (value: object): value is ArrayBuffer =>
  Object.prototype.toString.call(value) === "[object ArrayBuffer]"

const hasPlainPrototype = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}
