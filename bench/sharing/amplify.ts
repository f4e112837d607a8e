import { Amplify } from "aws-amplify"
import { fetchAuthSession, signIn, signOut } from "aws-amplify/auth"
import { type Client, clientId, password, username, userPoolId } from "./client.js"

const needed = ["LastAuthUser", "accessToken", "refreshToken"]

export const make = (endpoint: string, keys: () => Promise<ReadonlyArray<string>>): Client => {
  Amplify.configure({ Auth: { Cognito: { userPoolId, userPoolClientId: clientId, userPoolEndpoint: endpoint } } })
  return {
    signIn: async () => {
      await signOut()
      await signIn({ username, password, options: { authFlowType: "USER_PASSWORD_AUTH" } })
    },
    ask: async () =>
      fetchAuthSession().then(
        ({ tokens }) => tokens === undefined ? "no tokens" : undefined,
        (error: unknown) => error instanceof Error ? error.name : "unknown"
      ),
    // Every function that asks, such as `getCurrentUser`, refreshes, too. Without one of these keys, no token is found.
    isSignedIn: async () => {
      const kept = await keys()
      return needed.every((name) => kept.some((key) => key.endsWith(`.${name}`)))
    }
  }
}
