import {
  CognitoIdentityProviderClient,
  type CognitoIdentityProviderClientConfig,
  GetUserAttributeVerificationCodeCommand
} from "@aws-sdk/client-cognito-identity-provider"
import { FetchHttpHandler } from "@smithy/fetch-http-handler"
import { accessToken, attributeName, region } from "../support/exchange.js"
import { fromPromise, type MakeClient } from "./client.js"

const awsSdk = (config: CognitoIdentityProviderClientConfig): MakeClient => async (endpoint) => {
  const client = new CognitoIdentityProviderClient({ region, endpoint, ...config })
  return fromPromise(async () => {
    const command = new GetUserAttributeVerificationCodeCommand({
      AccessToken: accessToken,
      AttributeName: attributeName
    })
    return (await client.send(command)).CodeDeliveryDetails?.Destination
  })
}

export const onNode = awsSdk({})

export const onFetch: MakeClient = (endpoint) => awsSdk({ requestHandler: new FetchHttpHandler() })(endpoint)
