import { sendCode, signedIn } from "../support/cognitoUser.js"
import { accessToken, attributeName, userPoolClientId, userPoolId } from "./request.js"

export const call = (endpoint: string): Promise<string | undefined> =>
  sendCode(signedIn({ UserPoolId: userPoolId, ClientId: userPoolClientId, endpoint }, accessToken), attributeName)
