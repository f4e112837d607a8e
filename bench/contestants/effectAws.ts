import { CognitoIdentityProvider } from "@effect-aws/client-cognito-identity-provider"
import { FetchHttpHandler } from "@smithy/fetch-http-handler"
import * as Effect from "effect/Effect"
import { accessToken, attributeName, region } from "../support/exchange.js"
import { fromEffect, type MakeClient } from "./client.js"

const effectAws = (config: Parameters<typeof CognitoIdentityProvider.layer>[0]): MakeClient => (endpoint) =>
  fromEffect(
    CognitoIdentityProvider.layer({ region, endpoint, ...config }),
    Effect.map(CognitoIdentityProvider, (cognito) => () =>
      Effect.map(
        cognito.getUserAttributeVerificationCode({ AccessToken: accessToken, AttributeName: attributeName }),
        ({ CodeDeliveryDetails }) => CodeDeliveryDetails?.Destination
      )),
    // Its tags end in `Error`; the name is AWS's.
    (error) => error.name
  )

export const onNode = effectAws({})

export const onFetch: MakeClient = (endpoint) => effectAws({ requestHandler: new FetchHttpHandler() })(endpoint)
