/**
 * What the tabs of a browser have for each other.
 */
import * as Effect from "effect/Effect"
import { type Lock, storeError } from "./sessionStore.js"

/** A tab in the background may be suspended while it has the lock. The others go on without it after so long. */
const patience = 60_000

type Release = () => void

/** Waits for a Web Lock, and returns how to release it. */
const request = async (locks: LockManager, name: string): Promise<Release> =>
  new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(patience)
    locks.request(name, { signal }, async () => new Promise<void>((release) => resolve(release)))
      .catch((error: unknown) => signal.aborted ? resolve(() => {}) : reject(error))
  })

/** The Web Lock of this name, where there are any: a page needs `https` or `localhost` for them. */
export const makeWebLock = (name: string): Lock | undefined => {
  const locks = globalThis.navigator?.locks
  return locks && ((effect) =>
    Effect.acquireUseRelease(
      Effect.tryPromise({ try: async () => request(locks, name), catch: (error) => storeError("lock", error) }),
      () => effect,
      (release) => Effect.sync(release)
    ))
}

/** Notices what other tabs do to this key of `localStorage`. The key may have been given a prefix. */
export const listenToStorage = (key: string) => (onChange: () => void): () => void => {
  const { addEventListener, removeEventListener } = globalThis
  const listener = (event: StorageEvent) => {
    if (event.key === null || event.key.endsWith(key)) onChange()
  }
  addEventListener?.("storage", listener)
  return () => removeEventListener?.("storage", listener)
}
