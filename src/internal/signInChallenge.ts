/**
 * A challenge of Cognito becomes a step. What a challenge comes with is text, some of it JSON within text. A text that
 * can't be read never costs the user the sign-in: what can be read of it is used, or else everything is offered.
 */
import type * as Redacted from "effect/Redacted"
import { safely } from "./foreign.js"
import * as steps from "./signInSteps.js"

/** What Cognito asks. */
export interface Challenge {
  readonly name: string
  readonly parameters: { readonly [name: string]: string }
  readonly session: Redacted.Redacted<string> | undefined
  readonly choices: ReadonlyArray<string> | undefined
}

/** Who is asked. */
export interface User {
  readonly username: string
  readonly alias: string
}

const parseJson = (text: string | undefined): unknown =>
  safely((): unknown => text === undefined ? undefined : JSON.parse(text))

/** Reads a list of names. What is no JSON, because it was cut or is written otherwise, still has names in it. */
const readNames = (text: string | undefined): ReadonlyArray<string> => {
  const json = parseJson(text)
  if (json === null) return []
  const names = Array.isArray(json) ? json.filter((name) => typeof name === "string") : text?.match(/[\w.:-]+/g) ?? []
  return [...new Set(names)]
}

const orElse = (names: ReadonlyArray<string>, all: ReadonlyArray<string>): ReadonlyArray<string> =>
  names.length > 0 ? names : all

/** The second factors that can be set up during a sign-in, which a phone number for codes can't. */
export const readFactorsToSetUp = (parameters: Challenge["parameters"]): ReadonlyArray<string> =>
  orElse(readNames(parameters["MFAS_CAN_SETUP"]), ["SOFTWARE_TOKEN_MFA", "EMAIL_OTP"])
    .filter((name) => name !== "SMS_MFA")

const attributePrefix = /^userAttributes\./

const readAttributes = (text: string | undefined): { readonly [name: string]: string } => {
  const json = parseJson(text)
  return typeof json !== "object" || json === null
    ? {}
    : Object.fromEntries(
      Object.entries(json).map(([name, value]) => [name.replace(attributePrefix, ""), String(value)])
    )
}

const media: { readonly [name: string]: string } = { SMS_MFA: "SMS", SMS_OTP: "SMS", EMAIL_OTP: "EMAIL" }

/** The step in which a challenge is shown. */
export const toStep = (challenge: Challenge, user: User): steps.Step => {
  const { choices = [], name, parameters, session } = challenge
  const pending = { ...user, session }
  switch (name) {
    case "SMS_MFA":
    case "SMS_OTP":
    case "EMAIL_OTP":
      return new steps.CodeRequired({
        ...pending,
        kind: name,
        medium: parameters["CODE_DELIVERY_DELIVERY_MEDIUM"] ?? media[name]!,
        destination: parameters["CODE_DELIVERY_DESTINATION"]
      })
    case "SOFTWARE_TOKEN_MFA":
      return new steps.AuthenticatorCodeRequired({ ...pending, deviceName: parameters["FRIENDLY_DEVICE_NAME"] })
    case "SELECT_MFA_TYPE":
      return new steps.FactorChoiceRequired({
        ...pending,
        factors: orElse(readNames(parameters["MFAS_CAN_CHOOSE"]), ["SMS_MFA", "SOFTWARE_TOKEN_MFA", "EMAIL_OTP"])
      })
    case "SELECT_CHALLENGE":
      return new steps.ChallengeChoiceRequired({
        ...pending,
        challenges: orElse(choices, ["PASSWORD_SRP", "EMAIL_OTP", "SMS_OTP", "WEB_AUTHN"])
      })
    case "PASSWORD":
    case "PASSWORD_SRP":
      return new steps.PasswordRequired({ ...pending, kind: name, chosen: false })
    case "NEW_PASSWORD_REQUIRED":
      return new steps.NewPasswordRequired({
        ...pending,
        requiredAttributes: readNames(parameters["requiredAttributes"]).map((name) =>
          name.replace(attributePrefix, "")
        ),
        userAttributes: readAttributes(parameters["userAttributes"])
      })
    case "MFA_SETUP": {
      const factors = readFactorsToSetUp(parameters)
      if (factors.length === 0) break
      return factors.length === 1 && factors[0] === "EMAIL_OTP"
        ? new steps.EmailSetupRequired(pending)
        : new steps.FactorSetupRequired({ ...pending, factors })
    }
    case "WEB_AUTHN": {
      const options = parseJson(parameters["CREDENTIAL_REQUEST_OPTIONS"])
      if (typeof options === "object" && options !== null) return new steps.PasskeyRequired({ ...pending, options })
      break
    }
    case "CUSTOM_CHALLENGE":
      return new steps.CustomChallengeRequired({ ...pending, parameters })
  }
  return new steps.UnknownChallengeRequired({ ...pending, challengeName: name, parameters })
}
