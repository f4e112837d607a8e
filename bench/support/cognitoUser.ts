/** amazon-cognito-identity-js, which knows users and sessions where the others know tokens. */
import {
  CognitoAccessToken,
  CognitoIdToken,
  CognitoRefreshToken,
  CognitoUser,
  CognitoUserPool,
  CognitoUserSession,
  type ICognitoUserPoolData
} from "amazon-cognito-identity-js"

/** Its types do not tell that the callback is given the answer. */
interface Sent {
  readonly CodeDeliveryDetails?: { readonly Destination?: string }
}

export const signedIn = (pool: ICognitoUserPoolData, accessToken: string): CognitoUser => {
  const user = new CognitoUser({ Username: "bench", Pool: new CognitoUserPool(pool) })
  user.setSignInUserSession(
    new CognitoUserSession({
      IdToken: new CognitoIdToken({ IdToken: accessToken }),
      AccessToken: new CognitoAccessToken({ AccessToken: accessToken }),
      RefreshToken: new CognitoRefreshToken({ RefreshToken: "none" })
    })
  )
  return user
}

/** The destination in the answer. */
export const sendCode = (user: CognitoUser, attributeName: string): Promise<string | undefined> =>
  new Promise((resolve, reject) =>
    user.getAttributeVerificationCode(attributeName, {
      onSuccess: resolve,
      onFailure: reject,
      inputVerificationCode: (data: unknown) => resolve((data as Sent).CodeDeliveryDetails?.Destination)
    })
  )
