/**
 * AWS's own SDK as the oracle: both clients talk to one server, and must send and understand the same.
 */
import * as Sdk from "@aws-sdk/client-cognito-identity-provider"
import { FetchHttpClient } from "@effect/platform"
import { assert, describe, layer, vi } from "@effect/vitest"
import { CognitoConfig, type CognitoError } from "effect-cognito"
import { ConfigProvider, Context, Effect, Layer, Result, Schema } from "../support/effect.js"
import { exceptions } from "../support/model.js"
import {
  asSdk,
  type Exported,
  operations,
  plain,
  property,
  strangers,
  type Struct,
  widen
} from "../support/operations.js"
import * as Recorder from "../support/recorder.js"

// A property may take long on a busy machine, which says nothing about the clients.
vi.setConfig({ testTimeout: 120_000 })

// -----------------------------------------------------------------------------
// the two clients
// -----------------------------------------------------------------------------

/** What a failure of the SDK looks like, whichever it is. */
interface SdkError {
  readonly name: string
  readonly message: string
  readonly reasonCode?: string
  readonly $metadata?: { readonly httpStatusCode?: number; readonly requestId?: string }
}

type SdkSend = (operation: Exported, input: unknown) => Effect.Effect<Result.Result<Struct, SdkError>>

/** The commands by name. What they take and give is what this test is about, so it is not taken from their types. */
const commands = Sdk as unknown as Readonly<Record<string, new(input: unknown) => Sdk.GetUserCommand>>

const makeSdk = (endpoint: string, maxAttempts: number) =>
  Effect.acquireRelease(
    Effect.sync(() =>
      new Sdk.CognitoIdentityProviderClient({
        region: "eu-west-1",
        endpoint,
        credentials: { accessKeyId: "any", secretAccessKey: "any" },
        maxAttempts
      })
    ),
    (client) => Effect.sync(() => client.destroy())
  ).pipe(
    Effect.map((client): SdkSend => ({ name }, input) =>
      Effect.promise(() =>
        client.send(new commands[`${name}Command`]!(input)).then(
          (output) => Result.succeed(Object.fromEntries(Object.entries(output).filter(([key]) => key !== "$metadata"))),
          (error: SdkError) => Result.fail(error)
        )
      )
    )
  )

class Clients extends Context.Service<Clients, {
  readonly recorder: Recorder.Recorder
  readonly own: (
    operation: Exported,
    request: unknown,
    retry?: CognitoConfig.Options["retry"]
  ) => Effect.Effect<unknown, CognitoError.CognitoError>
  readonly sdk: SdkSend
  readonly retryingSdk: SdkSend
}>()("test/Clients") {}

const ClientsLive = Layer.effect(
  Clients,
  Effect.gen(function*() {
    const recorder = yield* Recorder.make
    return {
      recorder,
      own: ({ call }, request, retry = "none") =>
        call(request).pipe(
          CognitoConfig.withConfig({ endpoint: recorder.url, retry }),
          Effect.provide([FetchHttpClient.layer, ConfigProvider.layer(ConfigProvider.fromUnknown({}))])
        ),
      sdk: yield* makeSdk(recorder.url, 1),
      retryingSdk: yield* makeSdk(recorder.url, 3)
    }
  })
)

/** Our request as it goes over the wire, where its members have the SDK's names. */
const wireForm = ({ declaration }: Exported) => Schema.encodeUnknownEffect(declaration.request)

/** What both clients make of one answer to one request. */
const both = (operation: Exported, answer: Recorder.Answer) =>
  Effect.gen(function*() {
    const { own, recorder, sdk } = yield* Clients
    const request = operation.request
    const input = yield* wireForm(operation)(request)
    recorder.answer(answer)
    return {
      own: yield* Effect.result(own(operation, request)),
      sdk: yield* sdk(operation, input)
    }
  })

/**
 * What the SDK read, with numbers as JavaScript has them. Where the platform shows it how a number was written, which is
 * from Node 21 on, the SDK has kinds of its own for the numbers that are too long.
 */
const withNumbers = (value: unknown): unknown =>
  typeof value === "bigint" || (value instanceof Object && "type" in value && value.type === "bigDecimal")
    ? Number(String(value))
    : Array.isArray(value)
    ? value.map(withNumbers)
    : typeof value === "object" && value !== null && !(value instanceof Date)
    ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withNumbers(inner)]))
    : value

/** What an application can tell of a failure. */
interface Told {
  readonly name: string
  readonly message: string
  readonly status: number | undefined
  readonly requestId: string | undefined
  readonly reasonCode: string | undefined
}

const toldByUs = (outcome: Result.Result<unknown, CognitoError.CognitoError>): Told => {
  assert(Result.isFailure(outcome), "an answer that is no success was taken for one")
  const error = outcome.failure
  return {
    name: error._tag,
    message: error.message,
    status: "status" in error ? error.status : undefined,
    requestId: "requestId" in error ? error.requestId : undefined,
    reasonCode: "reasonCode" in error ? error.reasonCode : undefined
  }
}

const toldBySdk = (outcome: Result.Result<unknown, SdkError>): Told => {
  assert(Result.isFailure(outcome), "the SDK took an answer that is no success for one")
  const { $metadata, message, name, reasonCode } = outcome.failure
  return { name, message, status: $metadata?.httpStatusCode, requestId: $metadata?.requestId, reasonCode }
}

const json = JSON.stringify

/** The forms in which the name of an exception may arrive. */
const forms: Readonly<Record<string, (name: string, members: object) => Recorder.Answer>> = {
  "in __type": (name, members) => ({ body: json({ __type: name, ...members }) }),
  "in __type with a namespace": (name, members) => ({
    body: json({ __type: `com.amazonaws.cognitoidentityprovider#${name}`, ...members })
  }),
  "in code": (name, members) => ({ body: json({ code: name, ...members }) }),
  "in the header": (name, members) => ({ headers: { "x-amzn-errortype": `${name}:` }, body: json(members) })
}

// -----------------------------------------------------------------------------
// where both agree
// -----------------------------------------------------------------------------

layer(ClientsLive, { excludeTestServices: true })("AWS's SDK and we", (it) => {
  for (const operation of operations) {
    describe(`about ${operation.name}`, () => {
      it.effect("send the same request", () =>
        property(operation.requests, 20, (request) =>
          Effect.gen(function*() {
            const { own, recorder, sdk } = yield* Clients
            recorder.answer({ body: "{" })
            yield* Effect.result(own(operation, request))
            yield* sdk(operation, yield* wireForm(operation)(request))
            const [ours, theirs, ...more] = recorder.take().map(({ body, headers, method, path }) => ({
              method,
              path,
              target: headers["x-amz-target"],
              type: headers["content-type"],
              authorization: headers.authorization,
              body: JSON.parse(body) as unknown
            }))
            assert(ours !== undefined && theirs !== undefined)
            // The SDK signs this one, with credentials that can't authorize it, as AWS's documentation says.
            const signed = operation.name === "GetClientToken"
            assert.strictEqual(theirs.authorization?.startsWith("AWS4-HMAC-SHA256 "), signed ? true : undefined)
            assert.deepStrictEqual(ours, { ...theirs, authorization: undefined })
            assert.isEmpty(more)
          })))

      it.effect("understand the same answer", () =>
        property(operation.responses, 20, (response) =>
          Effect.gen(function*() {
            const wire = yield* Schema.encodeUnknownEffect(operation.declaration.response)(response)
            // Of an answer that has no output, the SDK hands on everything: see below.
            for (const body of [wire, operation.isUnit ? {} : widen(operation.output, wire as Struct)]) {
              const { own, sdk } = yield* both(operation, { body: json(body) })
              const ours = asSdk(operation.output, (yield* Effect.fromResult(own)) as Struct)
              assert.deepStrictEqual(plain(ours), withNumbers(plain(yield* Effect.fromResult(sdk))))
            }
          })))

      it.effect("name its documented exceptions alike, in every form", () =>
        Effect.gen(function*() {
          for (const name of operation.errors) {
            const { httpStatus, members } = exceptions[name]!
            const status = httpStatus ?? 500
            const reason = "reasonCode" in members ? { reasonCode: "because" } : {}
            for (const [form, write] of Object.entries(forms)) {
              const answer = write(name, { message: `A message for ${name}.`, ...reason })
              const { own, sdk } = yield* both(operation, {
                ...answer,
                status,
                headers: { ...answer.headers, "x-amzn-requestid": `id-${name}` }
              })
              assert.deepStrictEqual(toldByUs(own), toldBySdk(sdk), `${name} ${form}`)
              assert.deepStrictEqual(toldByUs(own), {
                name,
                message: `A message for ${name}.`,
                status,
                requestId: `id-${name}`,
                reasonCode: undefined,
                ...reason
              })
            }
          }
        }))
    })
  }

  const operation = operations[0]!
  const name = operation.errors[0]!

  for (const header of ["x-amzn-requestid", "x-amzn-request-id", "x-amz-request-id", "X-Amzn-RequestId"]) {
    it.effect(`find the request id in ${header}`, () =>
      Effect.gen(function*() {
        const { own, sdk } = yield* both(operation, {
          status: 400,
          headers: { [header]: "an-id" },
          body: json({ __type: name })
        })
        assert.strictEqual(toldByUs(own).requestId, "an-id")
        assert.strictEqual(toldBySdk(sdk).requestId, "an-id")
      }))
  }

  it.effect("prefer __type to code, and code to the header", () =>
    Effect.gen(function*() {
      const [first, second, third] = operation.errors
      const headers = { "x-amzn-errortype": `${third}:` }
      for (
        const [body, expected] of [
          [{ __type: first, code: second }, first],
          [{ code: second }, second],
          [{ CODE: second }, second],
          [{}, third]
        ] as const
      ) {
        const { own, sdk } = yield* both(operation, { status: 400, headers, body: json(body) })
        assert.strictEqual(toldByUs(own).name, expected)
        assert.strictEqual(toldBySdk(sdk).name, expected)
      }
    }))

  for (const [form, body] of Object.entries({ nothing: "", "an empty object": "{}", null: "null" })) {
    it.effect(`take ${form} for an empty answer where nothing is required`, () =>
      Effect.gen(function*() {
        for (const lenient of operations.filter(({ output }) => !Object.values(output).some((m) => m.required))) {
          const { own, sdk } = yield* both(lenient, { body })
          assert.deepStrictEqual(yield* Effect.fromResult(own), {}, lenient.name)
          assert.deepStrictEqual(yield* Effect.fromResult(sdk), {}, lenient.name)
        }
      }))
  }
})

// -----------------------------------------------------------------------------
// where we differ on purpose
// -----------------------------------------------------------------------------

layer(ClientsLive, { excludeTestServices: true })("Unlike AWS's SDK, we", (it) => {
  const operation = operations[0]!
  const name = operation.errors[0]!
  const failed = (answer: Recorder.Answer) =>
    Effect.map(both(operation, { status: 400, ...answer }), ({ own, sdk }) => ({
      own: toldByUs(own),
      sdk: toldBySdk(sdk)
    }))

  it.effect("read on where __type is null, which is a TypeError there", () =>
    Effect.gen(function*() {
      const { own, sdk } = yield* failed({
        headers: { "x-amzn-errortype": `${name}:` },
        body: json({ __type: null, message: "m" })
      })
      assert.strictEqual(own.name, name)
      assert.strictEqual(own.message, "m")
      assert.strictEqual(sdk.name, "TypeError")
    }))

  it.effect("read on where __type is a number, which is the name there", () =>
    Effect.gen(function*() {
      const { own, sdk } = yield* failed({ body: json({ __type: 7, code: name }) })
      assert.strictEqual(own.name, name)
      assert.strictEqual(sdk.name, "7")
    }))

  it.effect("drop what comes with an answer that has no output, which is handed on there", () =>
    Effect.gen(function*() {
      for (const unit of operations.filter(({ isUnit }) => isUnit)) {
        const { own, sdk } = yield* both(unit, { body: json(strangers) })
        assert.deepStrictEqual(yield* Effect.fromResult(own), {}, unit.name)
        assert.property(yield* Effect.fromResult(sdk), "NextYear", unit.name)
      }
    }))

  it.effect("leave out null elements of a list, which stay there", () =>
    Effect.gen(function*() {
      const getUser = operations.find(({ name }) => name === "GetUser")!
      const { own, sdk } = yield* both(getUser, {
        body: json({ Username: "u", UserAttributes: [], UserMFASettingList: [null, "SMS_MFA", null] })
      })
      assert.deepInclude(yield* Effect.fromResult(own), { userMFASettingList: ["SMS_MFA"] })
      assert.deepInclude(yield* Effect.fromResult(sdk), { UserMFASettingList: [null, "SMS_MFA", null] })
    }))

  it.effect("drop __proto__ from a map, where it stays", () =>
    Effect.gen(function*() {
      const initiateAuth = operations.find(({ name }) => name === "InitiateAuth")!
      const { own, sdk } = yield* both(initiateAuth, { body: `{"ChallengeParameters":{"__proto__":"p","SALT":"s"}}` })
      assert.strictEqual(json(yield* Effect.fromResult(own)), `{"challengeParameters":{"SALT":"s"}}`)
      assert.strictEqual(json(yield* Effect.fromResult(sdk)), `{"ChallengeParameters":{"__proto__":"p","SALT":"s"}}`)
    }))

  it.effect("never retry LimitExceededException, which is throttling there", () =>
    Effect.gen(function*() {
      const { own, recorder, retryingSdk } = yield* Clients
      const limited = operations.find(({ errors }) => errors.includes("LimitExceededException"))!
      const request = limited.request
      recorder.answer({ status: 400, body: json({ __type: "LimitExceededException" }) })

      const ours = yield* Effect.flip(own(limited, request, { maxAttempts: 3 }))
      assert.strictEqual(ours._tag, "LimitExceededException")
      assert.lengthOf(recorder.take(), 1)

      const theirs = yield* retryingSdk(limited, yield* wireForm(limited)(request))
      assert.strictEqual(toldBySdk(theirs).name, "LimitExceededException")
      assert.lengthOf(recorder.take(), 3)
    }))

  it.effect("check requests, which are sent as they are there", () =>
    Effect.gen(function*() {
      const { own, recorder, sdk } = yield* Clients
      for (const demanding of operations.filter(({ input }) => Object.values(input).some((m) => m.required))) {
        recorder.answer({})
        const error = yield* Effect.flip(own(demanding, {}))
        assert.strictEqual(error._tag, "InvalidRequestError", demanding.name)
        assert.isEmpty(recorder.take())

        yield* sdk(demanding, {})
        assert.deepStrictEqual(recorder.take().map(({ body }) => body), ["{}"])
      }
    }))

  it.effect("say something where Cognito does not, instead of UnknownError", () =>
    Effect.gen(function*() {
      const { own, sdk } = yield* failed({ body: json({ __type: name }) })
      assert.match(own.message, new RegExp(`^[A-Z][^.]*${name}[^.]*\\.$`))
      assert.strictEqual(sdk.message, "UnknownError")
    }))

  it.effect("read the message of an exception that has headers only", () =>
    Effect.gen(function*() {
      const { own, sdk } = yield* failed({
        headers: { "x-amzn-errortype": `${name}:`, "x-amzn-errormessage": "Said in a header." },
        body: ""
      })
      assert.strictEqual(own.name, name)
      assert.strictEqual(own.message, "Said in a header.")
      assert.strictEqual(sdk.name, name)
      assert.strictEqual(sdk.message, "UnknownError")
    }))

  it.effect("have an error for the HTML page of a proxy, which is a SyntaxError there", () =>
    Effect.gen(function*() {
      const { own, sdk } = yield* failed({
        status: 502,
        headers: { "content-type": "text/html" },
        body: "<html><body>Bad Gateway</body></html>"
      })
      assert.strictEqual(own.name, "InvalidResponseError")
      assert.strictEqual(own.status, 502)
      assert.strictEqual(sdk.name, "SyntaxError")
    }))

  it.effect("keep the exceptions of other operations apart, which are typed as their own there", () =>
    Effect.gen(function*() {
      const foreign = Object.keys(exceptions).find((other) => !operation.errors.includes(other))!
      const { own, sdk } = yield* failed({ body: json({ __type: foreign }) })
      assert.strictEqual(own.name, "UnknownServiceException")
      assert.strictEqual(sdk.name, foreign)
    }))
})
