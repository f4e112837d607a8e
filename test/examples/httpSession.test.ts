/** The sessions of browsers with the example of an HTTP service: what is in their cookies, and what is not. */
import { Layer, Redacted } from "effect"
import { Cognito, CognitoAppClient, CognitoConfig, CognitoError, CognitoToken } from "effect-cognito"
import * as CognitoTest from "effect-cognito/CognitoTest"
import { clientId, type Fate, makePool, type Options, userPoolId } from "../session/pool.js"
import { Effect } from "../support/effect.js"
import { serve, serveAloud } from "../support/httpService.js"
import { show } from "../support/sinks.js"
import { assert, describe, it } from "../support/vitest.js"

const password = "Analytical-Engine-1843"

/** A user pool with one user, as the service needs it. */
const makeCognito = (options: Options = {}, handlers: CognitoTest.Handlers = {}) => {
  const pool = makePool({ grace: 0, ...options })
  const initiateAuth: CognitoTest.Handlers["initiateAuth"] = ({ authFlow, authParameters }) =>
    authFlow === "USER_PASSWORD_AUTH" && Redacted.value(authParameters.PASSWORD) === password
      ? Effect.map(pool.signIn, (authenticationResult) => ({ authenticationResult }))
      : Effect.fail(new CognitoError.NotAuthorizedException({ message: "Incorrect username or password." }))
  const layer = Layer.mergeAll(
    Cognito.layer({ region: "eu-west-1" }),
    Layer.orDie(CognitoToken.layer({ userPoolId, clientId, tokenUse: "access" })),
    CognitoAppClient.layer({ clientId, userPoolId }),
    CognitoConfig.layer({ region: "eu-west-1", retry: "none" })
  ).pipe(Layer.provideMerge(CognitoTest.layer({ ...pool.handlers, initiateAuth, ...handlers })))
  return { pool, layer }
}

/** A browser, as far as it keeps and sends cookies. Its pages are those of the service, unless a header says otherwise. */
const makeBrowser = (url: string) => {
  const jar = new Map<string, string>()
  const lines: Array<string> = []
  const send = (method: string, headers: Readonly<Record<string, string>> = {}, body?: object) =>
    Effect.promise(async () => {
      const cookie = Array.from(jar, ([name, value]) => `${name}=${value}`).join("; ")
      const response = await fetch(`${url}/session`, {
        method,
        headers: { ...(cookie !== "" && { cookie }), "content-type": "application/json", ...headers },
        ...(body !== undefined && { body: JSON.stringify(body) })
      })
      for (const line of response.headers.getSetCookie()) {
        lines.push(line)
        const [, name = "", value = ""] = /^(.*?)=(.*?)(;|$)/.exec(line) ?? []
        if (/Max-Age=0/.test(line)) jar.delete(name)
        else jar.set(name, value)
      }
      return { status: response.status, text: await response.text() }
    })
  const signIn = (given = password, headers?: Readonly<Record<string, string>>) =>
    send("POST", headers, { username: "ada", password: given })
  return { jar, lines, send, signIn, read: send("GET"), signOut: send("DELETE") }
}

const open = (options?: Options, handlers?: CognitoTest.Handlers) =>
  Effect.gen(function*() {
    const { layer, pool } = makeCognito(options, handlers)
    const url = yield* serve(layer)
    return { ...makeBrowser(url), url, pool }
  })

describe("a browser", { timeout: 60_000 }, () => {
  it.live("signs in, uses its session and signs out", () =>
    Effect.gen(function*() {
      const { jar, lines, pool, read, signIn, signOut } = yield* open()
      assert.strictEqual((yield* read).status, 401)
      assert.deepStrictEqual(yield* signIn(), { status: 204, text: "" })
      assert.isAbove(jar.size, 0)
      for (const line of lines) {
        assert.match(line, /^__Host-CognitoSession\./)
        for (const attribute of ["HttpOnly", "Secure", "SameSite=Lax", "Path=/"]) assert.include(line, `; ${attribute}`)
      }
      const kept = [...jar.values()]

      for (let i = 0; i < 3; i++) {
        const { status, text } = yield* read
        assert.strictEqual(status, 200)
        assert.strictEqual(JSON.parse(text).username, "ada")
      }
      assert.strictEqual(pool.stats.refreshes, 0)
      assert.deepStrictEqual([...jar.values()], kept)

      assert.deepStrictEqual(yield* signOut, { status: 204, text: "" })
      assert.strictEqual(jar.size, 0)
      assert.strictEqual((yield* read).status, 401)
      assert.deepStrictEqual(pool.stats.calls.slice(-1), ["RevokeToken"])
    }))

  it.live("gets new cookies where the tokens are refreshed, and no refresh token is used twice", () =>
    Effect.gen(function*() {
      const { jar, pool, read, signIn } = yield* open({ lifetime: 2 })
      yield* signIn()
      for (let i = 1; i <= 2; i++) {
        const kept = [...jar.values()]
        yield* Effect.sleep("2 seconds")
        assert.strictEqual((yield* read).status, 200)
        assert.isAtLeast(pool.stats.refreshes, i)
        assert.notDeepEqual([...jar.values()], kept)
      }
      assert.strictEqual(pool.stats.reuses, 0)
    }))

  it.live("is signed out where Cognito has ended the session, and not where Cognito fails", () =>
    Effect.gen(function*() {
      let fate: Fate = "internal error"
      const { jar, read, signIn } = yield* open({ lifetime: 2, fate: () => fate })
      yield* signIn()
      yield* Effect.sleep("2 seconds")
      const failed = yield* read
      assert.strictEqual(failed.status, 502)
      assert.strictEqual(JSON.parse(failed.text)._tag, "BadGateway")
      assert.isAbove(jar.size, 0)

      fate = "RefreshTokenReuseException"
      assert.strictEqual((yield* read).status, 401)
      assert.strictEqual(jar.size, 0)
    }))

  it.live("signs out without Cognito", () =>
    Effect.gen(function*() {
      const { jar, read, signIn, signOut } = yield* open({ fate: () => "lost before" })
      yield* signIn()
      assert.strictEqual((yield* signOut).status, 204)
      assert.strictEqual(jar.size, 0)
      assert.strictEqual((yield* read).status, 401)
    }))

  it.live("that changes its cookies is signed out", () =>
    Effect.gen(function*() {
      const { jar, pool, read, signIn } = yield* open()
      yield* signIn()
      for (const [name, value] of jar) {
        jar.set(name, `${value.slice(0, -9)}${value.at(-9) === "A" ? "B" : "A"}${value.slice(-8)}`)
      }
      assert.strictEqual((yield* read).status, 401)
      assert.deepStrictEqual(pool.stats.calls, [])
    }))

  it.live("is told that its password is wrong, and not whether there is such a user", () =>
    Effect.gen(function*() {
      const unknown = yield* open({}, {
        initiateAuth: () => Effect.fail(new CognitoError.UserNotFoundException({ message: "User does not exist." }))
      })
      const known = yield* open()
      const refused = yield* known.signIn("another")
      assert.strictEqual(refused.status, 401)
      assert.deepStrictEqual(yield* unknown.signIn("another"), refused)
      assert.strictEqual(known.jar.size, 0)
    }))

  it.live("is told that the user pool asks for more", () =>
    Effect.gen(function*() {
      const { jar, signIn } = yield* open({}, {
        initiateAuth: () =>
          Effect.succeed({ challengeName: "SOFTWARE_TOKEN_MFA", session: Redacted.make("s".repeat(20)) })
      })
      const { status, text } = yield* signIn()
      assert.strictEqual(status, 403)
      assert.include(text, "AuthenticatorCodeRequired")
      assert.strictEqual(jar.size, 0)
    }))

  it.live("does nothing for the page of somebody else", () =>
    Effect.gen(function*() {
      const { jar, pool, read, send, signIn, url } = yield* open()
      yield* signIn()
      const kept = [...jar.values()]
      const host = new URL(url).host
      for (
        const headers of [
          { "sec-fetch-site": "cross-site", origin: "https://evil.example" },
          { "sec-fetch-site": "same-site", origin: `http://sub.${host}` },
          { origin: "https://evil.example" },
          { origin: `http://${host}.evil.example` },
          { origin: "null" }
        ]
      ) {
        assert.strictEqual((yield* signIn(password, headers)).status, 403)
        assert.strictEqual((yield* send("DELETE", headers)).status, 403)
      }
      assert.deepStrictEqual([...jar.values()], kept)
      assert.notInclude(pool.stats.calls, "RevokeToken")
      assert.strictEqual((yield* read).status, 200)
      for (const headers of [{ "sec-fetch-site": "same-origin", origin: url }, { origin: url }]) {
        assert.strictEqual((yield* signIn(password, headers)).status, 204)
        assert.strictEqual((yield* send("DELETE", headers)).status, 204)
      }
    }))

  it.live("that sends what is malformed gets none of it back", () =>
    Effect.gen(function*() {
      const { send } = yield* open()
      for (const body of [{ username: "ada", password: [password] }, { username: ["ada"], password }, { password }]) {
        const { status, text } = yield* send("POST", {}, body)
        assert.strictEqual(status, 400)
        assert.notInclude(text, password)
      }
    }))
})

it.live("no token and no password is in a body, a cookie, a log, a span or a metric", () =>
  Effect.gen(function*() {
    let fate: Fate = "good"
    const { layer, pool } = makeCognito({ lifetime: 2, fate: () => fate })
    const received: Array<string> = []
    const shown = yield* show(Effect.scoped(Effect.gen(function*() {
      const browser = makeBrowser(yield* serveAloud(layer))
      const { read, send, signIn, signOut } = browser
      yield* send("POST", {}, { username: "ada", password: [password] })
      yield* signIn()
      yield* Effect.sleep("2 seconds")
      received.push((yield* read).text)
      yield* Effect.sleep("2 seconds")
      fate = "internal error"
      received.push((yield* read).text, (yield* signOut).text)
      yield* signIn()
      for (const name of browser.jar.keys()) browser.jar.set(name, "1.canary")
      received.push((yield* read).text)
      received.push(...browser.lines)
      return received.length
    })))
    assert.include(shown.get("logfmt log"), "InternalErrorException")
    assert.include(shown.get("logfmt log"), "can't be opened")
    assert.include(shown.get("logfmt log"), "were not revoked")
    assert.isAbove(pool.stats.secrets.length, 5)
    for (const [sink, text] of [...shown, ["received", received.join("\n")] as const]) {
      for (const secret of [password, "canary", ...pool.stats.secrets]) assert.notInclude(text, secret, sink)
    }
  }), 60_000)
