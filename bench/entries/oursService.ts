import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import { Cognito } from "effect-cognito"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { accessToken, attributeName } from "./request.js"

export const call = (endpoint: string): Promise<string | undefined> =>
  Effect.flatMap(
    Cognito.Cognito,
    (cognito) => cognito.getUserAttributeVerificationCode({ accessToken: Redacted.make(accessToken), attributeName })
  ).pipe(
    Effect.map(({ codeDeliveryDetails }) => codeDeliveryDetails?.destination),
    Effect.provide(Layer.provide(Cognito.layer({ endpoint }), FetchHttpClient.layer)),
    Effect.runPromise
  )
