/**
 * The whole life of a user, through this library alone, with a Cognito that we did not write. It asserts what AWS
 * promises. Where this Cognito differs from AWS, a comment in brackets says so.
 */
import { FetchHttpClient, HttpClient } from "@effect/platform"
import { Targets } from "cognito-local/lib/targets/targets.js"
import { Effect, Layer, Redacted } from "effect"
import { Cognito, type CognitoError, Operation } from "effect-cognito"
import { type Emulator, emulator } from "../../examples/support/emulator.js"
import { ConfigProvider } from "../support/effect.js"
import { latestCode, newPool } from "../support/stage.js"
import { totp, wrongTotp } from "../support/totp.js"
import { assert, describe, it } from "../support/vitest.js"

/** Those of our operations that the emulator has. */
const operations = Object.values<unknown>(Cognito)
  .filter(Operation.isOperation)
  .map((operation) => operation[Operation.TypeId].name)
  .filter((name) => name in Targets)

/** The client, which notes the operations that it sends. */
const noting = (called: Set<string>) =>
  Layer.effect(
    HttpClient.HttpClient,
    Effect.map(
      HttpClient.HttpClient,
      HttpClient.tapRequest((request) =>
        Effect.sync(() => called.add(request.headers["x-amz-target"]?.split(".").at(-1) ?? ""))
      )
    )
  ).pipe(Layer.provide(FetchHttpClient.layer))

const noEnvironment = ConfigProvider.layer(ConfigProvider.fromUnknown({}))

/** What Cognito calls its refusal, be it documented for the operation or not. */
const refusal = <R>(call: Effect.Effect<unknown, CognitoError.CognitoError, R>) =>
  Effect.map(Effect.flip(call), (error) => error._tag === "UnknownServiceException" ? error.code : error._tag)

const redacted = (token: Redacted.Redacted<string> | undefined): Redacted.Redacted<string> => {
  assert(Redacted.isRedacted(token), "There is no such token.")
  return token
}

/** What a token says, as a service that checks tokens reads it. */
const claims = (token: Redacted.Redacted<string> | undefined): Readonly<Record<string, unknown>> =>
  JSON.parse(Buffer.from(Redacted.value(redacted(token)).split(".")[1] ?? "", "base64url").toString())

// -----------------------------------------------------------------------------
// the chapters
// -----------------------------------------------------------------------------

interface Setting {
  readonly emulator: Emulator
  readonly clientId: string
}

const secondAddress = "ada@second-address.example"
const passwords = {
  first: Redacted.make("Analytical-Engine-1843"),
  second: Redacted.make("Bernoulli-Numbers-1842"),
  third: Redacted.make("Difference-Engine-1822")
}

const initiate = Effect.fnUntraced(function*(clientId: string, USERNAME: string, PASSWORD: Redacted.Redacted<string>) {
  const cognito = yield* Cognito.Cognito
  return yield* cognito.initiateAuth({
    clientId,
    authFlow: "USER_PASSWORD_AUTH",
    authParameters: { USERNAME, PASSWORD }
  })
})

const signUp = Effect.fnUntraced(function*({ clientId, emulator }: Setting) {
  const cognito = yield* Cognito.Cognito
  const username = "ada@first-address.example"
  const request = {
    clientId,
    username,
    password: passwords.first,
    userAttributes: [{ name: "email", value: username }, { name: "given_name", value: "Augusta" }]
  }

  const { codeDeliveryDetails, userConfirmed, userSub } = yield* cognito.signUp(request)
  assert.strictEqual(userConfirmed, false)
  // [AWS masks the destination.]
  assert.strictEqual(codeDeliveryDetails?.attributeName, "email")
  assert.strictEqual(codeDeliveryDetails?.deliveryMedium, "EMAIL")
  assert.deepStrictEqual(emulator.outbox.map(({ medium, to }) => ({ medium, to })), [{ medium: "EMAIL", to: username }])
  assert.strictEqual(yield* refusal(cognito.signUp(request)), "UsernameExistsException")

  assert.strictEqual(yield* refusal(initiate(clientId, username, passwords.first)), "UserNotConfirmedException")
  const confirm = (confirmationCode: Redacted.Redacted<string>) =>
    cognito.confirmSignUp({ clientId, username, confirmationCode })
  // The emulator's codes start at 100000.
  assert.strictEqual(yield* refusal(confirm(Redacted.make("000000"))), "CodeMismatchException")
  // [AWS answers with a session too, where the user asked for one.]
  assert.deepStrictEqual(yield* confirm(latestCode(emulator)), {})
  return { username, userSub }
})

const signIn = Effect.fnUntraced(function*({ clientId }: Setting, username: string, userSub: string) {
  // [AWS: NotAuthorizedException.]
  assert.strictEqual(yield* refusal(initiate(clientId, username, passwords.second)), "InvalidPasswordException")

  const { authenticationResult, challengeName } = yield* initiate(clientId, username, passwords.first)
  assert.strictEqual(challengeName, undefined)
  // [AWS says how long they live, too.]
  const { sub: accessSub, token_use: accessUse, client_id } = claims(authenticationResult?.accessToken)
  assert.deepStrictEqual({ accessSub, accessUse, client_id }, {
    accessSub: userSub,
    accessUse: "access",
    client_id: clientId
  })
  const { aud, sub, token_use } = claims(authenticationResult?.idToken)
  assert.deepStrictEqual({ aud, sub, token_use }, { aud: clientId, sub: userSub, token_use: "id" })
  return {
    accessToken: redacted(authenticationResult?.accessToken),
    refreshToken: redacted(authenticationResult?.refreshToken)
  }
})

const readUser = Effect.fnUntraced(function*(accessToken: Redacted.Redacted<string>) {
  const cognito = yield* Cognito.Cognito
  const { preferredMfaSetting, userAttributes, userMFASettingList, username } = yield* cognito.getUser({ accessToken })
  const attributes = Object.fromEntries(userAttributes.map(({ name, value }) => [name, value]))
  return { username, attributes, preferredMfaSetting, userMFASettingList }
})

const changeAttributes = Effect.fnUntraced(
  function*({ emulator }: Setting, accessToken: Redacted.Redacted<string>, userSub: string) {
    const cognito = yield* Cognito.Cognito
    const { attributes: before, username } = yield* readUser(accessToken)
    assert.strictEqual(username, userSub)
    // [On AWS, the confirmation verified the e-mail address.]
    assert.deepStrictEqual(before, { sub: userSub, email: "ada@first-address.example", given_name: "Augusta" })

    const messages = emulator.outbox.length
    const { codeDeliveryDetailsList = [] } = yield* cognito.updateUserAttributes({
      accessToken,
      userAttributes: [{ name: "email", value: secondAddress }, { name: "family_name", value: "King" }]
    })
    assert.deepStrictEqual(codeDeliveryDetailsList.map(({ attributeName }) => attributeName), ["email"])
    assert.deepStrictEqual(emulator.outbox.slice(messages).map(({ to }) => to), [secondAddress])

    assert.deepStrictEqual(yield* cognito.deleteUserAttributes({ accessToken, userAttributeNames: ["given_name"] }), {})
    const { attributes: after } = yield* readUser(accessToken)
    assert.deepStrictEqual(after, {
      sub: userSub,
      email: secondAddress,
      email_verified: "false",
      family_name: "King"
    })
  }
)

const verifyAttribute = Effect.fnUntraced(function*({ emulator }: Setting, accessToken: Redacted.Redacted<string>) {
  const cognito = yield* Cognito.Cognito
  const verify = (code: Redacted.Redacted<string>) =>
    cognito.verifyUserAttribute({ accessToken, attributeName: "email", code })

  const messages = emulator.outbox.length
  // [AWS says where it went.]
  yield* cognito.getUserAttributeVerificationCode({ accessToken, attributeName: "email" })
  assert.deepStrictEqual(emulator.outbox.slice(messages).map(({ to }) => to), [secondAddress])
  assert.strictEqual(yield* refusal(verify(Redacted.make("000000"))), "CodeMismatchException")
  assert.deepStrictEqual(yield* verify(latestCode(emulator)), {})
  assert.strictEqual((yield* readUser(accessToken)).attributes["email_verified"], "true")
})

const enrollDevice = Effect.fnUntraced(function*(accessToken: Redacted.Redacted<string>) {
  const cognito = yield* Cognito.Cognito
  const { secretCode } = yield* cognito.associateSoftwareToken({ accessToken })
  const secret = Redacted.value(redacted(secretCode))
  const verify = (digits: string) => cognito.verifySoftwareToken({ accessToken, userCode: Redacted.make(digits) })

  // [AWS: EnableSoftwareTokenMFAException, or this one.]
  assert.strictEqual(yield* refusal(verify(wrongTotp(secret))), "CodeMismatchException")
  assert.strictEqual((yield* verify(totp(secret))).status, "SUCCESS")
  const softwareTokenMfaSettings = { enabled: true, preferredMfa: true }
  assert.deepStrictEqual(yield* cognito.setUserMFAPreference({ accessToken, softwareTokenMfaSettings }), {})

  const { preferredMfaSetting, userMFASettingList } = yield* readUser(accessToken)
  assert.strictEqual(preferredMfaSetting, "SOFTWARE_TOKEN_MFA")
  assert.deepStrictEqual(userMFASettingList, ["SOFTWARE_TOKEN_MFA"])
  return secret
})

const signInWithDevice = Effect.fnUntraced(
  function*({ clientId }: Setting, password: Redacted.Redacted<string>, secret: string) {
    const cognito = yield* Cognito.Cognito
    const { authenticationResult, challengeName, challengeParameters, session } = yield* initiate(
      clientId,
      secondAddress,
      password
    )
    assert.strictEqual(authenticationResult, undefined)
    assert.strictEqual(challengeName, "SOFTWARE_TOKEN_MFA")
    const respond = (digits: string) =>
      cognito.respondToAuthChallenge({
        clientId,
        challengeName: "SOFTWARE_TOKEN_MFA",
        session,
        challengeResponses: {
          USERNAME: challengeParameters?.["USER_ID_FOR_SRP"] ?? "",
          SOFTWARE_TOKEN_MFA_CODE: Redacted.make(digits)
        }
      })

    assert.strictEqual(yield* refusal(respond(wrongTotp(secret))), "CodeMismatchException")
    // [AWS takes the same digits only once, so that the user has to wait for the next ones.]
    const answered = yield* respond(totp(secret))
    assert.strictEqual(answered.challengeName, undefined)
    return redacted(answered.authenticationResult?.accessToken)
  }
)

/** [AWS: NotAuthorizedException.] */
const assertNoLongerWorks = ({ clientId }: Setting, password: Redacted.Redacted<string>) =>
  Effect.map(
    refusal(initiate(clientId, secondAddress, password)),
    (tag) => assert.strictEqual(tag, "InvalidPasswordException")
  )

const changePassword = Effect.fnUntraced(
  function*(setting: Setting, accessToken: Redacted.Redacted<string>, secret: string) {
    const cognito = yield* Cognito.Cognito
    const change = yield* cognito.changePassword({
      accessToken,
      previousPassword: passwords.first,
      proposedPassword: passwords.second
    })
    assert.deepStrictEqual(change, {})
    yield* assertNoLongerWorks(setting, passwords.first)
    return yield* signInWithDevice(setting, passwords.second, secret)
  }
)

const recoverPassword = Effect.fnUntraced(function*(setting: Setting, secret: string) {
  const cognito = yield* Cognito.Cognito
  const { clientId, emulator } = setting
  const messages = emulator.outbox.length

  const { codeDeliveryDetails } = yield* cognito.forgotPassword({ clientId, username: secondAddress })
  // [AWS masks the destination.]
  assert.strictEqual(codeDeliveryDetails?.attributeName, "email")
  assert.strictEqual(codeDeliveryDetails?.deliveryMedium, "EMAIL")
  assert.deepStrictEqual(emulator.outbox.slice(messages).map(({ to }) => to), [secondAddress])

  const recover = (confirmationCode: Redacted.Redacted<string>) =>
    cognito.confirmForgotPassword({ clientId, username: secondAddress, confirmationCode, password: passwords.third })
  assert.strictEqual(yield* refusal(recover(Redacted.make("000000"))), "CodeMismatchException")
  assert.deepStrictEqual(yield* recover(latestCode(emulator)), {})
  yield* assertNoLongerWorks(setting, passwords.second)
  return yield* signInWithDevice(setting, passwords.third, secret)
})

const revokeToken = Effect.fnUntraced(function*({ clientId }: Setting, refreshToken: Redacted.Redacted<string>) {
  const cognito = yield* Cognito.Cognito
  const refresh = cognito.initiateAuth({
    clientId,
    authFlow: "REFRESH_TOKEN_AUTH",
    authParameters: { REFRESH_TOKEN: refreshToken }
  })

  const { authenticationResult } = yield* refresh
  assert.strictEqual(claims(authenticationResult?.accessToken)["token_use"], "access")
  assert.strictEqual(authenticationResult?.refreshToken, undefined)

  assert.deepStrictEqual(yield* cognito.revokeToken({ clientId, token: refreshToken }), {})
  assert.strictEqual(yield* refusal(refresh), "NotAuthorizedException")
  // [On AWS, the access tokens that came of it are void too.]
})

const deleteUser = Effect.fnUntraced(function*({ clientId }: Setting, accessToken: Redacted.Redacted<string>) {
  const cognito = yield* Cognito.Cognito
  assert.deepStrictEqual(yield* cognito.deleteUser({ accessToken }), {})
  assert.strictEqual(yield* refusal(cognito.getUser({ accessToken })), "UserNotFoundException")
  // On AWS too, unless the app client tells which users exist.
  assert.strictEqual(yield* refusal(initiate(clientId, secondAddress, passwords.third)), "NotAuthorizedException")
})

describe("the life of a user", () => {
  it.live("passes through every operation that the emulator has", () =>
    Effect.gen(function*() {
      const cognito = yield* emulator
      const setting = { emulator: cognito, clientId: (yield* newPool(cognito)).clientId }
      const called = new Set<string>()

      yield* Effect.gen(function*() {
        const { userSub, username } = yield* signUp(setting)
        const first = yield* signIn(setting, username, userSub)
        yield* changeAttributes(setting, first.accessToken, userSub)
        yield* verifyAttribute(setting, first.accessToken)
        const secret = yield* enrollDevice(first.accessToken)
        const second = yield* signInWithDevice(setting, passwords.first, secret)
        yield* changePassword(setting, second, secret)
        const third = yield* recoverPassword(setting, secret)
        // [It does not remember the refresh tokens of sign-ins with a second factor.]
        yield* revokeToken(setting, first.refreshToken)
        yield* deleteUser(setting, third)
      }).pipe(
        Effect.provide(
          Cognito.layer({ endpoint: cognito.endpoint, retry: "none" }).pipe(
            Layer.provide([noting(called), noEnvironment])
          )
        )
      )

      assert.deepStrictEqual([...called].toSorted(), operations.toSorted())
    }), 120_000)

  // RFC 6238, appendix B, of which an app shows the last six digits.
  it.each([
    [59, "287082"],
    [1_111_111_109, "081804"],
    [1_111_111_111, "050471"],
    [1_234_567_890, "005924"],
    [2_000_000_000, "279037"],
    [20_000_000_000, "353130"]
  ])("has an authenticator app that shows what it should at %d seconds", (seconds, digits) => {
    assert.strictEqual(totp("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", seconds * 1000), digits)
  })
})
