/**
 * A user pool with one user, which plays any chain of challenges. It checks what Cognito checks: the proofs of SRP, by
 * an implementation of the server's side that shares nothing with what is tested; the secret hash over the name of each
 * request; that each session is the latest one; and each code.
 */
import { assert } from "@effect/vitest"
import { Effect, Redacted } from "effect"
import { CognitoError } from "effect-cognito"
import type * as CognitoTest from "effect-cognito/CognitoTest"
import { createHmac } from "node:crypto"
import * as server from "../srp/server.js"
import { textsOf } from "../support/parameters.js"

export const userPoolId = "eu-west-1_AbC123"
export const clientId = "client"
export const clientSecret = "client-secret-0123456789"
export const alias = "ada@example.com"
export const username = "ada-in-the-pool"
export const password = "correct horse"
export const newPassword = "battery staple"
export const device = { deviceKey: "eu-west-1_0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9", deviceGroupKey: "-group" }
export const totpSecret = "JBSWY3DPEHPK3PXP"

const ada = server.enroll("AbC123", username, password, 2n ** 127n + 1n)

/** The codes that are right. */
export const codes = { SMS: "246810", EMAIL: "135790", TOTP: "864202" } as const

/** What the pool can ask, in any order. */
export const kinds = [
  "SMS_MFA",
  "SMS_OTP",
  "EMAIL_OTP",
  "SOFTWARE_TOKEN_MFA",
  "SELECT_MFA_TYPE",
  "SELECT_CHALLENGE",
  "PASSWORD",
  "PASSWORD_SRP",
  "NEW_PASSWORD_REQUIRED",
  "MFA_SETUP of an app",
  "MFA_SETUP of e-mail",
  "MFA_SETUP of either",
  "WEB_AUTHN",
  "CUSTOM_CHALLENGE",
  "DEVICE_SRP_AUTH",
  "VOICE_CALL"
] as const

export type Kind = typeof kinds[number]

type Texts = ReturnType<typeof textsOf>

type Response = {
  readonly challengeName?: string
  readonly challengeParameters?: { readonly [name: string]: string }
  readonly availableChallenges?: ReadonlyArray<string>
  readonly session?: Redacted.Redacted<string>
}

/** A challenge, and what a response to it must have. */
interface Challenge {
  readonly response: Response
  /** Goes on, or says what is wrong. */
  readonly check: (sent: Texts) => "right" | "wrong code" | "weak password" | "refused" | ReadonlyArray<Challenge>
}

export interface Options {
  readonly asks?: ReadonlyArray<Kind>
  readonly secret?: boolean
  /** The parameters of a challenge in place of its own, by its name. `undefined` leaves them out. */
  readonly parameters?: { readonly [name: string]: { readonly [name: string]: string } | undefined }
  /** Whether the pool offers to remember the device. */
  readonly tracksDevices?: boolean
  /** Whether it does not know any device. */
  readonly forgotDevices?: boolean
}

const code = (challengeName: string, medium: "SMS" | "EMAIL"): Challenge => ({
  response: {
    challengeName,
    challengeParameters: {
      CODE_DELIVERY_DELIVERY_MEDIUM: medium,
      CODE_DELIVERY_DESTINATION: medium === "SMS" ? "+*******0100" : "a***@e***",
      USER_ID_FOR_SRP: username
    }
  },
  check: (sent) => sent[`${challengeName}_CODE`] === codes[medium] ? "right" : "wrong code"
})

const setUp = (...factors: ReadonlyArray<string>) => ({
  challengeName: "MFA_SETUP",
  challengeParameters: { MFAS_CAN_SETUP: JSON.stringify(factors) }
})

export const makePool = ({ asks = [], forgotDevices, parameters = {}, secret, tracksDevices }: Options = {}) => {
  let remembered: server.Enrolled | undefined
  let queue: Array<Challenge> = []
  let sessions = 0
  let session = ""
  let expectsName: string = alias
  /** What was sent: the names of flows and challenges, and which device was named. */
  const log: Array<string> = []
  /** How many responses the pool refused. */
  let refusals = 0

  const refuse = <E>(error: E) => {
    refusals++
    return Effect.fail(error)
  }

  const notAuthorized = (message = "Incorrect username or password.") =>
    refuse(new CognitoError.NotAuthorizedException({ message }))

  const issueSession = () => {
    session = `session ${++sessions} of this sign-in`
    return Redacted.make(session)
  }

  const knowsClient = ({ SECRET_HASH, USERNAME }: Texts): boolean =>
    secret !== true ||
    SECRET_HASH === createHmac("sha256", clientSecret).update(`${USERNAME}${clientId}`).digest("base64")

  /** Asks the next challenge. Only some challenges state the user's name in the pool. */
  const next = ({ response: { challengeName = "", challengeParameters, ...response } }: Challenge): Response => {
    const own = challengeName in parameters ? parameters[challengeName] : challengeParameters
    expectsName = own?.["USER_ID_FOR_SRP"] ?? own?.["USERNAME"] ?? expectsName
    return { ...response, challengeName, ...(own && { challengeParameters: own }), session: issueSession() }
  }

  const tokens = () => ({
    authenticationResult: {
      accessToken: Redacted.make("access.token.of.ada"),
      idToken: Redacted.make("id.token.of.ada"),
      refreshToken: Redacted.make("refresh.token.of.ada"),
      expiresIn: 300,
      tokenType: "Bearer",
      ...(tracksDevices && { newDeviceMetadata: device })
    }
  })

  const goOn = () => Effect.succeed(queue[0] === undefined ? tokens() : next(queue[0]))

  /** The verifier of a user or a device. Its challenge needs the public value that was sent before. */
  const verifier = (name: string, enrolled: server.Enrolled, SRP_A: string, more: object): Challenge => {
    const b = BigInt(1_234_567 + sessions)
    const challenge = server.challenge(enrolled, b, Buffer.from(`notes of ${b}`))
    return {
      response: { challengeName: name, challengeParameters: { ...challenge, ...more } },
      check: ({ PASSWORD_CLAIM_SECRET_BLOCK: SECRET_BLOCK = "", PASSWORD_CLAIM_SIGNATURE, TIMESTAMP = "" }) =>
        SECRET_BLOCK === challenge.SECRET_BLOCK &&
          PASSWORD_CLAIM_SIGNATURE ===
            server.signature(enrolled, b, { ...challenge, SRP_A, SECRET_BLOCK, TIMESTAMP })
          ? "right"
          : "refused"
    }
  }

  const passwordVerifier = (SRP_A: string) =>
    verifier("PASSWORD_VERIFIER", ada, SRP_A, { USER_ID_FOR_SRP: username, USERNAME: username })

  const challengeOf = (kind: Kind): Challenge => {
    switch (kind) {
      case "SMS_MFA":
      case "SMS_OTP":
        return code(kind, "SMS")
      case "EMAIL_OTP":
        return code(kind, "EMAIL")
      case "SOFTWARE_TOKEN_MFA":
        return {
          response: { challengeName: kind, challengeParameters: { FRIENDLY_DEVICE_NAME: "Ada's phone" } },
          check: ({ SOFTWARE_TOKEN_MFA_CODE }) => SOFTWARE_TOKEN_MFA_CODE === codes.TOTP ? "right" : "wrong code"
        }
      case "SELECT_MFA_TYPE":
        return {
          response: {
            challengeName: kind,
            challengeParameters: { MFAS_CAN_CHOOSE: `["SMS_MFA","SOFTWARE_TOKEN_MFA","EMAIL_OTP"]` }
          },
          check: ({ ANSWER }) => {
            const chosen = (["SMS_MFA", "SOFTWARE_TOKEN_MFA", "EMAIL_OTP"] as const).find((name) => name === ANSWER)
            return chosen === undefined ? "refused" : [challengeOf(chosen)]
          }
        }
      case "SELECT_CHALLENGE":
        return {
          response: {
            challengeName: kind,
            availableChallenges: ["PASSWORD", "PASSWORD_SRP", "EMAIL_OTP", "SMS_OTP", "WEB_AUTHN"]
          },
          check: ({ ANSWER, PASSWORD, SRP_A }) => {
            if (ANSWER === "PASSWORD") return PASSWORD === password ? "right" : "refused"
            if (ANSWER === "PASSWORD_SRP") return SRP_A === undefined ? "refused" : [passwordVerifier(SRP_A)]
            const chosen = (["EMAIL_OTP", "SMS_OTP", "WEB_AUTHN"] as const).find((name) => name === ANSWER)
            return chosen === undefined ? "refused" : [challengeOf(chosen)]
          }
        }
      case "PASSWORD":
        return {
          response: { challengeName: kind },
          check: ({ PASSWORD }) => PASSWORD === password ? "right" : "refused"
        }
      case "PASSWORD_SRP":
        return {
          response: { challengeName: kind },
          check: ({ SRP_A }) => SRP_A === undefined ? "refused" : [passwordVerifier(SRP_A)]
        }
      case "NEW_PASSWORD_REQUIRED":
        return {
          response: {
            challengeName: kind,
            challengeParameters: {
              requiredAttributes: `["userAttributes.given_name"]`,
              userAttributes: `{"email":"ada@example.com","email_verified":"true"}`
            }
          },
          check: ({ NEW_PASSWORD, ...sent }) =>
            NEW_PASSWORD === newPassword && sent["userAttributes.given_name"] === "Ada" ? "right" : "weak password"
        }
      case "MFA_SETUP of an app":
        return { response: setUp("SOFTWARE_TOKEN_MFA"), check: () => "right" }
      case "MFA_SETUP of e-mail":
        return {
          response: setUp("EMAIL_OTP"),
          check: ({ EMAIL }) => EMAIL === alias ? [code("EMAIL_OTP", "EMAIL")] : "refused"
        }
      case "MFA_SETUP of either":
        return {
          response: setUp("SOFTWARE_TOKEN_MFA", "EMAIL_OTP"),
          check: ({ EMAIL }) =>
            EMAIL === alias ? [code("EMAIL_OTP", "EMAIL")] : EMAIL === undefined ? "right" : "refused"
        }
      case "WEB_AUTHN":
        return {
          response: {
            challengeName: kind,
            challengeParameters: { CREDENTIAL_REQUEST_OPTIONS: `{"challenge":"bm9uY2U","rpId":"example.com"}` }
          },
          check: ({ CREDENTIAL = "" }) => JSON.parse(CREDENTIAL).id === "a-passkey" ? "right" : "refused"
        }
      case "CUSTOM_CHALLENGE":
        return {
          response: {
            challengeName: kind,
            challengeParameters: { question: "What is six times seven?", USERNAME: username }
          },
          check: ({ ANSWER }) => ANSWER === "42" ? "right" : "wrong code"
        }
      case "DEVICE_SRP_AUTH":
        return {
          response: { challengeName: kind },
          check: ({ DEVICE_KEY, SRP_A = "" }) =>
            remembered !== undefined && DEVICE_KEY === remembered.name
              ? [verifier("DEVICE_PASSWORD_VERIFIER", remembered, SRP_A, { USERNAME: username, DEVICE_KEY })]
              : "refused"
        }
      case "VOICE_CALL":
        return {
          response: { challengeName: kind, challengeParameters: { NUMBER: "+*******0100" } },
          check: ({ VOICE_CALL_CODE }) => VOICE_CALL_CODE === "777" ? "right" : "wrong code"
        }
    }
  }

  /** Checks what every request has. */
  const misses = (
    sent: Texts,
    name: string
  ): Effect.Effect<never, CognitoError.NotAuthorizedException | CognitoError.ResourceNotFoundException> | undefined => {
    log.push(sent["DEVICE_KEY"] === undefined ? name : `${name} on ${sent["DEVICE_KEY"]}`)
    assert.strictEqual(sent["USERNAME"], expectsName, name)
    if (!knowsClient(sent)) return notAuthorized("Unable to verify secret hash for client")
    return forgotDevices && sent["DEVICE_KEY"] !== undefined
      ? refuse(new CognitoError.ResourceNotFoundException({ message: "Device does not exist." }))
      : undefined
  }

  const handlers: CognitoTest.Handlers = {
    initiateAuth: ({ authFlow, authParameters }) => {
      const sent = textsOf(authParameters)
      expectsName = alias
      const missing = misses(sent, authFlow)
      if (missing !== undefined) return missing
      queue = asks.map(challengeOf)
      const { CHALLENGE_NAME, PASSWORD, PREFERRED_CHALLENGE, SRP_A } = sent
      if (authFlow === "USER_PASSWORD_AUTH" || PREFERRED_CHALLENGE === "PASSWORD") {
        return PASSWORD === password ? goOn() : notAuthorized()
      }
      if (authFlow === "USER_SRP_AUTH" || PREFERRED_CHALLENGE === "PASSWORD_SRP" || CHALLENGE_NAME === "SRP_A") {
        assert(SRP_A !== undefined && PASSWORD === undefined)
        queue.unshift(passwordVerifier(SRP_A))
      }
      return goOn()
    },
    respondToAuthChallenge: ({ challengeName, challengeResponses, session: sentSession }) => {
      const sent = textsOf(challengeResponses)
      const missing = misses(sent, challengeName)
      if (missing !== undefined) return missing
      const [challenge] = queue
      if (
        challenge === undefined || String(challengeName) !== challenge.response.challengeName ||
        sentSession === undefined || Redacted.value(sentSession) !== session
      ) return notAuthorized("Invalid session for the user.")
      const outcome = challenge.check(sent)
      if (outcome === "wrong code") return refuse(new CognitoError.CodeMismatchException({ message: "Refused." }))
      if (outcome === "weak password") return refuse(new CognitoError.InvalidPasswordException({ message: "Refused." }))
      queue.shift()
      if (outcome === "refused") {
        session = ""
        return notAuthorized()
      }
      if (outcome !== "right") queue.unshift(...outcome)
      return goOn()
    },
    associateSoftwareToken: (request) => {
      log.push("AssociateSoftwareToken")
      assert.strictEqual(request.session && Redacted.value(request.session), session)
      return Effect.succeed({ secretCode: Redacted.make(totpSecret), session: issueSession() })
    },
    verifySoftwareToken: (request) => {
      log.push("VerifySoftwareToken")
      if (request.session === undefined || Redacted.value(request.session) !== session) {
        return notAuthorized("Invalid session for the user.")
      }
      return Redacted.value(request.userCode) === codes.TOTP
        ? Effect.succeed({ status: "SUCCESS", session: issueSession() })
        : refuse(new CognitoError.CodeMismatchException({ message: "Refused." }))
    },
    confirmDevice: ({ accessToken, deviceKey, deviceSecretVerifierConfig: { passwordVerifier, salt } = {} }) => {
      log.push(`ConfirmDevice ${deviceKey}`)
      assert.strictEqual(Redacted.value(accessToken), "access.token.of.ada")
      assert(passwordVerifier !== undefined && salt !== undefined)
      remembered = server.enrollDevice(device.deviceGroupKey, deviceKey, { passwordVerifier, salt })
      return Effect.succeed({ userConfirmationNecessary: true })
    }
  }

  return {
    handlers,
    log,
    /** How many requests were refused. */
    refusals: () => refusals,
    /** The device that was confirmed. */
    device: () => remembered,
    /** Knows the device that was confirmed at another pool. */
    know: (other: { readonly device: () => server.Enrolled | undefined }) => {
      remembered = other.device()
    }
  }
}
