import { Amplify } from "aws-amplify"
import { sendUserAttributeVerificationCode } from "aws-amplify/auth"
import { accessToken, attributeName, userPoolClientId, userPoolId } from "../support/exchange.js"
import { fromPromise, type MakeClient } from "./client.js"

const token = { payload: {}, toString: () => accessToken }

export const make: MakeClient = async (endpoint) => {
  Amplify.configure(
    { Auth: { Cognito: { userPoolId, userPoolClientId, userPoolEndpoint: endpoint } } },
    { Auth: { tokenProvider: { getTokens: async () => ({ accessToken: token }) } } }
  )
  return fromPromise(async () =>
    (await sendUserAttributeVerificationCode({ userAttributeKey: attributeName })).destination
  )
}
