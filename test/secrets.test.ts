import { FetchHttpClient, HttpClient, type HttpClientRequest, HttpClientResponse } from "@effect/platform"
import { Effect, Layer } from "effect"
import { Cognito, CognitoConfig, CognitoError } from "effect-cognito"
import * as CognitoTest from "effect-cognito/CognitoTest"
import { randomBytes } from "node:crypto"
import { requestError, responseError } from "./support/clientErrors.js"
import { Metric, Redacted } from "./support/effect.js"
import { failures } from "./support/failures.js"
import * as Faults from "./support/faults.js"
import { layers } from "./support/layers.js"
import { inspected, show, type Shown } from "./support/sinks.js"
import { assert, describe, it } from "./support/vitest.js"

// -----------------------------------------------------------------------------
// canaries
// -----------------------------------------------------------------------------

interface Canaries {
  readonly token: string
  readonly code: string
}

/** Secrets that nobody has seen before. In the code is what Cognito allows and what formats escape or cut at. */
const canaries = (): Canaries => ({
  token: `canary-token-${random()}.${random()}`,
  code: `canary-code-${random()}#${random()},"${random()}\\:`
})

const random = (): string => randomBytes(16).toString("hex")

/** How a sink may write a text, or the bytes of it. */
const spellings: ReadonlyArray<(text: string) => string> = [
  (text) => text,
  (text) => Buffer.from(text).toString("hex").replaceAll(/..(?=.)/g, "$& "),
  (text) => [...Buffer.from(text)].join(","),
  (text) => [...Buffer.from(text)].join(", ")
]

/** The sinks that show a canary, or as little as 15 characters of it. */
const leaks = (shown: Shown, { code, token }: Canaries): ReadonlyArray<string> => {
  const parts = [token, code].flatMap((secret) =>
    Array.from({ length: Math.floor(secret.length / 4) - 2 }, (_, i) => secret.slice(i * 4, i * 4 + 12))
  )
  const patterns = parts.flatMap((part) => spellings.map((spell) => spell(part)))
  return [...shown].filter(([, text]) => patterns.some((pattern) => text.includes(pattern))).map(([sink]) => sink)
}

// -----------------------------------------------------------------------------
// calls
// -----------------------------------------------------------------------------

type Call = Effect.Effect<unknown, CognitoError.CognitoError, HttpClient.HttpClient>

const getCode = ({ token }: Canaries): Call =>
  Cognito.getUserAttributeVerificationCode({ accessToken: Redacted.make(token), attributeName: "email" })

const verify = ({ code, token }: Canaries): Call =>
  Cognito.verifyUserAttribute({
    accessToken: Redacted.make(token),
    attributeName: "email",
    code: Redacted.make(code)
  })

const once = (options: CognitoConfig.Options) =>
  CognitoConfig.withConfig({ region: "eu-west-1", retry: "none", timeout: 20_000, ...options })

/** Runs what uses the canaries, and looks for them in everything that is to be seen of it. */
const assertKept = <E, R>(run: (canaries: Canaries) => Effect.Effect<unknown, E, R>): Effect.Effect<void, never, R> =>
  Effect.gen(function*() {
    const own = canaries()
    // That the sinks would show it is shown at the end of this file, where leaks are planted.
    assert.deepStrictEqual(leaks(yield* show(run(own)), own), [])
  })

// -----------------------------------------------------------------------------
// tests
// -----------------------------------------------------------------------------

/** The options of one call to a server that answers so. */
const through = (script: (request: Faults.Received) => Faults.Action) =>
  Effect.map(Faults.make({ script: (_, request) => script(request) }), ({ endpoint }) => once({ endpoint }))

type Echo = readonly [what: string, calls: ReadonlyArray<(canaries: Canaries) => Call>, echo: (body: string) => string]

/** What the server echoes of a request, wherever an answer has room for it. */
const echoes: ReadonlyArray<Echo> = [
  ["the request", [getCode, verify], (body) => body],
  ["the token", [getCode], (body) => JSON.parse(body).AccessToken],
  ["the code", [verify], (body) => JSON.parse(body).Code]
]

for (const [name, layer] of layers) {
  // How platforms differ does not depend on what is echoed.
  for (const [what, calls, echo] of name === "fetch" ? echoes : echoes.slice(0, 1)) {
    describe(`through ${name}, with an echo of ${what}, nothing shows a secret after`, () => {
      for (const failure of failures({ echo: ({ body }) => echo(body), elsewhere: "http://127.0.0.1:1/" })) {
        it.live(failure.name, () =>
          Effect.gen(function*() {
            const server = yield* Faults.make({
              before: () => failure.before ?? [],
              script: (_, request) => failure.script?.(request) ?? []
            })
            const { endpoint } = server
            const options = once(failure.timeout === undefined ? { endpoint } : { endpoint, timeout: failure.timeout })
            for (const call of calls) yield* assertKept((canaries) => options(call(canaries)))
            // A short timeout can end before the request arrives.
            if (failure.timeout === undefined) {
              assert.strictEqual(server.processed.length, failure.before === undefined ? calls.length : 0)
            }
          }).pipe(Effect.provide(layer)))
      }
    })
  }

  describe(`through ${name}, nothing shows a secret of`, () => {
    it.live("a call that succeeds, with an echo in what is not read", () =>
      Effect.gen(function*() {
        const options = yield* through(({ body }) =>
          Faults.answer(200, JSON.stringify({ Echo: body, [body]: body }), { location: body, "x-amzn-requestid": body })
        )
        yield* assertKept((canaries) => Effect.orDie(options(verify(canaries))))
      }).pipe(Effect.provide(layer)))

    it.live("a call that is interrupted", () =>
      Effect.gen(function*() {
        const options = yield* through(({ body }) => [Faults.half("body", body), Faults.hang])
        yield* assertKept((canaries) => Effect.timeout(options(verify(canaries)), 150))
      }).pipe(Effect.provide(layer)))

    it.live("a call that is repeated", () =>
      Effect.gen(function*() {
        const server = yield* Faults.make({
          script: (_, { body }) =>
            Faults.answer(429, JSON.stringify({ __type: "TooManyRequestsException", message: body }), {
              "retry-after": body
            })
        })
        yield* assertKept((canaries) =>
          once({ endpoint: server.endpoint, retry: { maxAttempts: 2, throttledDelay: 1 } })(verify(canaries))
        )
        assert.strictEqual(server.processed.length, 2)
      }).pipe(Effect.provide(layer)))

    it.live("a request that is wiped while it is on its way", () =>
      Effect.gen(function*() {
        const wiped: Array<Redacted.Redacted> = []
        const options = yield* through(({ body }) => [
          () => Effect.sync(() => wiped.forEach(Redacted.wipeUnsafe)),
          ...Faults.answer(400, JSON.stringify({ __type: "NotAuthorizedException", message: body }))
        ])
        yield* assertKept(({ token }) => {
          const accessToken = Redacted.make(token)
          wiped.push(accessToken)
          return options(Cognito.getUserAttributeVerificationCode({ accessToken, attributeName: "email" }))
        })
      }).pipe(Effect.provide(layer)))
  })
}

const bodyOf = ({ body }: HttpClientRequest.HttpClientRequest): string =>
  body._tag === "Uint8Array" ? new TextDecoder().decode(body.body) : ""

const text = (init: RequestInit | undefined): string =>
  init?.body instanceof Uint8Array ? new TextDecoder().decode(init.body) : ""

describe("nothing shows a secret after a client", () => {
  /** What clients throw, which may hold all of the request. */
  const errors: ReadonlyArray<readonly [string, (body: string) => unknown]> = [
    ["in its message", (body) => new Error(body)],
    ["in its name", (body) => Object.assign(new Error("failed"), { name: body })],
    ["in its code", (body) => Object.assign(new Error(""), { code: body })],
    ["in its stack", (body) => Object.assign(new Error("failed"), { stack: `Error: ${body}` })],
    ["in its cause", (body) => new Error("failed", { cause: new TypeError("inner", { cause: new Error(body) }) })],
    ["in one of its errors", (body) => new AggregateError([new Error(body), new Error(body)], body)],
    ["in a member", (body) => Object.assign(new Error("failed"), { config: { data: body }, response: { body } })],
    ["in a buffer", (body) => Object.assign(new Error("failed"), { rawPacket: Buffer.from(body) })],
    ["in its only text", (body) => body],
    ["in what it prints", (body) => ({ toString: () => body, toJSON: () => body })]
  ]

  for (const [where, error] of errors) {
    const clients: ReadonlyArray<readonly [string, Layer.Layer<HttpClient.HttpClient>]> = [
      [
        "that fails to send",
        Layer.succeed(
          HttpClient.HttpClient,
          HttpClient.make((request) => {
            const cause = error(bodyOf(request))
            return Effect.fail(requestError("Transport", { request, cause }))
          })
        )
      ],
      [
        "that fails to read",
        Layer.succeed(
          HttpClient.HttpClient,
          HttpClient.make((request) => {
            const response = HttpClientResponse.fromWeb(request, new Response(bodyOf(request)))
            const cause = error(bodyOf(request))
            return Effect.fail(responseError("Decode", { request, response, cause }))
          })
        )
      ],
      [
        "whose fetch rejects",
        Layer.provide(
          FetchHttpClient.layer,
          Layer.succeed(FetchHttpClient.Fetch, (_, init) => Promise.reject(error(text(init))))
        )
      ],
      [
        "whose fetch throws",
        Layer.provide(
          FetchHttpClient.layer,
          Layer.succeed(FetchHttpClient.Fetch, (_, init) => {
            throw error(text(init))
          })
        )
      ],
      ...[{}, { "content-length": "1000" }].map((headers) =>
        [
          `whose fetch fails in ${"content-length" in headers ? "a short" : "an endless"} body`,
          Layer.provide(
            FetchHttpClient.layer,
            Layer.succeed(
              FetchHttpClient.Fetch,
              (_, init) =>
                Promise.resolve(
                  new Response(
                    new ReadableStream({
                      pull: (controller) => {
                        controller.error(error(text(init)))
                      }
                    }),
                    { headers }
                  )
                )
            )
          )
        ] as const
      )
    ]
    for (const [client, layer] of clients) {
      it.live(`${client}, with the request ${where}`, () =>
        assertKept((canaries) => once({})(verify(canaries))).pipe(Effect.provide(layer)))
    }
  }

  for (const reason of ["Transport", "Encode", "InvalidUrl"] as const) {
    it.live(`that describes the request in a failure of reason ${reason}`, () =>
      assertKept((canaries) => once({})(verify(canaries))).pipe(
        Effect.provideService(
          HttpClient.HttpClient,
          HttpClient.make((request) => Effect.fail(requestError(reason, { request, description: bodyOf(request) })))
        )
      ))
  }

  it.live("that rejects the status of an answer with the request in it", () =>
    assertKept((canaries) => once({})(verify(canaries))).pipe(
      Effect.provideService(
        HttpClient.HttpClient,
        HttpClient.make((request) =>
          Effect.succeed(HttpClientResponse.fromWeb(
            request,
            new Response(bodyOf(request), { status: 400, headers: { "content-type": "application/json" } })
          ))
        ).pipe(HttpClient.filterStatusOk)
      )
    ))

  it.live("of CognitoTest that lacks a handler", () =>
    assertKept((canaries) => once({})(verify(canaries))).pipe(Effect.provide(CognitoTest.layer({}))))
})

describe("nothing shows a secret of a request", () => {
  // The casts stand for callers who do not compile with TypeScript.
  const requests: ReadonlyArray<readonly [string, (canaries: Canaries) => Cognito.VerifyUserAttributeRequest]> = [
    ["whose token has a line break", ({ code, token }) => ({
      accessToken: Redacted.make(`${token}\n`),
      attributeName: "email",
      code: Redacted.make(code)
    })],
    ["whose code has a space", ({ code, token }) => ({
      accessToken: Redacted.make(token),
      attributeName: "email",
      code: Redacted.make(`${code} `)
    })],
    ["whose secrets are plain", ({ code, token }) => ({
      accessToken: token as never,
      attributeName: "email",
      code: code as never
    })],
    ["whose secrets are in the wrong places", ({ code, token }) => ({
      accessToken: { [token]: Redacted.make(token) } as never,
      attributeName: Redacted.make(token) as never,
      code: [Redacted.make(code), code] as never
    })],
    ["whose secret is no string", ({ code, token }) => ({
      accessToken: Redacted.make({ token }) as never,
      attributeName: "email",
      code: Redacted.make([code]) as never
    })],
    ["whose member throws it", ({ code, token }) => ({
      get accessToken(): Redacted.Redacted {
        throw new Error(token)
      },
      attributeName: "email",
      code: Redacted.make(code)
    })]
  ]
  for (const [what, request] of requests) {
    it.live(`${what}`, () =>
      Effect.gen(function*() {
        // Looked at out here, for in there a failed assertion is one more failure that shows no secret.
        const tags: Array<string> = []
        yield* assertKept((canaries) =>
          once({})(Cognito.verifyUserAttribute(request(canaries))).pipe(
            Effect.tapError(({ _tag }) => Effect.sync(() => tags.push(_tag)))
          )
        )
        assert.deepStrictEqual(tags, ["InvalidRequestError"])
      }).pipe(Effect.provide(CognitoTest.layer({}))))
  }

  type Members = Readonly<Record<"accessToken" | "attributeName" | "code", unknown>>

  const unusual: ReadonlyArray<readonly [what: string, make: (members: Members) => object]> = [
    ["is not enumerable", ({ attributeName, ...secrets }) =>
      Object.defineProperties(
        { attributeName },
        Object.fromEntries(Object.entries(secrets).map(([name, value]) => [name, { value }]))
      )],
    ["is inherited", (members) => Object.create(members)],
    ["is a getter of a class", ({ accessToken, attributeName, code }) =>
      new class {
        get accessToken() {
          return accessToken
        }
        get attributeName() {
          return attributeName
        }
        get code() {
          return code
        }
      }()]
  ]
  for (const [what, make] of unusual) {
    it.live(`whose every secret ${what}, where Cognito quotes it`, () =>
      assertKept(({ code, token }) => {
        const members = { accessToken: Redacted.make(token), attributeName: "email", code: Redacted.make(code) }
        return once({})(Cognito.verifyUserAttribute(make(members) as Cognito.VerifyUserAttributeRequest))
      }).pipe(Effect.provide(CognitoTest.layer({
        verifyUserAttribute: ({ accessToken, code }) =>
          Effect.fail(
            new CognitoError.NotAuthorizedException({
              message: `${Redacted.value(accessToken)} ${Redacted.value(code)}`
            })
          )
      }))))
  }

  it.live("whose metadata has the token as a key", () =>
    assertKept(({ token }) =>
      once({})(Cognito.getUserAttributeVerificationCode({
        accessToken: Redacted.make(token),
        attributeName: "email",
        clientMetadata: { [token]: 42 as never }
      }))
    ).pipe(Effect.provide(CognitoTest.layer({}))))

  it.live("that is printed, nor of the effect that sends it", () =>
    Effect.gen(function*() {
      const own = canaries()
      const request = { accessToken: Redacted.make(own.token), attributeName: "email", code: Redacted.make(own.code) }
      const service = yield* Cognito.make()
      const shown = [request, Cognito.verifyUserAttribute(request), service.verifyUserAttribute(request), service]
        .map((value, i) => [`value ${i}`, `${inspected(value)} ${JSON.stringify(value)} ${String(value)}`] as const)
      assert.deepStrictEqual(leaks(new Map(shown), own), [])
    }).pipe(Effect.provide(CognitoTest.layer({}))))
})

// -----------------------------------------------------------------------------
// the check itself
// -----------------------------------------------------------------------------

/** A span that ends like this, without anybody else seeing it. */
const ended = <E>(effect: Effect.Effect<unknown, E>) => Effect.exit(Effect.withSpan(effect, "planted"))

describe("a leak is found in", () => {
  const planted: { readonly [sink: string]: (secret: string) => Effect.Effect<unknown, unknown> } = {
    pretty: (secret) => Effect.die(new Error(secret)),
    "pretty with causes": (secret) => Effect.die(new Error("failed", { cause: new Error(secret) })),
    inspect: (secret) => Effect.die(Object.defineProperty(new Error("failed"), "hidden", { value: secret })),
    members: (secret) => Effect.fail({ deep: [{ bytes: Buffer.from(secret) }], toJSON: () => "nothing" }),
    JSON: (secret) => Effect.fail({ toJSON: () => secret }),
    String: (secret) => Effect.fail({ toString: () => secret }),
    message: (secret) => Effect.die(new Error(secret)),
    stack: (secret) => Effect.die(Object.assign(new Error("failed"), { stack: `Error: ${secret}` })),
    wire: (message) => Effect.fail(new CognitoError.InvalidConfigurationError({ message })),
    "string log": Effect.logTrace,
    "logfmt log": Effect.logTrace,
    "structured log": Effect.logTrace,
    "json log": Effect.logTrace,
    "pretty log": Effect.logTrace,
    "span name": (secret) => Effect.withSpan(Effect.void, secret),
    "span attributes": (secret) => Effect.withSpan(Effect.void, "planted", { attributes: { secret } }),
    "span events": Effect.logTrace,
    "span links": (secret) =>
      Effect.useSpan(
        "planted",
        (span) =>
          Effect.sync(() => {
            // On Effect 4 it has no tag.
            const link = { _tag: "SpanLink", span, attributes: { secret } } as const
            span.addLinks([link])
          })
      ),
    "span exit, pretty": (secret) => ended(Effect.die(new Error(secret))),
    "span exit, pretty with causes": (secret) => ended(Effect.die(new Error("failed", { cause: new Error(secret) }))),
    "span exit, inspect": (secret) =>
      ended(Effect.die(Object.assign(new Error("failed"), { data: Buffer.from(secret) }))),
    "span exit, JSON": (secret) => ended(Effect.fail({ secret })),
    metrics: (secret) => Metric.update(Metric.counter("planted").pipe(Metric.withAttributes({ secret })), 1)
  }

  it.live("nothing where there is none", () => assertKept(() => Effect.die(new Error("failed"))))

  it.live("every sink that there is", () =>
    Effect.gen(function*() {
      const message = "failed"
      const shown = yield* show(Effect.fail(new CognitoError.InvalidConfigurationError({ message })))
      assert.sameMembers([...shown.keys()], Object.keys(planted))
    }))

  for (const [sink, plant] of Object.entries(planted)) {
    for (const secret of ["token", "code"] as const) {
      it.live(`${sink} (${secret})`, () =>
        Effect.gen(function*() {
          const own = canaries()
          // A part of it is enough.
          assert.include(leaks(yield* show(plant(own[secret].slice(17, 33))), own), sink)
        }))
    }
  }
})
