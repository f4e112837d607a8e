import { FetchHttpClient, HttpClient } from "@effect/platform"
import { Deferred, Layer } from "effect"
import { Cognito, CognitoConfig, type CognitoError } from "effect-cognito"
import { gzipSync } from "node:zlib"
import { recording } from "../support/client.js"
import { requestError } from "../support/clientErrors.js"
import { ConfigProvider, Effect, Redacted, Result } from "../support/effect.js"
import { exception } from "../support/exception.js"
import { failures, type Summary, summary } from "../support/failures.js"
import * as Faults from "../support/faults.js"
import { layers } from "../support/layers.js"
import * as NodeHttpClient from "../support/NodeHttpClient.js"
import { assert, describe, it } from "../support/vitest.js"

const { answer, write } = Faults

const accessToken = Redacted.make("token")

const getCode = Cognito.getUserAttributeVerificationCode({ accessToken, attributeName: "email" })

/** Calls a server once. The timeout is no more than a guard, unless a test is about it. */
const call = ({ endpoint }: { readonly endpoint: string }, timeout = 20_000) =>
  CognitoConfig.withConfig(getCode, { endpoint, retry: "none", timeout })

const assertFailure = (outcome: Result.Result<unknown, CognitoError.CognitoError>, expected: Summary): void => {
  assert(Result.isFailure(outcome), "the call succeeded")
  assert.deepStrictEqual(summary(outcome.failure), expected)
  assertSentence(outcome.failure.message)
}

const assertSentence = (message: string): void => {
  assert.isAbove(message.length, 2)
  assert.notMatch(message, /[\r\n]/)
}

/** A server that answers all requests alike. */
const answering = (action: Faults.Action) => Faults.make({ script: () => action })

const denied = (message: string) => exception("NotAuthorizedException", message)

for (const [name, layer] of layers) {
  describe(`through ${name}`, () => {
    for (const failure of failures({ echo: () => "Echo", elsewhere: "http://127.0.0.1:1/" })) {
      it.live(`${failure.name} is ${failure.expected.tag}`, () =>
        Effect.gen(function*() {
          const server = yield* Faults.make({
            before: () => failure.before ?? [],
            script: (_, request) => failure.script?.(request) ?? []
          })
          const outcome = yield* Effect.result(call(server, failure.timeout))
          assertFailure(outcome, failure.expected)
          // A short timeout can end before the request arrives.
          if (failure.timeout === undefined) {
            assert.strictEqual(server.processed.length, failure.before === undefined ? 1 : 0)
          }
          assert.isAtMost(server.processed.length, 1)
        }).pipe(Effect.provide(layer)))
    }

    describe("is accepted:", () => {
      const answers: ReadonlyArray<readonly [string, Faults.Action]> = [
        ["an empty body", answer(200)],
        ["null", answer(200, "null")],
        ["a content type of no JSON", answer(200, "{}", { "content-type": "text/html" })],
        ["a byte order mark", answer(200, "\ufeff{}")],
        ["a body that ends with the connection", [write(`${Faults.head(200, {})}{}`), Faults.close]],
        ["null members", answer(200, JSON.stringify({ CodeDeliveryDetails: null, other: 1 }))]
      ]
      for (const [what, action] of answers) {
        it.live(what, () =>
          Effect.gen(function*() {
            assert.deepStrictEqual(yield* call(yield* answering(action)), {})
          }).pipe(Effect.provide(layer)))
      }
    })

    it.live("a byte order mark before an exception does not hide it", () =>
      Effect.gen(function*() {
        const error = yield* Effect.flip(call(yield* answering(answer(400, `\ufeff${denied("No.")}`))))
        assert(error._tag === "NotAuthorizedException")
        assert.strictEqual(error.message, "No.")
      }).pipe(Effect.provide(layer)))

    it.live("bytes that are no UTF-8 within a message become replacement characters", () =>
      Effect.gen(function*() {
        const [before, after] = denied("a|b").split("|")
        const body = Buffer.concat([Buffer.from(before!), Uint8Array.of(0xff), Buffer.from(after!)])
        const error = yield* Effect.flip(call(yield* answering(answer(400, body))))
        assert(error._tag === "NotAuthorizedException")
        assert.strictEqual(error.message, "a\ufffdb")
      }).pipe(Effect.provide(layer)))

    it.live("a character that two chunks share stays whole", () =>
      Effect.gen(function*() {
        const body = Buffer.from(denied("für"))
        const cut = body.indexOf(0xc3) + 1
        const chunk = (part: Buffer) =>
          write(Buffer.concat([Buffer.from(`${part.length.toString(16)}\r\n`), part, Buffer.from("\r\n")]))
        const error = yield* Effect.flip(call(
          yield* answering([
            write(Faults.head(400, { "transfer-encoding": "chunked" })),
            chunk(body.subarray(0, cut)),
            Faults.pause(20),
            chunk(body.subarray(cut)),
            write(Faults.chunk(""))
          ])
        ))
        assert(error._tag === "NotAuthorizedException")
        assert.strictEqual(error.message, "für")
      }).pipe(Effect.provide(layer)))

    it.live("a code of several lines does not break a message into lines", () =>
      Effect.gen(function*() {
        const server = yield* answering(answer(400, exception("Several\r\nlines")))
        assertSentence((yield* Effect.flip(call(server))).message)
      }).pipe(Effect.provide(layer)))

    describe("bodies", () => {
      const floods: ReadonlyArray<readonly [string, Faults.Action]> = [
        ["with a content-length", [
          write(Faults.head(200, { "content-length": 800 * 65_536 })),
          Faults.flood(800, "plain")
        ]],
        ["in chunks", [
          write(Faults.head(200, { "transfer-encoding": "chunked" })),
          Faults.flood(800, "chunked"),
          write(Faults.chunk(""))
        ]],
        ["without a length", [write(Faults.head(200, {})), Faults.flood(800, "plain"), Faults.close]]
      ]
      for (const [what, action] of floods) {
        it.live(`of 50 MB ${what} are not read to their end`, () =>
          Effect.gen(function*() {
            const server = yield* answering(action)
            assertFailure(yield* Effect.result(call(server)), { tag: "InvalidResponseError", status: 200 })
            const [connection] = server.connections
            yield* Deferred.await(connection!.closedByClient).pipe(Effect.timeout("5 seconds"))
            // What we read and what the buffers of two kernels' sockets hold.
            assert.isBelow(connection!.written, 16 * 1024 * 1024)
          }).pipe(Effect.provide(layer)))
      }

      for (const framing of ["content-length", "chunked"] as const) {
        const body = (size: number): Faults.Action => {
          const text = `{"a":"${"x".repeat(size - 8)}"}`
          return framing === "content-length"
            ? answer(200, text)
            : [write(Faults.head(200, { "transfer-encoding": framing }) + Faults.chunk(text) + Faults.chunk(""))]
        }

        it.live(`of 1 MiB are read, of one byte more are not (${framing})`, () =>
          Effect.gen(function*() {
            assert.deepStrictEqual(yield* call(yield* answering(body(1024 * 1024))), {})
            const outcome = yield* Effect.result(call(yield* answering(body(1024 * 1024 + 1))))
            assertFailure(outcome, { tag: "InvalidResponseError", status: 200 })
          }).pipe(Effect.provide(layer)))
      }

      it.live("that were compressed unasked are read where the platform can", () =>
        Effect.gen(function*() {
          const compressed = answer(400, gzipSync(denied("No.")), { "content-encoding": "gzip" })
          const outcome = yield* Effect.result(call(yield* answering(compressed)))
          assertFailure(
            outcome,
            name === "fetch"
              ? { tag: "NotAuthorizedException", status: 400 }
              : { tag: "InvalidResponseError", status: 400 }
          )
        }).pipe(Effect.provide(layer)))

      it.live("that are small until they are decompressed are not read to their end", () =>
        Effect.gen(function*() {
          const bomb = gzipSync(`{"a":"${"x".repeat(50_000_000)}"}`)
          assert.isBelow(bomb.length, 64 * 1024)
          const server = yield* answering(answer(200, bomb, { "content-encoding": "gzip" }))
          assertFailure(yield* Effect.result(call(server)), { tag: "InvalidResponseError", status: 200 })
        }).pipe(Effect.provide(layer)))
    })

    for (const status of [301, 302, 303, 307, 308]) {
      it.live(`a redirect (${status}) sends nothing to another server, nor a second time to the same`, () =>
        Effect.gen(function*() {
          const other = yield* answering(answer(200, "{}"))
          const server = yield* Faults.make({
            script: (n) => answer(status, "", { location: n === 0 ? `${other.endpoint}/` : "/" })
          })
          assertFailure(yield* Effect.result(call(server)), { tag: "InvalidResponseError", status })
          assertFailure(yield* Effect.result(call(server)), { tag: "InvalidResponseError", status })
          assert.strictEqual(server.processed.length, 2)
          assert.strictEqual(other.connections.length, 0)
        }).pipe(Effect.provide(layer)))
    }

    it.live("a port on which nobody listens was certainly not sent to", () =>
      Effect.gen(function*() {
        const { endpoint } = yield* Effect.scoped(answering([]))
        const outcome = yield* Effect.result(call({ endpoint }))
        assertFailure(outcome, { tag: "TransportError", reason: "Connect" })
      }).pipe(Effect.provide(layer)))

    it.live("a host that does not exist was certainly not sent to", () =>
      Effect.gen(function*() {
        const outcome = yield* Effect.result(call({ endpoint: "http://nonexistent.invalid" }))
        assertFailure(outcome, { tag: "TransportError", reason: "Connect" })
      }).pipe(Effect.provide(layer)))

    it.live("a client with filterStatusOk yields the same errors", () =>
      Effect.gen(function*() {
        const client = HttpClient.filterStatusOk(yield* HttpClient.HttpClient)
        const through = (action: Faults.Action) =>
          Effect.flatMap(answering(action), (server) =>
            Effect.result(Effect.provideService(call(server), HttpClient.HttpClient, client)))
        assertFailure(yield* through(answer(400, denied("No."))), { tag: "NotAuthorizedException", status: 400 })
        assertFailure(yield* through(answer(502, "<html>")), { tag: "InvalidResponseError", status: 502 })
        assertFailure(yield* through(answer(307, "", { location: "/" })), { tag: "InvalidResponseError", status: 307 })
      }).pipe(Effect.provide(layer)))

    it.live("a token that is wiped while its request is on its way does no harm", () =>
      Effect.gen(function*() {
        const wiped = Redacted.make("token")
        const server = yield* Faults.make({
          script: () => [() => Effect.sync(() => Redacted.wipeUnsafe(wiped)), ...answer(400, denied("No."))]
        })
        const outcome = yield* Cognito.getUserAttributeVerificationCode({ accessToken: wiped, attributeName: "email" })
          .pipe(CognitoConfig.withConfig({ endpoint: server.endpoint, retry: "none" }), Effect.result)
        assertFailure(outcome, { tag: "NotAuthorizedException", status: 400 })
      }).pipe(Effect.provide(layer)))
  })
}

describe("a RequestInit for fetch", () => {
  const init = Layer.succeed(FetchHttpClient.RequestInit, { headers: { "x-mine": "1" }, redirect: "follow" as const })

  const ways: ReadonlyArray<readonly [string, Layer.Layer<HttpClient.HttpClient>]> = [
    ["given to the layer", Layer.provide(FetchHttpClient.layer, init)],
    ["around the call", Layer.merge(FetchHttpClient.layer, init)]
  ]
  for (const [where, layer] of ways) {
    it.live(`${where} counts, but for what it says of redirects`, () =>
      Effect.gen(function*() {
        const other = yield* answering(answer(200, "{}"))
        const server = yield* answering(answer(307, "", { location: `${other.endpoint}/` }))
        const outcome = yield* Effect.result(call(server))
        assertFailure(outcome, { tag: "InvalidResponseError", status: 307 })
        assert.strictEqual(server.processed[0]?.headers["x-mine"], "1")
        assert.strictEqual(server.processed.length, 1)
        assert.strictEqual(other.connections.length, 0)
      }).pipe(Effect.provide(layer)))
  }
})

describe("a connection that was kept", () => {
  const keepAlive = Layer.provide(
    NodeHttpClient.layerNodeHttpNoAgent,
    NodeHttpClient.layerAgentOptions({ keepAlive: true })
  )

  const ends = [["reset", Faults.reset], ["closed", Faults.close]] as const
  for (const [name, layer] of [...layers.filter(([name]) => name !== "node:http"), ["node:http", keepAlive]] as const) {
    for (const [how, end] of ends) {
      it.live(`through ${name}, and is ${how} when it is used again, is Lost`, () =>
        Effect.gen(function*() {
          const server = yield* Faults.make({
            before: (n) => n === 1 ? [end] : [],
            script: () => answer(200, "{}")
          })
          yield* call(server)
          // The client takes some turns of the event loop to put the connection back.
          yield* Effect.repeat(Effect.sleep(10), { times: 5 })
          assertFailure(yield* Effect.result(call(server)), { tag: "TransportError", reason: "Lost" })
          assert.strictEqual(server.processed.length, 1)
          assert.strictEqual(server.connections.length, 1)
          yield* call(server)
          assert.strictEqual(server.processed.length, 2)
        }).pipe(Effect.provide(layer)))
    }
  }
})

/** A call through a client that fails with this cause. */
const failing = (cause: unknown) =>
  call({ endpoint: "http://127.0.0.1:1" }).pipe(
    Effect.provideService(
      HttpClient.HttpClient,
      HttpClient.make((request) => Effect.fail(requestError("Transport", { request, cause })))
    ),
    Effect.result
  )

describe("a client's own failure", () => {
  const causes: ReadonlyArray<readonly [string, unknown]> = [
    ["with a message of several lines", new Error("first\r\nsecond\n  third")],
    ["that is no Error", "just a text"],
    ["that is nothing", undefined],
    ["whose members are of other types", { name: 1, message: { a: 1 }, code: [], cause: null, errors: 3 }],
    [
      "that is its own cause",
      Object.defineProperty(new Error("me"), "cause", {
        get() {
          return this
        }
      })
    ]
  ]
  for (const [what, cause] of causes) {
    it.live(`${what} is Lost, in one line`, () =>
      Effect.map(failing(cause), (outcome) => assertFailure(outcome, { tag: "TransportError", reason: "Lost" })))
  }
})

/** Runs a call that must not send anything, without an environment, and gives its error. */
const unsent = <E>(effect: Effect.Effect<unknown, E, HttpClient.HttpClient>): Effect.Effect<E> =>
  Effect.gen(function*() {
    const { layer, requests } = recording()
    const outcome = yield* effect.pipe(
      Effect.provide([layer, ConfigProvider.layer(ConfigProvider.fromUnknown({}))]),
      Effect.result
    )
    assert.strictEqual(requests.length, 0)
    assert(Result.isFailure(outcome), "the call succeeded")
    return outcome.failure
  })

describe("a configuration that is invalid sends nothing:", () => {
  const configurations: ReadonlyArray<readonly [string, CognitoConfig.Options, value?: string]> = [
    ["no region", {}],
    ["a region with a path", { region: "eu-west-1/../evil" }, "evil"],
    ["a region that ends a host", { region: "evil.com#" }, "evil"],
    ["an empty region", { region: "" }],
    ["a region that starts with a hyphen", { region: "-aaaa" }, "aaaa"],
    ["a region of 64 characters", { region: "a".repeat(64) }, "aaaa"],
    ["FIPS with an endpoint", { endpoint: "https://evil.example", useFipsEndpoint: true }, "evil"],
    ["a FIPS region with an endpoint", { endpoint: "https://evil.example", region: "fips-us-east-1" }, "evil"],
    ["dual-stack with an endpoint", { endpoint: "https://evil.example", useDualstackEndpoint: true }, "evil"],
    ["an endpoint with a user name", { endpoint: "https://evil@127.0.0.1" }, "evil"],
    ["an endpoint with a password", { endpoint: "https://:evil@127.0.0.1" }, "evil"],
    ["an endpoint with a query", { endpoint: "https://127.0.0.1/?evil" }, "evil"],
    ["an endpoint with a fragment", { endpoint: "https://127.0.0.1/#evil" }, "evil"],
    ["an endpoint of another protocol", { endpoint: "ftp://evil.example" }, "evil"],
    ["an endpoint that is a script", { endpoint: "javascript:evil()" }, "evil"],
    ["an endpoint that is no URL", { endpoint: "evil" }, "evil"],
    ["an endpoint without a host", { endpoint: "http://" }],
    ["an empty endpoint", { endpoint: "" }]
  ]
  for (const [what, options, value] of configurations) {
    it.effect(what, () =>
      Effect.gen(function*() {
        const error = yield* unsent(CognitoConfig.withConfig(getCode, options))
        assert(error._tag === "InvalidConfigurationError")
        assertSentence(error.message)
        if (value !== undefined) assert.notInclude(error.message, value)
      }))
  }
})

describe("a request that is invalid sends nothing:", () => {
  type Request = Cognito.GetUserAttributeVerificationCodeRequest

  const valid: Request = { accessToken, attributeName: "email" }

  const wiped = Redacted.make("evil")
  Redacted.wipeUnsafe(wiped)

  const thrower: Request = {
    accessToken,
    get attributeName(): string {
      throw new Error("evil")
    }
  }

  const long = "evil".padEnd(131_073, "x")

  // The casts stand for callers who do not compile with TypeScript.
  const requests: ReadonlyArray<readonly [string, Request, path: ReadonlyArray<string | number>]> = [
    ["an attribute name that is empty", { ...valid, attributeName: "" }, ["attributeName"]],
    ["an attribute name of 33 characters", { ...valid, attributeName: "evil".padEnd(33, "x") }, ["attributeName"]],
    ["an attribute name of 33 astral characters", { ...valid, attributeName: "😀".repeat(33) }, ["attributeName"]],
    ["an attribute name with a control character", { ...valid, attributeName: "evil\u0000" }, ["attributeName"]],
    ["an attribute name with half a character", { ...valid, attributeName: "evil\ud83d" }, ["attributeName"]],
    ["an attribute name that is no string", { ...valid, attributeName: ["evil"] as never }, ["attributeName"]],
    ["no attribute name", { accessToken } as never, ["attributeName"]],
    ["an empty token", { ...valid, accessToken: Redacted.make("") }, ["accessToken"]],
    ["a token with a line break", { ...valid, accessToken: Redacted.make("evil\n") }, ["accessToken"]],
    ["a token that is a plain string", { ...valid, accessToken: "evil" as never }, ["accessToken"]],
    ["a token that is a redacted number", { ...valid, accessToken: Redacted.make(42) as never }, ["accessToken"]],
    ["no token", { attributeName: "email" } as never, ["accessToken"]],
    ["a token that was wiped", { ...valid, accessToken: wiped }, []],
    ["metadata with a value that is too long", { ...valid, clientMetadata: { a: long } }, ["clientMetadata", "a"]],
    ["metadata with a key that is too long", { ...valid, clientMetadata: { [long]: "a" } }, ["clientMetadata"]],
    ["metadata with a number", { ...valid, clientMetadata: { a: 42 as never } }, ["clientMetadata", "a"]],
    ["metadata that is an array", { ...valid, clientMetadata: ["evil"] as never }, ["clientMetadata"]],
    ["a member that throws", thrower, []],
    ["undefined", undefined as never, []],
    ["null", null as never, []],
    ["a number", 42 as never, []],
    ["a string", "evil" as never, []]
  ]
  for (const [what, request, path] of requests) {
    it.effect(what, () =>
      Effect.gen(function*() {
        const error = yield* unsent(
          CognitoConfig.withConfig(Cognito.getUserAttributeVerificationCode(request), { region: "eu-west-1" })
        )
        assert(error._tag === "InvalidRequestError")
        assert.strictEqual(error.operation, "GetUserAttributeVerificationCode")
        assert.deepStrictEqual(error.issues.map((issue) => issue.path), [path])
        assertSentence(error.message)
        assert.isBelow(error.message.length, 400)
        assert.notMatch(error.message, /evil|42/)
      }))
  }

  it.effect("an array", () =>
    Effect.gen(function*() {
      const request = [accessToken] as never
      const error = yield* unsent(
        CognitoConfig.withConfig(Cognito.getUserAttributeVerificationCode(request), { region: "eu-west-1" })
      )
      assert(error._tag === "InvalidRequestError")
      assertSentence(error.message)
    }))

  const expected = (token: unknown) =>
    Cognito.getUserAttributeVerificationCode({ ...valid, accessToken: token as never }).pipe(
      CognitoConfig.withConfig({ region: "eu-west-1" }),
      unsent,
      Effect.map((error) => error._tag === "InvalidRequestError" ? error.issues[0]?.expected : error._tag)
    )

  it.effect("says of a secret what is wrong with it, and of anything else that a secret belongs there", () =>
    Effect.gen(function*() {
      assert.strictEqual(yield* expected(Redacted.make("not one")), "a string that matches ^[A-Za-z0-9-_=.]+$")
      assert.strictEqual(yield* expected(Redacted.make(42)), "a string")
      assert.match((yield* expected("plain")) ?? "", /^Redacted\.make of a string that matches /)
    }))

  const limits: ReadonlyArray<readonly [string, Request]> = [
    ["an attribute name of 32 astral characters", { ...valid, attributeName: "😀".repeat(32) }],
    ["metadata with a value of 131,072 characters", { ...valid, clientMetadata: { a: "x".repeat(131_072) } }],
    ["metadata with a key of 131,072 characters", { ...valid, clientMetadata: { ["x".repeat(131_072)]: "a" } }],
    ["metadata of 131,072 astral characters", { ...valid, clientMetadata: { a: "😀".repeat(131_072) } }]
  ]
  for (const [what, request] of limits) {
    it.effect(`but ${what} is allowed`, () =>
      Effect.gen(function*() {
        const { layer, requests } = recording()
        yield* Cognito.getUserAttributeVerificationCode(request).pipe(
          CognitoConfig.withConfig({ region: "eu-west-1" }),
          Effect.provide(layer)
        )
        assert.strictEqual(requests.length, 1)
      }))
  }
})
