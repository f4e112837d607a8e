import { CognitoIdentityProvider } from "@effect-aws/client-cognito-identity-provider"
import { FetchHttpHandler } from "@smithy/fetch-http-handler"
import * as Effect from "effect/Effect"
import { accessToken, attributeName, region } from "./request.js"

export const call = (endpoint: string): Promise<string | undefined> =>
  Effect.flatMap(
    CognitoIdentityProvider,
    (cognito) => cognito.getUserAttributeVerificationCode({ AccessToken: accessToken, AttributeName: attributeName })
  ).pipe(
    Effect.map(({ CodeDeliveryDetails }) => CodeDeliveryDetails?.Destination),
    Effect.provide(CognitoIdentityProvider.layer({ region, endpoint, requestHandler: new FetchHttpHandler() })),
    Effect.runPromise
  )
