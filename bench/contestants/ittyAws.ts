import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { CognitoIdentityProvider } from "itty-aws/cognito-identity-provider"
import { accessToken, attributeName, region } from "../support/exchange.js"
import { fromEffect, type MakeClient } from "./client.js"

/** It signs every call, and fails without credentials. */
const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "not-a-secret" }

export const make: MakeClient = (endpoint) => {
  const client = new CognitoIdentityProvider({ region, endpoint, credentials })
  return fromEffect(
    Layer.empty,
    Effect.succeed(() =>
      Effect.map(
        client.getUserAttributeVerificationCode({ AccessToken: accessToken, AttributeName: attributeName }),
        ({ CodeDeliveryDetails }) => CodeDeliveryDetails?.Destination
      )
    ),
    (error) => error._tag
  )
}
