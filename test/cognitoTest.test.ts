import { assert, describe, it } from "@effect/vitest"
import { Exit, Fiber, Redacted } from "effect"
import { Cognito, CognitoConfig, CognitoError, CognitoToken } from "effect-cognito"
import * as CognitoTest from "effect-cognito/CognitoTest"
import { Cause, Effect, TestClock } from "./support/effect.js"

const accessToken = Redacted.make("token")

type Handler = NonNullable<CognitoTest.Handlers["getUserAttributeVerificationCode"]>

const call = (getUserAttributeVerificationCode: Handler, options: CognitoConfig.Options = { retry: "none" }) =>
  Cognito.getUserAttributeVerificationCode({ accessToken, attributeName: "email", clientMetadata: { a: "b" } }).pipe(
    CognitoConfig.withConfig({ region: "eu-west-1", ...options }),
    Effect.provide(CognitoTest.layer({ getUserAttributeVerificationCode }))
  )

describe("CognitoTest", () => {
  it.effect("gives a handler the request as it was written", () =>
    Effect.gen(function*() {
      let seen: Cognito.GetUserAttributeVerificationCodeRequest | undefined
      yield* call((request) => {
        seen = request
        return Effect.succeed({})
      })
      assert(seen !== undefined)
      assert.strictEqual(Redacted.value(seen.accessToken), "token")
      assert.strictEqual(seen.attributeName, "email")
      assert.deepStrictEqual({ ...seen.clientMetadata }, { a: "b" })
    }))

  it.effect("gives the caller the handler's response", () =>
    Effect.gen(function*() {
      const details = { destination: "+*******0100", deliveryMedium: "PIGEON", attributeName: "phone_number" }
      const answer = yield* call(() => Effect.succeed({ codeDeliveryDetails: details }))
      assert.deepStrictEqual(answer, { codeDeliveryDetails: details })
    }))

  const failures: ReadonlyArray<Effect.Error<ReturnType<Handler>>> = [
    new CognitoError.NotAuthorizedException({ message: "Expired.", status: 400, requestId: "r-1" }),
    new CognitoError.InvalidParameterException({ message: "No.", status: 400, requestId: "r-2", reasonCode: "why" }),
    new CognitoError.UnknownServiceException({ message: "New.", status: 418, requestId: "r-3", code: "NextYears" }),
    new CognitoError.InternalErrorException({ message: "Sorry.", status: 500, requestId: "r-4" })
  ]
  for (const failure of failures) {
    it.effect(`gives the caller the handler's ${failure._tag}, member by member`, () =>
      Effect.gen(function*() {
        const error = yield* Effect.flip(call(() => Effect.fail(failure)))
        assert.strictEqual(error.constructor, failure.constructor)
        assert.deepStrictEqual(JSON.parse(JSON.stringify(error)), {
          ...JSON.parse(JSON.stringify(failure)),
          operation: "GetUserAttributeVerificationCode"
        })
      }))
  }

  it.effect("shows a response that is not Cognito's", () =>
    Effect.gen(function*() {
      const operation = "GetUserAttributeVerificationCode"
      const error = yield* Effect.flip(
        call(() => Effect.fail(new CognitoError.InvalidResponseError({ operation, status: 502, issues: [] })))
      )
      assert(error._tag === "InvalidResponseError")
      assert.strictEqual(error.status, 502)
    }))

  for (const reason of ["Connect", "Lost"] as const) {
    it.effect(`shows a TransportError of reason ${reason}`, () =>
      Effect.gen(function*() {
        const operation = "GetUserAttributeVerificationCode"
        const error = yield* Effect.flip(
          call(() => Effect.fail(new CognitoError.TransportError({ operation, reason })))
        )
        assert(error._tag === "TransportError")
        assert.strictEqual(error.reason, reason)
      }))
  }

  it.effect("shows a timeout as a response that never comes", () =>
    Effect.gen(function*() {
      const operation = "GetUserAttributeVerificationCode"
      const fiber = yield* Effect.forkChild(Effect.flip(
        call(() => Effect.fail(new CognitoError.TransportError({ operation, reason: "Timeout" })))
      ))
      yield* TestClock.adjust("30 seconds")
      const error = yield* Fiber.join(fiber)
      assert(error._tag === "TransportError")
      assert.strictEqual(error.reason, "Timeout")
    }))

  it.effect("is retried as Cognito is", () =>
    Effect.gen(function*() {
      let calls = 0
      const fiber = yield* Effect.forkChild(call(() =>
        Effect.suspend(() =>
          calls++ === 0
            ? Effect.fail(new CognitoError.TooManyRequestsException({ message: "Rate exceeded", status: 400 }))
            : Effect.succeed({})
        ), {}))
      yield* TestClock.adjust("1 second")
      yield* Fiber.join(fiber)
      assert.strictEqual(calls, 2)
    }))

  it.effect("a missing handler fails the test and says which one", () =>
    Effect.gen(function*() {
      const exit = yield* Effect.exit(
        Cognito.verifyUserAttribute({ accessToken, attributeName: "email", code: Redacted.make("123456") }).pipe(
          CognitoConfig.withConfig({ region: "eu-west-1" }),
          Effect.provide(CognitoTest.layer({}))
        )
      )
      assert(Exit.isFailure(exit) && Cause.hasDies(exit.cause))
      assert.include(
        Cause.pretty(exit.cause),
        "has no handler for VerifyUserAttribute: add verifyUserAttribute to the handlers that you give to CognitoTest"
      )
    }))

  it.effect("an exception needs no status", () =>
    Effect.gen(function*() {
      const exception = new CognitoError.LimitExceededException({ message: "Attempt limit exceeded" })
      const error = yield* Effect.flip(call(() => Effect.fail(exception)))
      assert(error._tag === "LimitExceededException")
      assert.strictEqual(error.status, 400)
      assert.strictEqual(error.message, "Attempt limit exceeded")
    }))

  const wrong: ReadonlyArray<readonly [name: string, response: object, expected: string]> = [
    ["lacks a member", { username: "ada" }, "userAttributes must be a list"],
    ["has a member of another type", { username: 7, userAttributes: [] }, "username must be a string"],
    [
      "is wrong deep inside",
      { username: "ada", userAttributes: [{ name: "email" }, { value: "secret-value" }] },
      "userAttributes.1.name must be a string"
    ],
    ["is no object", [], "expected an object"]
  ]
  for (const [name, response, expected] of wrong) {
    it.effect(`a handler whose response ${name} fails the test and says where, without the value`, () =>
      Effect.gen(function*() {
        const exit = yield* Effect.exit(
          Cognito.getUser({ accessToken }).pipe(
            CognitoConfig.withConfig({ region: "eu-west-1" }),
            // What a test without types may return.
            Effect.provide(CognitoTest.layer({ getUser: () => Effect.succeed(response as never) }))
          )
        )
        assert(Exit.isFailure(exit) && Cause.hasDies(exit.cause))
        const text = Cause.pretty(exit.cause)
        assert.include(text, `CognitoTest has a handler getUser whose response is not one of Cognito's: ${expected}.`)
        assert.notInclude(text, "secret-value")
      }))
  }

  it.effect("a request for keys without a user pool fails the test and says what is missing", () =>
    Effect.gen(function*() {
      const pool = yield* CognitoTest.tokens({ userPoolId: "us-east-1_Mine", clientId: "client" })
      const { clientId, userPoolId } = pool
      const options = { userPoolId, clientId, tokenUse: "id" } as const
      const { verify } = yield* Effect.provide(CognitoToken.make(options), CognitoTest.layer({}))
      const exit = yield* Effect.exit(verify(yield* pool.idToken()))
      assert(Exit.isFailure(exit) && Cause.hasDies(exit.cause))
      assert.include(
        Cause.pretty(exit.cause),
        "has no keys at https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Mine/.well-known/jwks.json: " +
          "hand the user pool to CognitoTest.layer(handlers, tokens)"
      )
    }))

  it.effect("a user pool signs tokens with any claims, and is the only one whose keys are served", () =>
    Effect.gen(function*() {
      const pool = yield* CognitoTest.tokens()
      const other = yield* CognitoTest.tokens()
      const { clientId, userPoolId } = pool
      const { verify } = yield* Effect.provide(
        CognitoToken.make({ userPoolId, clientId, tokenUse: null }),
        CognitoTest.layer({}, pool)
      )
      const { groups, other: { tenant } } = yield* verify(
        yield* pool.accessToken({ "cognito:groups": ["admin"], tenant: "acme", username: undefined })
      )
      assert.deepStrictEqual({ groups, tenant }, { groups: ["admin"], tenant: "acme" })
      const { email } = yield* verify(yield* pool.idToken({ email: "a@b.example" }), { tokenUse: "id" })
      assert.strictEqual(email, "a@b.example")
      for (const token of [yield* other.accessToken(), yield* pool.idToken({}, "Signature")]) {
        const { reason } = yield* Effect.flip(verify(token))
        assert.strictEqual(reason, "Signature")
      }
    }))
})
