/** A user who answers every step, and what the user's program does with it. */
import type { HttpClient } from "@effect/platform"
import { Layer, Redacted } from "effect"
import { CognitoAppClient, CognitoConfig, CognitoSignIn } from "effect-cognito"
import * as CognitoTest from "effect-cognito/CognitoTest"
import { Effect, Schema } from "../support/effect.js"
import * as Pool from "./pool.js"

type Requirements = HttpClient.HttpClient | CognitoAppClient.CognitoAppClient

/** Runs a program with the pool as its Cognito. */
export const onPool = (
  pool: Pick<ReturnType<typeof Pool.makePool>, "handlers">,
  { secret }: Pick<Pool.Options, "secret"> = {}
) =>
<A, E>(program: Effect.Effect<A, E, Requirements>): Effect.Effect<A, E> =>
  program.pipe(
    CognitoConfig.withConfig({ region: "eu-west-1", retry: "none" }),
    Effect.provide(Layer.mergeAll(
      CognitoTest.layer(pool.handlers),
      CognitoAppClient.layer({
        clientId: Pool.clientId,
        userPoolId: Pool.userPoolId,
        clientSecret: secret === true ? Redacted.make(Pool.clientSecret) : undefined
      })
    ))
  )

/** The step as another process gets it. */
export const passOn = (step: CognitoSignIn.Step): Effect.Effect<CognitoSignIn.Step> =>
  Schema.encodeEffect(CognitoSignIn.Step)(step).pipe(
    Effect.map((encoded): unknown => JSON.parse(JSON.stringify(encoded))),
    Effect.flatMap(Schema.decodeUnknownEffect(CognitoSignIn.Step)),
    Effect.orDie
  )

const secret = (text: string) => Redacted.make(text)

/** What the user prefers where there is a choice. */
export interface Taste {
  readonly challenge: "PASSWORD" | "PASSWORD_SRP" | "EMAIL_OTP" | "SMS_OTP" | "WEB_AUTHN"
  readonly factor: "SMS_MFA" | "SOFTWARE_TOKEN_MFA" | "EMAIL_OTP"
  readonly setUp: "SOFTWARE_TOKEN_MFA" | "EMAIL_OTP"
  /** Whether the password is given with the choice. */
  readonly atOnce: boolean
}

export const taste: Taste = { challenge: "PASSWORD_SRP", factor: "SMS_MFA", setUp: "SOFTWARE_TOKEN_MFA", atOnce: true }

/** The right answer to a step. */
export const answerRight = (step: CognitoSignIn.Answerable, { atOnce, challenge, factor, setUp }: Taste = taste) => {
  switch (step._tag) {
    case "CodeRequired":
      return CognitoSignIn.answer(step, secret(step.medium === "SMS" ? Pool.codes.SMS : Pool.codes.EMAIL))
    case "AuthenticatorCodeRequired":
      return CognitoSignIn.answer(step, secret(Pool.codes.TOTP))
    case "FactorChoiceRequired":
      return CognitoSignIn.answer(step, factor)
    case "ChallengeChoiceRequired":
      return CognitoSignIn.answer(step, { challenge, ...(atOnce && { password: secret(Pool.password) }) })
    case "PasswordRequired":
      return CognitoSignIn.answer(step, secret(Pool.password))
    case "NewPasswordRequired":
      return CognitoSignIn.answer(step, {
        password: secret(Pool.newPassword),
        attributes: Object.fromEntries(step.requiredAttributes.map((name) => [name, "Ada"]))
      })
    case "FactorSetupRequired":
      return CognitoSignIn.answer(step, setUp)
    case "AuthenticatorSetupRequired":
      return CognitoSignIn.answer(step, secret(Pool.codes.TOTP))
    case "EmailSetupRequired":
      return CognitoSignIn.answer(step, Pool.alias)
    case "PasskeyRequired":
      return CognitoSignIn.answer(step, { id: "a-passkey", options: step.options })
    case "CustomChallengeRequired":
      return CognitoSignIn.answer(step, secret("42"))
    case "UnknownChallengeRequired":
      return CognitoSignIn.answer(step, { VOICE_CALL_CODE: secret("777") })
  }
}

/** An answer that Cognito refuses without ending the sign-in, if there is one. */
export const answerWrong = (step: CognitoSignIn.Answerable) => {
  switch (step._tag) {
    case "CodeRequired":
    case "AuthenticatorCodeRequired":
    case "AuthenticatorSetupRequired":
      return CognitoSignIn.answer(step, secret("000000"))
    case "CustomChallengeRequired":
      return CognitoSignIn.answer(step, secret("41"))
    case "NewPasswordRequired":
      return CognitoSignIn.answer(step, { password: secret("short") })
    case "UnknownChallengeRequired":
      return CognitoSignIn.answer(step, { VOICE_CALL_CODE: secret("000") })
    default:
      return undefined
  }
}
