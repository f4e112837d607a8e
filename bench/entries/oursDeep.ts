import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import * as CognitoConfig from "effect-cognito/CognitoConfig"
import { getUserAttributeVerificationCode } from "effect-cognito/operations/GetUserAttributeVerificationCode"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { accessToken, attributeName } from "./request.js"

export const call = (endpoint: string): Promise<string | undefined> =>
  getUserAttributeVerificationCode({ accessToken: Redacted.make(accessToken), attributeName }).pipe(
    Effect.map(({ codeDeliveryDetails }) => codeDeliveryDetails?.destination),
    CognitoConfig.withConfig({ endpoint }),
    Effect.provide(FetchHttpClient.layer),
    Effect.runPromise
  )
