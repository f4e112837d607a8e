/**
 * Configuration that users, environments and untyped callers give: what is ignored, what is odd, and a ConfigProvider
 * that is slow.
 */
import type * as HttpClient from "@effect/platform/HttpClient"
import { Fiber, Schedule } from "effect"
import { Cognito, CognitoConfig, type CognitoError } from "effect-cognito"
import { recording } from "../support/client.js"
import { ConfigProvider, Effect, Exit, Redacted, Result, TestClock } from "../support/effect.js"
import { interrupt, poll } from "../support/fibers.js"
import { assert, describe, it } from "../support/vitest.js"

const call = Cognito.getUserAttributeVerificationCode({
  accessToken: Redacted.make("token"),
  attributeName: "email"
})

type Call = Effect.Effect<unknown, CognitoError.CognitoError, HttpClient.HttpClient>

const environment = (variables: Readonly<Record<string, string>>) =>
  Effect.provide(ConfigProvider.layer(ConfigProvider.fromUnknown(variables)))

/** The ways to make a call with a configuration: as a function, and by the service. */
const ways: ReadonlyArray<readonly [name: string, make: (options: CognitoConfig.Options) => Call]> = [
  ["the function", (options) => CognitoConfig.withConfig(call, options)],
  ["a layer of options", (options) => Effect.provide(call, CognitoConfig.layer(options))],
  [
    "the service",
    (options) =>
      Effect.flatMap(
        Cognito.Cognito,
        (cognito) =>
          cognito.getUserAttributeVerificationCode({ accessToken: Redacted.make("token"), attributeName: "email" })
      ).pipe(
        Effect.provide(Cognito.layer(options))
      )
  ]
]

/** Where a call goes, or the error of one that goes nowhere. */
const destination = (call: Call): Effect.Effect<string | CognitoError.CognitoError> =>
  Effect.gen(function*() {
    const { layer, requests } = recording()
    const result = yield* Effect.result(Effect.provide(call, layer))
    assert.strictEqual(requests.length, Result.isSuccess(result) ? 1 : 0)
    return Result.isSuccess(result) ? requests[0]!.url : result.failure
  })

const invalid = (call: Call): Effect.Effect<CognitoError.InvalidConfigurationError> =>
  Effect.map(destination(call), (result) => {
    assert(typeof result !== "string", `it was sent to ${String(result)}`)
    assert(result._tag === "InvalidConfigurationError", result._tag)
    assert.notMatch(result.message, /[\r\n]/)
    assert.isAbove(result.message.length, 10)
    return result
  })

// -----------------------------------------------------------------------------
// AWS_IGNORE_CONFIGURED_ENDPOINT_URLS
// -----------------------------------------------------------------------------

const aws = "https://cognito-idp.eu-west-1.amazonaws.com/"

const region = { AWS_REGION: "eu-west-1" }

const emulator = "http://127.0.0.1:4566"

describe("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", () => {
  for (const [name, make] of ways) {
    for (const variable of ["AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER"]) {
      for (const ignore of ["true", "TRUE", "True", " true "]) {
        it.effect(`set to ${JSON.stringify(ignore)}, puts ${variable} out of force for ${name}`, () =>
          Effect.gen(function*() {
            const variables = { ...region, [variable]: emulator, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: ignore }
            assert.strictEqual(yield* destination(environment(variables)(make({}))), aws)
          }))
      }

      for (const ignore of ["false", "FALSE", "False", ""]) {
        it.effect(`set to ${JSON.stringify(ignore)}, leaves ${variable} in force for ${name}`, () =>
          Effect.gen(function*() {
            const variables = { ...region, [variable]: emulator, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: ignore }
            assert.strictEqual(yield* destination(environment(variables)(make({}))), `${emulator}/`)
          }))
      }

      for (const ignore of ["yes", "1", "secret"]) {
        it.effect(`set to ${JSON.stringify(ignore)} beside ${variable}, is an error for ${name}`, () =>
          Effect.gen(function*() {
            const variables = { ...region, [variable]: emulator, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: ignore }
            const { message } = yield* invalid(environment(variables)(make({})))
            assert.strictEqual(message, `AWS_IGNORE_CONFIGURED_ENDPOINT_URLS must be "true" or "false".`)
          }))
      }
    }

    it.effect(`puts both variables out of force for ${name}, and not the option`, () =>
      Effect.gen(function*() {
        const variables = environment({
          ...region,
          AWS_ENDPOINT_URL: emulator,
          AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: emulator,
          AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true"
        })
        assert.strictEqual(yield* destination(variables(make({}))), aws)
        const endpoint = "http://localhost:9229"
        assert.strictEqual(yield* destination(variables(make({ endpoint }))), `${endpoint}/`)
        // An endpoint that is out of force contradicts nothing.
        assert.strictEqual(
          yield* destination(variables(make({ useFipsEndpoint: true }))),
          "https://cognito-idp-fips.eu-west-1.amazonaws.com/"
        )
      }))
  }

  it.effect("leaves nothing but the region to say where Cognito is", () =>
    Effect.gen(function*() {
      const variables = { AWS_ENDPOINT_URL: emulator, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true" }
      assert.match((yield* invalid(environment(variables)(call))).message, /Missing Region/)
    }))

  it.effect("counts in the environment of the process, too", () =>
    Effect.gen(function*() {
      const variables = { ...region, AWS_ENDPOINT_URL: emulator, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "True" }
      const before = new Map(Object.keys(variables).map((name) => [name, process.env[name]]))
      yield* Effect.addFinalizer(() =>
        Effect.sync(() => {
          for (const [name, value] of before) {
            if (value === undefined) delete process.env[name]
            else process.env[name] = value
          }
        })
      )
      Object.assign(process.env, variables)
      assert.strictEqual(yield* destination(call), aws)
    }).pipe(Effect.scoped))
})

// -----------------------------------------------------------------------------
// the ConfigProvider
// -----------------------------------------------------------------------------

interface Watched {
  readonly provider: ConfigProvider.ConfigProvider
  readonly asked: Array<string>
  /** The most that was asked for at a time. */
  readonly concurrent: () => number
}

/** What a provider finds under a name. */
const valueOf = (variables: Readonly<Record<string, string>>, path: ReadonlyArray<string | number>) => {
  const text = variables[path.join(".")]
  return text === undefined ? undefined : ConfigProvider.makeValue(text)
}

/** A provider that notes what it is asked for, and takes its time for each. */
const watched = (variables: Readonly<Record<string, string>>, wait: Effect.Effect<unknown> = Effect.void): Watched => {
  const asked: Array<string> = []
  let current = 0
  let most = 0
  const provider = ConfigProvider.make((path) =>
    Effect.suspend(() => {
      asked.push(path.join("."))
      most = Math.max(most, ++current)
      return wait
    }).pipe(
      Effect.ensuring(Effect.sync(() => current--)),
      Effect.map(() => valueOf(variables, path))
    )
  )
  return { provider, asked, concurrent: () => most }
}

const complete: CognitoConfig.Options = {
  region: "eu-west-1",
  endpoint: "http://localhost:9229",
  useFipsEndpoint: false,
  useDualstackEndpoint: false,
  timeout: "5 seconds",
  retry: "none"
}

describe("the ConfigProvider", () => {
  for (const [name, make] of ways) {
    const retries: ReadonlyArray<CognitoConfig.Options["retry"]> = ["none", { maxAttempts: 2 }, Schedule.recurs(1)]
    for (const retry of retries) {
      it.effect(`is asked for nothing by ${name}, if the options have it all (retry: ${JSON.stringify(retry)})`, () =>
        Effect.gen(function*() {
          const { asked, provider } = watched({})
          yield* destination(Effect.provide(make({ ...complete, retry }), ConfigProvider.layer(provider)))
          assert.deepStrictEqual(asked, [])
        }))
    }

    const parts: ReadonlyArray<readonly [option: keyof CognitoConfig.Options, variables: ReadonlyArray<string>]> = [
      ["region", ["AWS_REGION", "AWS_DEFAULT_REGION"]],
      ["endpoint", [
        "AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER",
        "AWS_ENDPOINT_URL",
        "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"
      ]],
      ["useFipsEndpoint", ["AWS_USE_FIPS_ENDPOINT"]],
      ["useDualstackEndpoint", ["AWS_USE_DUALSTACK_ENDPOINT"]],
      ["retry", ["AWS_MAX_ATTEMPTS"]]
    ]
    for (const [option, variables] of parts) {
      it.effect(`is not asked by ${name} for what the option ${option} says`, () =>
        Effect.gen(function*() {
          const { asked, provider } = watched({ ...region })
          yield* destination(Effect.provide(make({ [option]: complete[option] }), ConfigProvider.layer(provider)))
          assert.deepStrictEqual(variables.filter((variable) => asked.includes(variable)), [])
        }))

      it.effect(`is asked by ${name} for no more than what the option ${option} leaves open`, () =>
        Effect.gen(function*() {
          const { asked, provider } = watched({ ...region })
          yield* destination(Effect.provide(make({ ...complete, [option]: undefined }), ConfigProvider.layer(provider)))
          assert.deepStrictEqual(asked.filter((variable) => !variables.includes(variable)), [])
        }))
    }

    it.effect(`is asked by ${name} for all at the same time`, () =>
      Effect.gen(function*() {
        const { asked, concurrent, provider } = watched({ ...region }, Effect.sleep("50 millis"))
        const fiber = yield* Effect.forkChild(destination(Effect.provide(make({}), ConfigProvider.layer(provider))))
        yield* TestClock.adjust("50 millis")
        const exit = poll(fiber)
        yield* TestClock.adjust("10 seconds")
        yield* Fiber.join(fiber)
        assert.strictEqual(concurrent(), asked.length, `${asked.length} were asked for, ${concurrent()} at a time`)
        assert.isDefined(exit, "one wait was not enough")
      }))

    for (const [timeout, milliseconds] of [[undefined, 30_000], ["5 seconds", 5000]] as const) {
      it.effect(`that hangs is an error after ${milliseconds} ms for ${name}`, () =>
        Effect.gen(function*() {
          const { asked, provider } = watched({ ...region }, Effect.never)
          const fiber = yield* Effect.forkChild(
            invalid(Effect.provide(make({ timeout }), ConfigProvider.layer(provider)))
          )
          yield* TestClock.adjust(milliseconds - 1)
          assert.isUndefined(poll(fiber), "it was not waited for")
          yield* TestClock.adjust(1)
          const exit = poll(fiber)
          assert(exit !== undefined, "it hangs")
          assert.isTrue(Exit.isSuccess(exit), String(exit))
          assert.isAbove(asked.length, 0)
        }))
    }
  }

  it.effect("that hangs does not hold a call that is interrupted", () =>
    Effect.gen(function*() {
      const { provider } = watched({}, Effect.never)
      const fiber = yield* Effect.forkChild(destination(Effect.provide(call, ConfigProvider.layer(provider))))
      yield* TestClock.adjust("1 second")
      assert.isTrue(Exit.hasInterrupts(yield* interrupt(fiber)))
    }))

  it.effect("that hangs for one variable alone is an error after the timeout", () =>
    Effect.gen(function*() {
      const provider = ConfigProvider.make((path) =>
        path.includes("AWS_MAX_ATTEMPTS") ? Effect.never : Effect.succeed(valueOf(region, path))
      )
      const fiber = yield* Effect.forkChild(invalid(Effect.provide(call, ConfigProvider.layer(provider))))
      yield* TestClock.adjust("30 seconds")
      assert.isDefined(poll(fiber), "it hangs")
    }))
})

// -----------------------------------------------------------------------------
// odd options
// -----------------------------------------------------------------------------

const throws = (): never => {
  throw new Error("odd")
}

// What a caller without TypeScript gives.
const odd: ReadonlyArray<readonly [what: string, value: unknown]> = [
  ["a number", 42],
  ["zero", 0],
  ["NaN", NaN],
  ["an object", {}],
  ["an object whose text is a region", { toString: () => "eu-west-1" }],
  ["an object that has no text", { toString: throws, valueOf: throws }],
  ["an object without a prototype", Object.create(null)],
  ["a Proxy that throws", new Proxy({}, { get: throws, has: throws, ownKeys: throws, getPrototypeOf: throws })],
  ["a list", ["eu-west-1"]],
  ["a boolean", true],
  ["a symbol", Symbol("eu-west-1")],
  ["a function", () => "eu-west-1"],
  ["a BigInt", -1n],
  ["a Redacted", Redacted.make("eu-west-1")]
]

const notA = (...kinds: ReadonlyArray<string>) => odd.filter(([what]) => !kinds.includes(what))

const options: ReadonlyArray<readonly [option: string, value: (odd: unknown) => object, typeof odd]> = [
  ["region", (region) => ({ region }), odd],
  ["region beside an endpoint", (region) => ({ region, endpoint: "http://localhost:9229" }), odd],
  ["endpoint", (endpoint) => ({ region: "eu-west-1", endpoint }), odd],
  ["useFipsEndpoint", (useFipsEndpoint) => ({ region: "eu-west-1", useFipsEndpoint }), notA("a boolean")],
  ["useDualstackEndpoint", (useDualstackEndpoint) => ({ region: "eu-west-1", useDualstackEndpoint }), [
    ...notA("a boolean"),
    ["a text", "false"]
  ]],
  ["timeout", (timeout) => ({ region: "eu-west-1", timeout }), [...notA("a number"), ["a text", "soon"]]],
  ["retry", (retry) => ({ region: "eu-west-1", retry }), [
    // An object without members leaves all of the standard mode as it is, whatever its text.
    ...notA(
      "an object",
      "an object whose text is a region",
      "an object that has no text",
      "an object without a prototype",
      "a Redacted"
    ),
    ["a text", "always"]
  ]],
  ...["baseDelay", "throttledDelay", "maxDelay"].map((
    name
  ): readonly [string, (odd: unknown) => object, typeof odd] => [
    `retry.${name}`,
    (value) => ({ region: "eu-west-1", retry: { [name]: value } }),
    [...notA("a number"), ["a text", "soon"]]
  ]),
  ["retry.maxAttempts", (maxAttempts) => ({ region: "eu-west-1", retry: { maxAttempts } }), [
    ...notA("a number"),
    ["a text", "3"],
    ["half a number", 1.5]
  ]],
  ["retry.repeatable", (repeatable) => ({ region: "eu-west-1", retry: { repeatable } }), [
    ...notA("a boolean"),
    ["a text", "yes"]
  ]]
]

describe("what is no value of its option is an InvalidConfigurationError:", () => {
  for (const [option, optionsWith, values] of options) {
    for (const [what, value] of values) {
      it.effect(`${what} as ${option}`, () =>
        Effect.gen(function*() {
          for (const [, make] of ways) yield* invalid(environment({})(make(optionsWith(value))))
        }))
    }
  }

  // A label that begins with xn-- is Punycode, and most of them decode to nothing.
  for (const name of ["xn--a", "xn--", "XN--A", "fips-xn--a", "xn--a-fips", "xn--zzzzzzzzzzzz"]) {
    it.effect(`the region ${name}`, () =>
      Effect.gen(function*() {
        for (const [, make] of ways) {
          yield* invalid(environment({})(make({ region: name })))
          yield* invalid(environment({ AWS_REGION: name })(make({})))
          yield* invalid(environment({ AWS_DEFAULT_REGION: name, AWS_USE_DUALSTACK_ENDPOINT: "true" })(make({})))
        }
      }))
  }

  const endpoints = [
    "http://h?",
    "http://h#",
    "http://h/?",
    "http://h/#",
    "http://h/path?",
    "http://h/path#",
    "http://h?#",
    "https://h:8443?",
    "http://@h",
    "http://:@h",
    "http://xn--a"
  ]
  for (const endpoint of endpoints) {
    it.effect(`the endpoint ${endpoint}`, () =>
      Effect.gen(function*() {
        for (const [, make] of ways) {
          const { message } = yield* invalid(environment({})(make({ endpoint })))
          assert.match(message, /endpoint/)
          yield* invalid(environment({ ...region, AWS_ENDPOINT_URL: endpoint })(make({})))
          yield* invalid(environment({ AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: endpoint })(make({})))
        }
      }))
  }
})
