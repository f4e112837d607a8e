import * as Effect from "effect/Effect"
import { CognitoIdentityProvider } from "itty-aws/cognito-identity-provider"
import { accessToken, attributeName, region } from "./request.js"

/** It signs every call, and fails without credentials. */
const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "not-a-secret" }

export const call = (endpoint: string): Promise<string | undefined> =>
  new CognitoIdentityProvider({ region, endpoint, credentials })
    .getUserAttributeVerificationCode({ AccessToken: accessToken, AttributeName: attributeName }).pipe(
      Effect.map(({ CodeDeliveryDetails }) => CodeDeliveryDetails?.Destination),
      Effect.runPromise
    )
