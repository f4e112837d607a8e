/** A server knows who is calling by the access token that comes with the request, and asks nobody for it. */
import { Effect, type Redacted } from "effect"
import { CognitoToken } from "effect-cognito"
import { refuse } from "./refused.js"

/** Which tokens the server accepts. Provide this once, where the server begins, beside an `HttpClient`. */
export const acceptTokensOf = (userPoolId: string, clientId: string) =>
  CognitoToken.layer({ userPoolId, clientId, tokenUse: "access" })

/** Fetches the keys of the user pool when the server starts, so that the first caller need not wait for them. */
export const prepare = Effect.flatMap(CognitoToken.Verifier, ({ hydrate }) => hydrate)

/**
 * Returns who is calling: `sub` is the user's id, which never changes. It fails with `KeysUnavailableError` if the keys
 * can't be fetched: respond with 503 then, for the token may be good.
 */
export const whoIsCalling = (accessToken: Redacted.Redacted<string>, requirements: CognitoToken.Requirements = {}) =>
  Effect.flatMap(
    CognitoToken.Verifier,
    ({ verify }) => verify(accessToken, { ...requirements, tokenUse: "access" })
  ).pipe(Effect.catchTag("InvalidTokenError", ({ reason }) =>
    reason === "Group" || reason === "Scope"
      ? refuse("You may not do this.")()
      : refuse("Please sign in again.")()))
