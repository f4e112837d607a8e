import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { Cognito, CognitoError } from "effect-cognito"
import * as CognitoTest from "effect-cognito/CognitoTest"
import { Api, ApiLive, example, Procedures, ProceduresLive } from "../examples/contracts/contracts.js"
import { HttpApiClient, RpcTest, toWebHandler } from "./support/httpApi.js"
import { runProgram } from "./support/programs.js"

type Handler = NonNullable<CognitoTest.Handlers["getUserAttributeVerificationCode"]>

const limit = new CognitoError.LimitExceededException({ message: "Try later.", status: 400, requestId: "r-1" })

const cognito = (getUserAttributeVerificationCode: Handler) =>
  Cognito.layer({ region: "eu-west-1", retry: "none" }).pipe(
    Layer.provide(CognitoTest.layer({ getUserAttributeVerificationCode }))
  )

const sent: Handler = () => Effect.succeed({ codeDeliveryDetails: { destination: "a***@e***" } })

/** The API, served by a web handler and called by its client, so that all goes over the wire as JSON. */
const overHttp = (handler: Handler, payload = example) =>
  Effect.gen(function*() {
    const { dispose, handler: serve } = toWebHandler(Layer.provide(ApiLive, cognito(handler)))
    yield* Effect.addFinalizer(() => Effect.promise(dispose))
    const client = yield* HttpApiClient.make(Api, { baseUrl: "http://localhost" }).pipe(
      Effect.provide(FetchHttpClient.layer),
      Effect.provideService(FetchHttpClient.Fetch, (input, init) => serve(new Request(input, init)))
    )
    return yield* client.verification.askForCode({ payload }).pipe(
      Effect.provideService(FetchHttpClient.Fetch, (input, init) => serve(new Request(input, init)))
    )
  }).pipe(Effect.scoped)

const overRpc = (handler: Handler, payload = example) =>
  Effect.gen(function*() {
    const client = yield* RpcTest.makeClient(Procedures)
    return yield* client.AskForCode(payload)
  }).pipe(Effect.scoped, Effect.provide(ProceduresLive.pipe(Layer.provide(cognito(handler)))))

for (const [name, call] of Object.entries({ "an HttpApi": overHttp, "an Rpc": overRpc })) {
  describe(`Cognito's exceptions in ${name}`, () => {
    it.effect("a success comes through", () =>
      Effect.map(call(sent), ({ destination }) => assert.strictEqual(destination, "a***@e***")))

    it.effect("an exception comes back as itself", () =>
      Effect.gen(function*() {
        const error = yield* Effect.flip(call(() => Effect.fail(limit)))
        assert(error instanceof CognitoError.LimitExceededException)
        assert.strictEqual(error.message, "Try later.")
        assert.strictEqual(error.status, 400)
        assert.strictEqual(error.requestId, "r-1")
      }))

    it.effect("one of our own errors comes back as itself, and says its sentence again", () =>
      Effect.gen(function*() {
        const error = yield* Effect.flip(call(sent, { ...example, attributeName: "" }))
        assert(error instanceof CognitoError.InvalidRequestError)
        assert.deepStrictEqual(error.issues.map(({ path }) => path), [["attributeName"]])
        assert.match(error.message, /^GetUserAttributeVerificationCode was not sent, .*attributeName must be /)
      }))
  })
}

it("the example prints what the servers send and what the clients catch", { timeout: 60_000 }, async () => {
  const { stderr, stdout } = await runProgram("examples/contracts/main.ts", { timeout: 50_000 })
  assert.strictEqual(stderr, "")
  const caught = /  The client catches LimitExceededException: Attempt limit exceeded/
  const expected = [
    /^As an HttpApi/,
    /  The server sends: 429 .*LimitExceeded/,
    caught,
    /^As an Rpc/,
    /LimitExceeded/,
    caught
  ]
  const lines = stdout.trimEnd().split("\n")
  assert.lengthOf(lines, expected.length)
  for (const [index, line] of lines.entries()) assert.match(line, expected[index] ?? /^$/)
})
