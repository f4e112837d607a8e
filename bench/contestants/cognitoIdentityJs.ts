import { sendCode, signedIn } from "../support/cognitoUser.js"
import { accessToken, attributeName, userPoolClientId, userPoolId } from "../support/exchange.js"
import { fromPromise, type MakeClient } from "./client.js"

export const make: MakeClient = async (endpoint) => {
  const user = signedIn({ UserPoolId: userPoolId, ClientId: userPoolClientId, endpoint }, accessToken)
  return fromPromise(() => sendCode(user, attributeName))
}
