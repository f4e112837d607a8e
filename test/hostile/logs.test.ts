/**
 * What a person reads of an error: its sentence in JSON as well, the operation that failed, and the line that called.
 */
import { Cognito, CognitoConfig, CognitoError } from "effect-cognito"
import * as CognitoTest from "effect-cognito/CognitoTest"
import { recording } from "../support/client.js"
import { Cause, Effect, Exit, Logger, Redacted, Result, Schema } from "../support/effect.js"
import { failingWith } from "../support/httpApi.js"
import { layers } from "../support/layers.js"
import { exceptions } from "../support/model.js"
import { answered, type Exported, operations } from "../support/operations.js"
import * as Recorder from "../support/recorder.js"
import { assert, describe, it, vi } from "../support/vitest.js"

const getUser = Cognito.getUser({ accessToken: Redacted.make("token") })

const errorOf = (result: Result.Result<unknown, CognitoError.CognitoError>): CognitoError.CognitoError => {
  assert(Result.isFailure(result), "it was taken for a success")
  return result.failure
}

// -----------------------------------------------------------------------------
// every error
// -----------------------------------------------------------------------------

const exception = (__type: string) =>
  JSON.stringify({ __type, message: `Cognito's own sentence about "${__type}".`, reasonCode: "Reason" })

const withError = (name: string): Exported => operations.find(({ errors }) => errors.includes(name))!

const issues = [{ path: ["accessToken"], expected: "a string that matches ^[A-Za-z0-9-_=.]+$" }]

/** Each class of errors, as calls fail with it. */
const errors: ReadonlyArray<readonly [name: string, error: Effect.Effect<CognitoError.CognitoError>]> = [
  ...Object.keys(exceptions).map((name): readonly [string, Effect.Effect<CognitoError.CognitoError>] => [
    name,
    Effect.map(Effect.result(answered(withError(name), { status: 400, body: exception(name) })), errorOf)
  ]),
  [
    "UnknownServiceException",
    Effect.map(Effect.result(answered(operations[0]!, { status: 400, body: exception("NextYear") })), errorOf)
  ],
  [
    "InvalidResponseError",
    Effect.map(Effect.result(answered(operations[0]!, { status: 502, body: "<html></html>" })), errorOf)
  ],
  ["InvalidRequestError", Effect.succeed(new CognitoError.InvalidRequestError({ operation: "GetUser", issues }))],
  ["InvalidConfigurationError", Effect.succeed(new CognitoError.InvalidConfigurationError({ message: "No region." }))],
  ...(["Connect", "Timeout", "Lost"] as const).map((
    reason
  ): readonly [string, Effect.Effect<CognitoError.CognitoError>] => [
    `TransportError (${reason})`,
    Effect.succeed(
      new CognitoError.TransportError({ operation: "GetUser", reason, cause: new Error("connect ECONNREFUSED") })
    )
  ])
]

/** The object in a JSON text that has this tag, wherever it is. */
const withTag = (json: unknown, tag: string): { readonly [x: string]: unknown } | undefined => {
  if (typeof json !== "object" || json === null) return undefined
  if ("_tag" in json && json._tag === tag) return { ...json }
  for (const inner of Object.values(json)) {
    const found = withTag(inner, tag)
    if (found !== undefined) return found
  }
  return undefined
}

/** What a logger that writes JSON writes of an effect. */
const logged = (effect: Effect.Effect<void>): Effect.Effect<ReadonlyArray<string>> =>
  Effect.suspend(() => {
    const lines: Array<string> = []
    const logger = Logger.map(Logger.formatJson, (line) => {
      lines.push(line)
    })
    return effect.pipe(Effect.provide(Logger.layer([logger])), Effect.as(lines))
  })

for (const [name, make] of errors) {
  describe(`${name} says its sentence`, () => {
    it.effect("in JSON", () =>
      Effect.gen(function*() {
        const error = yield* make
        assert.isAbove(error.message.length, 5)
        const json = JSON.parse(JSON.stringify(error))
        assert.strictEqual(json.message, error.message)
        assert.strictEqual(json._tag, error._tag)
      }))

    it.effect("in the JSON of what has it in it", () =>
      Effect.gen(function*() {
        const error = yield* make
        const json = JSON.parse(JSON.stringify({ failed: [error] }))
        assert.strictEqual(withTag(json, error._tag)?.["message"], error.message)
      }))

    it.effect("in a JSON log, as a value, within a list and as an annotation", () =>
      Effect.gen(function*() {
        const error = yield* make
        const lines = yield* logged(Effect.gen(function*() {
          yield* Effect.logError("failed", error)
          yield* Effect.logError(error)
          yield* Effect.logError({ error })
          yield* Effect.annotateLogs(Effect.logError("failed"), { error })
        }))
        assert.strictEqual(lines.length, 4)
        for (const line of lines) {
          assert.strictEqual(withTag(JSON.parse(line), error._tag)?.["message"], error.message, line)
        }
      }))

    it.effect("in a JSON log, as a cause", () =>
      Effect.gen(function*() {
        const error = yield* make
        const [line] = yield* logged(Effect.logError("failed", Cause.fail(error)))
        assert.include(JSON.parse(line!).cause, error.message)
      }))

    it.effect("where it crosses a process boundary, and is the same on the other side", () =>
      Effect.gen(function*() {
        const error = yield* make
        const wire = JSON.parse(JSON.stringify(yield* Schema.encodeEffect(CognitoError.CognitoError)(error)))
        assert.strictEqual(wire.message, error.message)
        const back = yield* Schema.decodeUnknownEffect(CognitoError.CognitoError)(wire)
        assert.strictEqual(back._tag, error._tag)
        assert.strictEqual(back.message, error.message)
        assert.deepStrictEqual(JSON.parse(JSON.stringify(back)).message, wire.message)
      }))
  })
}

// The console that it.effect has on Effect 4 only keeps what it is given.
it.live("the logger that writes JSON writes it to the console", () =>
  Effect.gen(function*() {
    const lines: Array<string> = []
    vi.spyOn(globalThis.console, "log").mockImplementation((line) => {
      lines.push(String(line))
    })
    const error = new CognitoError.InvalidRequestError({ operation: "GetUser", issues })
    yield* Effect.logError("failed", error).pipe(Effect.provide(Logger.layer([Logger.consoleJson])))
    vi.restoreAllMocks()
    assert.strictEqual(lines.length, 1)
    assert.strictEqual(withTag(JSON.parse(lines[0]!), "InvalidRequestError")?.["message"], error.message)
  }))

it.live("an HttpApi that answers InvalidRequestError gives its sentence to its client", () =>
  Effect.gen(function*() {
    const error = new CognitoError.InvalidRequestError({ operation: "GetUser", issues })
    const { dispose, handler } = failingWith(CognitoError.InvalidRequestError, 422, error)
    const response = yield* Effect.promise(() => handler(new Request("http://localhost/")))
    const json = yield* Effect.promise(async () => Object(await response.json()))
    yield* Effect.promise(dispose)
    assert.strictEqual(response.status, 422)
    assert.strictEqual(json.message, error.message)
  }))

// -----------------------------------------------------------------------------
// the operation
// -----------------------------------------------------------------------------

const assertNamed = (error: CognitoError.CognitoError, operation: string): void => {
  assert.strictEqual("operation" in error ? error.operation : undefined, operation, error._tag)
  assert.strictEqual(JSON.parse(JSON.stringify(error)).operation, operation)
}

describe("an exception names its operation", () => {
  for (const operation of operations) {
    it.effect(operation.name, () =>
      Effect.gen(function*() {
        for (const name of [...operation.errors, "NextYear"]) {
          const error = errorOf(yield* Effect.result(answered(operation, { status: 400, body: exception(name) })))
          assertNamed(error, operation.name)
          const wire = yield* Schema.encodeEffect(CognitoError.CognitoError)(error)
          assertNamed(yield* Schema.decodeEffect(CognitoError.CognitoError)(wire), operation.name)
        }
      }))
  }

  for (const [client, layer] of layers) {
    it.live(`through ${client}`, () =>
      Effect.gen(function*() {
        const recorder = yield* Recorder.make
        for (const name of ["NotAuthorizedException", "NextYear"]) {
          recorder.answer({ status: 400, body: exception(name) })
          const result = yield* getUser.pipe(CognitoConfig.withConfig({ endpoint: recorder.url }), Effect.result)
          assertNamed(errorOf(result), "GetUser")
        }
      }).pipe(Effect.provide(layer)))
  }

  it.effect("of a double", () =>
    Effect.gen(function*() {
      const double = CognitoTest.layer({
        getUser: () => Effect.fail(new CognitoError.NotAuthorizedException({ message: "No.", status: 400 }))
      })
      const result = yield* getUser.pipe(
        CognitoConfig.withConfig({ region: "eu-west-1" }),
        Effect.provide(double),
        Effect.result
      )
      assertNamed(errorOf(result), "GetUser")
    }))
})

// -----------------------------------------------------------------------------
// the caller
// -----------------------------------------------------------------------------

/** The place of the line that calls this, as stacks name it. */
const here = (): string => /logs\.test\.ts:\d+/.exec(new Error("here").stack!.split("\n").slice(2).join("\n"))![0]

/** What a program prints of a call that fails, after a pause that leaves no frame of this file on the stack. */
const pretty = (call: Effect.Effect<unknown, CognitoError.CognitoError>) =>
  Effect.gen(function*() {
    yield* Effect.sleep(1)
    const exit = yield* call.pipe(Effect.exit)
    assert(Exit.isFailure(exit))
    return Cause.pretty(exit.cause)
  })

describe("the cause of a failing call shows the line that called", () => {
  const failures = [
    ["an exception", recording({ status: 400, body: exception("NotAuthorizedException") }).layer, {}],
    ["a page", recording({ status: 502, body: "<html></html>" }).layer, {}],
    ["an invalid configuration", recording().layer, { region: "no region" }]
  ] as const

  for (const [what, layer, options] of failures) {
    const configured = CognitoConfig.withConfig({ region: "eu-west-1", retry: "none", ...options })

    it.live(`of a function: ${what}`, () =>
      Effect.gen(function*() {
        const [call, line] = [Cognito.getUser({ accessToken: Redacted.make("token") }), here()]
        assert.include(yield* pretty(call.pipe(configured, Effect.provide(layer))), line)
      }))

    it.live(`of the service: ${what}`, () =>
      Effect.gen(function*() {
        const cognito = yield* configured(Cognito.make()).pipe(Effect.provide(layer))
        const [call, line] = [cognito.getUser({ accessToken: Redacted.make("token") }), here()]
        assert.include(yield* pretty(call), line)
      }))
  }

  it("and nothing is thrown where a program has frozen the objects of the language", () => {
    const before = Object.getOwnPropertyDescriptor(Error, "stackTraceLimit")!
    Object.defineProperty(Error, "stackTraceLimit", { ...before, writable: false })
    try {
      assert.doesNotThrow(() => Cognito.getUser({ accessToken: Redacted.make("token") }))
    } finally {
      Object.defineProperty(Error, "stackTraceLimit", before)
    }
  })

  it.live("of a request that is invalid", () =>
    Effect.gen(function*() {
      const [call, line] = [Cognito.getUser({ accessToken: Redacted.make("no token") }), here()]
      const failing = call.pipe(CognitoConfig.withConfig({ region: "eu-west-1" }), Effect.provide(recording().layer))
      assert.include(yield* pretty(failing), line)
    }))

  for (const operation of operations) {
    it.live(`of ${operation.name}`, () =>
      Effect.gen(function*() {
        const [call, line] = [operation.call(operation.request), here()]
        const failing = call.pipe(
          CognitoConfig.withConfig({ region: "eu-west-1", retry: "none" }),
          Effect.provide(recording({ status: 400, body: exception("NotAuthorizedException") }).layer)
        )
        const shown = yield* pretty(failing)
        assert.include(shown, line)
        assert.include(shown, operation.name)
      }))
  }

  for (const [client, layer] of layers) {
    it.live(`through ${client}`, () =>
      Effect.gen(function*() {
        const recorder = yield* Recorder.make
        recorder.answer({ status: 400, body: exception("NotAuthorizedException") })
        const [call, line] = [Cognito.getUser({ accessToken: Redacted.make("token") }), here()]
        const failing = call.pipe(CognitoConfig.withConfig({ endpoint: recorder.url }), Effect.provide(layer))
        assert.include(yield* pretty(failing), line)
      }))
  }
})
