/** What CognitoTest tells the author of a test who is new to it. */
import { assert, describe, it, vi } from "@effect/vitest"
import { Fiber, Redacted } from "effect"
import { Cognito, CognitoConfig, CognitoError } from "effect-cognito"
import * as CognitoTest from "effect-cognito/CognitoTest"
import { Effect, TestClock } from "./support/effect.js"
import { quietly } from "./support/quiet.js"
import { typeErrors } from "./support/snippets.js"

type Handler = NonNullable<CognitoTest.Handlers["getUserAttributeVerificationCode"]>

const call = (getUserAttributeVerificationCode: Handler, options: CognitoConfig.Options) =>
  Cognito.getUserAttributeVerificationCode({ accessToken: Redacted.make("token"), attributeName: "email" }).pipe(
    CognitoConfig.withConfig({ region: "eu-west-1", ...options }),
    Effect.provide(CognitoTest.layer({ getUserAttributeVerificationCode }))
  )

/** Waits for real. */
const pause = (milliseconds: number) => TestClock.withLive(Effect.sleep(milliseconds))

/** Runs a test, and gives what CognitoTest told the console until then, and for a while after it. */
const warningsUntil = (isEnough: (told: ReadonlyArray<string>) => Effect.Effect<boolean>) =>
(
  test: Effect.Effect<unknown, unknown>
) =>
  Effect.gen(function*() {
    const told: Array<string> = []
    const warn = vi.spyOn(console, "warn").mockImplementation((text: unknown) => {
      told.push(String(text))
    })
    yield* Effect.gen(function*() {
      // Effect 4 logs a warning of its own.
      const fiber = yield* Effect.forkChild(quietly(Effect.exit(test)))
      while (!(yield* isEnough(told))) yield* pause(50)
      yield* pause(200)
      yield* Fiber.interrupt(fiber)
    }).pipe(Effect.ensuring(Effect.sync(() => warn.mockRestore())))
    return told
  })

/** What is told of a test that is expected to be told something, however slow this machine is. */
const hints = warningsUntil((told) => Effect.succeed(told.length > 0))

/** What is told of a test within twice the time after which it would be told something. */
const noHints = warningsUntil(() => Effect.as(pause(2000), true))

const throttled = () => Effect.fail(new CognitoError.TooManyRequestsException({ message: "Rate exceeded" }))
const silent = () =>
  Effect.fail(
    new CognitoError.TransportError({ operation: "GetUserAttributeVerificationCode", reason: "Timeout" })
  )

describe("a call that waits on the TestClock", () => {
  it.effect("after throttling is told of, with what to do", () =>
    Effect.gen(function*() {
      const told = yield* hints(call(throttled, {}))
      assert.lengthOf(told, 1)
      assert.match(told[0]!, /GetUserAttributeVerificationCode failed with TooManyRequestsException/)
      assert.match(told[0]!, /waits on the TestClock.*CognitoTest\.service.*retry: "none".*TestClock\.adjust/)
    }))

  it.effect("after a timeout is told of, with what to do", () =>
    Effect.gen(function*() {
      const told = yield* hints(call(silent, {}))
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
      assert.lengthOf(yield* hints(program), 1)
    }))

  it.effect("is not told of where the test adjusts the clock", () =>
    Effect.gen(function*() {
      const test = Effect.gen(function*() {
        const fiber = yield* Effect.forkChild(call(throttled, {}))
        yield* TestClock.adjust("20 seconds")
        yield* TestClock.adjust("20 seconds")
        yield* Fiber.await(fiber)
      })
      assert.deepStrictEqual(yield* noHints(test), [])
    }))

  it.effect("is not told of where nothing is repeated, even if the test goes on", () =>
    Effect.gen(function*() {
      const test = Effect.andThen(
        Effect.exit(call(throttled, { retry: "none" })),
        pause(2000)
      )
      assert.deepStrictEqual(yield* noHints(test), [])
    }))

  it.effect("is not told of where the test has ended", () =>
    Effect.gen(function*() {
      const test = Effect.gen(function*() {
        const fiber = yield* Effect.forkChild(call(throttled, {}))
        yield* pause(50)
        yield* Fiber.interrupt(fiber)
      })
      assert.deepStrictEqual(yield* noHints(test), [])
    }))

  it.effect("is not told of on the real clock", () =>
    Effect.gen(function*() {
      const live = call(throttled, { retry: { throttledDelay: "10 seconds", maxAttempts: 2 } })
      assert.deepStrictEqual(yield* noHints(TestClock.withLive(live)), [])
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
