/** No token appears in anything that a session, a store or the program around them shows. */
import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientResponse from "@effect/platform/HttpClientResponse"
import { assert, describe } from "@effect/vitest"
import { Redacted, Stream } from "effect"
import { CognitoError, type CognitoSession, CognitoSessionStore } from "effect-cognito"
import { requestError } from "../../src/internal/platformError.js"
import { Effect, TestClock } from "../support/effect.js"
import { show, type Shown } from "../support/sinks.js"
import { it } from "../support/vitest.js"
import { endings, type Fate, makePool, type Pool } from "./pool.js"
import { makeSession, makeShelf, makeStore } from "./world.js"

const find = (shown: Shown, secrets: ReadonlyArray<string>): ReadonlyArray<string> =>
  [...shown].flatMap(([sink, text]) => secrets.some((secret) => text.includes(secret)) ? [sink] : [])

/** A store that can save once only. */
const makeBrokenStore = (): CognitoSessionStore.Store => {
  const store = makeStore(makeShelf())
  let saves = 0
  return {
    ...store,
    save: (text) =>
      ++saves > 1
        ? Effect.fail(new CognitoSessionStore.SessionStoreError({ operation: "save", message: "The disk is full." }))
        : store.save(text)
  }
}

const fates: ReadonlyArray<Fate> = [
  "good",
  "lost before",
  "lost after",
  "internal error",
  "throttled",
  "lambda failed",
  ...endings
]

/** All that a session does, one after the other. */
const live = (session: CognitoSession.Service, pool: Pool) =>
  Effect.gen(function*() {
    const shown: Array<unknown> = []
    const note = <A, E>(effect: Effect.Effect<A, E>) =>
      Effect.flatMap(Effect.exit(effect), (exit) => Effect.sync(() => void shown.push(exit)))
    const changes = yield* Effect.forkChild(Stream.runForEach(session.changes, (state) => Effect.logInfo(state)))
    yield* Effect.flatMap(pool.signIn, session.begin)
    for (let i = 0; i < 3; i++) {
      yield* TestClock.adjust("59 minutes")
      const asked = yield* Effect.forkChild(note(session.accessToken))
      yield* TestClock.adjust("50 seconds")
      shown.push(asked.toString())
      yield* Effect.logInfo(yield* session.state)
    }
    const used = yield* Effect.forkChild(note(session.withAccessToken((accessToken) =>
      Effect.fail(new CognitoError.NotAuthorizedException({ message: "Access Token has been revoked" })).pipe(
        Effect.withSpan("own", { attributes: { accessToken } })
      )
    )))
    const out = yield* Effect.forkChild(note(session.signOut))
    // Between the waits of a retry there is what no clock moves.
    for (let i = 0; i < 30; i++) {
      yield* TestClock.adjust("10 seconds")
      yield* Effect.promise(async () =>
        new Promise((resolve) => setTimeout(resolve, 1))
      )
    }
    return { shown, used: String(used), out: String(out), changes: String(changes), session }
  })

describe("no token is shown", () => {
  for (const fate of fates) {
    it.effect(`if every refresh ends in "${fate}"`, () =>
      Effect.gen(function*() {
        const pool = makePool({ grace: 60, fate: () => fate })
        const shown = yield* show(Effect.flatMap(makeSession(pool), (session) => live(session, pool)))
        assert.isAbove(pool.stats.secrets.length, 2)
        assert.deepStrictEqual(find(shown, pool.stats.secrets), [])
      }))
  }

  it.effect("if the store breaks", () =>
    Effect.gen(function*() {
      const pool = makePool({ grace: 60 })
      const shown = yield* show(Effect.flatMap(makeSession(pool, makeBrokenStore()), (session) => live(session, pool)))
      assert.deepStrictEqual(find(shown, pool.stats.secrets), [])
    }))

  it.effect("if what is stored can't be read", () =>
    Effect.gen(function*() {
      const pool = makePool()
      const shelf = { ...makeShelf(), text: `{"version":1,"accessToken":"a-canary-token` }
      const shown = yield* show(Effect.flatMap(makeSession(pool, makeStore(shelf)), ({ accessToken }) => accessToken))
      assert.deepStrictEqual(find(shown, ["a-canary-token"]), [])
      assert.include([...shown.values()].join(), "can't be read")
    }))

  it.effect("and the search would find a planted one", () =>
    Effect.gen(function*() {
      const pool = makePool()
      const tokens = yield* pool.signIn
      for (
        const program of [
          Effect.logInfo(Redacted.value(tokens.accessToken)),
          Effect.fail(new Error(Redacted.value(tokens.refreshToken))),
          Effect.withSpan(Effect.void, Redacted.value(tokens.idToken))
        ]
      ) {
        assert.isAbove(find(yield* show(program), pool.stats.secrets).length, 0)
      }
    }))
})

/** A client that notes where tokens go, and then does what it is told. */
const makeClient = (outcome: "responds" | "fails" | "refuses" | "redirects" = "responds") => {
  const sent: Array<string> = []
  const client = HttpClient.make((request, url) =>
    Effect.suspend(() => {
      sent.push(`${url.origin} ${request.headers["authorization"]}`)
      return outcome === "fails"
        ? Effect.fail(requestError(request, new Error("reset")))
        : Effect.succeed(HttpClientResponse.fromWeb(
          request,
          outcome === "redirects" && sent.length === 1
            ? new Response("", { status: 302, headers: { location: "https://elsewhere.example" } })
            : new Response("{", { status: outcome === "refuses" ? 403 : 200 })
        ))
    })
  )
  return { sent, client }
}

describe("an authorized client", () => {
  const open = Effect.gen(function*() {
    const pool = makePool()
    const session = yield* makeSession(pool)
    const tokens = yield* pool.signIn
    yield* session.begin(tokens)
    return { pool, session, bearer: `Bearer ${Redacted.value(tokens.accessToken)}` }
  })

  it.effect("sends the token to the origins that were named, and to no others", () =>
    Effect.gen(function*() {
      const { bearer, session } = yield* open
      const { client, sent } = makeClient()
      const authorized = session.authorize({
        origins: ["https://api.example.com/v1/", new URL("http://localhost:3000")]
      })(client)
      yield* authorized.get("https://api.example.com/users?x=1#y")
      yield* authorized.get("http://localhost:3000")
      for (
        const other of [
          "https://api.example.com.evil.example/",
          "https://api.example.com@evil.example/",
          "https://evil.example/https://api.example.com/",
          "http://api.example.com/",
          "https://api.example.com:8443/",
          "http://localhost/"
        ]
      ) {
        yield* authorized.get(other)
      }
      assert.deepStrictEqual(sent.slice(0, 2), [`https://api.example.com ${bearer}`, `http://localhost:3000 ${bearer}`])
      for (const line of sent.slice(2)) assert.match(line, / undefined$/)
      assert.strictEqual(sent.length, 8)
    }))

  it.effect("sends it to a URL that the client completes, and not along with a redirect", () =>
    Effect.gen(function*() {
      const { bearer, session } = yield* open
      const { client, sent } = makeClient("redirects")
      const authorized = client.pipe(
        HttpClient.mapRequest((request) => ({ ...request, url: `https://api.example.com${request.url}` })),
        session.authorize({ origins: ["https://api.example.com"] }),
        HttpClient.followRedirects(3)
      )
      yield* authorized.get("/users")
      assert.deepStrictEqual(sent, [`https://api.example.com ${bearer}`, "https://elsewhere.example undefined"])
    }))

  it.effect("fails as accessToken does if the user is signed out, and sends nothing", () =>
    Effect.gen(function*() {
      const session = yield* makeSession(makePool())
      const { client, sent } = makeClient()
      const authorized = session.authorize({ origins: ["https://api.example.com"] })(client)
      const error = yield* Effect.flip(authorized.get("https://api.example.com"))
      assert.strictEqual(error._tag, "SignedOutError")
      assert.deepStrictEqual(sent, [])
    }))

  for (const outcome of ["responds", "fails", "refuses"] as const) {
    it.effect(`shows no token if the API ${outcome}`, () =>
      Effect.gen(function*() {
        const { pool, session } = yield* open
        const { client, sent } = makeClient(outcome)
        const authorized = client.pipe(
          session.authorize({ origins: ["https://api.example.com"] }),
          HttpClient.filterStatusOk
        )
        const shown = yield* show(Effect.flatMap(authorized.get("https://api.example.com"), ({ json }) => json))
        assert.strictEqual(sent.length, 1)
        assert.include(sent[0], pool.stats.secrets[0])
        assert.deepStrictEqual(find(shown, pool.stats.secrets), [])
      }))
  }
})
