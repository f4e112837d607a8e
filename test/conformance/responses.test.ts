/**
 * Whatever comes back, a call ends with a response that fits its schema or with an error that it declares.
 */
import { assert, describe, it, vi } from "@effect/vitest"
import { Redacted } from "effect"
import { CognitoError } from "effect-cognito"
import * as FastCheck from "fast-check"
import { Effect, Result, Schema } from "../support/effect.js"
import { ownName } from "../support/model.js"
import {
  type Answer,
  answered,
  type Exported,
  operations,
  plain,
  property,
  seed,
  strangers,
  type Struct,
  widen
} from "../support/operations.js"
import { type AnySchema, assertFits } from "../support/schemas.js"

// A property may take long on a busy machine, which says nothing about what it checks.
vi.setConfig({ testTimeout: 120_000 })

const json = JSON.stringify

// -----------------------------------------------------------------------------
// any response
// -----------------------------------------------------------------------------

const statuses = FastCheck.oneof(FastCheck.constantFrom(200, 400), FastCheck.integer({ min: 200, max: 599 }))

/** Everything that JSON can say, and often something close to a response or to an exception of this operation. */
const bodies = ({ errors, output }: Exported): FastCheck.Arbitrary<unknown> => {
  const anything = FastCheck.jsonValue()
  const members = (names: ReadonlyArray<string>) =>
    FastCheck.record(Object.fromEntries(names.map((name) => [name, anything])), { requiredKeys: [] })
  const name = FastCheck.oneof(FastCheck.constantFrom(...errors), FastCheck.string(), anything)
  return FastCheck.oneof(
    anything,
    members([...Object.keys(output), "NextYear"]),
    FastCheck.record({ __type: name, code: name, message: anything, reasonCode: anything }, { requiredKeys: [] })
  )
}

const headers = FastCheck.record({
  "x-amzn-errortype": FastCheck.stringMatching(/^[ -~]{0,40}$/),
  "x-amzn-errormessage": FastCheck.stringMatching(/^[ -~]{0,40}$/),
  "x-amzn-requestid": FastCheck.stringMatching(/^[ -~]{0,40}$/)
}, { requiredKeys: [] })

const cutShort = (value: unknown): string => json(value).slice(0, -1)

const answers = (body: FastCheck.Arbitrary<string>) =>
  FastCheck.record({ status: statuses, headers, chunked: FastCheck.boolean(), body })

/** What a call may come to with a response of this status. A defect fails the test by itself. */
const assertLawful = (operation: Exported, answer: Answer & { readonly status: number }) =>
  Effect.map(Effect.result(answered(operation, answer)), (outcome) => {
    const { status } = answer
    if (Result.isSuccess(outcome)) {
      assert.isBelow(status, 300)
      assertFits(operation.declaration.response, outcome.success)
      return
    }
    const error = outcome.failure
    assert.isTrue(CognitoError.isCognitoError(error))
    assert.include([...operation.errors, "UnknownServiceException", "InvalidResponseError"], error._tag)
    assert("status" in error)
    assert.strictEqual(error.status, status)
    assert.isNotEmpty(error.message)
    if (status < 400) assert.strictEqual(error._tag, "InvalidResponseError")
  })

// -----------------------------------------------------------------------------
// values
// -----------------------------------------------------------------------------

const wireForm = ({ declaration }: Exported, response: unknown) =>
  // What a structure is encoded to is an object.
  Effect.map(Schema.encodeUnknownEffect(declaration.response)(response), (wire) => wire as Struct)

/** No object in this value has another prototype than objects have, and no object anywhere has what responses brought. */
const assertUnpolluted = (value: unknown): void => {
  assert.notProperty({}, "polluted")
  if (typeof value !== "object" || value === null || value instanceof Date || Redacted.isRedacted(value)) return
  if (!Array.isArray(value)) assert.strictEqual(Object.getPrototypeOf(value), Object.prototype)
  for (const inner of Object.values(value)) assertUnpolluted(inner)
}

const throughJson = (schema: AnySchema, value: unknown): unknown =>
  Schema.decodeUnknownSync(schema)(JSON.parse(json(Schema.encodeUnknownSync(schema)(value))))

// -----------------------------------------------------------------------------
// the properties
// -----------------------------------------------------------------------------

for (const operation of operations) {
  const { declaration, errors, name, output } = operation

  describe(`a response to ${name}`, () => {
    it.effect("makes something lawful of any JSON, with any status", () =>
      property(
        answers(bodies(operation).map((body) => json(body))),
        100,
        (answer) => assertLawful(operation, answer)
      ))

    it.effect("makes something lawful of any text, with any status", () =>
      property(
        answers(FastCheck.oneof(FastCheck.string({ unit: "binary" }), bodies(operation).map(cutShort))),
        50,
        (answer) => assertLawful(operation, answer)
      ))

    it.effect("reads the same from a response with nulls and unknown members everywhere", () =>
      property(operation.responses, 20, (response) =>
        Effect.gen(function*() {
          const wire = yield* wireForm(operation, response)
          const read = yield* answered(operation, { body: json(widen(output, wire, true)) })
          assertUnpolluted(read)
          assert.deepStrictEqual(plain(read), plain(response))
        })))

    it.effect("leaves out each optional member that is null, and misses each required one", () =>
      Effect.gen(function*() {
        const wire = yield* wireForm(operation, operation.response)
        for (const [member, { required }] of Object.entries(output)) {
          const outcome = yield* Effect.result(answered(operation, { body: json({ ...wire, [member]: null }) }))
          if (required) {
            assert(Result.isFailure(outcome), `${member} is required`)
            assert.strictEqual(outcome.failure._tag, "InvalidResponseError")
          } else {
            assert(Result.isSuccess(outcome), `${member} is optional`)
            assert.notProperty(outcome.success, ownName(member))
          }
        }
      }))

    it.effect("keeps the other members of a response off its errors", () =>
      Effect.forEach([...errors, "ThrottlingException"], (code) =>
        Effect.gen(function*() {
          const others = {
            ...strangers,
            _tag: "Other",
            name: "Other",
            status: 1,
            requestId: "r",
            cause: "c",
            code: "o"
          }
          const error = yield* Effect.flip(
            answered(operation, { status: 400, body: json({ ...others, __type: code, message: "m" }) })
          )
          const tag = errors.includes(code) ? code : "UnknownServiceException"
          assert.deepStrictEqual<object>({ ...error, message: error.message }, {
            _tag: tag,
            ...(tag === code ? undefined : { code }),
            message: "m",
            operation: operation.name,
            status: 400
          })
          assert.strictEqual(error.name, tag)
          assert.notProperty(error, "polluted")
          assert.notProperty(error, "cause")
          assert.notProperty({}, "polluted")
        })))

    for (const body of ["", "null", "{}"]) {
      it.effect(`takes ${json(body)} for a response without members`, () =>
        Effect.gen(function*() {
          const outcome = yield* Effect.result(answered(operation, { body }))
          if (Object.values(output).some(({ required }) => required)) {
            assert(Result.isFailure(outcome))
            assert.strictEqual(outcome.failure._tag, "InvalidResponseError")
          } else {
            assert.deepStrictEqual(Result.getOrThrow(outcome), {})
          }
        }))
    }

    it("reads the requests that it writes", () => {
      FastCheck.assert(
        FastCheck.property(operation.requests, (request) => {
          assert.deepStrictEqual(plain(throughJson(declaration.request, request)), plain(request))
        }),
        { seed, numRuns: 20 }
      )
    })

    it("reads the responses that it writes", () => {
      FastCheck.assert(
        FastCheck.property(operation.responses, (response) => {
          assert.deepStrictEqual(plain(throughJson(declaration.response, response)), plain(response))
        }),
        { seed, numRuns: 20 }
      )
    })
  })
}
