/**
 * Browsers sign in here, and their sessions are kept in sealed cookies, so that no token is within the reach of a script.
 * This is the same on both majors of Effect.
 */
import * as HttpServerRequest from "@effect/platform/HttpServerRequest"
import { Effect, Layer, type Redacted } from "effect"
import { Cognito, CognitoSession, CognitoSessionCookies, CognitoSignIn } from "effect-cognito"
import { ForbiddenError, UnauthorizedError } from "effect-cognito/CognitoHttpApi"

/** The session of one request, whose response sets the cookies. Provide it to each handler that has to do with it. */
export const SessionLive = (key: Redacted.Redacted) =>
  CognitoSession.layer().pipe(Layer.provide(CognitoSessionCookies.layer({ key })))

/**
 * Refuses what a page of another origin has made the browser send. `SameSite` keeps the cookies away from other sites, but
 * not from other hosts of the same site. A client that is no browser sends neither header.
 */
const refuseForeign = Effect.flatMap(HttpServerRequest.HttpServerRequest, ({ headers }) => {
  const { host, origin, "sec-fetch-site": site } = headers
  const isOwn = site === undefined
    ? origin === undefined || origin.replace(/^.*:\/\//, "") === host
    : site === "same-origin" || site === "none"
  return isOwn
    ? Effect.void
    : Effect.fail(new ForbiddenError({ message: "This request must come from a page of this service." }))
})

/** Does not tell whether there is such a user. */
const refuse = () => Effect.fail(new UnauthorizedError({ message: "Wrong user name or password." }))

export const signIn = (credentials: { readonly username: string; readonly password: Redacted.Redacted }) =>
  Effect.gen(function*() {
    yield* refuseForeign
    const step = yield* CognitoSignIn.start({ ...credentials, authFlow: "USER_PASSWORD_AUTH" })
    if (step._tag !== "SignedIn") {
      const message = `The user pool asks for one thing more (${step._tag}), which this service does not ask its users.`
      return yield* new ForbiddenError({ message })
    }
    const session = yield* CognitoSession.CognitoSession
    yield* session.begin(step)
  }).pipe(Effect.catchTags({ NotAuthorizedException: refuse, UserNotFoundException: refuse }))

/** Calls Cognito for the user. The tokens are refreshed if need be, and with them the cookies. */
export const readUser = Effect.gen(function*() {
  const session = yield* CognitoSession.CognitoSession
  return yield* session.withAccessToken((accessToken) => Cognito.getUser({ accessToken }))
}).pipe(
  Effect.catchTag("SignedOutError", ({ message }) => Effect.fail(new UnauthorizedError({ message })))
)

/** Removes the cookies, whether Cognito could revoke the tokens or not. */
export const signOut = Effect.gen(function*() {
  yield* refuseForeign
  const session = yield* CognitoSession.CognitoSession
  yield* Effect.matchEffect(session.signOut, {
    onFailure: (error) => Effect.logWarning(`The tokens of a user were not revoked: ${error._tag}: ${error.message}`),
    onSuccess: () => Effect.void
  })
})
