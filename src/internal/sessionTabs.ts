/**
 * What the tabs of a browser have for each other.
 *
 * A Web Lock lets one tab at a time change the session. But a change to `localStorage` reaches the other tabs with a delay: a
 * tab that has just got the lock may still see what the previous tab has replaced. So each version of the session has a
 * number, and the tab that saves a version holds a second lock with this number in its name. Which locks are held is known
 * to all tabs without delay.
 */
import * as Effect from "effect/Effect"
import { type SessionStoreError, storeError } from "./sessionStore.js"

/** A tab in the background may be suspended while it has the lock. The others go on without it after so long. */
const patience = 60_000

/** How often it is looked whether a version has arrived, with a wait of some milliseconds after each time. */
const looks = 100

type Release = () => void

export interface Tabs {
  /** Takes the lock, and returns how to release it. */
  readonly acquire: Effect.Effect<Release, SessionStoreError>
  /** Waits until this tab sees the latest version, for a second or so. Returns its number. */
  readonly waitForLatest: <E>(see: Effect.Effect<number, E>) => Effect.Effect<number, E>
  /** Tells the other tabs that there is a version. */
  readonly announce: (version: number) => Effect.Effect<void>
}

/** Takes a Web Lock, and returns how to release it. */
const request = async (locks: LockManager, name: string, options: LockOptions): Promise<Release> =>
  new Promise((resolve, reject) => {
    locks.request(name, options, async () => new Promise<void>((release) => resolve(release))).catch(reject)
  })

/** The tabs, where there are Web Locks: a page needs `https` or `localhost` for them. */
export const makeTabs = (name: string): Tabs | undefined => {
  const locks = globalThis.navigator?.locks
  if (locks === undefined) return undefined
  let forgetAnnouncement: Release | undefined

  const acquire = Effect.tryPromise({
    try: async () => {
      const signal = AbortSignal.timeout(patience)
      return request(locks, name, { signal }).catch((error: unknown) => {
        if (signal.aborted) return () => {}
        throw error
      })
    },
    catch: (error) => storeError("lock", error)
  })

  const readLatest = Effect.promise(async () => {
    const { held = [] } = await locks.query()
    const versions = held.map((lock) =>
      lock.name?.startsWith(`${name}#`) ? Number(lock.name.slice(name.length + 1)) : 0
    )
    return Math.max(0, ...versions)
  })

  const waitForLatest: Tabs["waitForLatest"] = (see) =>
    Effect.flatMap(readLatest, (latest) => {
      const look = (left: number): typeof see =>
        Effect.flatMap(see, (seen) =>
          seen >= latest || left === 0
            ? Effect.succeed(Math.max(seen, latest))
            : Effect.flatMap(Effect.sleep(10), () => look(left - 1)))
      return look(looks)
    })

  const announce = (version: number) =>
    Effect.promise(async () => {
      const release = await request(locks, `${name}#${version}`, { mode: "shared" })
      forgetAnnouncement?.()
      forgetAnnouncement = release
    })

  return { acquire, waitForLatest, announce }
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
