/**
 * Which parameters each way to sign in takes, and which responses each challenge. What the model does not know stays
 * open, and a plain text is no secret.
 */
import type { Redacted } from "effect"
import { Cognito, CognitoSchema, CognitoSignIn, type CognitoSrp } from "effect-cognito"
import { describe, expectTypeOf, test } from "vitest"

type Secret = Redacted.Redacted<string>

declare const secret: Secret
declare const begun: CognitoSrp.Srp
declare const beganDevice: CognitoSrp.Srp<{ readonly DEVICE_KEY: string }>
declare const text: string

type Request<Flow> = Extract<Cognito.InitiateAuthRequest, { readonly authFlow: Flow }>
type Response<Name> = Extract<Cognito.RespondToAuthChallengeRequest, { readonly challengeName: Name }>

const { initiateAuth: initiate, respondToAuthChallenge: respond } = Cognito
const clientId = "client"
const USERNAME = "ada"

/** The names of attributes beside a new password, which are open. */
type Attribute = `userAttributes.${string}`

type Flows = {
  // The password or its SRP for those who prefer it.
  readonly USER_AUTH: "USERNAME" | "PASSWORD" | "SRP_A"
  readonly USER_PASSWORD_AUTH: "USERNAME" | "PASSWORD"
  readonly USER_SRP_AUTH: "USERNAME" | "SRP_A"
  readonly REFRESH_TOKEN_AUTH: "REFRESH_TOKEN"
  readonly REFRESH_TOKEN: "REFRESH_TOKEN"
  readonly CUSTOM_AUTH: "USERNAME"
}

type Challenges = {
  readonly SMS_MFA: "SMS_MFA_CODE"
  readonly SMS_OTP: "SMS_OTP_CODE"
  readonly EMAIL_OTP: "EMAIL_OTP_CODE"
  readonly SOFTWARE_TOKEN_MFA: "SOFTWARE_TOKEN_MFA_CODE"
  readonly SELECT_MFA_TYPE: "ANSWER"
  readonly MFA_SETUP: never
  readonly SELECT_CHALLENGE: "ANSWER"
  readonly PASSWORD: "PASSWORD"
  readonly PASSWORD_SRP: "SRP_A"
  readonly PASSWORD_VERIFIER: "PASSWORD_CLAIM_SIGNATURE" | "PASSWORD_CLAIM_SECRET_BLOCK" | "TIMESTAMP"
  readonly WEB_AUTHN: "CREDENTIAL"
  readonly DEVICE_SRP_AUTH: "SRP_A" | "DEVICE_KEY"
  readonly DEVICE_PASSWORD_VERIFIER:
    | "PASSWORD_CLAIM_SIGNATURE"
    | "PASSWORD_CLAIM_SECRET_BLOCK"
    | "TIMESTAMP"
    | "DEVICE_KEY"
  readonly NEW_PASSWORD_REQUIRED: "NEW_PASSWORD"
  readonly CUSTOM_CHALLENGE: never
}

/** The names that the members of a union must have, and none of those that are open. */
type Required<T> = T extends unknown ? keyof {
    [K in keyof T as string extends K ? never : number extends K ? never : object extends Pick<T, K> ? never : K]: never
  }
  : never

describe("a way to sign in", () => {
  test("is one of those that the model knows", () => {
    expectTypeOf<keyof Cognito.AuthParameters>().toEqualTypeOf<keyof Flows>()
  })

  test("takes what the table of initiateAuth says", () => {
    expectTypeOf<{ [Flow in keyof Flows]: Exclude<Required<Cognito.AuthParameters[Flow]>, "PREFERRED_CHALLENGE"> }>()
      .toEqualTypeOf<Flows>()
    expectTypeOf<Request<"USER_SRP_AUTH">["authParameters"]["SECRET_HASH"]>().toEqualTypeOf<Secret | undefined>()
    expectTypeOf<Request<"USER_PASSWORD_AUTH">["authParameters"]["PASSWORD"]>().toEqualTypeOf<Secret>()
    expectTypeOf<Request<"REFRESH_TOKEN_AUTH">["authParameters"]["REFRESH_TOKEN"]>().toEqualTypeOf<Secret>()
  })

  test("takes what CognitoSrp makes", () => {
    expectTypeOf(initiate({ clientId, authFlow: "USER_SRP_AUTH", authParameters: begun.parameters })).not.toBeAny()
    expectTypeOf(initiate({
      clientId,
      authFlow: "USER_AUTH",
      authParameters: { ...begun.parameters, PREFERRED_CHALLENGE: "PASSWORD_SRP" }
    })).not.toBeAny()
    expectTypeOf(initiate({
      clientId,
      authFlow: "CUSTOM_AUTH",
      authParameters: { ...begun.parameters, CHALLENGE_NAME: "SRP_A" }
    })).not.toBeAny()
  })

  test("does not compile with a misspelled or a missing name", () => {
    expectTypeOf(initiate({
      clientId,
      authFlow: "USER_PASSWORD_AUTH",
      // @ts-expect-error: the names are in capital letters
      authParameters: { username: "ada", password: "typo" }
    })).not.toBeAny()
    // @ts-expect-error: PASSWORD is missing
    expectTypeOf(initiate({ clientId, authFlow: "USER_PASSWORD_AUTH", authParameters: { USERNAME } })).not.toBeAny()
    // @ts-expect-error: no parameters
    expectTypeOf(initiate({ clientId, authFlow: "USER_PASSWORD_AUTH" })).not.toBeAny()
    expectTypeOf(initiate({
      clientId,
      authFlow: "USER_PASSWORD_AUTH",
      // @ts-expect-error: SRP_A is of another flow
      authParameters: { USERNAME, PASSWORD: secret, SRP_A: "a" }
    })).not.toBeAny()
    // @ts-expect-error: this challenge asks for a password
    expectTypeOf(initiate({
      clientId,
      authFlow: "USER_AUTH",
      authParameters: { USERNAME, PREFERRED_CHALLENGE: "PASSWORD" }
    })).not.toBeAny()
    // @ts-expect-error: there is no such challenge
    expectTypeOf(initiate({
      clientId,
      authFlow: "USER_AUTH",
      authParameters: { USERNAME, PREFERRED_CHALLENGE: "EMAIL_OTPP" }
    })).not.toBeAny()
    // @ts-expect-error: there is no such flow
    expectTypeOf(initiate({ clientId, authFlow: "USER_SPR_AUTH", authParameters: begun.parameters })).not.toBeAny()
    // @ts-expect-error: any text may be misspelled
    expectTypeOf(initiate({ clientId, authFlow: text, authParameters: {} })).not.toBeAny()
  })

  test("takes no plain text for a secret", () => {
    expectTypeOf(initiate({
      clientId,
      authFlow: "USER_PASSWORD_AUTH",
      // @ts-expect-error: a plain password
      authParameters: { USERNAME, PASSWORD: "plain" }
    })).not.toBeAny()
    expectTypeOf(initiate({
      clientId,
      authFlow: "REFRESH_TOKEN_AUTH",
      // @ts-expect-error: a plain refresh token
      authParameters: { REFRESH_TOKEN: "plain" }
    })).not.toBeAny()
    expectTypeOf(initiate({
      clientId,
      authFlow: "USER_SRP_AUTH",
      // @ts-expect-error: a plain hash
      authParameters: { ...begun.parameters, SECRET_HASH: "plain" }
    })).not.toBeAny()
    expectTypeOf(initiate({
      clientId,
      authFlow: "CUSTOM_AUTH",
      // @ts-expect-error: a plain password, where the rest is open
      authParameters: { USERNAME, PASSWORD: "plain" }
    })).not.toBeAny()
    expectTypeOf(initiate({
      clientId,
      authFlow: CognitoSchema.otherName("NEXT_AUTH"),
      // @ts-expect-error: a plain password, in a flow that nobody knows
      authParameters: { USERNAME, PASSWORD: "plain" }
    })).not.toBeAny()
  })

  test("is open where a Lambda asks, and for what comes next", () => {
    expectTypeOf(initiate({
      clientId,
      authFlow: "CUSTOM_AUTH",
      authParameters: { USERNAME, voucher: secret, locale: "nl" }
    })).not.toBeAny()
    expectTypeOf(initiate({
      clientId,
      authFlow: CognitoSchema.otherName("NEXT_AUTH"),
      authParameters: { VOICE: "alto" }
    })).not.toBeAny()
    expectTypeOf(initiate({ clientId, authFlow: CognitoSchema.otherName("NEXT_AUTH") })).not.toBeAny()
    expectTypeOf(initiate({
      clientId,
      authFlow: "USER_AUTH",
      authParameters: { USERNAME, PREFERRED_CHALLENGE: CognitoSchema.otherName("VOICE_OTP") }
    })).not.toBeAny()
  })
})

describe("a challenge", () => {
  test("is one of those that the model knows", () => {
    expectTypeOf<keyof Cognito.ChallengeResponses>().toEqualTypeOf<keyof Challenges>()
  })

  test("takes what the table of respondToAuthChallenge says, and a name", () => {
    type Common<Name extends keyof Challenges> = Name extends "SELECT_CHALLENGE"
      ? "USERNAME" | "ANSWER" | "PASSWORD" | "SRP_A"
      : "USERNAME" | Challenges[Name]
    expectTypeOf<{ [Name in keyof Challenges]: Exclude<Required<Cognito.ChallengeResponses[Name]>, Attribute> }>()
      .toEqualTypeOf<{ [Name in keyof Challenges]: Common<Name> }>()
  })

  test("takes codes, passwords, proofs and credentials as secrets only", () => {
    expectTypeOf<Response<"SMS_MFA">["challengeResponses"]["SMS_MFA_CODE"]>().toEqualTypeOf<Secret>()
    expectTypeOf<Response<"SMS_OTP">["challengeResponses"]["SMS_OTP_CODE"]>().toEqualTypeOf<Secret>()
    expectTypeOf<Response<"EMAIL_OTP">["challengeResponses"]["EMAIL_OTP_CODE"]>().toEqualTypeOf<Secret>()
    expectTypeOf<Response<"SOFTWARE_TOKEN_MFA">["challengeResponses"]["SOFTWARE_TOKEN_MFA_CODE"]>()
      .toEqualTypeOf<Secret>()
    expectTypeOf<Response<"PASSWORD">["challengeResponses"]["PASSWORD"]>().toEqualTypeOf<Secret>()
    expectTypeOf<Response<"NEW_PASSWORD_REQUIRED">["challengeResponses"]["NEW_PASSWORD"]>().toEqualTypeOf<Secret>()
    expectTypeOf<Response<"WEB_AUTHN">["challengeResponses"]["CREDENTIAL"]>().toEqualTypeOf<Secret>()
    expectTypeOf<Response<"PASSWORD_VERIFIER">["challengeResponses"]["PASSWORD_CLAIM_SIGNATURE"]>()
      .toEqualTypeOf<Secret>()
    expectTypeOf<Response<"SMS_MFA">["challengeResponses"]["SECRET_HASH"]>().toEqualTypeOf<Secret | undefined>()
    // @ts-expect-error: a plain code
    expectTypeOf(respond({
      clientId,
      challengeName: "SMS_MFA",
      challengeResponses: { USERNAME, SMS_MFA_CODE: "123456" }
    })).not.toBeAny()
  })

  test("takes what CognitoSrp makes", () => {
    const responses = {} as CognitoSrp.Responses
    expectTypeOf(respond({
      clientId,
      challengeName: "PASSWORD_VERIFIER",
      challengeResponses: responses
    })).not.toBeAny()
    expectTypeOf(respond({
      clientId,
      challengeName: "PASSWORD_SRP",
      challengeResponses: begun.parameters
    })).not.toBeAny()
    expectTypeOf(respond({
      clientId,
      challengeName: "SELECT_CHALLENGE",
      challengeResponses: { ...begun.parameters, ANSWER: "PASSWORD_SRP" }
    })).not.toBeAny()
    expectTypeOf(respond({
      clientId,
      challengeName: "DEVICE_SRP_AUTH",
      challengeResponses: beganDevice.parameters
    })).not.toBeAny()
    // @ts-expect-error: the key of the device is missing
    expectTypeOf(respond({
      clientId,
      challengeName: "DEVICE_SRP_AUTH",
      challengeResponses: begun.parameters
    })).not.toBeAny()
  })

  test("does not compile with a misspelled or a missing name", () => {
    expectTypeOf(respond({
      clientId,
      // @ts-expect-error: there is no such challenge
      challengeName: "SMS_MFAA",
      challengeResponses: { USERNAME, SMS_MFA_CODE: secret }
    })).not.toBeAny()
    expectTypeOf(respond({
      clientId,
      challengeName: "SMS_MFA",
      // @ts-expect-error: the code of another challenge
      challengeResponses: { USERNAME, SMS_OTP_CODE: secret }
    })).not.toBeAny()
    // @ts-expect-error: who signs in is missing
    expectTypeOf(respond({
      clientId,
      challengeName: "SMS_MFA",
      challengeResponses: { SMS_MFA_CODE: secret }
    })).not.toBeAny()
    // @ts-expect-error: there is no such factor
    expectTypeOf(respond({
      clientId,
      challengeName: "SELECT_MFA_TYPE",
      challengeResponses: { USERNAME, ANSWER: "TOTP" }
    })).not.toBeAny()
    // @ts-expect-error: this choice needs the password
    expectTypeOf(respond({
      clientId,
      challengeName: "SELECT_CHALLENGE",
      challengeResponses: { USERNAME, ANSWER: "PASSWORD" }
    })).not.toBeAny()
  })

  test("takes the attributes of a new password by their names", () => {
    expectTypeOf(respond({
      clientId,
      challengeName: "NEW_PASSWORD_REQUIRED",
      challengeResponses: { USERNAME, NEW_PASSWORD: secret, "userAttributes.given_name": "Ada" }
    })).not.toBeAny()
    expectTypeOf(respond({
      clientId,
      challengeName: "NEW_PASSWORD_REQUIRED",
      // @ts-expect-error: the prefix is missing
      challengeResponses: { USERNAME, NEW_PASSWORD: secret, given_name: "Ada" }
    })).not.toBeAny()
  })

  test("is open where a Lambda asks, and for what comes next", () => {
    expectTypeOf(respond({
      clientId,
      challengeName: "CUSTOM_CHALLENGE",
      challengeResponses: { USERNAME, ANSWER: "plain" }
    })).not.toBeAny()
    expectTypeOf(respond({
      clientId,
      challengeName: "CUSTOM_CHALLENGE",
      challengeResponses: { USERNAME, ANSWER: secret }
    })).not.toBeAny()
    expectTypeOf(respond({
      clientId,
      challengeName: CognitoSchema.otherName("VOICE"),
      challengeResponses: { VOICE: secret }
    })).not.toBeAny()
  })
})

test("the other members of a request keep their types", () => {
  for (const request of [{} as Cognito.InitiateAuthRequest, {} as Cognito.RespondToAuthChallengeRequest]) {
    expectTypeOf(request.clientId).toEqualTypeOf<string>()
    expectTypeOf(request.session).toEqualTypeOf<Secret | undefined>()
    expectTypeOf(request.clientMetadata).toEqualTypeOf<{ readonly [name: string]: string } | undefined>()
    expectTypeOf(request.userContextData).toEqualTypeOf<CognitoSchema.UserContextDataType | undefined>()
  }
})

test("names of attributes are suggested, and any other is accepted", () => {
  type Name = Cognito.GetUserAttributeVerificationCodeRequest["attributeName"]
  expectTypeOf<Name>().toEqualTypeOf<CognitoSchema.StandardAttribute | (string & {})>()
  expectTypeOf<"email" | "phone_number">().toExtend<CognitoSchema.StandardAttribute>()
  expectTypeOf<"custom:team">().toExtend<Name>()
})

describe("an answer", () => {
  const step = {} as CognitoSignIn.CodeRequired

  test("is typed by the tag of its step", () => {
    expectTypeOf<CognitoSignIn.Answer<CognitoSignIn.CodeRequired>>().toEqualTypeOf<Secret>()
    expectTypeOf<CognitoSignIn.Answer<CognitoSignIn.EmailSetupRequired>>().toEqualTypeOf<string>()
    expectTypeOf<CognitoSignIn.Answer<CognitoSignIn.NewPasswordRequired>["password"]>().toEqualTypeOf<Secret>()
    expectTypeOf<CognitoSignIn.Answer<CognitoSignIn.UnknownChallengeRequired>>().toEqualTypeOf<
      CognitoSchema.OpenParameters
    >()
    expectTypeOf<keyof CognitoSignIn.Answers>().toEqualTypeOf<CognitoSignIn.Answerable["_tag"]>()
    expectTypeOf(CognitoSignIn.answer(step, secret)).not.toBeAny()
  })

  test("is no plain text where it is a secret, and none for who is signed in", () => {
    // @ts-expect-error: a plain code
    expectTypeOf(CognitoSignIn.answer(step, "123456")).not.toBeAny()
    // @ts-expect-error: nothing is asked any more
    expectTypeOf(CognitoSignIn.answer({} as CognitoSignIn.SignedIn, secret)).not.toBeAny()
  })

  test("begins with a password where the flow needs one", () => {
    expectTypeOf(CognitoSignIn.start({ username: USERNAME, password: secret })).not.toBeAny()
    // @ts-expect-error: a plain password
    expectTypeOf(CognitoSignIn.start({ username: USERNAME, password: "plain" })).not.toBeAny()
    // @ts-expect-error: no password
    expectTypeOf(CognitoSignIn.start({ username: USERNAME, authFlow: "USER_PASSWORD_AUTH" })).not.toBeAny()
    // @ts-expect-error: a password that is not there can't be preferred
    expectTypeOf(CognitoSignIn.start({ username: USERNAME, authFlow: "USER_AUTH", preferredChallenge: "PASSWORD" }))
      .not.toBeAny()
  })
})
