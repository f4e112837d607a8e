import {
  CognitoIdentityProviderClient,
  GetUserAttributeVerificationCodeCommand
} from "@aws-sdk/client-cognito-identity-provider"
import { FetchHttpHandler } from "@smithy/fetch-http-handler"
import { accessToken, attributeName, region } from "./request.js"

export const call = async (endpoint: string): Promise<string | undefined> => {
  const client = new CognitoIdentityProviderClient({ region, endpoint, requestHandler: new FetchHttpHandler() })
  const command = new GetUserAttributeVerificationCodeCommand({
    AccessToken: accessToken,
    AttributeName: attributeName
  })
  return (await client.send(command)).CodeDeliveryDetails?.Destination
}
