/**
 * The programs of `examples/guide`: that the guide shows them as they are, and what they do where no emulator goes, on a
 * test double. The rest is in `emulator/guide.test.ts`.
 */
import type { HttpClient } from "@effect/platform"
import { afterEach, assert, describe, it, vi } from "@effect/vitest"
import { Effect, Layer, Option, Redacted } from "effect"
import { CognitoAppClient, CognitoConfig, CognitoError, CognitoSignIn, type CognitoToken } from "effect-cognito"
import * as CognitoTest from "effect-cognito/CognitoTest"
import { readdirSync } from "node:fs"
import { join } from "node:path"
import { finish } from "../../examples/guide/authenticatorApp.js"
import { load, save } from "../../examples/guide/betweenRequests.js"
import { deletePasskey, listPasskeys, registerPasskey } from "../../examples/guide/passkeys.js"
import { signInWithPasskey } from "../../examples/guide/passkeySignIn.js"
import { refresh } from "../../examples/guide/refresh.js"
import { remember } from "../../examples/guide/rememberDevice.js"
import { signIn } from "../../examples/guide/signIn.js"
import { otherSessions, signOutEverywhere, signOutThere } from "../../examples/guide/signOut.js"
import { resendCode, signUp } from "../../examples/guide/signUp.js"
import { acceptTokensOf, prepare, whoIsCalling } from "../../examples/guide/whoIsCalling.js"
import * as server from "../srp/server.js"
import { given, refusal, user } from "../support/guide.js"
import { textsOf } from "../support/parameters.js"
import { read, root, snippets } from "../support/snippets.js"

const folder = "examples/guide"
const programs = readdirSync(join(root, folder)).filter((file) => file.endsWith(".ts")).toSorted()

const email = "ada@example.com"
const password = Redacted.make("Analytical-Engine-1843")
const token = Redacted.make("token")

describe("the guide", () => {
  it("shows each program once, as it is, below a heading that names it", async () => {
    const pages = await Promise.all(
      readdirSync(join(root, "docs")).filter((file) => file.endsWith(".md")).map((page) => read(`docs/${page}`))
    )
    const shown = pages.flatMap((page) =>
      snippets("README.md", page).flatMap(({ code, line }) => {
        const heading = page.split("\n").slice(0, line).findLast((text) => text.startsWith("#")) ?? ""
        const [, file] = /: `(\w+\.ts)`$/.exec(heading) ?? []
        return file === undefined ? [] : [{ file, code: `${code}\n` }]
      })
    )
    const asTheyAre = await Promise.all(
      programs.map(async (file) => ({ file, code: await read(`${folder}/${file}`) }))
    )
    assert.isNotEmpty(programs)
    assert.deepStrictEqual(shown.toSorted((a, b) => (a.file < b.file ? -1 : 1)), asTheyAre)
  })
})

// -----------------------------------------------------------------------------
// on a test double
// -----------------------------------------------------------------------------

const onDouble = <A, E, R>(
  program: Effect.Effect<A, E, R | HttpClient.HttpClient | CognitoAppClient.CognitoAppClient>,
  handlers: CognitoTest.Handlers
) =>
  program.pipe(
    CognitoConfig.withConfig({ region: "eu-west-1", retry: "none" }),
    Effect.provide(
      Layer.merge(
        CognitoTest.layer(handlers),
        CognitoAppClient.layer({ clientId: "client", userPoolId: "eu-west-1_AbC123" })
      )
    )
  )

/** What Cognito says of itself when it refuses. */
const words = { message: "Cognito's own words.", status: 400 }

interface Asked {
  readonly challengeName: string
  readonly challengeParameters?: { readonly [name: string]: string }
  readonly expected: { readonly [name: string]: string }
  readonly refusal?: CognitoError.CodeMismatchException | CognitoError.InvalidPasswordException
}

const sessionOf = (step: number) => `the session of step ${step}`

/** A user pool that takes the password by SRP, and then asks for all of these. */
const poolThatAsks = (...challenges: ReadonlyArray<Asked>): CognitoTest.Handlers => {
  const ada = server.enroll("AbC123", "ada-in-the-pool", Redacted.value(password), 2n ** 127n + 1n)
  const b = 2n ** 255n + 19n
  const challenge = server.challenge(ada, b, Buffer.from("the server's own notes"))
  let publicValue = ""
  let step = -1

  const goOn = () => {
    step++
    const { challengeName, challengeParameters } = challenges[step] ?? {}
    return Effect.succeed({
      ...(challengeName === undefined
        ? { authenticationResult: { accessToken: token, idToken: token, refreshToken: token } }
        : { challengeName, session: Redacted.make(sessionOf(step)) }),
      ...(challengeParameters && { challengeParameters })
    })
  }

  return {
    initiateAuth: ({ authFlow, authParameters }) => {
      const { SRP_A, USERNAME } = textsOf(authParameters)
      assert.deepStrictEqual({ authFlow, USERNAME }, { authFlow: "USER_SRP_AUTH", USERNAME: email })
      assert(typeof SRP_A === "string")
      publicValue = SRP_A
      return Effect.succeed({
        challengeName: "PASSWORD_VERIFIER",
        session: Redacted.make(sessionOf(step)),
        challengeParameters: { ...challenge, USER_ID_FOR_SRP: ada.name }
      })
    },
    respondToAuthChallenge: ({ challengeName, challengeResponses, session }) => {
      const { USERNAME, ...responses } = textsOf(challengeResponses)
      assert.strictEqual(USERNAME, ada.name)
      assert.strictEqual(session && Redacted.value(session), sessionOf(step))
      if (step === -1) {
        assert.strictEqual(challengeName, "PASSWORD_VERIFIER")
        const { TIMESTAMP } = responses
        assert(typeof TIMESTAMP === "string")
        const proof = server.signature(ada, b, { ...challenge, SRP_A: publicValue, TIMESTAMP })
        return responses["PASSWORD_CLAIM_SIGNATURE"] === proof
          ? goOn()
          : Effect.fail(new CognitoError.NotAuthorizedException(words))
      }
      const { challengeName: asked, expected, refusal = new CognitoError.CodeMismatchException(words) } =
        challenges[step]!
      assert.strictEqual(challengeName, asked)
      assert.sameMembers(Object.keys(responses), Object.keys(expected))
      return Object.entries(expected).every(([name, value]) => responses[name] === value)
        ? goOn()
        : Effect.fail(refusal)
    }
  }
}

const sms: Asked = {
  challengeName: "SMS_MFA",
  challengeParameters: { CODE_DELIVERY_DELIVERY_MEDIUM: "SMS", CODE_DELIVERY_DESTINATION: "+*******0100" },
  expected: { SMS_MFA_CODE: "246810" }
}

describe("a sign-in with SRP", () => {
  it.effect("goes from the password to the choice of a second factor to its code", () => {
    const { ask, heard } = user({ codes: ["111111", "246810"], secondFactor: "SMS_MFA" })
    const choice = {
      challengeName: "SELECT_MFA_TYPE",
      challengeParameters: { MFAS_CAN_CHOOSE: "[\"SMS_MFA\",\"SOFTWARE_TOKEN_MFA\"]" },
      expected: { ANSWER: "SMS_MFA" }
    }
    return Effect.gen(function*() {
      const { accessToken } = yield* signIn({ username: email, password }, ask)
      assert.strictEqual(Redacted.value(given(accessToken)), Redacted.value(token))
      assert.deepStrictEqual(heard, [
        "second factor of SMS_MFA, SOFTWARE_TOKEN_MFA",
        "code in the message to +*******0100",
        "wrong: Cognito's own words.",
        "code in the message to +*******0100"
      ])
    }).pipe((program) => onDouble(program, poolThatAsks(choice, sms)))
  }, 60_000)

  it.effect("goes from a temporary password to a new one to a code by e-mail", () => {
    const { ask, heard } = user({ newPasswords: ["short", "long enough"], codes: ["135790"] })
    const newPassword = {
      challengeName: "NEW_PASSWORD_REQUIRED",
      challengeParameters: { requiredAttributes: "[]", userAttributes: "{}" },
      expected: { NEW_PASSWORD: "long enough" },
      refusal: new CognitoError.InvalidPasswordException(words)
    }
    const code = { challengeName: "EMAIL_OTP", expected: { EMAIL_OTP_CODE: "135790" } }
    return Effect.gen(function*() {
      given((yield* signIn({ username: email, password }, ask)).accessToken)
      assert.deepStrictEqual(heard, [
        "new password",
        "wrong: Cognito's own words.",
        "new password",
        "code in the message to you"
      ])
    }).pipe((program) => onDouble(program, poolThatAsks(newPassword, code)))
  }, 60_000)

  it.effect("goes from the choice of what to set up to the digits of a new app", () => {
    const { ask, heard } = user({ codes: ["abc", "000000", "135790"], secondFactor: "SOFTWARE_TOKEN_MFA" })
    const setUp = {
      challengeName: "MFA_SETUP",
      challengeParameters: { MFAS_CAN_SETUP: `["SOFTWARE_TOKEN_MFA","EMAIL_OTP"]` },
      expected: {}
    }
    const pool = poolThatAsks(setUp)
    return Effect.gen(function*() {
      given((yield* signIn({ username: email, password }, ask)).accessToken)
      assert.deepStrictEqual(heard, [
        "second factor of SOFTWARE_TOKEN_MFA, EMAIL_OTP",
        `QR code of /Example%3A${encodeURIComponent(email)}`,
        "code in your app",
        "wrong: VerifySoftwareToken was not sent, because its request is invalid: userCode must be a string of 6 characters " +
        "that matches ^[0-9]+$.",
        `QR code of /Example%3A${encodeURIComponent(email)}`,
        "code in your app",
        "wrong: Cognito's own words.",
        `QR code of /Example%3A${encodeURIComponent(email)}`,
        "code in your app"
      ])
    }).pipe((program) =>
      onDouble(program, {
        ...pool,
        associateSoftwareToken: ({ session }) =>
          Effect.succeed({ secretCode: Redacted.make("JBSWY3DPEHPK3PXP"), ...(session && { session }) }),
        verifySoftwareToken: ({ session, userCode }) =>
          Redacted.value(userCode) === "135790"
            ? Effect.succeed({ status: "SUCCESS", ...(session && { session }) })
            : Effect.fail(new CognitoError.EnableSoftwareTokenMFAException(words))
      })
    )
  }, 60_000)

  it.effect("ends with a wrong password", () => {
    const { ask, heard } = user()
    return Effect.gen(function*() {
      const message = yield* refusal(signIn({ username: email, password: Redacted.make("another") }, ask))
      assert.match(message, /^Wrong name or password/)
      assert.deepStrictEqual(heard, [])
    }).pipe((program) => onDouble(program, poolThatAsks()))
  }, 60_000)

  it.effect("ends after three wrong codes", () => {
    const { ask, heard } = user({ codes: ["111111", "222222", "333333", "246810"] })
    return Effect.gen(function*() {
      const message = yield* refusal(signIn({ username: email, password }, ask))
      assert.strictEqual(message, "That was wrong three times. Please sign in again.")
      assert.strictEqual(heard.filter((line) => line.startsWith("code ")).length, 3)
    }).pipe((program) => onDouble(program, poolThatAsks(sms)))
  }, 60_000)

  it.effect("ends when it is asked for something that it does not know", () =>
    Effect.gen(function*() {
      const error = yield* Effect.flip(signIn({ username: email, password }, user().ask))
      assert(error._tag === "Unanswerable")
      assert.strictEqual(error.step, "CustomChallengeRequired")
    }).pipe((program) => onDouble(program, poolThatAsks({ challengeName: "CUSTOM_CHALLENGE", expected: {} }))), 60_000)

  it.effect("leads to another page by the tag of its failure", () =>
    Effect.gen(function*() {
      const error = yield* Effect.flip(signIn({ username: email, password }, user().ask))
      assert.strictEqual(error._tag, "PasswordResetRequiredException")
    }).pipe((program) =>
      onDouble(program, {
        initiateAuth: () => Effect.fail(new CognitoError.PasswordResetRequiredException(words))
      })
    ), 60_000)
})

const webAuthn = (parameters: { readonly [name: string]: string }): CognitoTest.Handlers => ({
  initiateAuth: ({ authParameters }) =>
    Effect.succeed({
      challengeName: textsOf(authParameters)["PREFERRED_CHALLENGE"] ?? "none",
      challengeParameters: parameters,
      session: Redacted.make(sessionOf(0))
    }),
  respondToAuthChallenge: ({ challengeResponses }) =>
    textsOf(challengeResponses)["CREDENTIAL"] === `{"id":"passkey","answerTo":"a challenge"}`
      ? Effect.succeed({ authenticationResult: { accessToken: token, idToken: token, refreshToken: token } })
      : Effect.fail(new CognitoError.NotAuthorizedException(words))
})

describe("a sign-in with a passkey", () => {
  const handlers = webAuthn({ CREDENTIAL_REQUEST_OPTIONS: JSON.stringify({ challenge }) })

  it.effect("leads to the tokens", () => {
    browser("yes")
    return Effect.map(signInWithPasskey(email), ({ _tag }) => assert.strictEqual(_tag, "SignedIn")).pipe((program) =>
      onDouble(program, handlers)
    )
  })

  it.effect("says what the browser said", () => {
    browser("no")
    return Effect.map(
      refusal(signInWithPasskey(email)),
      (message) => assert.match(message, /^The user cancelled the passkey/)
    ).pipe((program) => onDouble(program, handlers))
  })

  it.effect("is refused with the passkey of another account", () => {
    browser("yes")
    const another = Buffer.from("another challenge").toString("base64url")
    return Effect.map(
      refusal(signInWithPasskey(email)),
      (message) => assert.strictEqual(message, "This passkey is not the one of that account.")
    ).pipe((program) =>
      onDouble(program, webAuthn({ CREDENTIAL_REQUEST_OPTIONS: JSON.stringify({ challenge: another }) }))
    )
  })
})

describe("a step between requests", () => {
  it.effect("is the same step, and what can't be read is none", () => {
    return Effect.gen(function*() {
      const step = yield* CognitoSignIn.start({ username: email, password })
      assert(step._tag === "CodeRequired")
      const text = save(step)
      const loaded = Option.getOrThrow(load(text))
      assert(loaded._tag === "CodeRequired")
      assert.strictEqual(loaded.destination, "+*******0100")
      const next = yield* CognitoSignIn.answer(loaded, Redacted.make("246810"))
      assert.strictEqual(next._tag, "SignedIn")
      for (const damaged of ["", "{", "{}", text.slice(1), text.replace("CodeRequired", "Unheard")]) {
        assert.isTrue(Option.isNone(load(damaged)))
      }
    }).pipe((program) => onDouble(program, poolThatAsks(sms)))
  })
})

describe("a remembered device", () => {
  const device = { deviceKey: "eu-west-1_0a1b", deviceGroupKey: "-group" }

  for (
    const [mayChoose, says, statuses] of [[true, true, ["remembered"]], [true, false, ["not_remembered"]], [
      false,
      true,
      []
    ]] as const
  ) {
    it.effect(`is ${mayChoose ? `the user's choice, who says ${says ? "yes" : "no"}` : "remembered without asking"}`, () => {
      const told: Array<string | undefined> = []
      const step = new CognitoSignIn.SignedIn({
        alias: email,
        username: "ada",
        accessToken: token,
        idToken: token,
        refreshToken: token,
        expiresIn: 300,
        tokenType: "Bearer",
        newDevice: device
      })
      return Effect.map(
        remember(step, "Ada's phone", Effect.succeed(says)),
        () => assert.deepStrictEqual(told, [...statuses])
      ).pipe((program) =>
        onDouble(program, {
          confirmDevice: ({ deviceKey, deviceName }) => {
            assert.deepStrictEqual({ deviceKey, deviceName }, {
              deviceKey: device.deviceKey,
              deviceName: "Ada's phone"
            })
            return Effect.succeed({ userConfirmationNecessary: mayChoose })
          },
          updateDeviceStatus: ({ deviceRememberedStatus }) => Effect.sync(() => (told.push(deviceRememberedStatus), {}))
        })
      )
    })
  }
})

describe("a sign-up", () => {
  it.effect("says what a password lacks, in Cognito's own words", () =>
    Effect.gen(function*() {
      assert.strictEqual(yield* refusal(signUp("client", email, password)), words.message)
    }).pipe((program) =>
      onDouble(program, { signUp: () => Effect.fail(new CognitoError.InvalidPasswordException(words)) })
    ))

  it.effect("needs no code where the user pool confirms by itself", () =>
    Effect.gen(function*() {
      assert.strictEqual(yield* signUp("client", email, password), "You can sign in now.")
    }).pipe((program) => onDouble(program, { signUp: () => Effect.succeed({ userConfirmed: true, userSub: "ada" }) })))

  it.effect("goes on when only the message failed", () =>
    Effect.gen(function*() {
      const answer = yield* signUp("client", email, password)
      assert.strictEqual(answer, "We could not send you a code: ask for another one.")
    }).pipe((program) =>
      onDouble(program, { signUp: () => Effect.fail(new CognitoError.CodeDeliveryFailureException(words)) })
    ))

  it.effect("sends the code again, but not for ever", () => {
    let codes = 0
    return Effect.gen(function*() {
      assert.strictEqual(yield* resendCode("client", email), "We sent a code to a***@e***.")
      const message = yield* refusal(resendCode("client", email))
      assert.strictEqual(message, "Those were many codes: ask again in an hour.")
    }).pipe((program) =>
      onDouble(program, {
        resendConfirmationCode: () =>
          codes++ === 0
            ? Effect.succeed({ codeDeliveryDetails: { destination: "a***@e***" } })
            : Effect.fail(new CognitoError.LimitExceededException(words))
      })
    )
  })
})

describe("a refresh", () => {
  it.effect("keeps the refresh token, or has the new one of a rotation", () => {
    let rotates = false
    return Effect.gen(function*() {
      const first = yield* refresh("client", Redacted.make("first"))
      assert.strictEqual(Redacted.value(first.refreshToken), "first")
      assert.strictEqual(Redacted.value(given(first.accessToken)), "access for first")
      rotates = true
      const second = yield* refresh("client", first.refreshToken)
      assert.strictEqual(Redacted.value(second.refreshToken), "after first")
    }).pipe((program) =>
      onDouble(program, {
        getTokensFromRefreshToken: ({ refreshToken }) => {
          const old = Redacted.value(refreshToken)
          return Effect.succeed({
            authenticationResult: {
              accessToken: Redacted.make(`access for ${old}`),
              ...(rotates && { refreshToken: Redacted.make(`after ${old}`) })
            }
          })
        }
      })
    )
  })

  it.effect("asks the user to sign in again", () =>
    Effect.gen(function*() {
      const message = yield* refusal(refresh("client", token))
      assert.strictEqual(message, "Please sign in again.")
    }).pipe((program) =>
      onDouble(program, {
        getTokensFromRefreshToken: () => Effect.fail(new CognitoError.RefreshTokenReuseException(words))
      })
    ))
})

describe("an authenticator app", () => {
  it.effect("is not there before Cognito says so", () =>
    Effect.gen(function*() {
      const message = yield* refusal(finish(token, Redacted.make("123456")))
      assert.strictEqual(message, "That did not work. Please begin again.")
    }).pipe((program) => onDouble(program, { verifySoftwareToken: () => Effect.succeed({ status: "ERROR" }) })))
})

/** A browser that makes a passkey of what it is asked for, or whose user says no. */
const browser = (says: "yes" | "no") => {
  vi.stubGlobal("PublicKeyCredential", vi.fn())
  const respond = async ({ publicKey }: { readonly publicKey: { readonly challenge: Uint8Array } }) => {
    if (says === "no") throw new DOMException("The user said no.", "NotAllowedError")
    return { toJSON: () => ({ id: "passkey", answerTo: Buffer.from(publicKey.challenge).toString("utf8") }) }
  }
  vi.stubGlobal("navigator", { credentials: { create: respond, get: respond } })
}

const challenge = Buffer.from("a challenge").toString("base64url")

const startWebAuthnRegistration: CognitoTest.Handlers["startWebAuthnRegistration"] = () =>
  Effect.succeed({ credentialCreationOptions: { challenge, user: { id: "YWRh" } } })

describe("passkeys", () => {
  afterEach(() => vi.unstubAllGlobals())

  it.effect("are made by the browser and registered", () => {
    browser("yes")
    const registered: Array<unknown> = []
    return Effect.gen(function*() {
      yield* registerPasskey(token)
      assert.deepStrictEqual(registered, [{ id: "passkey", answerTo: "a challenge" }])
    }).pipe((program) =>
      onDouble(program, {
        startWebAuthnRegistration,
        completeWebAuthnRegistration: ({ credential }) => Effect.sync(() => (registered.push(credential), {}))
      })
    )
  })

  it.effect("are not registered when the user says no", () => {
    browser("no")
    return Effect.gen(function*() {
      assert.match(yield* refusal(registerPasskey(token)), /^The user cancelled the passkey/)
    }).pipe((program) => onDouble(program, { startWebAuthnRegistration }))
  })

  it.effect("are not registered when the user takes too long", () => {
    browser("yes")
    return Effect.gen(function*() {
      assert.strictEqual(yield* refusal(registerPasskey(token)), "It took too long. Please try again.")
    }).pipe((program) =>
      onDouble(program, {
        startWebAuthnRegistration,
        completeWebAuthnRegistration: () => Effect.fail(new CognitoError.WebAuthnChallengeNotFoundException(words))
      })
    )
  })

  it.effect("are listed and deleted", () => {
    const ids = ["one", "two", "three"]
    return Effect.gen(function*() {
      assert.deepStrictEqual((yield* listPasskeys(token)).map(({ credentialId }) => credentialId), ids)
      yield* deletePasskey(token, "two")
      yield* deletePasskey(token, "two")
      assert.deepStrictEqual((yield* listPasskeys(token)).map(({ credentialId }) => credentialId), ["one", "three"])
    }).pipe((program) =>
      onDouble(program, {
        // One on each page.
        listWebAuthnCredentials: ({ nextToken = "0" }) => {
          const page = Number(nextToken)
          const credential = {
            credentialId: ids[page]!,
            friendlyCredentialName: `Passkey ${ids[page]}`,
            relyingPartyId: "example.com",
            authenticatorTransports: ["internal"],
            createdAt: new Date(0)
          }
          return Effect.succeed({
            credentials: [credential],
            ...(page + 1 < ids.length && { nextToken: String(page + 1) })
          })
        },
        deleteWebAuthnCredential: ({ credentialId }) => {
          const index = ids.indexOf(credentialId)
          if (index === -1) return Effect.fail(new CognitoError.ResourceNotFoundException(words))
          ids.splice(index, 1)
          return Effect.succeed({})
        }
      })
    )
  })
})

describe("signing out", () => {
  it.effect("in another place", () => {
    let sessions = ["sso-laptop", "tkn-here", "tkn-phone"]
    const elsewhere = Effect.map(otherSessions(token), (sessions) => sessions.map(({ sessionId }) => sessionId))
    return Effect.gen(function*() {
      assert.deepStrictEqual(yield* elsewhere, ["sso-laptop", "tkn-phone"])
      yield* signOutThere(token, "tkn-phone")
      yield* signOutThere(token, "tkn-phone")
      assert.deepStrictEqual(yield* elsewhere, ["sso-laptop"])
    }).pipe((program) =>
      onDouble(program, {
        // Two on each page.
        listUserSessions: ({ nextToken = "0" }) => {
          const begin = Number(nextToken)
          const page = sessions.slice(begin, begin + 2)
          return Effect.succeed({
            sessions: page.map((sessionId) => ({ sessionId, isCurrentSession: sessionId === "tkn-here" })),
            ...(begin + 2 < sessions.length && { nextToken: String(begin + 2) })
          })
        },
        revokeUserSession: ({ sessionId }) => {
          if (!sessions.includes(sessionId)) return Effect.fail(new CognitoError.ResourceNotFoundException(words))
          sessions = sessions.filter((session) => session !== sessionId)
          return Effect.succeed({})
        }
      })
    )
  })

  it.effect("everywhere, once", () => {
    let signedIn = true
    return Effect.gen(function*() {
      assert.strictEqual(yield* signOutEverywhere(token), "You are signed out everywhere.")
      assert.strictEqual(yield* signOutEverywhere(token), "You are signed out here.")
    }).pipe((program) =>
      onDouble(program, {
        globalSignOut: () => {
          if (!signedIn) return Effect.fail(new CognitoError.NotAuthorizedException(words))
          signedIn = false
          return Effect.succeed({})
        }
      })
    )
  })
})

describe("a server", () => {
  const setting = Effect.gen(function*() {
    const pool = yield* CognitoTest.tokens()
    const verifier = acceptTokensOf(pool.userPoolId, pool.clientId)
    return { pool, provide: Effect.provide(Layer.provide(verifier, CognitoTest.layer({}, pool))) }
  })

  it.effect("knows who is calling", () =>
    Effect.gen(function*() {
      const { pool, provide } = yield* setting
      const token = yield* pool.accessToken({ sub: "ada", "cognito:groups": ["editors"] })
      const { sub } = yield* provide(
        Effect.flatMap(prepare, () => whoIsCalling(token, { groups: ["editors"] }))
      )
      assert.strictEqual(sub, "ada")
    }))

  it.effect("refuses whoever it does not know, or who may not do this", () =>
    Effect.gen(function*() {
      const { pool, provide } = yield* setting
      const refusalOf = (token: Redacted.Redacted<string>, requirements?: CognitoToken.Requirements) =>
        Effect.map(Effect.flip(provide(whoIsCalling(token, requirements))), ({ message }) => message)
      for (const flaw of ["Signature", "Issuer", "Expired"] as const) {
        assert.strictEqual(yield* refusalOf(yield* pool.accessToken({}, flaw)), "Please sign in again.")
      }
      assert.strictEqual(yield* refusalOf(yield* pool.idToken()), "Please sign in again.")
      assert.strictEqual(yield* refusalOf(yield* pool.accessToken(), { groups: ["editors"] }), "You may not do this.")
      assert.strictEqual(yield* refusalOf(yield* pool.accessToken(), { scopes: ["x/y"] }), "You may not do this.")
    }))
})
