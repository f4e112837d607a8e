import { assert, describe, it } from "@effect/vitest"
import { Exit, Layer, Redacted } from "effect"
import { Cognito, CognitoConfig, CognitoError } from "effect-cognito"
import * as CognitoTest from "effect-cognito/CognitoTest"
import { Cause, ConfigProvider, Effect } from "./support/effect.js"

const accessToken = Redacted.make("token")

describe("CognitoTest.service", () => {
  const greet = Effect.gen(function*() {
    const cognito = yield* Cognito.Cognito
    return (yield* cognito.getUser({ accessToken })).username
  })

  it.effect("is the service, whose operations are the handlers", () =>
    Effect.gen(function*() {
      assert.strictEqual(yield* greet, "ada")
    }).pipe(
      Effect.provide(CognitoTest.service({
        getUser: (request) =>
          Redacted.value(request.accessToken) === "token"
            ? Effect.succeed({ username: "ada", userAttributes: [] })
            : Effect.fail(new CognitoError.NotAuthorizedException({ message: "Invalid Access Token" }))
      }))
    ))

  it.effect("reads nothing from the environment", () =>
    Effect.gen(function*() {
      assert.strictEqual(yield* greet, "ada")
    }).pipe(
      Effect.provide(
        CognitoTest.service({ getUser: () => Effect.succeed({ username: "ada", userAttributes: [] }) }).pipe(
          Layer.provide(ConfigProvider.layer(ConfigProvider.fromUnknown({
            AWS_REGION: "no region",
            AWS_ENDPOINT_URL: "no URL",
            AWS_USE_FIPS_ENDPOINT: "perhaps",
            AWS_USE_DUALSTACK_ENDPOINT: "true",
            AWS_MAX_ATTEMPTS: "none"
          })))
        )
      )
    ))

  for (const reason of ["Connect", "Lost"] as const) {
    it.effect(`repeats nothing, so that no test waits, after a TransportError of reason ${reason}`, () =>
      Effect.gen(function*() {
        let calls = 0
        const error = yield* Effect.flip(greet).pipe(Effect.provide(CognitoTest.service({
          getUser: () =>
            Effect.suspend(() => {
              calls++
              return Effect.fail(new CognitoError.TransportError({ operation: "GetUser", reason }))
            })
        })))
        assert.strictEqual(error._tag, "TransportError")
        assert.strictEqual(calls, 1)
      }))
  }

  it.effect("repeats nothing after throttling either, whatever is configured around it", () =>
    Effect.gen(function*() {
      let calls = 0
      const error = yield* Effect.flip(greet).pipe(
        Effect.provide(CognitoTest.service({
          getUser: () =>
            Effect.suspend(() => {
              calls++
              return Effect.fail(new CognitoError.TooManyRequestsException({ message: "Rate exceeded" }))
            })
        })),
        CognitoConfig.withConfig({ retry: { maxAttempts: 3 } })
      )
      assert.strictEqual(error._tag, "TooManyRequestsException")
      assert.strictEqual(calls, 1)
    }))

  it.effect("fails the test where a handler is missing", () =>
    Effect.gen(function*() {
      const exit = yield* Effect.exit(Effect.provide(greet, CognitoTest.service({})))
      assert(Exit.isFailure(exit) && Cause.hasDies(exit.cause))
      assert.include(Cause.pretty(exit.cause), "has no handler for GetUser: add getUser to")
    }))
})
