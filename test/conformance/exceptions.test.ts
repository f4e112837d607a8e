/**
 * From the wire to the tag: what AWS's model documents is what a program can catch.
 */
import { assert, describe, it, vi } from "@effect/vitest"
import { Effect } from "effect"
import { CognitoError } from "effect-cognito"
import { Schema } from "../support/effect.js"
import { exceptions } from "../support/model.js"
import { type Answer, answered, type Exported, operations, plain } from "../support/operations.js"
import type { AnySchema, SchemaOf } from "../support/schemas.js"

// A walk over all operations may take long on a busy machine, which says nothing about them.
vi.setConfig({ testTimeout: 120_000 })

const json = JSON.stringify

interface ErrorClass extends SchemaOf<CognitoError.CognitoError> {
  new(members: Readonly<Record<string, unknown>>): CognitoError.CognitoError
}

/** The classes by name. Their members differ, which the tests below know from AWS's model. */
const classes = CognitoError as unknown as Readonly<Record<string, ErrorClass>>

const failure = (operation: Exported, answer: Answer) => Effect.flip(answered(operation, { status: 400, ...answer }))

/** The members that Cognito sends with an exception, as its model says. */
const membersOf = (name: string): Readonly<Record<string, string>> => ({
  message: `A message for ${name}.`,
  ...("reasonCode" in exceptions[name]!.members && { reasonCode: "because" })
})

/** The members of an error. Node leaves out a message, and compares an error that was a cause by its identity. */
const contents = (error: CognitoError.CognitoError): object => ({
  ...error,
  message: error.message,
  ...("cause" in error && error.cause instanceof Error && {
    cause: { name: error.cause.name, message: error.cause.message }
  })
})

const assertException = (error: CognitoError.CognitoError, name: string, status: number, operation: string) => {
  assert(error instanceof classes[name]!, `${error._tag} is no instance of ${name}`)
  assert.deepStrictEqual(contents(error), { _tag: name, ...membersOf(name), operation, status, requestId: "an-id" })
}

// -----------------------------------------------------------------------------
// from wire to tag
// -----------------------------------------------------------------------------

const namespace = "com.amazonaws.cognitoidentityprovider#"
const uri = ":http://internal.amazon.com/coral/com.amazonaws.cognitoidentityprovider/"

const forms: Readonly<Record<string, (name: string, members: object) => Answer>> = {
  "in __type": (name, members) => ({ body: json({ __type: name, ...members }) }),
  "in __type with a namespace": (name, members) => ({ body: json({ __type: `${namespace}${name}`, ...members }) }),
  "in __type with a URI": (name, members) => ({ body: json({ __type: `${name}${uri}`, ...members }) }),
  "in __type with both": (name, members) => ({ body: json({ __type: `${namespace}${name}${uri}`, ...members }) }),
  "in code": (name, members) => ({ body: json({ code: name, ...members }) }),
  "in Code": (name, members) => ({ body: json({ Code: name, ...members }) }),
  "in the header": (name, members) => ({ headers: { "x-amzn-errortype": `${name}:` }, body: json(members) }),
  "in the header with a URI": (name, members) => ({
    headers: { "X-Amzn-ErrorType": `${name}${uri}` },
    body: json(members)
  }),
  "in the header with a namespace": (name, members) => ({
    headers: { "x-amzn-errortype": `${namespace}${name}` },
    body: json(members)
  })
}

for (const operation of operations) {
  describe(`the exceptions of ${operation.name}`, () => {
    it("declares the exceptions that AWS documents, and no other", () => {
      assert.deepStrictEqual(
        operation.declaration.errors.map(({ _tag }) => _tag).toSorted(),
        operation.errors.toSorted()
      )
    })

    for (const [form, write] of Object.entries(forms)) {
      it.effect(`has a tag for each of them, named ${form}`, () =>
        Effect.forEach(operation.errors, (name) =>
          Effect.gen(function*() {
            const answer = write(name, membersOf(name))
            const headers = { ...answer.headers, "x-amzn-requestid": "an-id" }
            assertException(yield* failure(operation, { ...answer, headers }), name, 400, operation.name)
          })))
    }

    it.effect("has the same tag whatever the status", () =>
      Effect.forEach(
        operation.errors,
        (name) =>
          Effect.forEach([400, 403, 404, 429, 500], (status) =>
            Effect.gen(function*() {
              const body = json({ __type: name, ...membersOf(name) })
              const headers = { "x-amzn-requestid": "an-id" }
              assertException(yield* failure(operation, { status, headers, body }), name, status, operation.name)
            }))
      ))

    it.effect("succeeds with 200, whatever exception is named", () =>
      Effect.gen(function*() {
        const expected = operation.response
        const wire = yield* Schema.encodeUnknownEffect(operation.declaration.response)(expected)
        for (const name of operation.errors) {
          const response = yield* answered(operation, {
            headers: { "x-amzn-errortype": name },
            body: json({ ...(wire as object), __type: name, message: "m" })
          })
          assert.deepStrictEqual(plain(response), plain(expected))
        }
      }))

    it.effect("has no tag for the exceptions of other operations, but keeps their names", () =>
      Effect.gen(function*() {
        for (const name of [...Object.keys(exceptions), "ThrottlingException", "NextYearsException"]) {
          if (operation.errors.includes(name)) continue
          const error = yield* failure(operation, {
            headers: { "x-amzn-requestid": "an-id" },
            body: json({ __type: `${namespace}${name}`, message: "m", reasonCode: "because" })
          })
          assert(error instanceof CognitoError.UnknownServiceException, name)
          assert.deepStrictEqual(contents(error), {
            _tag: "UnknownServiceException",
            code: name,
            message: "m",
            operation: operation.name,
            status: 400,
            requestId: "an-id"
          })
        }
      }))
  })
}

describe("the name of an exception", () => {
  const operation = operations[0]!
  const [first, second, third] = operation.errors
  const headers = { "x-amzn-errortype": `${third}:` }

  for (const type of [null, 7, 0, true, {}, { __type: first }, [first], "", "#", ":"]) {
    it.effect(`is looked for elsewhere if __type is ${json(type)}`, () =>
      Effect.gen(function*() {
        const byCode = yield* failure(operation, { headers, body: json({ __type: type, code: second }) })
        assert.strictEqual(byCode._tag, second)

        for (const code of [undefined, type]) {
          const byHeader = yield* failure(operation, { headers, body: json({ __type: type, code }) })
          assert.strictEqual(byHeader._tag, third)
        }

        const nameless = yield* failure(operation, { body: json({ __type: type, code: type }) })
        assert.strictEqual(nameless._tag, "InvalidResponseError")
      }))
  }

  for (const key of ["code", "Code", "CODE", "cOdE"]) {
    it.effect(`may be in ${key}`, () =>
      Effect.gen(function*() {
        const error = yield* failure(operation, { headers, body: json({ [key]: second }) })
        assert.strictEqual(error._tag, second)
      }))
  }

  it.effect("is never taken from a nested __type", () =>
    Effect.gen(function*() {
      const nested = { error: { __type: first, code: first }, errors: [{ __type: first }] }
      const byHeader = yield* failure(operation, { headers, body: json(nested) })
      assert.strictEqual(byHeader._tag, third)
      const nameless = yield* failure(operation, { body: json(nested) })
      assert.strictEqual(nameless._tag, "InvalidResponseError")
      const inList = yield* failure(operation, { body: json([{ __type: first }]) })
      assert.strictEqual(inList._tag, "InvalidResponseError")
    }))

  it.effect("ends at a comma", () =>
    Effect.gen(function*() {
      const error = yield* failure(operation, { body: json({ __type: `${first},${second}` }) })
      assert.strictEqual(error._tag, first)
    }))

  it.effect("counts with a body that is no JSON, if it is in the header", () =>
    Effect.gen(function*() {
      for (const body of ["", "<html></html>", "{", "null", "[]", "7"]) {
        assert.strictEqual((yield* failure(operation, { headers, body }))._tag, third, body)
      }
    }))

  it.effect("is never that of something every object has", () =>
    Effect.gen(function*() {
      for (const name of ["constructor", "toString", "__proto__", "hasOwnProperty"]) {
        const error = yield* failure(operation, { body: json({ __type: name, message: "m" }) })
        assert(error instanceof CognitoError.UnknownServiceException, name)
        assert.strictEqual(error.code, name)
      }
    }))
})

describe("the message of an exception", () => {
  const operation = operations[0]!
  const name = operation.errors[0]!
  const headers = { "x-amzn-errortype": name, "x-amzn-errormessage": "of the header" }

  const cases: ReadonlyArray<readonly [object, string]> = [
    [{ message: "of the body", Message: "in capitals" }, "of the body"],
    [{ Message: "in capitals" }, "in capitals"],
    [{ message: null, Message: "in capitals" }, "in capitals"],
    [{ message: "", Message: "in capitals" }, "in capitals"],
    [{ message: 7 }, "of the header"],
    [{ message: { text: "nested" } }, "of the header"],
    [{}, "of the header"]
  ]
  for (const [body, expected] of cases) {
    it.effect(`is "${expected}" for ${json(body)}`, () =>
      Effect.gen(function*() {
        assert.strictEqual((yield* failure(operation, { headers, body: json(body) })).message, expected)
      }))
  }

  it.effect("is a sentence of ours where Cognito sent none", () =>
    Effect.gen(function*() {
      for (const own of operations) {
        for (const documented of own.errors) {
          const error = yield* failure(own, { body: json({ __type: documented }) })
          assert.match(error.message, new RegExp(`^[A-Z][^.]*\\b${documented}\\b[^.]*\\.$`))
        }
      }
    }))
})

describe("reasonCode", () => {
  const operation = operations.find(({ errors }) => errors.includes("InvalidParameterException"))!

  it.effect("is absent unless it is a text", () =>
    Effect.gen(function*() {
      for (const reasonCode of [undefined, null, 7, {}, [], ""]) {
        const error = yield* failure(operation, { body: json({ __type: "InvalidParameterException", reasonCode }) })
        assert(error instanceof CognitoError.InvalidParameterException)
        assert.notProperty(error, "reasonCode")
      }
    }))
})

// -----------------------------------------------------------------------------
// across a process boundary
// -----------------------------------------------------------------------------

const issues = [{ path: ["clientMetadata", 0], expected: "a string" }]

/** One error of each tag: 44 of AWS and 5 of our own. */
const samples: Readonly<Record<string, CognitoError.CognitoError>> = {
  ...Object.fromEntries(
    Object.keys(exceptions).map((name) => [
      name,
      new classes[name]!({ ...membersOf(name), status: 400, requestId: "an-id" })
    ])
  ),
  UnknownServiceException: new CognitoError.UnknownServiceException({
    code: "NextYearsException",
    message: "m",
    status: 418,
    requestId: "an-id"
  }),
  InvalidRequestError: new CognitoError.InvalidRequestError({ operation: "GetUser", issues }),
  InvalidConfigurationError: new CognitoError.InvalidConfigurationError({ message: "There is no region." }),
  TransportError: new CognitoError.TransportError({
    operation: "GetUser",
    reason: "Lost",
    cause: new Error("the connection was reset")
  }),
  InvalidResponseError: new CognitoError.InvalidResponseError({
    operation: "GetUser",
    status: 502,
    requestId: "an-id",
    issues
  })
}

const throughJson = (schema: AnySchema, error: CognitoError.CognitoError): CognitoError.CognitoError =>
  // Every schema that it is given is one of these errors.
  Schema.decodeUnknownSync(schema)(
    JSON.parse(json(Schema.encodeUnknownSync(schema)(error)))
  ) as CognitoError.CognitoError

describe("an error that crosses a process boundary", () => {
  it("has one of 49 tags", () => {
    assert.lengthOf(Object.keys(samples), 49)
    assert.deepStrictEqual(
      CognitoError.CognitoError.members.map(({ _tag }) => _tag).toSorted(),
      Object.keys(samples).toSorted()
    )
  })

  for (const [tag, error] of Object.entries(samples)) {
    it(`comes back as ${tag}`, () => {
      for (const schema of [classes[tag]!, CognitoError.CognitoError]) {
        const back = throughJson(schema, error)
        assert(back instanceof classes[tag]!)
        assert.deepStrictEqual(contents(back), contents(error))
      }
    })
  }

  it("comes back without the members that Cognito did not send", () => {
    for (const name of Object.keys(exceptions)) {
      const back = throughJson(CognitoError.CognitoError, new classes[name]!({ message: "m", status: 400 }))
      assert.deepStrictEqual(contents(back), { _tag: name, message: "m", status: 400 })
    }
  })

  it.effect("comes back as it came from Cognito", () =>
    Effect.gen(function*() {
      for (const operation of operations) {
        for (const name of operation.errors) {
          const error = yield* failure(operation, {
            headers: { "x-amzn-requestid": "an-id" },
            body: json({ __type: name, ...membersOf(name) })
          })
          assertException(throughJson(CognitoError.CognitoError, error), name, 400, operation.name)
        }
      }
    }))
})

// -----------------------------------------------------------------------------
// guards
// -----------------------------------------------------------------------------

/** AWS's list without `LimitExceededException`, which is the limit of one user. */
const throttlingCodes = [
  "BandwidthLimitExceeded",
  "EC2ThrottledException",
  "PriorRequestNotComplete",
  "ProvisionedThroughputExceededException",
  "RequestLimitExceeded",
  "RequestThrottled",
  "RequestThrottledException",
  "SlowDown",
  "ThrottledException",
  "Throttling",
  "ThrottlingException",
  "TooManyRequestsException",
  "TransactionInProgressException"
]

const transientCodes = ["TimeoutError", "RequestTimeout", "RequestTimeoutException"]

/** An exception as an operation fails with it: of its own class, or with its name as the code. */
const errorNamed = (name: string, status: number): CognitoError.CognitoError =>
  name in exceptions
    ? new classes[name]!({ message: "m", status })
    : new CognitoError.UnknownServiceException({ code: name, message: "m", status })

const transport = (reason: "Connect" | "Timeout" | "Lost") =>
  new CognitoError.TransportError({ operation: "GetUser", reason })

const invalidResponse = (status: number) =>
  new CognitoError.InvalidResponseError({ operation: "GetUser", status, issues })

const everyName = [...Object.keys(exceptions), ...throttlingCodes, ...transientCodes, "NextYearsException"]
const limit = "LimitExceededException"

describe("isThrottling", () => {
  it("holds for the throttling codes alone, with a status that says nothing", () => {
    const throttling = everyName.filter((name) => CognitoError.isThrottling(errorNamed(name, 400)))
    assert.deepStrictEqual([...new Set(throttling)].toSorted(), throttlingCodes)
  })

  it("holds for everything with status 429, but for the limit of one user", () => {
    const others = everyName.filter((name) => !CognitoError.isThrottling(errorNamed(name, 429)))
    assert.deepStrictEqual(others, [limit])
    assert.isTrue(CognitoError.isThrottling(invalidResponse(429)))
  })

  it("holds for no error of our own otherwise", () => {
    for (const error of [...["Connect", "Timeout", "Lost"] as const].map(transport)) {
      assert.isFalse(CognitoError.isThrottling(error))
    }
    for (const tag of ["InvalidRequestError", "InvalidConfigurationError", "InvalidResponseError"]) {
      assert.isFalse(CognitoError.isThrottling(samples[tag]!), tag)
    }
  })
})

describe("isTransient", () => {
  it("holds for the codes of timeouts alone, with a status that says nothing", () => {
    for (const status of [400, 403, 404, 429, 501]) {
      const transient = everyName.filter((name) => CognitoError.isTransient(errorNamed(name, status)))
      assert.deepStrictEqual(transient, transientCodes, `status ${status}`)
      assert.isFalse(CognitoError.isTransient(invalidResponse(status)))
    }
  })

  it("holds for everything with status 500, 502, 503 and 504, but for the limit of one user", () => {
    for (const status of [500, 502, 503, 504]) {
      const others = everyName.filter((name) => !CognitoError.isTransient(errorNamed(name, status)))
      assert.deepStrictEqual(others, [limit], `status ${status}`)
      assert.isTrue(CognitoError.isTransient(invalidResponse(status)))
    }
  })

  it("holds for every lost connection, and for no request or configuration of ours", () => {
    for (const reason of ["Connect", "Timeout", "Lost"] as const) {
      assert.isTrue(CognitoError.isTransient(transport(reason)), reason)
    }
    assert.isFalse(CognitoError.isTransient(samples["InvalidRequestError"]!))
    assert.isFalse(CognitoError.isTransient(samples["InvalidConfigurationError"]!))
    assert.isFalse(CognitoError.isTransient(invalidResponse(200)))
  })
})

describe("the limit of one user", () => {
  it("is neither throttling nor transient, as a tag or as a code, with any status", () => {
    for (const status of [400, 429, 500, 503]) {
      const asCode = new CognitoError.UnknownServiceException({ code: limit, message: "m", status })
      for (const error of [errorNamed(limit, status), asCode]) {
        assert.isFalse(CognitoError.isThrottling(error), `${error._tag} ${status}`)
        assert.isFalse(CognitoError.isTransient(error), `${error._tag} ${status}`)
      }
    }
  })
})

describe("isCognitoError", () => {
  it("holds for every error of ours", () => {
    for (const [tag, error] of Object.entries(samples)) assert.isTrue(CognitoError.isCognitoError(error), tag)
  })

  it.effect("holds for what every operation fails with", () =>
    Effect.gen(function*() {
      for (const operation of operations) {
        const error = yield* failure(operation, { body: json({ __type: operation.errors[0] }) })
        assert.isTrue(CognitoError.isCognitoError(error), operation.name)
      }
    }))

  it("holds for nothing else", () => {
    class NotAuthorizedException extends Schema.TaggedError<NotAuthorizedException>()("NotAuthorizedException", {
      message: Schema.String,
      status: Schema.Finite
    }) {}
    for (
      const other of [
        undefined,
        null,
        "NotAuthorizedException",
        {},
        { _tag: "NotAuthorizedException", message: "m", status: 400 },
        new Error("NotAuthorizedException"),
        new NotAuthorizedException({ message: "m", status: 400 })
      ]
    ) {
      assert.isFalse(CognitoError.isCognitoError(other))
    }
  })
})
