/** What an operator sees of a call, through a real OpenTelemetry SDK, Effect's metrics and its log. */
import * as NodeSdk from "@effect/opentelemetry/NodeSdk"
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import type * as HttpClient from "@effect/platform/HttpClient"
import { SpanKind, SpanStatusCode } from "@opentelemetry/api"
import { InMemorySpanExporter, type ReadableSpan, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base"
import { Effect, identity, Option, Redacted } from "effect"
import { Cognito, CognitoConfig, type CognitoError } from "effect-cognito"
import { Cause, ConfigProvider, Exit, Logger } from "./support/effect.js"
import { exception } from "./support/exception.js"
import { type Action, answer, close, hang, make as makeServer } from "./support/faults.js"
import { measurements, withAttribute } from "./support/metrics.js"
import { runProgram } from "./support/programs.js"
import { assert, describe, it } from "./support/vitest.js"
import { levelName, minimumLogLevel } from "./support/watching.js"

const secret = "a-very-secret-token"

const ok = answer(200, `{"CodeDeliveryDetails":{"Destination":"a***@e***"}}`, { "x-amzn-requestid": "request-ok" })

const refusal = (status: number, code: string): Action =>
  answer(status, exception(code), { "x-amzn-requestid": `request-${code}` })

const throttled = refusal(400, "TooManyRequestsException")

const call = Cognito.getUserAttributeVerificationCode({ accessToken: Redacted.make(secret), attributeName: "email" })

interface Options extends CognitoConfig.Options {
  readonly call?: Effect.Effect<unknown, CognitoError.CognitoError, HttpClient.HttpClient>
  /** Interrupts the call once the server hangs. */
  readonly interrupted?: boolean
}

const quick = { throttledDelay: 1, baseDelay: 1, maxDelay: 1 }

/** Makes a call to a server that does this with one request after the other. */
const made = (script: ReadonlyArray<Action>, { call: made = call, interrupted = false, ...options }: Options = {}) =>
  Effect.gen(function*() {
    const server = yield* makeServer({ script: (n) => script[n] ?? ok })
    const exit = yield* made.pipe(
      CognitoConfig.withConfig({ region: "eu-west-1", endpoint: server.endpoint, retry: quick, ...options }),
      Effect.provide([ConfigProvider.layer(ConfigProvider.fromUnknown({})), FetchHttpClient.layer]),
      interrupted ? Effect.raceFirst(Effect.andThen(server.hung, Effect.interrupt)) : identity,
      Effect.exit
    )
    return { exit, requests: server.processed }
  })

// -----------------------------------------------------------------------------
// spans
// -----------------------------------------------------------------------------

interface Trace {
  /** The call's own span, and those of its attempts. */
  readonly span: ReadableSpan
  readonly attempts: ReadonlyArray<ReadableSpan>
  readonly parent: ReadableSpan
  readonly all: ReadonlyArray<ReadableSpan>
}

const traced = (...parameters: Parameters<typeof made>) =>
  Effect.gen(function*() {
    const exporter = new InMemorySpanExporter()
    const { all, exit, requests } = yield* made(...parameters).pipe(
      Effect.withSpan("parent"),
      Effect.map((made) => ({ ...made, all: exporter.getFinishedSpans() })),
      Effect.provide(
        NodeSdk.layer(() => ({ resource: { serviceName: "test" }, spanProcessor: new SimpleSpanProcessor(exporter) }))
      )
    )
    const find = (name: string) => {
      const found = all.filter((span) => span.name === name)
      assert.strictEqual(found.length, 1, `spans named ${name}`)
      return found[0]!
    }
    const trace: Trace = {
      span: find("Cognito.GetUserAttributeVerificationCode"),
      attempts: all.filter(({ name }) => name === "http.client POST"),
      parent: find("parent"),
      all
    }
    return { ...trace, exit, requests }
  })

const idOf = (span: ReadableSpan) => span.spanContext().spanId

/** What every span of a call says that gets as far as to know where Cognito is. */
const common = {
  "rpc.system.name": "aws-api",
  "rpc.method": "GetUserAttributeVerificationCode",
  "server.address": "127.0.0.1",
  "cloud.region": "eu-west-1"
}

describe("the span of a call", () => {
  it.live("says what was called, where, and which request it was", () =>
    Effect.gen(function*() {
      const { attempts, parent, span } = yield* traced([ok])
      assert.strictEqual(span.kind, SpanKind.CLIENT)
      assert.notStrictEqual(span.status.code, SpanStatusCode.ERROR)
      assert.deepStrictEqual(span.attributes, { ...common, "aws.request_id": "request-ok" })
      assert.strictEqual(span.parentSpanContext?.spanId, idOf(parent))
      assert.strictEqual(attempts.length, 1)
      assert.isTrue(span.ended)
    }))

  it.live("has one child for each attempt, and counts the repeated ones", () =>
    Effect.gen(function*() {
      const { attempts, exit, span } = yield* traced([throttled, throttled, ok])
      assert.isTrue(Exit.isSuccess(exit))
      assert.deepStrictEqual(span.attributes, {
        ...common,
        "aws.request_id": "request-ok",
        "http.request.resend_count": 2
      })
      assert.deepStrictEqual(attempts.map(({ attributes }) => attributes["http.response.status_code"]), [400, 400, 200])
      for (const attempt of attempts) {
        assert.strictEqual(attempt.parentSpanContext?.spanId, idOf(span))
        assert.strictEqual(attempt.kind, SpanKind.CLIENT)
      }
    }))

  it.live("says when it was repeated, if the log shows it", () =>
    Effect.gen(function*() {
      const { parent, span } = yield* traced([throttled, ok], {
        call: call.pipe(Effect.provide(minimumLogLevel("Debug")))
      })
      assert.strictEqual(span.events.length, 1)
      assert.strictEqual(parent.events.length, 0)
    }).pipe(Effect.provide(Logger.layer([Logger.tracerLogger]))))

  const invalid = Cognito.getUserAttributeVerificationCode({
    accessToken: Redacted.make(`${secret} with a space`),
    attributeName: "email"
  })

  it.live.each<
    readonly [tag: string, why: string, attempts: number, ReadonlyArray<Action>, Options, attributes: object]
  >([
    ["NotAuthorizedException", "Cognito refuses", 1, [refusal(400, "NotAuthorizedException")], {}, {
      ...common,
      "aws.request_id": "request-NotAuthorizedException"
    }],
    ["TooManyRequestsException", "throttling does not end", 3, [throttled, throttled, throttled], {}, {
      ...common,
      "aws.request_id": "request-TooManyRequestsException",
      "http.request.resend_count": 2
    }],
    ["UnknownServiceException", "Cognito knows something new", 1, [refusal(400, "NewException")], {}, {
      ...common,
      "aws.request_id": "request-NewException"
    }],
    ["InvalidResponseError", "a page answers", 1, [answer(502, "<html></html>")], {}, common],
    ["TransportError", "the connection is lost", 1, [[close]], {}, common],
    ["TransportError", "there is no answer in time", 1, [[hang]], { timeout: 100 }, common],
    ["InvalidRequestError", "the request is invalid", 0, [], { call: invalid }, common],
    ["InvalidConfigurationError", "the configuration is invalid", 0, [], { region: "no region", retry: quick }, {
      "rpc.system.name": "aws-api",
      "rpc.method": "GetUserAttributeVerificationCode"
    }]
  ])("names the error %s if %s", ([tag, , count, script, options, attributes]) =>
    Effect.gen(function*() {
      const { attempts, exit, span } = yield* traced(script, options)
      assert(Exit.isFailure(exit))
      assert.strictEqual(Option.getOrThrow(Cause.findErrorOption(exit.cause))._tag, tag)
      assert.deepStrictEqual(span.attributes, { ...attributes, "error.type": tag })
      assert.strictEqual(span.status.code, SpanStatusCode.ERROR)
      assert.strictEqual(attempts.length, count)
    }))

  it.live("ends when the call is interrupted, and says so", () =>
    Effect.gen(function*() {
      const { attempts, exit, span } = yield* traced([[hang]], { interrupted: true })
      assert.isTrue(Exit.hasInterrupts(exit))
      assert.strictEqual(span.attributes["error.type"], "Interrupted")
      assert.isTrue(span.ended)
      assert.strictEqual(attempts.length, 1)
    }))

  it.live("stays here: no attempt takes a tracing header along, and no span has a token in it", () =>
    Effect.gen(function*() {
      const { all, requests } = yield* traced([throttled, refusal(500, "InternalErrorException")])
      assert.strictEqual(requests.length, 2)
      for (const { body, headers } of requests) {
        assert.include(body, secret)
        assert.notProperty(headers, "traceparent")
        assert.notProperty(headers, "tracestate")
        assert.notProperty(headers, "b3")
      }
      const said = all.map(({ attributes, events, name, status }) => ({ attributes, events, name, status }))
      assert.notInclude(JSON.stringify(said), secret)
    }))
})

// -----------------------------------------------------------------------------
// metrics
// -----------------------------------------------------------------------------

/** What the metrics say of the calls with this label, which a user put around them. */
const measured = (name: string, label: string) =>
  Effect.map(measurements, (all) =>
    new Map(
      all.filter(({ attributes, name: itsName }) => itsName === name && attributes["test"] === label)
        .map((measured) => {
          assert.strictEqual(measured.attributes["operation"], "GetUserAttributeVerificationCode")
          return [measured.attributes["outcome"], measured] as const
        })
    ))

describe("the metrics", () => {
  it.live("measure how long calls take, by how they ended", () =>
    Effect.gen(function*() {
      const denied = refusal(400, "NotAuthorizedException")
      const denying = { timeout: 100 }
      yield* Effect.all([
        made([ok]),
        made([ok]),
        made([throttled, ok]),
        made([denied]),
        made([[hang]], denying),
        made([[hang]], { interrupted: true }),
        made([], { region: "no region" })
      ]).pipe(withAttribute("test", "durations"))

      const durations = yield* measured("cognito_call_duration", "durations")
      const counts = Array.from(durations, ([outcome, { count }]) => [outcome, count])
      assert.deepStrictEqual(Object.fromEntries(counts), {
        success: 3,
        NotAuthorizedException: 1,
        TransportError: 1,
        Interrupted: 1,
        InvalidConfigurationError: 1
      })
      const timedOut = durations.get("TransportError")
      assert(timedOut !== undefined)
      // A timer may ring a little early.
      assert.isAtLeast(timedOut.sum, denying.timeout - 5)
    }))

  it.live("count the retries, by the error that was the reason", () =>
    Effect.gen(function*() {
      yield* Effect.all([
        made([ok]),
        made([throttled, ok]),
        made([throttled, throttled, ok]),
        made([answer(429, "<html></html>"), ok]),
        made([refusal(400, "LimitExceededException")])
      ]).pipe(withAttribute("test", "retries"))

      const retries = Array.from(
        yield* measured("cognito_call_retries", "retries"),
        ([outcome, { count }]) => [outcome, count]
      )
      assert.deepStrictEqual(Object.fromEntries(retries), { TooManyRequestsException: 3, InvalidResponseError: 1 })
    }))
})

// -----------------------------------------------------------------------------
// log
// -----------------------------------------------------------------------------

it.live("retries log at debug level, and nothing else logs", () =>
  Effect.gen(function*() {
    const lines: Array<readonly [level: string, message: string]> = []
    const collecting = Logger.layer([
      Logger.make(({ logLevel, message }) => {
        lines.push([levelName(logLevel), String(message)])
      })
    ])
    for (const last of [refusal(400, "NotAuthorizedException"), [close], [hang], ok]) {
      lines.length = 0
      yield* made([throttled, answer(429, "<html></html>"), last], { timeout: 1000 }).pipe(
        Effect.provide([minimumLogLevel("All"), collecting])
      )
      assert.deepStrictEqual(lines.map(([level]) => level), ["DEBUG", "DEBUG"], lines.join("\n"))
      assert.match(lines[0]![1], /GetUserAttributeVerificationCode.*TooManyRequestsException/)
      assert.match(lines[1]![1], /GetUserAttributeVerificationCode.*InvalidResponseError/)
    }
  }))

// -----------------------------------------------------------------------------
// the example
// -----------------------------------------------------------------------------

it("the example prints the trace of a call that is repeated once, and ends", { timeout: 60_000 }, async () => {
  const { stderr, stdout } = await runProgram("examples/tracing/main.ts", { timeout: 50_000 })
  const lines = stdout.trimEnd().split("\n")
  assert.deepStrictEqual(lines.filter((line) => line.endsWith(" ms")).map((line) => line.replace(/\d+ ms$/, "n ms")), [
    "verify e-mail address, n ms",
    "    Cognito.GetUserAttributeVerificationCode, n ms",
    "        http.client POST, n ms",
    "        http.client POST, n ms"
  ])
  for (const line of ["http.request.resend_count = 1", "aws.request_id = id-2", "http.response.status_code = 400"]) {
    assert.include(lines.map((line) => line.trim()), line)
  }
  assert.notInclude(stdout, "an-access-token")
  assert.strictEqual(stderr, "")
})
