/** A session on a pool, with a store that a test can look into and break. */
import { Redacted } from "effect"
import { CognitoAppClient, CognitoConfig, CognitoSession, CognitoSessionStore } from "effect-cognito"
import * as CognitoTest from "effect-cognito/CognitoTest"
import { Effect, Layer } from "../support/effect.js"
import { clientId, type Pool, userPoolId } from "./pool.js"

export interface Shelf {
  text: string | undefined
  /** What has been saved, in the order of time. */
  readonly saved: Array<string>
  /** Says whether an operation fails. */
  fails: (operation: "load" | "save" | "remove" | "lock") => boolean
  readonly listeners: Set<() => void>
}

export const makeShelf = (): Shelf => ({ text: undefined, saved: [], fails: () => false, listeners: new Set() })

const attempt = <A>(shelf: Shelf, operation: "load" | "save" | "remove", f: () => A) =>
  Effect.suspend(() =>
    shelf.fails(operation)
      ? Effect.fail(new CognitoSessionStore.SessionStoreError({ operation, message: "The disk is full." }))
      : Effect.sync(f)
  )

export const makeStore = (shelf: Shelf, lock?: CognitoSessionStore.Lock): CognitoSessionStore.Store => ({
  load: attempt(shelf, "load", () => shelf.text === undefined ? undefined : Redacted.make(shelf.text)),
  save: (session) =>
    attempt(shelf, "save", () => {
      shelf.text = Redacted.value(session)
      shelf.saved.push(shelf.text)
    }),
  remove: attempt(shelf, "remove", () => {
    shelf.text = undefined
  }),
  check: attempt(shelf, "save", () => {}),
  lock,
  listen: (onChange) => {
    shelf.listeners.add(onChange)
    return () => shelf.listeners.delete(onChange)
  }
})

/** Makes a session, as each tab or process has its own. */
export const makeSession = (
  pool: Pool,
  store: CognitoSessionStore.Store = makeStore(makeShelf()),
  options: CognitoSession.Options & CognitoConfig.Options = {}
) =>
  CognitoSession.make(options).pipe(
    Effect.provide(Layer.mergeAll(
      Layer.succeed(CognitoSessionStore.CognitoSessionStore, store),
      CognitoAppClient.layer({ clientId, userPoolId }),
      CognitoTest.layer(pool.handlers),
      CognitoConfig.layer({ region: "eu-west-1", ...options })
    ))
  )
