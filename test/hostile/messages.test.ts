/**
 * What Cognito says is kept as it was said: whole up to 64 KiB and with its line breaks, for a Lambda puts JSON there
 * that its callers parse. Only control characters go, and secrets.
 */
import { CognitoConfig, CognitoError } from "effect-cognito"
import { Effect, Redacted, Result } from "../support/effect.js"
import { layers } from "../support/layers.js"
import { exceptions } from "../support/model.js"
import { answered, operations } from "../support/operations.js"
import * as Recorder from "../support/recorder.js"
import { assert, describe, it } from "../support/vitest.js"

/** Its secrets are in no message here. */
const signUp = {
  ...operations.find(({ name }) => name === "SignUp")!,
  request: { clientId: "client", username: "grace", password: Redacted.make("Quiet-Harbor-27") }
}

/** What a Lambda's error has: 4 kB of JSON over several lines. */
const details = {
  code: "DOMAIN_NOT_ALLOWED",
  hint: `Use an address of your company: "ada@example.com" \\ 😀`,
  fields: Array.from({ length: 60 }, (_, i) => ({ field: `field-${i}`, reason: "It does not fit the policy." }))
}

const lambda = (indent: string | number): string =>
  `PreSignUp failed with error ${JSON.stringify(details, null, indent)}.`

const limit = 64 * 1024

const exception = (message: string, __type = "UserLambdaValidationException") => JSON.stringify({ __type, message })

const errorOf = <A>(result: Result.Result<A, CognitoError.CognitoError>): CognitoError.CognitoError => {
  assert(Result.isFailure(result), "it was taken for a success")
  return result.failure
}

/** Compared before it is shown, for a difference of 64 KiB takes long to print. */
const assertKept = ({ message }: CognitoError.CognitoError, expected: string): void => {
  assert.isTrue(
    message === expected,
    `${message.length} of ${expected.length} characters were kept: ${JSON.stringify(message.slice(0, 80))}`
  )
}

const kept: ReadonlyArray<readonly [what: string, message: string]> = [
  ["a short sentence", "Incorrect username or password."],
  ["a Lambda's JSON in one line", lambda("")],
  ["a Lambda's JSON over several lines", lambda(2)],
  ["line feeds", "first\nsecond\n\nthird\n"],
  ["carriage returns with line feeds", "first\r\nsecond\r\n"],
  ["characters of all planes", "für 日本語 😀 \u00a0"],
  ["1,025 characters", "x".repeat(1025)],
  ["64 KiB", "x".repeat(limit)]
]

const sources: ReadonlyArray<readonly [where: string, body: (message: string) => object]> = [
  ["message", (message) => ({ __type: "UserLambdaValidationException", message })],
  ["Message", (Message) => ({ code: "UserLambdaValidationException", Message })],
  ["message of an exception that nobody knows", (message) => ({ __type: "NextYearsException", message })]
]

for (const [client, layer] of layers) {
  describe(`through ${client}`, () => {
    for (const [what, message] of kept) {
      for (const [where, body] of sources) {
        it.live(`${what} in ${where}: kept`, () =>
          Effect.gen(function*() {
            const recorder = yield* Recorder.make
            recorder.answer({ status: 400, body: JSON.stringify(body(message)) })
            const result = yield* signUp.call(signUp.request).pipe(
              CognitoConfig.withConfig({ endpoint: recorder.url, retry: "none" }),
              Effect.result
            )
            assertKept(errorOf(result), message)
          }).pipe(Effect.provide(layer)))
      }
    }

    it.live("a header's message of 4,000 characters is kept", () =>
      Effect.gen(function*() {
        const recorder = yield* Recorder.make
        const message = "word ".repeat(800).trim()
        recorder.answer({
          status: 400,
          body: "",
          headers: { "x-amzn-errortype": "UserLambdaValidationException", "x-amzn-errormessage": message }
        })
        const result = yield* signUp.call(signUp.request).pipe(
          CognitoConfig.withConfig({ endpoint: recorder.url, retry: "none" }),
          Effect.result
        )
        assertKept(errorOf(result), message)
      }).pipe(Effect.provide(layer)))
  })
}

const message = (text: string) =>
  Effect.map(Effect.result(answered(signUp, { status: 400, body: exception(text) })), errorOf)

describe("a message", () => {
  for (const indent of [0, 2]) {
    it.live(`with a Lambda's JSON can be parsed (indented by ${indent})`, () =>
      Effect.gen(function*() {
        const error = yield* message(lambda(indent))
        assert.strictEqual(error._tag, "UserLambdaValidationException")
        const json = /^PreSignUp failed with error (\{[\s\S]*\})\.$/.exec(error.message)?.[1]
        assert(json !== undefined, `there is no JSON in ${JSON.stringify(error.message.slice(0, 80))}`)
        assert.deepStrictEqual(JSON.parse(json), details)
      }))
  }

  it.live("with a Lambda's JSON that is indented by tabs can be parsed", () =>
    Effect.gen(function*() {
      const json = /(\{[\s\S]*\})/.exec((yield* message(lambda("\t"))).message)?.[1]
      assert.deepStrictEqual(JSON.parse(json ?? "{}"), details)
    }))

  it.live("of every exception of every operation is kept", () =>
    Effect.gen(function*() {
      for (const operation of operations) {
        for (const name of [...operation.errors, "UnmodeledException"]) {
          const result = yield* Effect.result(answered(operation, { status: 400, body: exception(lambda(2), name) }))
          const error = errorOf(result)
          assert.strictEqual(error._tag, name === "UnmodeledException" ? "UnknownServiceException" : name)
          assertKept(error, lambda(2))
        }
      }
    }))

  it.live("of more than 64 KiB is cut there", () =>
    Effect.gen(function*() {
      for (const size of [limit + 1, 200_000]) {
        const { message: cut } = yield* message("x".repeat(size))
        assert.isAtLeast(cut.length, limit - 100)
        assert.isAtMost(cut.length, limit)
        assert.match(cut.slice(0, limit - 100), /^x+$/)
      }
    }))

  it.live("is not cut in half a character", () =>
    Effect.gen(function*() {
      for (const prefix of ["", "a", "ab", "abc"]) {
        const { message: cut } = yield* message(prefix + "😀".repeat(limit))
        // A surrogate that is on its own is what a cut leaves.
        assert.notMatch(cut, /\p{Surrogate}/u)
        assert.isAbove(cut.length, 1024)
      }
    }))

  it.live("has no control characters but line breaks and tabs", () =>
    Effect.gen(function*() {
      const controls = Array.from({ length: 0xa0 }, (_, code) => String.fromCharCode(code))
        // The line break of C1 may stay, too.
        .filter((char) => /\p{Cc}/u.test(char) && !/[\t\n\r\u0085]/.test(char))
      for (const control of controls) {
        const { message: cleaned } = yield* message(`before${control}after\nnext`)
        assert.match(cleaned, /^before\P{Cc}?after\nnext$/u)
      }
    }))

  it.live("of nothing but white space, or none at all, is a sentence", () =>
    Effect.gen(function*() {
      for (const body of [exception(""), `{"__type":"UserLambdaValidationException"}`]) {
        const result = yield* Effect.result(answered(signUp, { status: 400, body }))
        assert.match(errorOf(result).message, /^[A-Z].*\.$/)
      }
    }))
})

describe("the name of an exception", () => {
  const namespaces = [1024, 1025, 5000].map((length) => "com.amazonaws.".padEnd(length, "n"))

  for (const namespace of namespaces) {
    for (const uri of ["", ":http://internal.amazon.com/coral/", `:${"u".repeat(2000)}`]) {
      const where = `behind ${namespace.length} characters of namespace, before ${uri.length} of URI`

      for (const [name, tag] of [["UserLambdaValidationException"], ["NextYear", "UnknownServiceException"]] as const) {
        const code = `${namespace}#${name}${uri}`
        const sources = [
          { status: 400, body: JSON.stringify({ __type: code }) },
          { status: 400, body: JSON.stringify({ code }) },
          { status: 400, body: "", headers: { "x-amzn-errortype": code } }
        ]
        it.live(`${where} is found: ${name}`, () =>
          Effect.gen(function*() {
            for (const source of sources) {
              const error = errorOf(yield* Effect.result(answered(signUp, source)))
              assert.strictEqual(error._tag, tag ?? name)
              if (error._tag === "UnknownServiceException") assert.strictEqual(error.code, name)
            }
          }))
      }
    }
  }
})

describe("an exception", () => {
  const classes = new Map<string, unknown>(Object.entries(CognitoError))

  it("can be made without its status, which is 400 then", () => {
    const error = new CognitoError.NotAuthorizedException({ message: "No." })
    assert.strictEqual(error.status, 400)
    assert.strictEqual(error.message, "No.")
  })

  for (const name of Object.keys(exceptions)) {
    it(`${name} can be made without its status`, () => {
      const constructor = classes.get(name)
      assert(typeof constructor === "function")
      const error: unknown = Reflect.construct(constructor, [{ message: "No." }])
      assert(CognitoError.isCognitoError(error))
      assert(error._tag === name && "status" in error)
      assert.strictEqual(error.status, 400)
      assert.strictEqual(error.message, "No.")
      const other: unknown = Reflect.construct(constructor, [{ message: "No.", status: 403 }])
      assert(CognitoError.isCognitoError(other) && "status" in other)
      assert.strictEqual(other.status, 403)
    })
  }
})
