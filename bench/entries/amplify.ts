import { Amplify } from "aws-amplify"
import { sendUserAttributeVerificationCode } from "aws-amplify/auth"
import { accessToken, attributeName, userPoolClientId, userPoolId } from "./request.js"

const token = { payload: {}, toString: () => accessToken }

export const call = async (endpoint: string): Promise<string | undefined> => {
  Amplify.configure(
    { Auth: { Cognito: { userPoolId, userPoolClientId, userPoolEndpoint: endpoint } } },
    { Auth: { tokenProvider: { getTokens: async () => ({ accessToken: token }) } } }
  )
  return (await sendUserAttributeVerificationCode({ userAttributeKey: attributeName })).destination
}
