import * as HttpClient from "@effect/platform/HttpClient"
import { Fiber } from "effect"
import { Cognito, CognitoConfig, Operation } from "effect-cognito"
import { recording } from "../support/client.js"
import { Config, ConfigProvider, Effect, Exit, Layer, Redacted, TestClock } from "../support/effect.js"
import { poll } from "../support/fibers.js"
import { assert, describe, it } from "../support/vitest.js"

const request = { accessToken: Redacted.make("token"), attributeName: "email" }

const call = Cognito.getUserAttributeVerificationCode(request)

const environment = (variables: Record<string, string>) =>
  Effect.provide(ConfigProvider.layer(ConfigProvider.fromUnknown(variables)))

/** Where the call went, or why it went nowhere. */
const host = <E extends { readonly message: string }>(
  effect: Effect.Effect<unknown, E, HttpClient.HttpClient>
): Effect.Effect<string> =>
  Effect.suspend(() => {
    const { layer, requests } = recording()
    return effect.pipe(
      Effect.provide(layer),
      Effect.match({
        onFailure: (error) => error.message,
        onSuccess: () => new URL(requests[0]!.url).host
      })
    )
  })

describe("the environment", () => {
  const cases: ReadonlyArray<readonly [Record<string, string>, string]> = [
    [{ AWS_REGION: "eu-west-1" }, "cognito-idp.eu-west-1.amazonaws.com"],
    [{ AWS_DEFAULT_REGION: "eu-west-2" }, "cognito-idp.eu-west-2.amazonaws.com"],
    [{ AWS_REGION: "eu-west-1", AWS_DEFAULT_REGION: "eu-west-2" }, "cognito-idp.eu-west-1.amazonaws.com"],
    [{ AWS_REGION: "", AWS_DEFAULT_REGION: "eu-west-2" }, "cognito-idp.eu-west-2.amazonaws.com"],
    [{ AWS_ENDPOINT_URL: "http://localhost:1234" }, "localhost:1234"],
    [
      {
        AWS_ENDPOINT_URL: "http://localhost:1234",
        AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: "http://localhost:4321"
      },
      "localhost:4321"
    ],
    [{ AWS_REGION: "eu-west-1", AWS_USE_FIPS_ENDPOINT: "true" }, "cognito-idp-fips.eu-west-1.amazonaws.com"],
    [{ AWS_REGION: "eu-west-1", AWS_USE_FIPS_ENDPOINT: "False" }, "cognito-idp.eu-west-1.amazonaws.com"],
    [{ AWS_REGION: "us-gov-west-1", AWS_USE_DUALSTACK_ENDPOINT: "true" }, "cognito-idp.us-gov-west-1.api.aws"]
  ]
  for (const [variables, expected] of cases) {
    it.effect(
      JSON.stringify(variables),
      () => Effect.map(host(environment(variables)(call)), (actual) => assert.strictEqual(actual, expected))
    )
  }

  const broken: ReadonlyArray<readonly [Record<string, string>, RegExp]> = [
    [
      { AWS_REGION: "eu-west-1", AWS_USE_FIPS_ENDPOINT: "secret" },
      /^AWS_USE_FIPS_ENDPOINT must be "true" or "false"\.$/
    ],
    [{ AWS_REGION: "eu-west-1", AWS_MAX_ATTEMPTS: "secret" }, /^AWS_MAX_ATTEMPTS must be a whole number from 1\.$/],
    [{ AWS_REGION: "eu-west-1", AWS_MAX_ATTEMPTS: "0" }, /^AWS_MAX_ATTEMPTS must be a whole number from 1\.$/],
    [{ AWS_REGION: "secret/" }, /^The region must be one host label[^/]*\.$/],
    [{}, /Missing Region, so set AWS_REGION/]
  ]
  for (const [variables, expected] of broken) {
    it.effect(`${JSON.stringify(variables)} is an error that says what to do, without the value`, () =>
      Effect.map(host(environment(variables)(call)), (message) => {
        assert.match(message, expected)
        assert.notInclude(message, "secret")
      }))
  }

  it.effect("is read on each call", () =>
    Effect.gen(function*() {
      const before = process.env["AWS_REGION"]
      yield* Effect.addFinalizer(() =>
        Effect.sync(() => {
          if (before === undefined) delete process.env["AWS_REGION"]
          else process.env["AWS_REGION"] = before
        })
      )
      const read = host(call)
      process.env["AWS_REGION"] = "eu-west-1"
      assert.strictEqual(yield* read, "cognito-idp.eu-west-1.amazonaws.com")
      process.env["AWS_REGION"] = "eu-west-2"
      assert.strictEqual(yield* read, "cognito-idp.eu-west-2.amazonaws.com")
    }).pipe(Effect.scoped))
})

describe("withConfig", () => {
  it.effect("goes before the environment", () =>
    Effect.gen(function*() {
      const inside = call.pipe(
        CognitoConfig.withConfig({ region: "eu-west-1" }),
        environment({ AWS_REGION: "us-east-1" })
      )
      assert.strictEqual(yield* host(inside), "cognito-idp.eu-west-1.amazonaws.com")
    }))

  it.effect("takes both orders of arguments", () =>
    Effect.map(
      host(CognitoConfig.withConfig(call, { region: "eu-west-1" })),
      (actual) => assert.strictEqual(actual, "cognito-idp.eu-west-1.amazonaws.com")
    ))

  it.effect("adds to what is around it: the inner option wins, the others stay", () =>
    Effect.gen(function*() {
      const nested = call.pipe(
        CognitoConfig.withConfig({ region: "us-gov-west-1", useFipsEndpoint: undefined }),
        CognitoConfig.withConfig({ region: "eu-west-1", useFipsEndpoint: true })
      )
      assert.strictEqual(yield* host(nested), "cognito-idp-fips.us-gov-west-1.amazonaws.com")
    }))

  for (
    const [name, options] of Object.entries({
      "a timeout of nothing": { timeout: 0 },
      "a negative timeout": { timeout: -5 },
      "a timeout that is no duration": { timeout: "soon" as never },
      "no attempt at all": { retry: { maxAttempts: 0 } },
      "half an attempt": { retry: { maxAttempts: 1.5 } },
      "a delay that is no duration": { retry: { baseDelay: "later" as never } }
    })
  ) {
    it.effect(`${name} is an error that names the option`, () =>
      Effect.map(
        host(CognitoConfig.withConfig(call, { region: "eu-west-1", ...options })),
        (message) => assert.match(message, /^(The option )?(timeout|retry\.\w+) must be a .*\.$/)
      ))
  }
})

describe("layers", () => {
  it.effect("CognitoConfig.layer sets a whole program", () =>
    Effect.map(
      host(Effect.provide(call, CognitoConfig.layer({ region: "eu-west-1" }))),
      (actual) => assert.strictEqual(actual, "cognito-idp.eu-west-1.amazonaws.com")
    ))

  it.effect("CognitoConfig.layerConfig reads names of one's own", () =>
    Effect.map(
      host(
        Effect.provide(call, CognitoConfig.layerConfig({ region: Config.String("MY_REGION") })).pipe(
          environment({ MY_REGION: "eu-west-3" })
        )
      ),
      (actual) => assert.strictEqual(actual, "cognito-idp.eu-west-3.amazonaws.com")
    ))

  it.effect("CognitoConfig.layerConfig fails with a ConfigError where a name is missing", () =>
    Effect.gen(function*() {
      const exit = yield* Effect.exit(
        Effect.provide(
          call,
          Layer.merge(CognitoConfig.layerConfig({ region: Config.String("MY_REGION") }), recording().layer)
        ).pipe(environment({}))
      )
      assert.isTrue(Exit.isFailure(exit))
    }))
})

describe("the service", () => {
  const viaService = Effect.flatMap(Cognito.Cognito, (cognito) => cognito.getUserAttributeVerificationCode(request))

  it.effect("has a method for each operation", () =>
    Effect.gen(function*() {
      const service = yield* Cognito.make({ region: "eu-west-1" })
      const names = Object.entries(Cognito).filter(([, value]) => Operation.isOperation(value)).map(([name]) => name)
      assert.sameMembers(Object.keys(service), names)
      assert.include(names, "getUserAttributeVerificationCode")
    }).pipe(Effect.provide(recording().layer)))

  it.effect("keeps its client: another one around the caller never replaces it", () =>
    Effect.gen(function*() {
      const own = recording()
      const other = recording()
      yield* viaService.pipe(
        Effect.provide(
          Layer.merge(Layer.provide(Cognito.layer({ region: "eu-west-1" }), own.layer), other.layer)
        )
      )
      assert.strictEqual(own.requests.length, 1)
      assert.strictEqual(other.requests.length, 0)
      // And where the caller's own client stands right around the call.
      const service = yield* Cognito.make({ region: "eu-west-1" }).pipe(Effect.provide(own.layer))
      yield* service.getUserAttributeVerificationCode(request).pipe(Effect.provide(other.layer))
      assert.strictEqual(own.requests.length, 2)
      assert.strictEqual(other.requests.length, 0)
    }))

  it.effect("keeps its configuration: what is around the caller never replaces it", () =>
    Effect.gen(function*() {
      const { layer, requests } = recording()
      const service = yield* Cognito.make({ region: "eu-west-1" }).pipe(Effect.provide(layer))
      yield* service.getUserAttributeVerificationCode(request).pipe(
        CognitoConfig.withConfig({ region: "us-east-1" }),
        environment({ AWS_ENDPOINT_URL: "http://localhost:1" })
      )
      assert.strictEqual(requests[0]?.url, "https://cognito-idp.eu-west-1.amazonaws.com/")
    }))

  it.effect("takes what its options leave open from around the layer", () =>
    Effect.gen(function*() {
      const { layer, requests } = recording()
      yield* viaService.pipe(
        Effect.provide(Layer.provide(Cognito.layer({ region: "us-gov-west-1" }), layer)),
        CognitoConfig.withConfig({ region: "eu-west-1", useFipsEndpoint: true })
      )
      assert.strictEqual(requests[0]?.url, "https://cognito-idp-fips.us-gov-west-1.amazonaws.com/")
    }))

  it.effect("layerConfig reads its options", () =>
    Effect.gen(function*() {
      const { layer, requests } = recording()
      yield* viaService.pipe(
        Effect.provide(Layer.provide(Cognito.layerConfig({ region: Config.String("MY_REGION") }), layer)),
        environment({ MY_REGION: "eu-north-1" })
      )
      assert.strictEqual(requests[0]?.url, "https://cognito-idp.eu-north-1.amazonaws.com/")
    }))

  it.effect("with an invalid configuration fails at each call, and not when it is made", () =>
    Effect.gen(function*() {
      const { layer, requests } = recording()
      const error = yield* viaService.pipe(
        Effect.provide(Layer.provide(Cognito.layer({ region: "a b" }), layer)),
        Effect.flip
      )
      assert.strictEqual(error._tag, "InvalidConfigurationError")
      assert.strictEqual(requests.length, 0)
    }))
})

describe("the timeout", () => {
  const hanging = Layer.succeed(HttpClient.HttpClient, HttpClient.make(() => Effect.never))

  const failsAfter = (milliseconds: number, options: CognitoConfig.Options) =>
    Effect.gen(function*() {
      const fiber = yield* call.pipe(
        CognitoConfig.withConfig({ region: "eu-west-1", retry: "none", ...options }),
        Effect.provide(hanging),
        Effect.flip,
        Effect.forkChild
      )
      yield* TestClock.adjust(milliseconds - 1)
      assert.isUndefined(poll(fiber))
      yield* TestClock.adjust(1)
      const error = yield* Fiber.join(fiber)
      assert(error._tag === "TransportError")
      assert.strictEqual(error.reason, "Timeout")
    })

  it.effect("is 30 seconds for one attempt", () => failsAfter(30_000, {}))

  it.effect("is what was set", () => failsAfter(1500, { timeout: "1500 millis" }))
})
