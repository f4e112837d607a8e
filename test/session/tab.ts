/** A page that shares a session with other tabs, by `localStorage`. */
import * as KeyValueStore from "@effect/platform/KeyValueStore"
import { Effect, Layer, Stream } from "effect"
import * as CognitoSession from "effect-cognito/CognitoSession"
import * as CognitoSessionStore from "effect-cognito/CognitoSessionStore"
import type { Tokens } from "./rotation.js"
import { AppClientLive, ask, begin, SessionLive } from "./rounds.js"

const StoreLive = CognitoSessionStore.layerKeyValueStore().pipe(
  Layer.provide(AppClientLive),
  Layer.provide(KeyValueStore.layerStorage(() => localStorage))
)

const live = SessionLive(location.origin, StoreLive)

const page = {
  begin: async (tokens: Tokens) => Effect.runPromise(Effect.provide(begin(tokens), live)),
  ask: async (rounds: number) => Effect.runPromise(Effect.provide(ask(rounds), live)),
  forget: async () =>
    Effect.runPromise(Effect.provide(Effect.flatMap(CognitoSession.CognitoSession, ({ forget }) => forget), live)),
  /** Waits until the user is signed out. */
  waitForSignOut: async () =>
    Effect.runPromise(Effect.provide(
      Effect.flatMap(
        CognitoSession.CognitoSession,
        ({ changes }) => Stream.runDrain(Stream.takeUntil(changes, ({ _tag }) => _tag === "SignedOut"))
      ),
      live
    ))
}

export type SessionPage = typeof page

Object.assign(globalThis, { sessionPage: page })
