/** A server that renders pages keeps the session of each browser in sealed cookies. */
import * as HttpServerResponse from "@effect/platform/HttpServerResponse"
import { Effect, Layer, type Redacted } from "effect"
import { Cognito, CognitoSession, CognitoSessionCookies, CognitoSignIn } from "effect-cognito"

/** The session of one request. Provide it to the handler of the request, whose response then sets the cookies. */
export const RequestSessionLive = (key: Redacted.Redacted<string>) =>
  CognitoSession.layer().pipe(Layer.provide(CognitoSessionCookies.layer({ key })))

export const signInHandler = (username: string, password: Redacted.Redacted<string>) =>
  Effect.gen(function*() {
    const step = yield* CognitoSignIn.start({ username, password, authFlow: "USER_PASSWORD_AUTH" })
    if (step._tag !== "SignedIn") return HttpServerResponse.text("More is needed to sign in.", { status: 401 })
    const session = yield* CognitoSession.CognitoSession
    yield* session.begin(step)
    return HttpServerResponse.text("You are signed in.")
  })

/** The token is refreshed if need be, and with it the cookies. */
export const profileHandler = Effect.gen(function*() {
  const session = yield* CognitoSession.CognitoSession
  const { username } = yield* session.withAccessToken((accessToken) => Cognito.getUser({ accessToken }))
  return HttpServerResponse.text(`You are ${username}.`)
}).pipe(
  Effect.catchTag("SignedOutError", () => Effect.succeed(HttpServerResponse.text("Please sign in.", { status: 401 })))
)

export const signOutHandler = Effect.gen(function*() {
  const session = yield* CognitoSession.CognitoSession
  yield* session.signOut
  return HttpServerResponse.text("You are signed out.")
})
