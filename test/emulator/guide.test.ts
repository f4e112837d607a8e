/** The programs of `examples/guide` against a Cognito that we did not write, as far as it goes. */
import { FetchHttpClient, type HttpClient } from "@effect/platform"
import { Effect, Layer, Redacted } from "effect"
import { Cognito, CognitoAppClient, CognitoConfig } from "effect-cognito"
import { begin, finish } from "../../examples/guide/authenticatorApp.js"
import { forgotPassword, resetPassword } from "../../examples/guide/forgotPassword.js"
import { refreshWithoutRotation } from "../../examples/guide/refresh.js"
import { signIn } from "../../examples/guide/signIn.js"
import { signOut } from "../../examples/guide/signOut.js"
import { confirmSignUp, signUp } from "../../examples/guide/signUp.js"
import { sendCode, verify } from "../../examples/guide/verifyAttribute.js"
import { type Emulator, emulator } from "../../examples/support/emulator.js"
import { ConfigProvider } from "../support/effect.js"
import { given, refusal, user } from "../support/guide.js"
import { latestCode, newPool } from "../support/stage.js"
import { totp, wrongTotp } from "../support/totp.js"
import { assert, describe, it } from "../support/vitest.js"

const email = "ada@example.com"
const password = Redacted.make("Analytical-Engine-1843")
// The emulator has no SRP.
const authFlow = "USER_PASSWORD_AUTH"

describe("the guide on an emulator", () => {
  interface Stage {
    readonly emulator: Emulator
    readonly clientId: string
    readonly userPoolId: string
  }

  const onEmulator = <E>(
    name: string,
    test: (stage: Stage) => Effect.Effect<void, E, HttpClient.HttpClient | CognitoAppClient.CognitoAppClient>
  ) =>
    it.live(name, () =>
      Effect.gen(function*() {
        const cognito = yield* emulator
        const { clientId, userPoolId } = yield* newPool(cognito)
        yield* Effect.provide(
          test({ clientId, emulator: cognito, userPoolId }),
          Layer.mergeAll(
            FetchHttpClient.layer,
            CognitoAppClient.layer({ clientId, userPoolId }),
            CognitoConfig.layer({ endpoint: cognito.endpoint, retry: "none" }),
            ConfigProvider.layer(ConfigProvider.fromUnknown({}))
          )
        )
      }), 60_000)

  /** A user who has signed up and signed in. */
  const signedIn = Effect.fnUntraced(function*({ clientId, emulator }: Stage) {
    yield* signUp(clientId, email, password)
    yield* confirmSignUp(clientId, email, latestCode(emulator))
    const { accessToken, refreshToken } = yield* signIn({ authFlow, username: email, password }, user().ask)
    return { accessToken: given(accessToken), refreshToken: given(refreshToken) }
  })

  onEmulator("a user signs up, confirms it by the code, and signs in", (stage) =>
    Effect.gen(function*() {
      const { clientId, emulator } = stage
      // AWS masks the address.
      assert.strictEqual(yield* signUp(clientId, email, password), `We sent a code to ${email}.`)
      assert.strictEqual(
        yield* refusal(signUp(clientId, email, password)),
        "You have an account already: sign in."
      )
      const early = yield* Effect.flip(signIn({ authFlow, username: email, password }, user().ask))
      assert.strictEqual(early._tag, "UserNotConfirmedException")

      const confirm = (code: string) => confirmSignUp(clientId, email, Redacted.make(code))
      assert.strictEqual(yield* refusal(confirm("")), "That is not a code.")
      assert.strictEqual(yield* refusal(confirm("000000")), "That is not the code.")
      yield* confirmSignUp(clientId, email, latestCode(emulator))
      assert.strictEqual(
        yield* refusal(confirmSignUp(clientId, email, latestCode(emulator))),
        "This code is too old: ask for another one."
      )

      const { ask, heard } = user()
      const { accessToken, idToken, refreshToken } = yield* signIn({ authFlow, username: email, password }, ask)
      assert.strictEqual(
        new Set([accessToken, idToken, refreshToken].map((token) => Redacted.value(given(token)))).size,
        3
      )
      assert.deepStrictEqual(heard, [])
    }))

  onEmulator("a user stays signed in, until signing out", (stage) =>
    Effect.gen(function*() {
      const { clientId } = stage
      const { refreshToken } = yield* signedIn(stage)
      const refreshed = yield* refreshWithoutRotation(clientId, refreshToken)
      assert.strictEqual(yield* sendCode(given(refreshed.accessToken), "email"), "We sent a code to you.")
      assert.strictEqual(Redacted.value(refreshed.refreshToken), Redacted.value(refreshToken))

      yield* signOut(clientId, refreshToken)
      assert.strictEqual(yield* refusal(refreshWithoutRotation(clientId, refreshToken)), "Please sign in again.")
    }))

  onEmulator("a user verifies an e-mail address", (stage) =>
    Effect.gen(function*() {
      const { accessToken } = yield* signedIn(stage)
      // AWS says where it went.
      assert.strictEqual(yield* sendCode(accessToken, "email"), "We sent a code to you.")
      const wrong = verify(accessToken, "email", Redacted.make("000000"))
      assert.strictEqual(yield* refusal(wrong), "That is not the code.")
      const none = verify(accessToken, "email", Redacted.make(""))
      assert.strictEqual(yield* refusal(none), "That is not a code.")
      yield* verify(accessToken, "email", latestCode(stage.emulator))
      const attributes = yield* stage.emulator.attributes({ accessToken })
      assert.strictEqual(attributes["email_verified"], "true")
    }))

  onEmulator("a user who forgot the password sets another one", (stage) =>
    Effect.gen(function*() {
      const { clientId } = stage
      yield* signedIn(stage)
      const said = "If you have an account, a code is on its way to you."
      assert.strictEqual(yield* forgotPassword(clientId, email), said)
      assert.strictEqual(yield* forgotPassword(clientId, "nobody@example.com"), said)

      const another = Redacted.make("Difference-Engine-1822")
      const reset = (code: Redacted.Redacted) => resetPassword(clientId, email, code, another)
      assert.strictEqual(yield* refusal(reset(Redacted.make("000000"))), "That is not the code.")
      assert.strictEqual(yield* refusal(reset(Redacted.make(""))), "That is not a code, or not a password.")
      yield* reset(latestCode(stage.emulator))
      given((yield* signIn({ authFlow, username: email, password: another }, user().ask)).accessToken)
    }))

  onEmulator("a user adds an authenticator app, and is asked for its digits", (stage) =>
    Effect.gen(function*() {
      const { accessToken } = yield* signedIn(stage)
      const qrCode = new URL(Redacted.value(yield* begin(accessToken, "Ada & Co", email)))
      assert.strictEqual(`${qrCode.protocol}//${qrCode.host}`, "otpauth://totp")
      assert.strictEqual(decodeURIComponent(qrCode.pathname), `/Ada & Co:${email}`)
      assert.strictEqual(qrCode.searchParams.get("issuer"), "Ada & Co")
      const secret = qrCode.searchParams.get("secret") ?? ""

      const type = (digits: string) => finish(accessToken, Redacted.make(digits))
      assert.match(yield* refusal(type(wrongTotp(secret))), /^That is not what the app shows\./)
      assert.strictEqual(yield* refusal(type("12345")), "The app shows six digits.")
      yield* type(totp(secret))
      assert.strictEqual((yield* Cognito.getUser({ accessToken })).preferredMfaSetting, "SOFTWARE_TOKEN_MFA")

      const { ask, heard } = user({ codes: [wrongTotp(secret), totp(secret)] })
      given((yield* signIn({ authFlow, username: email, password }, ask)).accessToken)
      assert.deepStrictEqual(heard, [
        "code in your app",
        "wrong: Incorrect confirmation code",
        "code in your app"
      ])
    }))

  onEmulator("a user whose account an administrator made sets a password", (stage) =>
    Effect.gen(function*() {
      yield* stage.emulator.call("AdminCreateUser", {
        UserPoolId: stage.userPoolId,
        Username: email,
        TemporaryPassword: "Temporary-1815",
        MessageAction: "SUPPRESS"
      })
      const { ask, heard } = user({ newPasswords: [Redacted.value(password)] })
      const temporary = Redacted.make("Temporary-1815")
      given((yield* signIn({ authFlow, username: email, password: temporary }, ask)).accessToken)
      assert.deepStrictEqual(heard, ["new password"])
      given((yield* signIn({ authFlow, username: email, password }, user().ask)).accessToken)
    }))
})
