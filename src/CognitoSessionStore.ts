/**
 * Where a `CognitoSession` is kept: in memory, in a file, or in any `KeyValueStore`. To keep it elsewhere, implement
 * {@link Store}.
 *
 * @since 3.0.0
 */

import type * as FileSystem from "@effect/platform/FileSystem"
import * as KeyValueStore from "@effect/platform/KeyValueStore"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { CognitoAppClient } from "./CognitoAppClient.js"
import { makeFileStore } from "./internal/sessionFiles.js"
import { getText } from "./internal/sessionKeyValueStore.js"
import { CognitoSessionStore, type Lock, storeError } from "./internal/sessionStore.js"
import { listenToStorage, makeTabs } from "./internal/sessionTabs.js"

export {
  /**
   * @since 3.0.0
   * @category tags
   */
  CognitoSessionStore,
  /**
   * @since 3.0.0
   * @category models
   */
  type Lock,
  /**
   * @since 3.0.0
   * @category errors
   */
  SessionStoreError,
  /**
   * @since 3.0.0
   * @category models
   */
  type Store
} from "./internal/sessionStore.js"

/** The name of a session, which belongs to one app client. */
const nameOf = (clientId: string): string => `CognitoSession.${clientId}`

/**
 * Keeps the session in memory: it ends with the program.
 *
 * @since 3.0.0
 * @category layers
 */
export const layerMemory: Layer.Layer<CognitoSessionStore> = /*#__PURE__*/ Layer.effect(
  CognitoSessionStore,
  /*#__PURE__*/ Effect.sync(() => {
    let kept: Redacted.Redacted<string> | undefined
    return {
      load: Effect.sync(() => kept),
      save: (session) => Effect.sync(() => void (kept = session)),
      remove: Effect.sync(() => void (kept = undefined))
    }
  })
)

/**
 * Keeps the session in a file, for a program that users run on their own machine. Only the owner of the file can read it,
 * and it is replaced as a whole. A lock file beside it lets one process at a time refresh the session; after a crash, the
 * others wait for half a minute.
 *
 * The directory is created if need be.
 *
 * @example
 * ```ts
 * import { CognitoSession, CognitoSessionStore } from "effect-cognito"
 * import { Layer } from "effect"
 *
 * const SessionLive = CognitoSession.layer().pipe(
 *   Layer.provide(CognitoSessionStore.layerFile("/home/ada/.config/my-program"))
 * )
 * ```
 *
 * @since 3.0.0
 * @category layers
 */
export const layerFile = (
  directory: string
): Layer.Layer<CognitoSessionStore, never, FileSystem.FileSystem | CognitoAppClient> =>
  Layer.effect(
    CognitoSessionStore,
    Effect.flatMap(CognitoAppClient, ({ clientId }) => makeFileStore(directory, nameOf(clientId)))
  )

/**
 * Keeps the session in a `KeyValueStore` of the platform, such as `localStorage`, under a key with the id of the app
 * client. It is plain text there.
 *
 * In a browser, one tab at a time refreshes the session, by a Web Lock, and all tabs that share `localStorage` follow
 * when one of them signs in or out. Where several processes or machines share a store, give it a `lock`, or give the
 * rotation of refresh tokens a grace period.
 *
 * @example
 * ```ts
 * import * as KeyValueStore from "@effect/platform/KeyValueStore"
 * import { CognitoSession, CognitoSessionStore } from "effect-cognito"
 * import { Layer } from "effect"
 *
 * const SessionLive = CognitoSession.layer().pipe(
 *   Layer.provide(CognitoSessionStore.layerKeyValueStore()),
 *   Layer.provide(KeyValueStore.layerStorage(() => localStorage))
 * )
 * ```
 *
 * @since 3.0.0
 * @category layers
 */
export const layerKeyValueStore = (options: {
  /** Keeps others away that use the same store. Default: a Web Lock, where there are any. */
  readonly lock?: Lock | undefined
} = {}): Layer.Layer<CognitoSessionStore, never, KeyValueStore.KeyValueStore | CognitoAppClient> =>
  Layer.effect(
    CognitoSessionStore,
    Effect.gen(function*() {
      const store = yield* KeyValueStore.KeyValueStore
      const key = nameOf((yield* CognitoAppClient).clientId)
      const tabs = options.lock === undefined ? makeTabs(key) : undefined

      /** The session and the number of its version. Where it was removed, the text is empty. */
      const read = Effect.map(
        Effect.mapError(getText(store, key), (error) => storeError("load", error)),
        (value) => {
          const [, version = "0", text = ""] = /^(\d+)\.(.*)$/s.exec(value ?? "0.") ?? ["", "0", value]
          return { version: Number(version), text }
        }
      )
      let latest = 0
      const see = Effect.map(read, ({ version }) => version)

      const write = (operation: "save" | "remove", text: string) =>
        Effect.gen(function*() {
          latest = Math.max(latest, yield* see) + 1
          yield* Effect.mapError(
            store.set(key, `${latest}.${text}`),
            (error) => storeError(operation, error, [text])
          )
          if (tabs !== undefined) yield* tabs.announce(latest)
        })

      const lock: Lock | undefined = tabs && ((effect) =>
        Effect.acquireUseRelease(
          tabs.acquire,
          () =>
            Effect.flatMap(tabs.waitForLatest(see), (version) => {
              latest = version
              return effect
            }),
          (release) => Effect.sync(release)
        ))

      return {
        load: Effect.map(read, ({ text }) => text === "" ? undefined : Redacted.make(text)),
        save: (session) => write("save", Redacted.value(session)),
        remove: write("remove", ""),
        lock: options.lock ?? lock,
        listen: listenToStorage(key)
      }
    })
  )
