import * as cognito from "amazon-cognito-identity-js"
import { accessToken, attributeName, userPoolClientId, userPoolId } from "../support/exchange.js"
import { fromPromise, type MakeClient } from "./client.js"

/** Its types do not tell that the callback is given the answer. */
interface Sent {
  readonly CodeDeliveryDetails?: { readonly Destination?: string }
}

const { CognitoAccessToken, CognitoIdToken, CognitoRefreshToken, CognitoUser, CognitoUserPool, CognitoUserSession } =
  cognito

export const make: MakeClient = async (endpoint) => {
  const pool = new CognitoUserPool({ UserPoolId: userPoolId, ClientId: userPoolClientId, endpoint })
  const user = new CognitoUser({ Username: "bench", Pool: pool })
  user.setSignInUserSession(
    new CognitoUserSession({
      IdToken: new CognitoIdToken({ IdToken: accessToken }),
      AccessToken: new CognitoAccessToken({ AccessToken: accessToken }),
      RefreshToken: new CognitoRefreshToken({ RefreshToken: "none" })
    })
  )
  return fromPromise(() =>
    new Promise((resolve, reject) =>
      user.getAttributeVerificationCode(attributeName, {
        onSuccess: resolve,
        onFailure: reject,
        inputVerificationCode: (data: unknown) => resolve((data as Sent).CodeDeliveryDetails?.Destination)
      })
    )
  )
}
