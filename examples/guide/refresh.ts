/** Gets a new access token by the refresh token, so that the user stays signed in. */
import { Effect, type Redacted } from "effect"
import { Cognito } from "effect-cognito"
import { refuse } from "./refused.js"

/** Store the refresh token of the result: if the app client rotates them, the one before is no longer valid. */
export const refresh = (clientId: string, refreshToken: Redacted.Redacted<string>) =>
  Cognito.getTokensFromRefreshToken({ clientId, refreshToken }).pipe(
    Effect.map(({ authenticationResult }) => ({ refreshToken, ...authenticationResult })),
    Effect.catchTags({
      NotAuthorizedException: refuse("Please sign in again."),
      RefreshTokenReuseException: refuse("Please sign in again."),
      UserNotFoundException: refuse("This account does not exist any more.")
    })
  )

/** The older way, for app clients that do not rotate their refresh tokens. */
export const refreshWithoutRotation = (clientId: string, refreshToken: Redacted.Redacted<string>) =>
  Cognito.initiateAuth({
    clientId,
    authFlow: "REFRESH_TOKEN_AUTH",
    authParameters: { REFRESH_TOKEN: refreshToken }
  }).pipe(
    Effect.map(({ authenticationResult }) => ({ refreshToken, ...authenticationResult })),
    Effect.catchTags({
      NotAuthorizedException: refuse("Please sign in again."),
      UserNotFoundException: refuse("This account does not exist any more.")
    })
  )
