/** Every challenge, alone and in chains of any order, from the first request to the tokens. */
import { Layer, Redacted } from "effect"
import { CognitoSignIn } from "effect-cognito"
import * as fc from "fast-check"
import { Effect } from "../support/effect.js"
import { assert, describe, it } from "../support/vitest.js"
import * as Pool from "./pool.js"
import { answerRight, answerWrong, onPool, passOn, type Taste, taste } from "./user.js"

const username = Pool.alias
const password = Redacted.make(Pool.password)

const ways = {
  "a password by SRP": CognitoSignIn.start({ username, password }),
  "a plain password": CognitoSignIn.start({ username, password, authFlow: "USER_PASSWORD_AUTH" }),
  "a choice": CognitoSignIn.start({ username, authFlow: "USER_AUTH" }),
  "a preferred challenge": CognitoSignIn.start({
    username,
    authFlow: "USER_AUTH",
    preferredChallenge: "EMAIL_OTP"
  }),
  "a choice with a password by SRP": CognitoSignIn.start({ username, password, authFlow: "USER_AUTH" }),
  "a choice with a plain password": CognitoSignIn.start({
    username,
    password,
    authFlow: "USER_AUTH",
    preferredChallenge: "PASSWORD"
  }),
  Lambdas: CognitoSignIn.start({ username, authFlow: "CUSTOM_AUTH", parameters: { locale: "nl" } }),
  "Lambdas after a password by SRP": CognitoSignIn.start({ username, password, authFlow: "CUSTOM_AUTH" })
}

type Way = keyof typeof ways

/** The challenges that the user is shown nothing of. */
const isShown = (kind: Pool.Kind) => kind !== "DEVICE_SRP_AUTH"

/** Answers each step until there are tokens, wrong at first where that is possible. */
const signIn = (way: Way, tastes: Taste, carry: typeof passOn, isClumsy: boolean) =>
  Effect.gen(function*() {
    let step = yield* ways[way]
    let mistakes = 0
    const tags = [step._tag]
    while (step._tag !== "SignedIn") {
      const current = yield* carry(step)
      assert(current._tag !== "SignedIn")
      const wrong = isClumsy ? answerWrong(current) : undefined
      if (wrong !== undefined) {
        const error = yield* Effect.flip(wrong)
        assert.include(["CodeMismatchException", "InvalidPasswordException"], error._tag)
        assert.isFalse(CognitoSignIn.isOver(error))
        mistakes++
      }
      step = yield* answerRight(current, tastes)
      tags.push(step._tag)
    }
    return { step, tags, mistakes }
  })

const assertTokens = ({ accessToken, alias, expiresIn, idToken, refreshToken, tokenType }: CognitoSignIn.SignedIn) => {
  assert.deepStrictEqual([accessToken, idToken, refreshToken].map(Redacted.value), [
    "access.token.of.ada",
    "id.token.of.ada",
    "refresh.token.of.ada"
  ])
  assert.deepStrictEqual({ alias, expiresIn, tokenType }, { alias: Pool.alias, expiresIn: 300, tokenType: "Bearer" })
}

describe("a sign-in begins with", () => {
  for (const way of Object.keys(ways) as ReadonlyArray<Way>) {
    for (const secret of [false, true]) {
      it.effect(`${way}${secret ? ", for an app client with a secret" : ""}`, () => {
        const pool = Pool.makePool({ asks: ["SMS_MFA"], secret })
        return Effect.gen(function*() {
          const { step, tags } = yield* signIn(way, taste, Effect.succeed, false)
          assert.deepStrictEqual(tags, ["CodeRequired", "SignedIn"])
          assertTokens(step)
          assert.strictEqual(step.username, Pool.username)
          assert.strictEqual(pool.refusals(), 0)
        }).pipe(onPool(pool, { secret }))
      })
    }
  }

  it.effect("the flow and the parameters that Cognito asks for", () =>
    Effect.gen(function*() {
      const sent: Array<unknown> = []
      for (const way of Object.values(ways)) {
        const pool = Pool.makePool()
        yield* way.pipe(onPool({
          handlers: {
            ...pool.handlers,
            initiateAuth: (request) => {
              const { SRP_A, ...parameters } = request.authParameters as { readonly SRP_A?: string }
              sent.push([String(request.authFlow), SRP_A === undefined ? "" : "SRP_A", JSON.stringify(parameters)])
              return pool.handlers.initiateAuth!(request)
            }
          }
        }))
      }
      const ada = `"USERNAME":"${Pool.alias}"`
      assert.deepStrictEqual(sent, [
        ["USER_SRP_AUTH", "SRP_A", `{${ada}}`],
        ["USER_PASSWORD_AUTH", "", `{${ada},"PASSWORD":"<redacted>"}`],
        ["USER_AUTH", "", `{${ada}}`],
        ["USER_AUTH", "", `{${ada},"PREFERRED_CHALLENGE":"EMAIL_OTP"}`],
        ["USER_AUTH", "SRP_A", `{${ada},"PREFERRED_CHALLENGE":"PASSWORD_SRP"}`],
        ["USER_AUTH", "", `{${ada},"PREFERRED_CHALLENGE":"PASSWORD","PASSWORD":"<redacted>"}`],
        ["CUSTOM_AUTH", "", `{"locale":"nl",${ada}}`],
        ["CUSTOM_AUTH", "SRP_A", `{${ada},"CHALLENGE_NAME":"SRP_A"}`]
      ])
    }))

  it.effect("a wrong password, which ends it", () =>
    Effect.gen(function*() {
      const wrong = { username, password: Redacted.make("wrong horse") }
      for (
        const attempt of [
          CognitoSignIn.start(wrong),
          CognitoSignIn.start({ ...wrong, authFlow: "USER_PASSWORD_AUTH" }),
          CognitoSignIn.start({ ...wrong, authFlow: "USER_AUTH" }),
          CognitoSignIn.start({ ...wrong, authFlow: "CUSTOM_AUTH" })
        ]
      ) {
        const error = yield* Effect.flip(attempt)
        assert.strictEqual(error._tag, "NotAuthorizedException")
        assert.isTrue(CognitoSignIn.isOver(error))
      }
    }).pipe(onPool(Pool.makePool())))
})

describe("a chain of challenges", () => {
  const chain = fc.record({
    asks: fc.array(fc.constantFrom(...Pool.kinds.filter(isShown)), { minLength: 3, maxLength: 7 }),
    way: fc.constantFrom(...Object.keys(ways) as ReadonlyArray<Way>),
    secret: fc.boolean(),
    isClumsy: fc.boolean(),
    taste: fc.record<Taste>({
      challenge: fc.constantFrom("PASSWORD", "PASSWORD_SRP", "EMAIL_OTP", "SMS_OTP", "WEB_AUTHN"),
      factor: fc.constantFrom("SMS_MFA", "SOFTWARE_TOKEN_MFA", "EMAIL_OTP"),
      setUp: fc.constantFrom("SOFTWARE_TOKEN_MFA", "EMAIL_OTP"),
      atOnce: fc.boolean()
    })
  })

  it("leads to the tokens in any order, though each step is answered in another process", () =>
    fc.assert(
      fc.asyncProperty(chain, ({ asks, isClumsy, secret, taste, way }) => {
        const pool = Pool.makePool({ asks, secret })
        return Effect.runPromise(
          Effect.gen(function*() {
            const { mistakes, step } = yield* signIn(way, taste, passOn, isClumsy)
            assertTokens(step)
            // Nothing was sent twice, and nothing that the user did not answer wrong was refused.
            assert.strictEqual(pool.refusals(), mistakes)
            const sent = pool.log.filter((name) => name !== "AssociateSoftwareToken" && name !== "VerifySoftwareToken")
            assert.isAtLeast(sent.length, 1)
          }).pipe(onPool(pool, { secret }))
        )
      }),
      { seed: 20160418, numRuns: 60 }
    ), 120_000)

  it("may be as long as it likes, and each challenge is played", () => {
    const asks = Pool.kinds.filter(isShown)
    const pool = Pool.makePool({ asks })
    return Effect.runPromise(
      Effect.gen(function*() {
        const { tags } = yield* signIn("a password by SRP", taste, passOn, true)
        assert.sameMembers([...new Set<string>(tags)], [
          "CodeRequired",
          "AuthenticatorCodeRequired",
          "FactorChoiceRequired",
          "ChallengeChoiceRequired",
          "PasswordRequired",
          "NewPasswordRequired",
          "AuthenticatorSetupRequired",
          "EmailSetupRequired",
          "FactorSetupRequired",
          "PasskeyRequired",
          "CustomChallengeRequired",
          "UnknownChallengeRequired",
          "SignedIn"
        ])
      }).pipe(onPool(pool))
    )
  }, 60_000)
})

const makeDevices = () => {
  const devices = new Map<string, CognitoSignIn.Device>()
  const store = Layer.succeed(CognitoSignIn.DeviceStore, {
    load: (alias) => Effect.sync(() => devices.get(alias)),
    save: (alias, device) => Effect.sync(() => void devices.set(alias, device)),
    remove: (alias) => Effect.sync(() => void devices.delete(alias))
  })
  return { devices, store }
}

describe("a remembered device", () => {
  const onKey = ` on ${Pool.device.deviceKey}`

  for (const secret of [false, true]) {
    it.effect(`proves itself in place of a second factor${secret ? ", for an app client with a secret" : ""}`, () => {
      const { devices, store } = makeDevices()
      const pool = Pool.makePool({ secret, tracksDevices: true, asks: [] })
      return Effect.gen(function*() {
        const first = yield* CognitoSignIn.start({ username, password })
        assert(first._tag === "SignedIn")
        assert.deepStrictEqual(first.newDevice, Pool.device)
        assert.isTrue(yield* CognitoSignIn.rememberDevice(first, { deviceName: "Ada's phone" }))
        assert.deepStrictEqual([...devices.keys()], [Pool.alias])

        const again = Pool.makePool({ secret, asks: ["DEVICE_SRP_AUTH"] })
        // The pool that asks has to know the device that was confirmed.
        again.know(pool)
        const second = yield* CognitoSignIn.start({ username, password }).pipe(onPool(again, { secret }))
        assertTokens(second as CognitoSignIn.SignedIn)
        assert.deepStrictEqual(again.log, [
          `USER_SRP_AUTH${onKey}`,
          `PASSWORD_VERIFIER${onKey}`,
          `DEVICE_SRP_AUTH${onKey}`,
          `DEVICE_PASSWORD_VERIFIER${onKey}`
        ])
      }).pipe(Effect.provide(store), onPool(pool, { secret }))
    })
  }

  it.effect("is named with each answer, and proves itself after a code in another request", () => {
    const { store } = makeDevices()
    const pool = Pool.makePool({ tracksDevices: true })
    return Effect.gen(function*() {
      const first = yield* CognitoSignIn.start({ username, password })
      assert(first._tag === "SignedIn")
      yield* CognitoSignIn.rememberDevice(first)
      const again = Pool.makePool({ asks: ["CUSTOM_CHALLENGE", "DEVICE_SRP_AUTH"] })
      again.know(pool)
      const step = yield* ways["Lambdas"].pipe(onPool(again))
      assert(step._tag === "CustomChallengeRequired")
      const second = yield* answerRight(step).pipe(onPool(again))
      assert.strictEqual(second._tag, "SignedIn")
      assert.deepStrictEqual(again.log, [
        `CUSTOM_AUTH${onKey}`,
        `CUSTOM_CHALLENGE${onKey}`,
        `DEVICE_SRP_AUTH${onKey}`,
        `DEVICE_PASSWORD_VERIFIER${onKey}`
      ])
    }).pipe(Effect.provide(store), onPool(pool))
  })

  it.effect("that Cognito does not know is forgotten, and the sign-in goes on without it", () => {
    const { devices, store } = makeDevices()
    const devicePassword = Redacted.make("of a device")
    devices.set(Pool.alias, new CognitoSignIn.Device({ ...Pool.device, devicePassword }))
    const pool = Pool.makePool({ asks: ["SMS_MFA"], forgotDevices: true })
    return Effect.gen(function*() {
      const step = yield* CognitoSignIn.start({ username, password })
      assert.strictEqual(step._tag, "CodeRequired")
      assert.strictEqual(devices.size, 0)
      assert.deepStrictEqual(pool.log, [`USER_SRP_AUTH${onKey}`, "USER_SRP_AUTH", "PASSWORD_VERIFIER"])
    }).pipe(Effect.provide(store), onPool(pool))
  })

  it.effect("with a wrong password is refused and forgotten, so that the next sign-in asks for the second factor", () => {
    const { devices, store } = makeDevices()
    const pool = Pool.makePool({ tracksDevices: true })
    return Effect.gen(function*() {
      const first = yield* CognitoSignIn.start({ username, password })
      assert(first._tag === "SignedIn")
      yield* CognitoSignIn.rememberDevice(first)
      const devicePassword = Redacted.make("of another device")
      devices.set(Pool.alias, new CognitoSignIn.Device({ ...Pool.device, devicePassword }))
      const again = Pool.makePool({ asks: ["DEVICE_SRP_AUTH"] })
      again.know(pool)
      const error = yield* CognitoSignIn.start({ username, password }).pipe(onPool(again), Effect.flip)
      assert.strictEqual(error._tag, "NotAuthorizedException")
      assert.strictEqual(devices.size, 0)
    }).pipe(Effect.provide(store), onPool(pool))
  })

  it.effect("is not remembered where the pool tracks none", () =>
    Effect.gen(function*() {
      const step = yield* CognitoSignIn.start({ username, password })
      assert(step._tag === "SignedIn")
      assert.strictEqual(step.newDevice, undefined)
      assert.isFalse(yield* CognitoSignIn.rememberDevice(step))
    }).pipe(onPool(Pool.makePool())))

  it.effect("that this program does not have is a step, for somebody may answer it", () =>
    Effect.gen(function*() {
      const step = yield* CognitoSignIn.start({ username, password })
      assert(step._tag === "UnknownChallengeRequired")
      assert.strictEqual(step.challengeName, "DEVICE_SRP_AUTH")
    }).pipe(onPool(Pool.makePool({ asks: ["DEVICE_SRP_AUTH"] }))))
})
