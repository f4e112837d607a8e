/** The programs of the guide that keep a session, and the life of a user on a Cognito that we did not write. */
import { FetchHttpClient } from "@effect/platform"
import { assert, describe, vi } from "@effect/vitest"
import { Redacted } from "effect"
import {
  Cognito,
  CognitoAppClient,
  CognitoConfig,
  CognitoSession,
  CognitoSessionStore,
  CognitoSignIn
} from "effect-cognito"
import { BrowserSessionLive, enter, leave, readAttributes, showUser } from "../../examples/guide/browserSession.js"
import {
  profileHandler,
  RequestSessionLive,
  signInHandler,
  signOutHandler
} from "../../examples/guide/serverSession.js"
import { emulator } from "../../examples/support/emulator.js"
import { ConfigProvider, Effect, Layer } from "../support/effect.js"
import { latestCode, newPool } from "../support/stage.js"
import { it } from "../support/vitest.js"
import { toWebHandler } from "../support/webHandler.js"

const username = "ada@example.com"
const password = Redacted.make("Analytical-Engine-1843")

/** A user pool on the emulator with a user who has signed up. */
const stage = Effect.gen(function*() {
  const cognito = yield* emulator
  const { clientId, userPoolId } = yield* newPool(cognito)
  const CognitoLive = Layer.mergeAll(
    FetchHttpClient.layer,
    CognitoAppClient.layer({ clientId, userPoolId }),
    CognitoConfig.layer({ endpoint: cognito.endpoint, retry: "none" }),
    ConfigProvider.layer(ConfigProvider.fromUnknown({}))
  )
  yield* Effect.gen(function*() {
    yield* Cognito.signUp({ clientId, username, password, userAttributes: [{ name: "email", value: username }] })
    yield* Cognito.confirmSignUp({ clientId, username, confirmationCode: latestCode(cognito) })
  }).pipe(Effect.provide(CognitoLive))
  return { CognitoLive }
})

const signIn = Effect.gen(function*() {
  const step = yield* CognitoSignIn.start({ username, password, authFlow: "USER_PASSWORD_AUTH" })
  assert(step._tag === "SignedIn")
  return step
})

describe("on an emulator", { timeout: 60_000 }, () => {
  it.live("a session lives as long as its user", () =>
    Effect.gen(function*() {
      const { CognitoLive } = yield* stage
      yield* Effect.gen(function*() {
        const session = yield* CognitoSession.CognitoSession
        const step = yield* signIn
        yield* session.begin(step)
        const claims = yield* session.state
        assert(claims._tag === "SignedIn")
        assert.strictEqual(claims.claims["email"], username)
        const { userAttributes } = yield* session.withAccessToken((accessToken) => Cognito.getUser({ accessToken }))
        assert.isNotEmpty(userAttributes)

        // It has the older way to refresh only, and a token that is refused is replaced by it.
        const tokens = new Set<string>()
        yield* session.withAccessToken((accessToken) => {
          tokens.add(Redacted.value(accessToken))
          return tokens.size === 1
            ? Cognito.getUser({ accessToken: Redacted.make("not.a.token") }).pipe(
              Effect.mapError(() => ({ _tag: "NotAuthorizedException", message: "Access Token has been revoked" }))
            )
            : Cognito.getUser({ accessToken })
        })
        assert.strictEqual(tokens.size, 2)

        yield* session.signOut
        const error = yield* Effect.flip(session.accessToken)
        assert.strictEqual(error._tag, "SignedOutError")
      }).pipe(
        Effect.provide(
          CognitoSession.layer().pipe(
            Layer.provide(CognitoSessionStore.layerMemory),
            Layer.provideMerge(CognitoLive)
          )
        )
      )
    }))

  it.live("the page of the guide keeps its user across reloads", () =>
    Effect.gen(function*() {
      const { CognitoLive } = yield* stage
      const values = new Map<string, string>()
      yield* Effect.acquireRelease(
        Effect.sync(() =>
          vi.stubGlobal("localStorage", {
            getItem: (key: string) => values.get(key) ?? null,
            setItem: (key: string, value: string) => void values.set(key, value),
            removeItem: (key: string) => void values.delete(key)
          })
        ),
        () => Effect.sync(() => vi.unstubAllGlobals())
      )
      const load = <A, E, R>(program: Effect.Effect<A, E, R>) =>
        Effect.provide(program, Layer.provideMerge(BrowserSessionLive, CognitoLive))

      yield* load(Effect.flatMap(signIn, enter))
      const { userAttributes } = yield* load(readAttributes)
      assert.isNotEmpty(userAttributes)
      const shown: Array<string | undefined> = []
      yield* load(Effect.gen(function*() {
        yield* Effect.forkChild(showUser((name) => shown.push(name)))
        yield* Effect.sleep("10 millis")
        assert.strictEqual(yield* leave, "You are signed out.")
        yield* Effect.sleep("10 millis")
      }))
      assert.strictEqual(shown.length, 2)
      assert.isDefined(shown[0])
      assert.isUndefined(shown[1])
      const refused = yield* Effect.flip(load(readAttributes))
      assert.include(JSON.stringify(refused), "Please sign in again.")
      assert.notInclude([...values.values()].join(), "eyJ")
    }))

  it.live("the server of the guide keeps its user in cookies", () =>
    Effect.gen(function*() {
      const { CognitoLive } = yield* stage
      const SessionLive = RequestSessionLive(Redacted.make("a-key-of-32-characters-or-more-1"))
      const jar = new Map<string, string>()
      /** A browser sends a request and takes the cookies of the response. */
      const send = (handler: Effect.Effect<unknown, unknown, unknown>) =>
        Effect.promise(async () => {
          const app = Effect.provide(Effect.orDie(handler), Layer.provideMerge(SessionLive, CognitoLive))
          // What is left to require is the request.
          const respond = toWebHandler(app as Parameters<typeof toWebHandler>[0])
          const cookie = Array.from(jar, ([name, value]) => `${name}=${value}`).join("; ")
          const response = await respond(new Request("https://example.com/", { headers: { cookie } }))
          for (const line of response.headers.getSetCookie()) {
            const [, name = "", value = "", attributes = ""] = /^(.*?)=(.*?);(.*)$/.exec(line) ?? []
            assert.match(attributes, /HttpOnly/)
            assert.match(attributes, /Secure/)
            assert.match(attributes, /SameSite=Lax/)
            if (/Max-Age=0/.test(attributes)) jar.delete(name)
            else jar.set(name, value)
          }
          return { status: response.status, text: await response.text() }
        })

      assert.strictEqual((yield* send(profileHandler)).status, 401)
      assert.strictEqual((yield* send(signInHandler(username, password))).text, "You are signed in.")
      assert.isAbove(jar.size, 0)
      assert.match((yield* send(profileHandler)).text, /^You are .+\.$/)
      assert.strictEqual((yield* send(signOutHandler)).text, "You are signed out.")
      assert.strictEqual(jar.size, 0)
      assert.strictEqual((yield* send(profileHandler)).status, 401)
    }))
})
