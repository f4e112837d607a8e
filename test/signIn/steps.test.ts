/** What a step tells a page, whatever Cognito or an emulator made of the challenge, and what a step never shows. */
import { Redacted } from "effect"
import { CognitoSignIn } from "effect-cognito"
import { Effect, Schema } from "../support/effect.js"
import { inspected, show } from "../support/sinks.js"
import { assert, describe, it } from "../support/vitest.js"
import * as Pool from "./pool.js"
import { answerRight, answerWrong, onPool, passOn } from "./user.js"

const username = Pool.alias
const password = Redacted.make(Pool.password)

const startAt = (asks: ReadonlyArray<Pool.Kind>, parameters: NonNullable<Pool.Options["parameters"]> = {}) => {
  const pool = Pool.makePool({ asks, parameters })
  return { pool, step: CognitoSignIn.start({ username, password }).pipe(onPool(pool)) }
}

/** The members of a step but those that all steps have. */
const told = ({ alias, session, username, ...members }: CognitoSignIn.Answerable) => {
  assert.strictEqual(alias, Pool.alias)
  assert.strictEqual(username, Pool.username)
  assert(Redacted.isRedacted(session))
  return members
}

describe("a step has what a page needs:", () => {
  const expected: { readonly [Kind in Pool.Kind]?: object } = {
    SMS_MFA: { _tag: "CodeRequired", kind: "SMS_MFA", medium: "SMS", destination: "+*******0100" },
    SMS_OTP: { _tag: "CodeRequired", kind: "SMS_OTP", medium: "SMS", destination: "+*******0100" },
    EMAIL_OTP: { _tag: "CodeRequired", kind: "EMAIL_OTP", medium: "EMAIL", destination: "a***@e***" },
    SOFTWARE_TOKEN_MFA: { _tag: "AuthenticatorCodeRequired", deviceName: "Ada's phone" },
    SELECT_MFA_TYPE: { _tag: "FactorChoiceRequired", factors: ["SMS_MFA", "SOFTWARE_TOKEN_MFA", "EMAIL_OTP"] },
    SELECT_CHALLENGE: {
      _tag: "ChallengeChoiceRequired",
      challenges: ["PASSWORD", "PASSWORD_SRP", "EMAIL_OTP", "SMS_OTP", "WEB_AUTHN"]
    },
    PASSWORD: { _tag: "PasswordRequired", kind: "PASSWORD", chosen: false },
    NEW_PASSWORD_REQUIRED: {
      _tag: "NewPasswordRequired",
      requiredAttributes: ["given_name"],
      userAttributes: { email: "ada@example.com", email_verified: "true" }
    },
    "MFA_SETUP of e-mail": { _tag: "EmailSetupRequired" },
    "MFA_SETUP of either": { _tag: "FactorSetupRequired", factors: ["SOFTWARE_TOKEN_MFA", "EMAIL_OTP"] },
    WEB_AUTHN: { _tag: "PasskeyRequired", options: { challenge: "bm9uY2U", rpId: "example.com" } },
    CUSTOM_CHALLENGE: {
      _tag: "CustomChallengeRequired",
      parameters: { question: "What is six times seven?", USERNAME: Pool.username }
    },
    VOICE_CALL: {
      _tag: "UnknownChallengeRequired",
      challengeName: "VOICE_CALL",
      parameters: { NUMBER: "+*******0100" }
    }
  }

  for (const [kind, members] of Object.entries(expected) as ReadonlyArray<[Pool.Kind, object]>) {
    it.effect(kind, () =>
      Effect.gen(function*() {
        const step = yield* startAt([kind]).step
        assert(step._tag !== "SignedIn")
        assert.deepStrictEqual(told(step), members)
      }))
  }

  it.effect("the key of an authenticator app, and its address for a QR code", () =>
    Effect.gen(function*() {
      const step = yield* startAt(["MFA_SETUP of an app"]).step
      assert(step._tag === "AuthenticatorSetupRequired")
      assert.strictEqual(Redacted.value(step.secretCode), Pool.totpSecret)
      const address = new URL(Redacted.value(step.uri("Ada & Co")))
      assert.strictEqual(`${address.protocol}//${address.host}`, "otpauth://totp")
      assert.strictEqual(decodeURIComponent(address.pathname), `/Ada & Co:${Pool.alias}`)
      assert.deepStrictEqual(Object.fromEntries(address.searchParams), {
        secret: Pool.totpSecret,
        issuer: "Ada & Co"
      })
      // Whoever decodes the step can show the same address.
      const decoded = yield* passOn(step)
      assert(decoded._tag === "AuthenticatorSetupRequired")
      assert.strictEqual(Redacted.value(decoded.uri("Ada & Co")), address.href)
    }))
})

describe("what can't be read of a challenge costs neither the session nor the step:", () => {
  const all = ["SMS_MFA", "SOFTWARE_TOKEN_MFA", "EMAIL_OTP"]
  const cases: ReadonlyArray<
    readonly [
      what: string,
      kind: Pool.Kind,
      sent: { readonly [name: string]: string } | undefined,
      object
    ]
  > = [
    ["no list of factors", "SELECT_MFA_TYPE", {}, { factors: all }],
    ["no parameters", "SELECT_MFA_TYPE", undefined, { factors: all }],
    ["a list that is null", "SELECT_MFA_TYPE", { MFAS_CAN_CHOOSE: "null" }, { factors: all }],
    ["an empty text", "SELECT_MFA_TYPE", { MFAS_CAN_CHOOSE: "" }, { factors: all }],
    [
      "a list that was cut",
      "SELECT_MFA_TYPE",
      { MFAS_CAN_CHOOSE: `["SMS_MFA","SOFTWARE_TOKEN_MFA` },
      {
        factors: ["SMS_MFA", "SOFTWARE_TOKEN_MFA"]
      }
    ],
    ["names without JSON", "SELECT_MFA_TYPE", { MFAS_CAN_CHOOSE: "SMS_MFA, EMAIL_OTP" }, {
      factors: ["SMS_MFA", "EMAIL_OTP"]
    }],
    ["a list with a number", "SELECT_MFA_TYPE", { MFAS_CAN_CHOOSE: `["SMS_MFA",7]` }, {
      factors: ["SMS_MFA"]
    }],
    ["attributes that are no JSON", "NEW_PASSWORD_REQUIRED", { requiredAttributes: "", userAttributes: "{" }, {
      requiredAttributes: [],
      userAttributes: {}
    }],
    ["no attributes", "NEW_PASSWORD_REQUIRED", {}, { requiredAttributes: [], userAttributes: {} }],
    ["no delivery details", "EMAIL_OTP", {}, { medium: "EMAIL", kind: "EMAIL_OTP", destination: undefined }],
    ["options of a passkey that are cut", "WEB_AUTHN", { CREDENTIAL_REQUEST_OPTIONS: `{"challenge":"bm9` }, {
      _tag: "UnknownChallengeRequired",
      challengeName: "WEB_AUTHN",
      parameters: { CREDENTIAL_REQUEST_OPTIONS: `{"challenge":"bm9` }
    }]
  ]
  for (const [what, kind, sent, members] of cases) {
    it.effect(what, () =>
      Effect.gen(function*() {
        const { pool, step: started } = startAt([kind], { [kind]: sent })
        const step = yield* Effect.flatMap(started, passOn)
        assert(step._tag !== "SignedIn" && Redacted.isRedacted(step.session))
        for (const [name, value] of Object.entries(members)) assert.deepStrictEqual(Reflect.get(step, name), value)
        // The step can be answered.
        const next = yield* Effect.result(
          step._tag === "UnknownChallengeRequired"
            ? CognitoSignIn.answer(step, { CREDENTIAL: Redacted.make(`{"id":"a-passkey"}`) })
            : step._tag === "NewPasswordRequired"
            ? CognitoSignIn.answer(step, {
              password: Redacted.make(Pool.newPassword),
              attributes: { given_name: "Ada" }
            })
            : answerRight(step)
        ).pipe(onPool(pool))
        assert.strictEqual(next._tag, "Success")
      }))
  }

  it.effect("no list of factors to set up: both are offered, and both work", () =>
    Effect.gen(function*() {
      const { pool, step: started } = startAt(["MFA_SETUP of either"], { MFA_SETUP: { MFAS_CAN_SETUP: "?" } })
      const step = yield* started
      assert(step._tag === "FactorSetupRequired")
      assert.deepStrictEqual(step.factors, ["SOFTWARE_TOKEN_MFA", "EMAIL_OTP"])
      const setUp = yield* CognitoSignIn.answer(step, "EMAIL_OTP").pipe(onPool(pool))
      assert.strictEqual(setUp._tag, "EmailSetupRequired")
    }))

  it.effect("only a phone number to set up, which this API can't: it is left to be answered by hand", () =>
    Effect.gen(function*() {
      const step = yield* startAt(["MFA_SETUP of either"], { MFA_SETUP: { MFAS_CAN_SETUP: `["SMS_MFA"]` } }).step
      assert(step._tag === "UnknownChallengeRequired")
      assert.strictEqual(step.challengeName, "MFA_SETUP")
    }))
})

describe("a step shows neither a session nor a token", () => {
  const secrets = [
    "of this sign-in",
    "access.token",
    "id.token",
    "refresh.token",
    Pool.totpSecret,
    Pool.password
  ]

  for (const kind of [...Pool.kinds.filter((kind) => kind !== "DEVICE_SRP_AUTH"), undefined]) {
    it.effect(`in any form: ${kind ?? "signed in"}`, () =>
      Effect.gen(function*() {
        const { step: started } = startAt(kind === undefined ? [] : [kind])
        const shown = yield* show(started)
        const step = yield* started
        const decoded = yield* passOn(step)
        const forms = [
          ...shown.values(),
          inspected(step),
          String(step),
          JSON.stringify(step),
          inspected(decoded),
          String(decoded),
          JSON.stringify(decoded),
          ...Object.values(decoded).map(String)
        ]
        for (const form of forms) {
          for (const secret of secrets) assert.isFalse(form.includes(secret), form)
        }
      }))
  }

  for (const kind of Pool.kinds.filter((kind) => kind !== "DEVICE_SRP_AUTH")) {
    it.effect(`nor does an answer, right or wrong: ${kind}`, () =>
      Effect.gen(function*() {
        const { pool, step: started } = startAt([kind])
        const step = yield* started
        assert(step._tag !== "SignedIn")
        const wrong = answerWrong(step)
        const forms = [
          ...(wrong === undefined ? [] : (yield* show(wrong.pipe(onPool(pool)))).values()),
          ...(yield* show(answerRight(step).pipe(onPool(pool)))).values()
        ]
        for (const form of forms) {
          for (const secret of [...secrets, Pool.newPassword]) assert.isFalse(form.includes(secret), form)
        }
      }))
  }

  it.effect("when what was stored of it is damaged", () =>
    Effect.gen(function*() {
      const step = yield* startAt(["SMS_MFA"]).step
      const encoded = yield* Schema.encodeEffect(CognitoSignIn.Step)(step)
      assert.include(JSON.stringify(encoded), "of this sign-in")
      for (const damage of [{ _tag: "Unheard" }, { kind: 7 }, { alias: undefined }, { medium: null }]) {
        const result = yield* Effect.result(
          Schema.decodeUnknownEffect(CognitoSignIn.Step)({ ...encoded, ...damage })
        )
        assert(result._tag === "Failure")
        assert.notInclude(result.failure.message, "of this sign-in")
      }
    }))
})
