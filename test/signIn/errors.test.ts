/** What goes wrong in a sign-in: what leaves the step answerable, what ends it, and what is never sent twice. */
import type { HttpClient } from "@effect/platform"
import { Redacted } from "effect"
import { Cognito, type CognitoAppClient, CognitoConfig, CognitoError, CognitoSignIn } from "effect-cognito"
import type * as CognitoTest from "effect-cognito/CognitoTest"
import { Effect } from "../support/effect.js"
import { assert, describe, it, vi } from "../support/vitest.js"
import * as Pool from "./pool.js"
import { answerRight, onPool } from "./user.js"

const username = Pool.alias
const password = Redacted.make(Pool.password)
const plain = CognitoSignIn.start({ username, password, authFlow: "USER_PASSWORD_AUTH" })
const message = "In the words of Cognito."

const code = (text: string) => Redacted.make(text)

/** The first step of a sign-in at a pool that asks this. */
const stepAt = (pool: ReturnType<typeof Pool.makePool>) =>
  Effect.map(plain, (step) => {
    assert(step._tag !== "SignedIn")
    return step
  }).pipe(onPool(pool))

describe("a step can be answered again", () => {
  it.effect("after each of many wrong codes, with the same session", () => {
    const pool = Pool.makePool({ asks: ["SMS_MFA"] })
    return Effect.gen(function*() {
      const step = yield* stepAt(pool)
      assert(step._tag === "CodeRequired")
      for (let i = 0; i < 5; i++) {
        const error = yield* Effect.flip(CognitoSignIn.answer(step, code(`00000${i}`)))
        assert.strictEqual(error._tag, "CodeMismatchException")
        assert.isFalse(CognitoSignIn.isOver(error))
      }
      assert.strictEqual((yield* CognitoSignIn.answer(step, code(Pool.codes.SMS)))._tag, "SignedIn")
    }).pipe(onPool(pool))
  })

  it.effect("after a wrong code of an app that is being set up", () => {
    const pool = Pool.makePool({ asks: ["MFA_SETUP of an app"] })
    return Effect.gen(function*() {
      const step = yield* stepAt(pool)
      assert(step._tag === "AuthenticatorSetupRequired")
      const error = yield* Effect.flip(CognitoSignIn.answer(step, code("000000")))
      assert.strictEqual(error._tag, "CodeMismatchException")
      assert.strictEqual((yield* CognitoSignIn.answer(step, code(Pool.codes.TOTP)))._tag, "SignedIn")
    }).pipe(onPool(pool))
  })

  it.effect("after a status that is ERROR", () => {
    const pool = Pool.makePool({ asks: ["MFA_SETUP of an app"] })
    const handlers: CognitoTest.Handlers = {
      ...pool.handlers,
      verifySoftwareToken: () => Effect.succeed({ status: "ERROR" })
    }
    return Effect.gen(function*() {
      const step = yield* stepAt(pool)
      assert(step._tag === "AuthenticatorSetupRequired")
      const error = yield* CognitoSignIn.answer(step, code("000000")).pipe(onPool({ handlers }), Effect.flip)
      assert.strictEqual(error._tag, "EnableSoftwareTokenMFAException")
      assert.isFalse(CognitoSignIn.isOver(error))
    })
  })

  it.effect("after an answer that can't be sent", () => {
    const pool = Pool.makePool({ asks: ["WEB_AUTHN", "MFA_SETUP of an app"] })
    return Effect.gen(function*() {
      const step = yield* stepAt(pool)
      assert(step._tag === "PasskeyRequired")
      for (const credential of [undefined, Symbol("credential"), () => "credential", Promise.resolve("credential")]) {
        const error = yield* Effect.flip(CognitoSignIn.answer(step, credential))
        assert(error._tag === "InvalidRequestError")
        assert.deepStrictEqual(error.issues[0]?.path, ["challengeResponses", "CREDENTIAL"])
      }
      const setUp = yield* answerRight(step)
      assert(setUp._tag === "AuthenticatorSetupRequired")
      const error = yield* Effect.flip(CognitoSignIn.answer(setUp, code("12345")))
      assert.strictEqual(error._tag, "InvalidRequestError")
      assert.strictEqual((yield* answerRight(setUp))._tag, "SignedIn")
      assert.strictEqual(pool.refusals(), 0)
    }).pipe(onPool(pool))
  })

  it.effect("in another process, after it failed in this one", () => {
    const pool = Pool.makePool({ asks: ["NEW_PASSWORD_REQUIRED"] })
    return Effect.gen(function*() {
      const step = yield* stepAt(pool)
      assert(step._tag === "NewPasswordRequired")
      const error = yield* Effect.flip(CognitoSignIn.answer(step, { password: code("short") }))
      assert.strictEqual(error._tag, "InvalidPasswordException")
      assert.strictEqual((yield* answerRight(step))._tag, "SignedIn")
    }).pipe(onPool(pool))
  })
})

describe("a code is taken as people write it,", () => {
  it.effect("with white space in it", () => {
    const pool = Pool.makePool({ asks: ["SMS_MFA", "SOFTWARE_TOKEN_MFA"] })
    return Effect.gen(function*() {
      const step = yield* stepAt(pool)
      assert(step._tag === "CodeRequired")
      const next = yield* CognitoSignIn.answer(step, code(" 246 810\n"))
      assert(next._tag === "AuthenticatorCodeRequired")
      assert.strictEqual((yield* CognitoSignIn.answer(next, code("864 202")))._tag, "SignedIn")
      assert.strictEqual(pool.refusals(), 0)
    }).pipe(onPool(pool))
  })
})

describe("a sign-in is over", () => {
  const ends = [
    CognitoError.NotAuthorizedException,
    CognitoError.ExpiredCodeException,
    CognitoError.UserNotFoundException,
    CognitoError.UserNotConfirmedException,
    CognitoError.PasswordResetRequiredException
  ]
  for (const Exception of ends) {
    it.effect(`after ${Exception._tag}`, () => {
      const pool = Pool.makePool({ asks: ["SMS_MFA"] })
      const handlers: CognitoTest.Handlers = {
        ...pool.handlers,
        respondToAuthChallenge: () => Effect.fail(new Exception({ message }))
      }
      return Effect.gen(function*() {
        const step = yield* stepAt(pool)
        const error = yield* answerRight(step).pipe(onPool({ handlers }), Effect.flip)
        assert.strictEqual(error._tag, Exception._tag)
        assert.isTrue(CognitoSignIn.isOver(error))
      })
    })
  }

  it.effect("for whoever answers a step a second time", () => {
    const pool = Pool.makePool({ asks: ["SMS_MFA", "EMAIL_OTP"] })
    return Effect.gen(function*() {
      const step = yield* stepAt(pool)
      yield* answerRight(step)
      const error = yield* Effect.flip(answerRight(step))
      assert.strictEqual(error._tag, "NotAuthorizedException")
      assert.isTrue(CognitoSignIn.isOver(error))
    }).pipe(onPool(pool))
  })

  it("after nothing else", () => {
    const others = [
      new CognitoError.CodeMismatchException({ message }),
      new CognitoError.EnableSoftwareTokenMFAException({ message }),
      new CognitoError.InvalidPasswordException({ message }),
      new CognitoError.PasswordHistoryPolicyViolationException({ message }),
      new CognitoError.TooManyRequestsException({ message }),
      new CognitoError.InternalErrorException({ message }),
      new CognitoError.UserLambdaValidationException({ message }),
      new CognitoError.TransportError({ operation: "InitiateAuth", reason: "Lost", cause: undefined }),
      new CognitoError.InvalidResponseError({ operation: "InitiateAuth", status: 502, issues: [] })
    ]
    assert.deepStrictEqual(others.filter(CognitoSignIn.isOver), [])
  })
})

describe("no attempt is used up by a retry:", () => {
  const configurations: ReadonlyArray<CognitoConfig.Options["retry"]> = [
    {},
    { maxAttempts: 5, baseDelay: 1 },
    { maxAttempts: 5, baseDelay: 1, repeatable: true }
  ]
  for (const retry of configurations) {
    it.live(`a response that is lost is not asked for again, with ${JSON.stringify(retry)}`, () => {
      const pool = Pool.makePool({ asks: ["SMS_MFA"] })
      return Effect.gen(function*() {
        const step = yield* stepAt(pool)
        const sent: Array<string> = []
        const lose = (operation: string) =>
          Effect.suspend(() => {
            sent.push(operation)
            return Effect.fail(new CognitoError.TransportError({ operation, reason: "Lost", cause: undefined }))
          })
        const handlers: CognitoTest.Handlers = {
          initiateAuth: () => lose("InitiateAuth"),
          respondToAuthChallenge: () => lose("RespondToAuthChallenge"),
          getUser: () => lose("GetUser")
        }
        const attempt = <E>(
          effect: Effect.Effect<unknown, E, HttpClient.HttpClient | CognitoAppClient.CognitoAppClient>
        ) => effect.pipe(CognitoConfig.withConfig({ retry }), onPool({ handlers }), Effect.flip)
        const errors = [yield* attempt(answerRight(step)), yield* attempt(plain)]
        for (const error of errors) assert.isFalse(CognitoSignIn.isOver(error))
        assert.deepStrictEqual(sent, ["RespondToAuthChallenge", "InitiateAuth"])
        // Another operation is repeated, by the same configuration.
        yield* attempt(Cognito.getUser({ accessToken: Redacted.make("token") }))
        assert.isAbove(sent.length, 4)
      })
    })
  }
})

describe("a response that is not Cognito's", () => {
  const secret = Redacted.make("token")
  const tokens = { accessToken: secret, idToken: secret, refreshToken: secret }

  for (const missing of ["accessToken", "idToken", "refreshToken"] as const) {
    it.effect(`because it has no ${missing}, is an error of ours`, () =>
      Effect.gen(function*() {
        const { [missing]: _, ...authenticationResult } = tokens
        const error = yield* plain.pipe(
          onPool({ handlers: { initiateAuth: () => Effect.succeed({ authenticationResult }) } }),
          Effect.flip
        )
        assert(error._tag === "InvalidResponseError")
        assert.deepStrictEqual(error.issues[0]?.path, ["authenticationResult"])
      }))
  }

  it.effect("is read all the same if it does not say how long the token lives", () =>
    Effect.gen(function*() {
      const step = yield* plain.pipe(
        onPool({ handlers: { initiateAuth: () => Effect.succeed({ authenticationResult: tokens }) } })
      )
      assert(step._tag === "SignedIn")
      assert.deepStrictEqual([step.expiresIn, step.tokenType], [3600, "Bearer"])
    }))

  it.effect("because it has neither tokens nor a challenge, is an error of ours", () =>
    Effect.gen(function*() {
      const error = yield* plain.pipe(
        onPool({ handlers: { initiateAuth: () => Effect.succeed({ session: secret }) } }),
        Effect.flip
      )
      assert(error._tag === "InvalidResponseError")
      assert.deepStrictEqual(error.issues[0]?.path, ["challengeName"])
    }))

  it.effect("because it has no key for the app, is an error of ours", () =>
    Effect.gen(function*() {
      const pool = Pool.makePool({ asks: ["MFA_SETUP of an app"] })
      const handlers: CognitoTest.Handlers = {
        ...pool.handlers,
        associateSoftwareToken: () => Effect.succeed({})
      }
      const error = yield* plain.pipe(onPool({ handlers }), Effect.flip)
      assert(error._tag === "InvalidResponseError")
      assert.deepStrictEqual(error.issues[0]?.path, ["secretCode"])
    }))

  it.effect("because it asks for a proof of nothing, is a step that can be answered by hand", () =>
    Effect.gen(function*() {
      const step = yield* plain.pipe(onPool({
        handlers: {
          initiateAuth: () => Effect.succeed({ challengeName: "PASSWORD_VERIFIER", session: secret })
        }
      }))
      assert(step._tag === "UnknownChallengeRequired")
    }))

  it.effect("because its challenge is damaged, says which parameter", () =>
    Effect.gen(function*() {
      const error = yield* CognitoSignIn.start({ username, password }).pipe(
        onPool({
          handlers: {
            initiateAuth: () =>
              Effect.succeed({
                challengeName: "PASSWORD_VERIFIER",
                session: secret,
                challengeParameters: { SALT: "1", SECRET_BLOCK: "c2VjcmV0", USER_ID_FOR_SRP: "ada" }
              })
          }
        }),
        Effect.flip
      )
      assert(error._tag === "CognitoSrpError")
      assert.strictEqual(error.parameter, "SRP_B")
    }))
})

it.effect("without WebCrypto nothing is sent", () => {
  const pool = Pool.makePool()
  vi.stubGlobal("crypto", undefined)
  return CognitoSignIn.start({ username, password }).pipe(
    onPool(pool),
    Effect.flip,
    Effect.map((error) => {
      assert.strictEqual(error._tag, "WebCryptoError")
      assert.deepStrictEqual(pool.log, [])
    }),
    Effect.ensuring(Effect.sync(() => vi.unstubAllGlobals()))
  )
})
