/** A program of someone who installed the package. It runs as an ES module and as CommonJS. */
import { FetchHttpClient } from "@effect/platform"
import { Console, Effect, Layer, Redacted } from "effect"
import { Cognito, CognitoConfig, type CognitoError } from "effect-cognito"
import * as CognitoTest from "effect-cognito/CognitoTest"
import { verifyUserAttribute } from "effect-cognito/operations/VerifyUserAttribute"

const askForCode: Effect.Effect<string, CognitoError.CognitoError, Cognito.Cognito> = Effect.gen(function*() {
  const cognito = yield* Cognito.Cognito
  const { codeDeliveryDetails } = yield* cognito.getUserAttributeVerificationCode({
    accessToken: Redacted.make("token"),
    attributeName: "email"
  })
  return codeDeliveryDetails?.destination ?? "nowhere"
})

const giveCode: Effect.Effect<string> = verifyUserAttribute({
  accessToken: Redacted.make("token"),
  attributeName: "email",
  code: Redacted.make("123456")
}).pipe(
  Effect.as("verified"),
  Effect.catchTag("CodeMismatchException", () => Effect.succeed("wrong code")),
  Effect.match({ onFailure: (error) => error.message, onSuccess: (said) => said }),
  CognitoConfig.withConfig({ retry: "none" }),
  Effect.provide(FetchHttpClient.layer)
)

export const TestLive: Layer.Layer<Cognito.Cognito> = Cognito.layer().pipe(
  Layer.provide(CognitoTest.layer({ verifyUserAttribute: () => Effect.succeed({}) }))
)

const CognitoLive = Cognito.layer().pipe(Layer.provide(FetchHttpClient.layer))

void Effect.all([askForCode.pipe(Effect.provide(CognitoLive)), giveCode]).pipe(
  Effect.flatMap((results) => Console.log(JSON.stringify(results))),
  Effect.runPromise
)
