/** A user signs out: here, everywhere, or in another place. */
import { Effect, type Redacted } from "effect"
import { Cognito, type CognitoSchema } from "effect-cognito"

/** Whatever comes of it, forget the tokens. */
export const signOut = (clientId: string, refreshToken: Redacted.Redacted<string>) =>
  Cognito.revokeToken({ clientId, token: refreshToken }).pipe(Effect.asVoid)

/** Answers what to tell the user. */
export const signOutEverywhere = (accessToken: Redacted.Redacted<string>) =>
  Cognito.globalSignOut({ accessToken }).pipe(
    Effect.as("You are signed out everywhere."),
    // The token is expired or revoked. Nothing is known of the user's other ones.
    Effect.catchTag("NotAuthorizedException", () => Effect.succeed("You are signed out here."))
  )

/** Where else the user is signed in. Each has a `sessionId`, and tells of its device, place and time. */
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
    // It ended before.
    Effect.catchTag("ResourceNotFoundException", () => Effect.void)
  )
