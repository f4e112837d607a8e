/**
 * The keys that an issuer publishes, and for how long they may be kept.
 */
import type * as HttpClient from "@effect/platform/HttpClient"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { unchecked } from "./errors.js"
import { isRecord } from "./foreign.js"
import { requestKeys } from "./keyRequest.js"
import type { Incoming } from "./response.js"
import { KeysUnavailableError } from "./tokenErrors.js"

/** A public key that can have signed a token. */
export interface PublicKey {
  readonly kty: "RSA"
  readonly n: string
  readonly e: string
}

/** The keys of an issuer, by their ids. */
export type KeySet = ReadonlyMap<string, PublicKey>

/** A key set, and when it is out of date, in milliseconds since 1970. */
export interface Fetched {
  readonly keys: KeySet
  readonly expiresAt: number
}

const minute = 60_000

/** The shortest and the longest time for which keys are kept, and the time if the response does not say. */
const lifetime = { min: 5 * minute, max: 24 * 60 * minute, default: 60 * minute }

/** Where an issuer publishes its keys. */
export interface KeySource {
  readonly issuer: string
  readonly url: string
  /** In milliseconds. */
  readonly timeout: number
}

/** Fetches the keys of an issuer. */
export const fetchKeys = (
  client: HttpClient.HttpClient,
  { issuer, timeout, url }: KeySource
): Effect.Effect<Fetched, KeysUnavailableError> => {
  const fail = (reason: KeysUnavailableError["reason"], status?: number) =>
    Effect.fail(new KeysUnavailableError({ issuer, reason, status }, unchecked))
  return Effect.matchEffect(Effect.timeoutOption(requestKeys(client, url), timeout), {
    onFailure: () => fail("Transport"),
    onSuccess: (response) => {
      if (Option.isNone(response)) return fail("Timeout")
      const { body = "", headers, status } = response.value
      const keys = status === 200 ? readKeys(body) : undefined
      return keys === undefined
        ? fail("Response", status)
        : Effect.map(Clock.currentTimeMillis, (now) => ({ keys, expiresAt: now + readLifetime(headers) }))
    }
  })
}

const readKeys = (body: string): KeySet | undefined => {
  try {
    return toKeySet(JSON.parse(body))
  } catch {
    return undefined
  }
}

/** Reads a key set. Keys for another purpose or algorithm are left out. What is no key set is `undefined`. */
export const toKeySet = (json: unknown): KeySet | undefined =>
  isRecord(json) && Array.isArray(json["keys"]) ? new Map(json["keys"].flatMap(toEntry)) : undefined

const toEntry = (key: unknown): ReadonlyArray<readonly [id: string, key: PublicKey]> => {
  if (!isRecord(key)) return []
  const { alg = "RS256", e, kid, kty, n, use = "sig" } = key
  return kty === "RSA" && alg === "RS256" && use === "sig" && typeof kid === "string" && typeof n === "string" &&
      typeof e === "string"
    ? [[kid, { kty, n, e }]]
    : []
}

/** How long HTTP says that the response is fresh, within bounds, in milliseconds. */
const readLifetime = (headers: Incoming["headers"]): number => {
  const control = headers["cache-control"] ?? ""
  const [, maxAge] = /\bmax-age="?(\d+)/.exec(control) ?? []
  const fresh = /\bno-(store|cache)\b/.test(control)
    ? 0
    : maxAge === undefined
    ? lifetime.default
    : (Number(maxAge) - (Number(headers["age"]) || 0)) * 1000
  return Math.min(Math.max(fresh, lifetime.min), lifetime.max)
}
