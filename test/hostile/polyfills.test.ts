/**
 * React Native, whatwg-fetch, node-fetch 2 and cross-fetch give responses without a web stream. What they answer is
 * read by `text()`.
 */
import { Cognito, CognitoConfig } from "effect-cognito"
import { Readable } from "node:stream"
import { Effect, Redacted, Schema } from "../support/effect.js"
import { revealed } from "../support/facts.js"
import { fetching } from "../support/fetching.js"
import { operations } from "../support/operations.js"
import { assert, describe, it } from "../support/vitest.js"

interface Polyfilled {
  readonly status: number
  readonly body: string
  readonly headers?: Readonly<Record<string, string>>
}

type Polyfill = (response: Polyfilled) => object

/** What the responses of the polyfills are like, apart from `ok`, `url` and other members that nobody needs here. */
const polyfills: Readonly<Record<string, Polyfill>> = {
  "a response that has no body at all": ({ body, headers, status }) => ({
    status,
    headers: new Headers(headers),
    text: async () => body
  }),
  "React Native and whatwg-fetch": ({ body, headers, status }) => ({
    status,
    headers: new Headers(headers),
    body: undefined,
    _bodyInit: body,
    bodyUsed: false,
    text: async () => body
  }),
  "a response whose body is null": ({ body, headers, status }) => ({
    status,
    headers: new Headers(headers),
    body: null,
    text: async () => body
  }),
  "node-fetch 2 and cross-fetch, whose body is a stream of Node": ({ body, headers, status }) => ({
    status,
    headers: new Headers(headers),
    body: Readable.from([Buffer.from(body)]),
    text: async () => body
  }),
  "a response whose body is a text": ({ body, headers, status }) => ({
    status,
    headers: new Headers(headers),
    body,
    text: async () => body
  })
}

const length = (text: string): string => String(Buffer.byteLength(text))

/** What responses say of their length: nothing, the truth, or the length before they were decompressed. */
const declarations: ReadonlyArray<readonly [what: string, headers: (body: string) => Record<string, string>]> = [
  ["without a content-length", () => ({})],
  ["with its content-length", (body) => ({ "content-length": length(body) })],
  ["that was compressed", () => ({ "content-length": "20", "content-encoding": "gzip" })]
]

/** The layer of a client whose `fetch` is a polyfill that always gives this response. */
const answering = (polyfill: Polyfill, response: Polyfilled) =>
  // A polyfill has what its users need of a response, and not what the type of the standard has beside it.
  fetching(async () => polyfill(response) as Response)

const signIn = Cognito.initiateAuth({ clientId: "client", authFlow: "USER_AUTH", authParameters: { USERNAME: "ada" } })
  .pipe(
    CognitoConfig.withConfig({ region: "eu-west-1", retry: "none" })
  )

/** A response of so many bytes. */
const bodyOf = (size: number): string => JSON.stringify({ Session: "s".repeat(size - `{"Session":""}`.length) })

const tokens = { AccessToken: "access", IdToken: "identity", RefreshToken: "refresh", ExpiresIn: 3600 }

for (const [name, polyfill] of Object.entries(polyfills)) {
  describe(`through ${name}`, () => {
    for (const [what, headers] of declarations) {
      const answered = (status: number, body: string) => answering(polyfill, { status, body, headers: headers(body) })

      it.live(`a response ${what} has its tokens`, () =>
        Effect.gen(function*() {
          const { authenticationResult } = yield* signIn
          assert.deepStrictEqual(revealed(authenticationResult), {
            accessToken: { redacted: "access" },
            idToken: { redacted: "identity" },
            refreshToken: { redacted: "refresh" },
            expiresIn: 3600
          })
        }).pipe(Effect.provide(answered(200, JSON.stringify({ AuthenticationResult: tokens })))))

      it.live(`an exception ${what} has its name and its message`, () =>
        Effect.gen(function*() {
          const error = yield* Effect.flip(signIn)
          assert.strictEqual(error._tag, "NotAuthorizedException")
          assert.strictEqual(error.message, "Incorrect username or password.")
        }).pipe(Effect.provide(answered(
          400,
          JSON.stringify({ __type: "NotAuthorizedException", message: "Incorrect username or password." })
        ))))

      it.live(`a page ${what} is no success`, () =>
        Effect.gen(function*() {
          const error = yield* Effect.flip(signIn)
          assert.strictEqual(error._tag, "InvalidResponseError")
        }).pipe(Effect.provide(answered(200, "<html></html>"))))

      it.live(`a response of 1 MiB ${what} is read`, () =>
        Effect.gen(function*() {
          const { session } = yield* signIn
          assert.strictEqual(session === undefined ? 0 : Redacted.value(session).length, 1_048_576 - 14)
        }).pipe(Effect.provide(answered(200, bodyOf(1_048_576)))))

      for (const size of [1_048_577, 8_000_000]) {
        it.live(`a response of ${size} bytes ${what} is too large`, () =>
          Effect.gen(function*() {
            const error = yield* Effect.flip(signIn)
            assert.strictEqual(error._tag, "InvalidResponseError")
            assert.include(error.message, "1 MiB")
          }).pipe(Effect.provide(answered(200, bodyOf(size)))))
      }
    }

    it.live("every operation has its whole response", () =>
      Effect.gen(function*() {
        for (const operation of operations) {
          const wire = yield* Schema.encodeUnknownEffect(operation.declaration.response)(operation.response)
          const body = JSON.stringify(wire)
          const response = yield* operation.call(operation.request).pipe(
            CognitoConfig.withConfig({ region: "eu-west-1", retry: "none" }),
            Effect.provide(answering(polyfill, { status: 200, body }))
          )
          const expected = yield* Schema.decodeUnknownEffect(operation.declaration.response)(JSON.parse(body))
          assert.deepStrictEqual(revealed(response), revealed(expected), operation.name)
        }
      }))
  })
}

const failing = (text: () => Promise<string>) =>
  fetching(async () => ({ status: 200, headers: new Headers(), text }) as Response)

describe("a text that does not come", () => {
  const texts: ReadonlyArray<readonly [what: string, text: () => Promise<string>, reason: string]> = [
    ["is rejected", () => Promise.reject(new Error("Network request failed")), "Lost"],
    ["is refused at once", () => {
      throw new Error("Already read")
    }, "Lost"],
    ["hangs", () => new Promise(() => {}), "Timeout"]
  ]
  for (const [what, text, reason] of texts) {
    it.live(`and ${what} is ${reason}`, () =>
      Effect.gen(function*() {
        const error = yield* Effect.flip(CognitoConfig.withConfig(signIn, { timeout: 100 }))
        assert(error._tag === "TransportError", error._tag)
        assert.strictEqual(error.reason, reason)
      }).pipe(Effect.provide(failing(text))))
  }
})
