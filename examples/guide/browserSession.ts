/** A page keeps its user signed in: across reloads, and alike in all its tabs. */
import * as KeyValueStore from "@effect/platform/KeyValueStore"
import { Effect, Layer, Stream } from "effect"
import { Cognito, CognitoSession, CognitoSessionStore, type CognitoSignIn } from "effect-cognito"
import { refuse } from "./refused.js"

export const BrowserSessionLive = CognitoSession.layer().pipe(
  Layer.provide(CognitoSessionStore.layerKeyValueStore()),
  Layer.provide(KeyValueStore.layerStorage(() => localStorage))
)

/** Shows who is signed in, now and whenever it changes, also if it changes in another tab. */
export const showUser = (show: (username: string | undefined) => void) =>
  Effect.flatMap(
    CognitoSession.CognitoSession,
    ({ changes }) =>
      Stream.runForEach(changes, (state) =>
        Effect.sync(() =>
          show(state._tag === "SignedIn" ? String(state.claims["cognito:username"]) : undefined)
        ))
  )

export const enter = (step: CognitoSignIn.SignedIn) =>
  Effect.flatMap(CognitoSession.CognitoSession, (session) => session.begin(step))

/** Calls Cognito for the user. After any other error than this one, the user is still signed in. */
export const readAttributes = Effect.flatMap(
  CognitoSession.CognitoSession,
  (session) => session.withAccessToken((accessToken) => Cognito.getUser({ accessToken }))
).pipe(
  Effect.catchTags({ SignedOutError: refuse("Please sign in again.") })
)

/** Forgets the tokens in all tabs, also without a network. */
export const leave = Effect.flatMap(CognitoSession.CognitoSession, (session) => session.signOut).pipe(
  Effect.map(() => "You are signed out."),
  Effect.catchTags({
    SessionStoreError: () => Effect.succeed("You are signed out, but your browser did not let us delete everything."),
    TransportError: () => Effect.succeed("You are signed out here. We could not tell the server.")
  })
)
