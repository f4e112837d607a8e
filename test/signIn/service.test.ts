/** The service and the app client, as layers. */
import { HttpClient } from "@effect/platform"
import { Layer, Redacted } from "effect"
import { CognitoAppClient, CognitoConfig, CognitoSecretHash, CognitoSignIn } from "effect-cognito"
import * as CognitoTest from "effect-cognito/CognitoTest"
import { Config, ConfigProvider, Effect } from "../support/effect.js"
import { assert, describe, expectTypeOf, it } from "../support/vitest.js"
import * as Pool from "./pool.js"

const password = Redacted.make(Pool.password)
const appClient = { clientId: Pool.clientId, userPoolId: Pool.userPoolId }

const layerOf = (pool: ReturnType<typeof Pool.makePool>) =>
  CognitoSignIn.layer.pipe(
    Layer.provide(CognitoAppClient.layer(appClient)),
    Layer.provide(CognitoConfig.layer({ region: "eu-west-1", retry: "none" })),
    Layer.provide(CognitoTest.layer(pool.handlers))
  )

describe("the service", () => {
  it.effect("signs a user in, and requires nothing", () =>
    Effect.gen(function*() {
      const signIn = yield* CognitoSignIn.CognitoSignIn
      const step = yield* signIn.start({ username: Pool.alias, password })
      assert(step._tag === "CodeRequired")
      const done = yield* signIn.answer(step, Redacted.make(Pool.codes.SMS))
      assert(done._tag === "SignedIn")
      assert.isTrue(yield* signIn.rememberDevice(done))
    }).pipe(Effect.provide(layerOf(Pool.makePool({ asks: ["SMS_MFA"], tracksDevices: true })))))

  it.effect("keeps its client, its app client, its configuration and its devices, whatever is around a call", () => {
    const pool = Pool.makePool({ asks: ["SMS_MFA"] })
    const strange = HttpClient.make(() => Effect.die("another client"))
    const devices = {
      load: () => Effect.die("another store"),
      save: () => Effect.die("another store"),
      remove: () => Effect.die("another store")
    }
    return Effect.gen(function*() {
      const signIn = yield* CognitoSignIn.CognitoSignIn
      const step = yield* signIn.start({ username: Pool.alias, password }).pipe(
        Effect.provideService(HttpClient.HttpClient, strange),
        Effect.provideService(CognitoSignIn.DeviceStore, devices),
        CognitoConfig.withConfig({ endpoint: "https://elsewhere.example" })
      )
      assert.strictEqual(step._tag, "CodeRequired")
    }).pipe(Effect.provide(layerOf(pool)))
  })

  it("requires the client and the app client, and nothing else", () => {
    expectTypeOf(CognitoSignIn.layer).toEqualTypeOf<
      Layer.Layer<CognitoSignIn.CognitoSignIn, never, HttpClient.HttpClient | CognitoAppClient.CognitoAppClient>
    >()
    expectTypeOf(CognitoSignIn.start({ username: "ada", password })).toEqualTypeOf<
      Effect.Effect<
        CognitoSignIn.Step,
        CognitoSignIn.StartError,
        HttpClient.HttpClient | CognitoAppClient.CognitoAppClient
      >
    >()
  })
})

describe("the app client", () => {
  it.effect("is read from the configuration", () =>
    Effect.gen(function*() {
      const { clientId, clientSecret, userPoolId } = yield* CognitoAppClient.CognitoAppClient
      assert.deepStrictEqual([clientId, userPoolId], ["client", "eu-west-1_AbC123"])
      assert.strictEqual(clientSecret && Redacted.value(clientSecret), "hidden")
    }).pipe(
      Effect.provide(
        CognitoAppClient.layerConfig({
          clientId: Config.String("CLIENT"),
          clientSecret: Config.Redacted("SECRET"),
          userPoolId: Config.String("POOL")
        }).pipe(Layer.provide(
          ConfigProvider.layer(
            ConfigProvider.fromUnknown({ CLIENT: "client", SECRET: "hidden", POOL: "eu-west-1_AbC123" })
          )
        ))
      )
    ))

  it.effect("says what a request has to say of it", () =>
    Effect.gen(function*() {
      const clientSecret = Redacted.make(Pool.clientSecret)
      const open = yield* CognitoAppClient.identify("ada").pipe(Effect.provide(CognitoAppClient.layer(appClient)))
      assert.deepStrictEqual(open, { clientId: "client" })
      const { clientId, secretHash } = yield* CognitoAppClient.identify("ada").pipe(
        Effect.provide(CognitoAppClient.layer({ ...appClient, clientSecret }))
      )
      const expected = yield* CognitoSecretHash.make({ clientId: "client", clientSecret, username: "ada" })
      assert.strictEqual(clientId, "client")
      assert.strictEqual(secretHash && Redacted.value(secretHash), Redacted.value(expected))
    }))
})
