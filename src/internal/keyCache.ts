/**
 * The keys of one issuer, kept for as long as they may be.
 */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { Fetched, KeySet, PublicKey } from "./keySet.js"
import { makeSingleFlight } from "./singleFlight.js"
import type { KeysUnavailableError } from "./tokenErrors.js"

/** The keys of an issuer. */
export interface Keys {
  /** Finds a key by its id, and fetches the keys if need be. A key that the issuer does not have is `undefined`. */
  readonly find: (id: string) => Effect.Effect<PublicKey | undefined, KeysUnavailableError>
  /** Fetches the keys, unless they are there. */
  readonly hydrate: Effect.Effect<void, KeysUnavailableError>
}

/** How long to wait before the next request for keys: for want of one key, or after a failure. In milliseconds. */
const pause = 10_000

/** The same if there are no keys at all, so that nobody can be let in. In milliseconds. */
const pauseWithoutKeys = 1000

/** Whether a moment lies that little in the past. A clock that was set back must not prolong a pause. */
const isWithin = (now: number, since: number, milliseconds: number): boolean =>
  now >= since && now - since < milliseconds

/** Keys that never change. */
export const keepKeys = (keys: KeySet): Keys => ({
  find: (id) => Effect.succeed(keys.get(id)),
  hydrate: Effect.void
})

/** Keys that are fetched. */
export const cacheKeys = (fetch: Effect.Effect<Fetched, KeysUnavailableError>): Keys => {
  let fetched: Fetched | undefined
  let failure: { readonly error: KeysUnavailableError; readonly at: number } | undefined
  /** When a key was looked for in vain, in keys that had just been fetched. */
  let missedAt = -Infinity

  const start = makeSingleFlight(
    Effect.matchEffect(fetch, {
      onFailure: (error) =>
        Effect.flatMap(Clock.currentTimeMillis, (at) => {
          failure = { error, at }
          const warning = fetched === undefined ? Effect.void : Effect.logWarning(
            `${error.message} The keys from before are still in use.`
          )
          return Effect.flatMap(warning, () => Effect.fail(error))
        }),
      onSuccess: (value) =>
        Effect.sync(() => {
          fetched = value
          failure = undefined
          return value
        })
    })
  )
  const refresh = Effect.flatten(start)

  const find: Keys["find"] = (id) =>
    Effect.flatMap(Clock.currentTimeMillis, (now) => {
      const known = fetched?.keys.get(id)
      const recent =
        failure !== undefined && isWithin(now, failure.at, fetched === undefined ? pauseWithoutKeys : pause)
          ? failure.error
          : undefined
      if (fetched !== undefined && known !== undefined) {
        if (now < fetched.expiresAt || recent !== undefined) return Effect.succeed(known)
        // Nobody waits for a server that failed the last time.
        if (failure !== undefined) return Effect.as(start, known)
        return Effect.match(refresh, { onFailure: () => known, onSuccess: ({ keys }) => keys.get(id) })
      }
      if (recent !== undefined) return Effect.fail(recent)
      if (isWithin(now, missedAt, pause)) return Effect.succeed(undefined)
      return Effect.map(refresh, ({ keys }) => {
        const found = keys.get(id)
        if (found === undefined) missedAt = now
        return found
      })
    })

  return {
    find,
    hydrate: Effect.suspend(() => fetched === undefined ? Effect.asVoid(refresh) : Effect.void)
  }
}
