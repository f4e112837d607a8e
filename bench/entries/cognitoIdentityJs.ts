import {
  CognitoAccessToken,
  CognitoIdToken,
  CognitoRefreshToken,
  CognitoUser,
  CognitoUserPool,
  CognitoUserSession
} from "amazon-cognito-identity-js"
import { accessToken, attributeName, userPoolClientId, userPoolId } from "./request.js"

/** Its types do not tell that the callback is given the answer. */
interface Sent {
  readonly CodeDeliveryDetails?: { readonly Destination?: string }
}

export const call = (endpoint: string): Promise<string | undefined> => {
  const pool = new CognitoUserPool({ UserPoolId: userPoolId, ClientId: userPoolClientId, endpoint })
  const user = new CognitoUser({ Username: "bench", Pool: pool })
  user.setSignInUserSession(
    new CognitoUserSession({
      IdToken: new CognitoIdToken({ IdToken: accessToken }),
      AccessToken: new CognitoAccessToken({ AccessToken: accessToken }),
      RefreshToken: new CognitoRefreshToken({ RefreshToken: "none" })
    })
  )
  return new Promise((resolve, reject) =>
    user.getAttributeVerificationCode(attributeName, {
      onSuccess: resolve,
      onFailure: reject,
      inputVerificationCode: (data: unknown) => resolve((data as Sent).CodeDeliveryDetails?.Destination)
    })
  )
}
