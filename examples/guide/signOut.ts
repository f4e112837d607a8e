/** A user signs out: here, everywhere or on another device. */
import { Effect, type Redacted } from "effect"
import { Cognito, type CognitoSchema } from "effect-cognito"

/** Forget the tokens afterwards, even if this fails. */
export const signOut = (clientId: string, refreshToken: Redacted.Redacted<string>) =>
  Cognito.revokeToken({ clientId, token: refreshToken }).pipe(Effect.asVoid)

/** Returns what to tell the user. */
export const signOutEverywhere = (accessToken: Redacted.Redacted<string>) =>
  Cognito.globalSignOut({ accessToken }).pipe(
    Effect.as("You are signed out everywhere."),
    // The token is expired or revoked, so Cognito did not sign the user out elsewhere.
    Effect.catchTag("NotAuthorizedException", () => Effect.succeed("You are signed out here."))
  )

/** Returns where else the user is signed in, with a `sessionId`, the device, the place and the time. */
export const otherSessions = (accessToken: Redacted.Redacted<string>) =>
  Effect.gen(function*() {
    const sessions: Array<CognitoSchema.SessionDescriptionType> = []
    let page: Cognito.ListUserSessionsResponse = {}
    do {
      page = yield* Cognito.listUserSessions({ accessToken, nextToken: page.nextToken })
      sessions.push(...page.sessions ?? [])
    } while (page.nextToken !== undefined)
    return sessions.filter(({ isCurrentSession }) => isCurrentSession !== true)
  })

export const signOutThere = (accessToken: Redacted.Redacted<string>, sessionId: string) =>
  Cognito.revokeUserSession({ accessToken, sessionId }).pipe(
    Effect.asVoid,
    // The session has already ended.
    Effect.catchTag("ResourceNotFoundException", () => Effect.void)
  )
