import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import * as CognitoAppClient from "effect-cognito/CognitoAppClient"
import * as CognitoConfig from "effect-cognito/CognitoConfig"
import * as CognitoSession from "effect-cognito/CognitoSession"
import type * as CognitoSessionStore from "effect-cognito/CognitoSessionStore"
import * as CognitoSignIn from "effect-cognito/CognitoSignIn"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"
import * as Redacted from "effect/Redacted"
import { type Client, clientId, password, username, userPoolId } from "./client.js"

export const make = (
  endpoint: string,
  store: Layer.Layer<CognitoSessionStore.CognitoSessionStore, never, CognitoAppClient.CognitoAppClient>
): Client => {
  const runtime = ManagedRuntime.make(
    CognitoSession.layer().pipe(
      Layer.provide(store),
      Layer.provideMerge(CognitoAppClient.layer({ clientId, userPoolId })),
      Layer.provideMerge(CognitoConfig.layer({ region: "eu-west-1", endpoint })),
      Layer.provideMerge(FetchHttpClient.layer)
    )
  )
  const withSession = <A, E>(
    use: (session: CognitoSession.Service) => Effect.Effect<A, E, ManagedRuntime.ManagedRuntime.Context<typeof runtime>>
  ) => runtime.runPromise(Effect.flatMap(CognitoSession.CognitoSession, use))
  return {
    signIn: async () =>
      withSession((session) =>
        CognitoSignIn.start({ username, password: Redacted.make(password), authFlow: "USER_PASSWORD_AUTH" }).pipe(
          Effect.flatMap((step) => step._tag === "SignedIn" ? session.begin(step) : Effect.die(step._tag))
        )
      ),
    ask: async () =>
      withSession((session) =>
        Effect.match(session.accessToken, { onFailure: ({ _tag }) => _tag, onSuccess: () => undefined })
      ),
    isSignedIn: async () => withSession((session) => Effect.map(session.state, ({ _tag }) => _tag === "SignedIn"))
  }
}
