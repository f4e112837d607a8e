/**
 * Only status 200 is Cognito's success. A firewall's challenge is a 2xx too, and whoever takes it for a success counts
 * an address as verified that nobody verified.
 */
import { Cognito, CognitoConfig, type CognitoError } from "effect-cognito"
import { Effect, Redacted, Result, Schema } from "../support/effect.js"
import { layers } from "../support/layers.js"
import { type Answer, operations } from "../support/operations.js"
import * as Recorder from "../support/recorder.js"
import { assert, describe, it } from "../support/vitest.js"

const token = "a-token-that-nobody-may-see"

const verify = Cognito.verifyUserAttribute({
  accessToken: Redacted.make(token),
  attributeName: "email",
  code: Redacted.make("123456")
})

/** Responses with each framing: of a declared length, and in chunks. */
const framings = ({ body = "", headers = {}, ...rest }: Answer): ReadonlyArray<readonly [string, Answer]> => [
  ["of a known length", { ...rest, body, headers: { ...headers, "content-length": String(Buffer.byteLength(body)) } }],
  ["in chunks", { ...rest, body, headers }]
]

const challenge = { "x-amzn-waf-action": "challenge" }

/** What is not Cognito's, with the action of the firewall that its error has to name. */
const foreign: ReadonlyArray<readonly [what: string, Answer, action?: string]> = [
  ["a firewall's challenge", { status: 202, headers: challenge }, "challenge"],
  ["a firewall's CAPTCHA as a 202", { status: 202, headers: { "x-amzn-waf-action": "captcha" } }, "captcha"],
  ["a challenge with an empty object", { status: 202, headers: challenge, body: "{}" }, "challenge"],
  ["a challenge with a page", { status: 202, headers: challenge, body: "<html></html>" }, "challenge"],
  ["a challenge of white space alone", { status: 200, headers: challenge, body: " \n" }, "challenge"],
  [
    "a firewall's CAPTCHA",
    {
      status: 405,
      headers: { "x-amzn-waf-action": "captcha", "content-type": "text/html" },
      body: "<!DOCTYPE html><html><title>Human Verification</title></html>"
    },
    "captcha"
  ],
  ...[201, 202, 203, 206, 207, 226, 299].flatMap((status) =>
    ["", "{}", "null"].map((body): readonly [string, Answer] => [
      `status ${status} with ${body || "no body"}`,
      { status, body }
    ])
  ),
  ["status 204", { status: 204 }],
  ["status 205", { status: 205 }],
  ...[" ", "\n", "\r\n", "\t \n", " ".repeat(100_000)].map((body): readonly [string, Answer] => [
    `status 200 with ${body.length} of white space (${JSON.stringify(body.slice(0, 4))})`,
    { status: 200, body }
  ])
]

/** The error of a call that must not succeed. */
const errorOf = <A, E, R>(call: Effect.Effect<A, E, R>, endpoint: string): Effect.Effect<E, never, R> =>
  call.pipe(
    CognitoConfig.withConfig({ endpoint }),
    Effect.result,
    Effect.map((result) => {
      assert(Result.isFailure(result), "it was taken for a success")
      return result.failure
    })
  )

const assertForeign = (
  error: CognitoError.CognitoError,
  operation: string,
  status: number | undefined,
  action: string | undefined
): void => {
  assert(error._tag === "InvalidResponseError", `${error._tag}: ${error.message}`)
  assert.strictEqual(error.operation, operation)
  assert.strictEqual(error.status, status)
  assert.notMatch(error.message, /[\r\n]/)
  if (action === undefined) assert.notMatch(error.message.replace(operation, ""), /waf|challenge|captcha/i)
  else assert.include(error.message, action)
}

for (const [client, layer] of layers) {
  describe(`through ${client}`, () => {
    for (const [what, answer, action] of foreign) {
      for (const [framing, framed] of framings(answer)) {
        it.live(`${what}, ${framing}, is no success, and nothing is sent again`, () =>
          Effect.gen(function*() {
            const recorder = yield* Recorder.make
            recorder.answer(framed)
            const error = yield* errorOf(verify, recorder.url)
            assertForeign(error, "VerifyUserAttribute", answer.status, action)
            assert.strictEqual(recorder.take().length, 1)
          }).pipe(Effect.provide(layer)))
      }
    }

    it.live("the operations are all alike", () =>
      Effect.gen(function*() {
        const recorder = yield* Recorder.make
        for (const { call, declaration, name, request, response } of operations) {
          const body = JSON.stringify(yield* Schema.encodeUnknownEffect(declaration.response)(response))
          const answers = [{ status: 202, headers: challenge }, { status: 204 }, { status: 206, body }, { body: "\n" }]
          for (const answer of answers) {
            recorder.answer(answer)
            const error = yield* errorOf(call(request), recorder.url)
            assertForeign(error, name, answer.status ?? 200, answer.status === 202 ? "challenge" : undefined)
          }
        }
      }).pipe(Effect.provide(layer)))

    it.live("an empty body with status 200 stays an empty response where no member is required", () =>
      Effect.gen(function*() {
        const recorder = yield* Recorder.make
        for (const { call, name, output, request } of operations) {
          for (const [framing, answer] of framings({ status: 200 })) {
            recorder.answer(answer)
            const result = yield* call(request).pipe(
              CognitoConfig.withConfig({ endpoint: recorder.url, retry: "none" }),
              Effect.match({ onFailure: ({ _tag }) => _tag, onSuccess: (response) => Object.keys(Object(response)) })
            )
            const isRequired = Object.values(output).some(({ required }) => required)
            assert.deepStrictEqual(result, isRequired ? "InvalidResponseError" : [], `${name}, ${framing}`)
          }
        }
      }).pipe(Effect.provide(layer)))

    it.live("what a firewall calls its action is short, in one line, and no echo of a secret", () =>
      Effect.gen(function*() {
        const recorder = yield* Recorder.make
        for (const action of [token, `challenge ${token}`, "a".repeat(8000)]) {
          recorder.answer({ status: 202, headers: { "x-amzn-waf-action": action } })
          const error = yield* errorOf(verify, recorder.url)
          assert.strictEqual(error._tag, "InvalidResponseError")
          assert.notInclude(JSON.stringify(error) + error.message, token)
          assert.isBelow(error.message.length, 1000)
        }
      }).pipe(Effect.provide(layer)))
  })
}
