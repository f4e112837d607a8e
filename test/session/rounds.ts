/** What each process and each tab does: it asks for an access token, at the same moments as all others. */
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import { Effect, Layer, Redacted } from "effect"
import * as CognitoAppClient from "effect-cognito/CognitoAppClient"
import * as CognitoConfig from "effect-cognito/CognitoConfig"
import * as CognitoSession from "effect-cognito/CognitoSession"
import type * as CognitoSessionStore from "effect-cognito/CognitoSessionStore"
import type { Tokens } from "./rotation.js"

export interface Asked {
  /** How often there was a token. */
  readonly tokens: number
  /** The tags of the errors. */
  readonly errors: ReadonlyArray<string>
}

export const AppClientLive = CognitoAppClient.layer({ clientId: "1example23456789", userPoolId: "eu-west-1_AbC123" })

export const SessionLive = (
  endpoint: string,
  StoreLive: Layer.Layer<CognitoSessionStore.CognitoSessionStore>
) =>
  CognitoSession.layer({ margin: "1 hour" }).pipe(
    Layer.provide(StoreLive),
    Layer.provide(AppClientLive),
    Layer.provide(CognitoConfig.layer({ region: "eu-west-1", endpoint })),
    Layer.provide(FetchHttpClient.layer)
  )

/** How long a round is, in milliseconds. */
const length = 100

export const begin = (tokens: Tokens) =>
  Effect.flatMap(CognitoSession.CognitoSession, (session) =>
    session.begin({
      accessToken: Redacted.make(tokens.AccessToken),
      idToken: Redacted.make(tokens.IdToken),
      refreshToken: Redacted.make(tokens.RefreshToken),
      expiresIn: tokens.ExpiresIn
    }))

export const ask = (rounds: number) =>
  Effect.gen(function*() {
    const session = yield* CognitoSession.CognitoSession
    const errors: Array<string> = []
    let tokens = 0
    for (let i = 0; i < rounds; i++) {
      yield* Effect.sleep(length - Date.now() % length)
      yield* Effect.match(session.accessToken, {
        onFailure: (error) => void errors.push(`${error._tag}: ${error.message}`),
        onSuccess: () => void tokens++
      })
    }
    const asked: Asked = { tokens, errors }
    return asked
  })
