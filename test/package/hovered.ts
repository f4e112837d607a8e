/** A program over whose names a pointer hovers: see `hovers.ts`. */
import { Effect, Redacted } from "effect"
import {
  Cognito,
  CognitoAppClient,
  CognitoConfig,
  CognitoError,
  CognitoSession,
  CognitoSignIn,
  type CognitoToken
} from "effect-cognito"
import * as CognitoTest from "effect-cognito/CognitoTest"

const accessToken = Redacted.make("...")

export const operations = Effect.gen(function*() {
  const sent = yield* Cognito.getUserAttributeVerificationCode({ accessToken, attributeName: "email" })
  const tokens = yield* Cognito.initiateAuth({
    clientId: "1example23456789",
    authFlow: "USER_PASSWORD_AUTH",
    authParameters: { USERNAME: "ada", PASSWORD: Redacted.make("...") }
  })
  return [
    sent.codeDeliveryDetails?.destination,
    tokens.authenticationResult?.expiresIn,
    tokens.authenticationResult?.newDeviceMetadata?.deviceKey
  ]
})

export const service = Effect.gen(function*() {
  const cognito = yield* Cognito.Cognito
  const user = yield* cognito.getUser({ accessToken })
  return [user.userAttributes[0]?.value, user.preferredMfaSetting]
})

export const errors = (
  transport: CognitoError.TransportError,
  request: CognitoError.InvalidRequestError,
  parameter: CognitoError.InvalidParameterException
) => [
  transport.reason,
  transport.cause,
  request.issues[0]?.expected,
  parameter.reasonCode,
  parameter.requestId,
  CognitoError.isThrottling(parameter)
]

export const configured = operations.pipe(CognitoConfig.withConfig({
  region: "eu-west-1",
  timeout: "5 seconds",
  retry: { maxAttempts: 2 }
}))

export const signIn = Effect.gen(function*() {
  const step = yield* CognitoSignIn.start({ username: "ada", password: Redacted.make("...") })
  if (step._tag === "CodeRequired") return [step.medium, yield* CognitoSignIn.answer(step, Redacted.make("123456"))]
  if (step._tag === "NewPasswordRequired") return step.requiredAttributes
  return step._tag === "SignedIn" ? step.newDevice?.deviceGroupKey : step.alias
})

export const session = Effect.gen(function*() {
  const kept = yield* CognitoSession.CognitoSession
  return yield* kept.withAccessToken(() => Effect.void)
})

export const appClient = CognitoAppClient.layer({ clientId: "1example23456789", userPoolId: "eu-west-1_AbC123" })

export const email = ({ emailVerified }: CognitoToken.IdTokenClaims) => emailVerified

export const test = CognitoTest.service({ getUser: () => Effect.succeed({ username: "ada", userAttributes: [] }) })
