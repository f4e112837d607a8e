/** What CognitoTest tells the author of a test who is new to it. */
import { assert, describe, it, vi } from "@effect/vitest"
import { Fiber, Redacted } from "effect"
import { Cognito, CognitoConfig, CognitoError } from "effect-cognito"
import * as CognitoTest from "effect-cognito/CognitoTest"
import { Effect, TestClock } from "./support/effect.js"
import { typeErrors } from "./support/snippets.js"

type Handler = NonNullable<CognitoTest.Handlers["getUserAttributeVerificationCode"]>

const call = (getUserAttributeVerificationCode: Handler, options: CognitoConfig.Options) =>
  Cognito.getUserAttributeVerificationCode({ accessToken: Redacted.make("token"), attributeName: "email" }).pipe(
    CognitoConfig.withConfig({ region: "eu-west-1", ...options }),
    Effect.provide(CognitoTest.layer({ getUserAttributeVerificationCode }))
  )

/** Runs a test, and gives what the console was told meanwhile and for two seconds of real time. */
const warnings = (test: Effect.Effect<unknown, unknown>) =>
  Effect.gen(function*() {
    const told: Array<string> = []
    const warn = vi.spyOn(console, "warn").mockImplementation((text: unknown) => {
      told.push(String(text))
    })
    const fiber = yield* Effect.forkChild(Effect.exit(test))
    yield* TestClock.withLive(Effect.sleep("2 seconds"))
    yield* Fiber.interrupt(fiber)
    warn.mockRestore()
    // Effect 4 itself warns of a clock that stands still.
    return told.filter((text) => text.startsWith("CognitoTest"))
  })

const throttled = () => Effect.fail(new CognitoError.TooManyRequestsException({ message: "Rate exceeded" }))
const silent = () =>
  Effect.fail(
    new CognitoError.TransportError({ operation: "GetUserAttributeVerificationCode", reason: "Timeout" })
  )

describe("a call that waits on the TestClock", () => {
  it.effect("after throttling is told of, with what to do", () =>
    Effect.gen(function*() {
      const told = yield* warnings(call(throttled, {}))
      assert.lengthOf(told, 1)
      assert.match(told[0]!, /GetUserAttributeVerificationCode failed with TooManyRequestsException/)
      assert.match(told[0]!, /waits on the TestClock.*CognitoTest\.service.*retry: "none".*TestClock\.adjust/)
    }))

  it.effect("after a timeout is told of, with what to do", () =>
    Effect.gen(function*() {
      const told = yield* warnings(call(silent, {}))
      assert.lengthOf(told, 1)
      assert.match(told[0]!, /GetUserAttributeVerificationCode gets no response.*TestClock\.adjust\("30 seconds"\)/)
    }))

  it.effect("is told of once, however many wait", () =>
    Effect.gen(function*() {
      const program = Effect.all(
        Array.from({ length: 3 }, () =>
          Cognito.getUserAttributeVerificationCode({ accessToken: Redacted.make("token"), attributeName: "email" })),
        { concurrency: "unbounded" }
      ).pipe(
        CognitoConfig.withConfig({ region: "eu-west-1" }),
        Effect.provide(CognitoTest.layer({ getUserAttributeVerificationCode: throttled }))
      )
      assert.lengthOf(yield* warnings(program), 1)
    }))

  it.effect("is not told of where the test adjusts the clock", () =>
    Effect.gen(function*() {
      const test = Effect.gen(function*() {
        const fiber = yield* Effect.forkChild(call(throttled, {}))
        yield* TestClock.adjust("20 seconds")
        yield* TestClock.adjust("20 seconds")
        yield* Fiber.await(fiber)
      })
      assert.deepStrictEqual(yield* warnings(test), [])
    }))

  it.effect("is not told of where nothing is repeated, even if the test goes on", () =>
    Effect.gen(function*() {
      const test = Effect.andThen(
        Effect.exit(call(throttled, { retry: "none" })),
        TestClock.withLive(Effect.sleep("2 seconds"))
      )
      assert.deepStrictEqual(yield* warnings(test), [])
    }))

  it.effect("is not told of where the test has ended", () =>
    Effect.gen(function*() {
      const test = Effect.gen(function*() {
        const fiber = yield* Effect.forkChild(call(throttled, {}))
        yield* TestClock.withLive(Effect.sleep("50 millis"))
        yield* Fiber.interrupt(fiber)
      })
      assert.deepStrictEqual(yield* warnings(test), [])
    }))

  it.effect("is not told of on the real clock", () =>
    Effect.gen(function*() {
      const live = call(throttled, { retry: { throttledDelay: "10 seconds", maxAttempts: 2 } })
      assert.deepStrictEqual(yield* warnings(TestClock.withLive(live)), [])
    }))
})

/** A test with these handlers, as its author writes it. */
const program = (handlers: string) =>
  `import { Effect } from "effect"
import { CognitoError } from "effect-cognito"
import * as CognitoTest from "effect-cognito/CognitoTest"
export const error = new CognitoError.CodeMismatchException({ message: "No." })
export const layer = CognitoTest.layer({ ${handlers} })
export const done = Effect.void
`

describe("a handler that does not fit its operation", () => {
  const problems: ReadonlyArray<readonly [handlers: string, expected: RegExp]> = [
    [
      `getUser: () => Effect.succeed({ username: "ada" })`,
      /Property 'userAttributes' is missing in type '\{ username: string; \}' but required in type 'GetUserResponse'/
    ],
    [
      `getUser: () => Effect.succeed({ username: 1, userAttributes: [] })`,
      /'number' is not assignable to type 'string'/
    ],
    [
      `getUser: () => Effect.fail(error)`,
      /'CodeMismatchException' is not assignable to type '.*UserNotFoundException'/
    ],
    [`getUsr: () => Effect.void`, /'getUsr' does not exist in type 'Handlers'. Did you mean to write 'getUser'\?/],
    [
      `getUserAttributeVerificationCode: () => Effect.succeed({ codeDeliveryDetail: {} })`,
      /has no properties in common with type 'GetUserAttributeVerificationCodeResponse'/
    ]
  ]

  it("is refused by the compiler, in the names of the operation", { timeout: 180_000 }, async () => {
    const told = await typeErrors(
      problems.map(([handlers], index) => ({ file: `${index}.ts`, line: 1, code: program(handlers) }))
    )
    for (const [index, [, expected]] of problems.entries()) {
      assert.match(told.filter((problem) => problem.startsWith(`${index}.ts:`)).join("\n"), expected)
    }
  })
})
