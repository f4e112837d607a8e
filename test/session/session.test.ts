/** What a session does, and when. */
import { assert, describe } from "@effect/vitest"
import { Fiber, Redacted, Stream } from "effect"
import { Cognito, CognitoError } from "effect-cognito"
import { Effect, Result, TestClock } from "../support/effect.js"
import { quietly } from "../support/quiet.js"
import { it } from "../support/vitest.js"
import { endings, makePool } from "./pool.js"
import { makeSession, makeShelf, makeStore } from "./world.js"

const text = Redacted.value

/** The tag of the error of an effect that must fail. */
const tagOf = <A, E extends { readonly _tag: string }, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.map(Effect.result(effect), (result) => Result.isFailure(result) ? result.failure._tag : "no error")

describe("an access token", () => {
  it.effect("is the one of the sign-in until a minute before its expiry, and then a new one", () =>
    Effect.gen(function*() {
      const pool = makePool({ grace: 0 })
      const session = yield* makeSession(pool)
      const tokens = yield* pool.signIn
      yield* session.begin(tokens)

      assert.strictEqual(text(yield* session.accessToken), text(tokens.accessToken))
      yield* TestClock.adjust("58 minutes")
      assert.strictEqual(text(yield* session.accessToken), text(tokens.accessToken))
      assert.strictEqual(text(yield* session.idToken), text(tokens.idToken))
      assert.strictEqual(pool.stats.refreshes, 0)

      yield* TestClock.adjust("1 minute")
      const next = yield* session.accessToken
      assert.notStrictEqual(text(next), text(tokens.accessToken))
      assert.isTrue(yield* pool.isValid(next))
      assert.strictEqual(text(yield* session.accessToken), text(next))
      assert.strictEqual(pool.stats.refreshes, 1)
    }))

  it.effect("is refreshed as early as the margin says, but used for half of its life", () =>
    Effect.gen(function*() {
      const pool = makePool({ lifetime: 300 })
      const session = yield* makeSession(pool, undefined, { margin: "1 hour" })
      yield* session.begin(yield* pool.signIn)
      yield* TestClock.adjust("149 seconds")
      yield* session.accessToken
      assert.strictEqual(pool.stats.refreshes, 0)
      yield* TestClock.adjust("1 second")
      yield* session.accessToken
      assert.strictEqual(pool.stats.refreshes, 1)
    }))

  it.effect("is refreshed once for all who ask at the same time", () =>
    Effect.gen(function*() {
      const pool = makePool({ grace: 0, delay: () => 1000 })
      const session = yield* makeSession(pool)
      yield* session.begin(yield* pool.signIn)
      yield* TestClock.adjust("1 hour")
      const waiting = yield* Effect.forkChild(
        Effect.all(Array.from({ length: 50 }, () => session.accessToken), { concurrency: "unbounded" })
      )
      yield* TestClock.adjust("1 second")
      const tokens = yield* Fiber.join(waiting)
      assert.strictEqual(new Set(tokens.map(text)).size, 1)
      assert.strictEqual(pool.stats.refreshes, 1)
    }))

  it.effect("is refreshed although the first who asked has given up, and stored although all have", () =>
    Effect.gen(function*() {
      const pool = makePool({ grace: 0, delay: () => 1000 })
      const shelf = makeShelf()
      const session = yield* makeSession(pool, makeStore(shelf))
      yield* session.begin(yield* pool.signIn)
      yield* TestClock.adjust("1 hour")
      const first = yield* Effect.forkChild(session.accessToken)
      yield* TestClock.adjust("100 millis")
      const second = yield* Effect.forkChild(session.accessToken)
      yield* TestClock.adjust("100 millis")
      yield* Fiber.interrupt(first)
      yield* TestClock.adjust("1 second")
      assert.isTrue(yield* pool.isValid(yield* Fiber.join(second)))

      yield* TestClock.adjust("1 hour")
      const last = yield* Effect.forkChild(session.accessToken)
      yield* TestClock.adjust("100 millis")
      yield* Fiber.interrupt(last)
      yield* TestClock.adjust("1 second")
      assert.strictEqual(new Set(shelf.saved).size, 3)
      assert.isTrue(yield* pool.isValid(yield* session.accessToken))
      assert.strictEqual(pool.stats.refreshes, 2)
    }))

  it.effect("is stored with its refresh token before anyone has it", () =>
    Effect.gen(function*() {
      const pool = makePool({ grace: 0 })
      const shelf = makeShelf()
      const session = yield* makeSession(pool, makeStore(shelf))
      yield* session.begin(yield* pool.signIn)
      yield* TestClock.adjust("1 hour")
      const token = yield* session.accessToken
      assert.include(shelf.text, text(token))
    }))

  it.effect("that can't be stored is not handed out, and stored later without another refresh", () =>
    Effect.gen(function*() {
      const pool = makePool({ grace: 0, delay: () => 1000 })
      const shelf = makeShelf()
      const session = yield* makeSession(pool, makeStore(shelf))
      const tokens = yield* pool.signIn
      yield* session.begin(tokens)
      yield* TestClock.adjust("59 minutes")

      const asking = yield* Effect.forkChild(session.accessToken)
      yield* TestClock.adjust("500 millis")
      shelf.fails = (operation) => operation === "save"
      yield* TestClock.adjust("500 millis")
      // The present one is valid for some seconds.
      assert.strictEqual(text(yield* Fiber.join(asking)), text(tokens.accessToken))
      yield* TestClock.adjust("1 minute")
      assert.strictEqual(yield* tagOf(session.accessToken), "SessionStoreError")

      shelf.fails = () => false
      const next = yield* session.accessToken
      assert.include(shelf.text, text(next))
      assert.isTrue(yield* pool.isValid(next))
      assert.strictEqual(pool.stats.refreshes, 1)
      assert.strictEqual(pool.stats.reuses, 0)
    }))

  it.effect("is not refreshed while the store can't save, for another program would use the old refresh token", () =>
    Effect.gen(function*() {
      const pool = makePool({ grace: 0 })
      const shelf = makeShelf()
      const [one, other] = [yield* makeSession(pool, makeStore(shelf)), yield* makeSession(pool, makeStore(shelf))]
      yield* one.begin(yield* pool.signIn)
      yield* TestClock.adjust("1 hour")
      shelf.fails = (operation) => operation === "save"
      assert.strictEqual(yield* tagOf(one.accessToken), "SessionStoreError")
      shelf.fails = () => false
      assert.isTrue(yield* pool.isValid(yield* other.accessToken))
      assert.isTrue(yield* pool.isValid(yield* one.accessToken))
      assert.strictEqual(pool.stats.refreshes, 1)
    }))

  it.effect("comes by REFRESH_TOKEN_AUTH from a Cognito that has only that, which is tried once", () =>
    Effect.gen(function*() {
      const pool = makePool({ isOld: true })
      const session = yield* makeSession(pool, undefined, { retry: "none" })
      yield* session.begin(yield* pool.signIn)
      for (let i = 0; i < 2; i++) {
        yield* TestClock.adjust("1 hour")
        assert.isTrue(yield* pool.isValid(yield* session.accessToken))
      }
      assert.deepStrictEqual(pool.stats.calls, ["GetTokensFromRefreshToken", "InitiateAuth", "InitiateAuth"])
    }))
})

describe("a clock that is wrong by hours", () => {
  for (const ahead of [-5, -1, 1, 5]) {
    it.effect(`(Cognito's is ${ahead} hours ahead) is noticed at the sign-in, and allowed for`, () =>
      Effect.gen(function*() {
        const pool = makePool({ grace: 0, ahead: ahead * 3_600_000 })
        yield* TestClock.adjust("1000 days")
        const session = yield* makeSession(pool)
        const tokens = yield* pool.signIn
        yield* session.begin(tokens)
        assert.strictEqual(text(yield* session.accessToken), text(tokens.accessToken))
        for (let i = 0; i < 20; i++) {
          yield* TestClock.adjust("13 minutes")
          assert.isTrue(yield* pool.isValid(yield* session.accessToken))
        }
        // Twenty times thirteen minutes are a bit more than four hours.
        assert.isAtMost(pool.stats.refreshes, 5)
      }))
  }

  it.effect("and is then set right, makes a refresh and no expired token", () =>
    Effect.gen(function*() {
      const options = { grace: 0, ahead: 0 }
      const pool = makePool(options)
      yield* TestClock.adjust("1000 days")
      const shelf = makeShelf()
      const tokens = yield* pool.signIn
      // While the clock was ahead.
      yield* TestClock.adjust("5 hours")
      const before = yield* makeSession(pool, makeStore(shelf))
      yield* before.begin(tokens)
      assert.strictEqual(text(yield* before.accessToken), text(tokens.accessToken))

      yield* TestClock.setTime(1000 * 86_400_000 + 600_000)
      const after = yield* makeSession(pool, makeStore(shelf))
      assert.notStrictEqual(text(yield* after.accessToken), text(tokens.accessToken))
    }))
})

describe("the user is signed out", () => {
  for (const ending of endings) {
    it.effect(`by ${ending}`, () =>
      Effect.gen(function*() {
        let fate: "good" | typeof ending = "good"
        const pool = makePool({ grace: 0, fate: () => fate })
        const shelf = makeShelf()
        const session = yield* makeSession(pool, makeStore(shelf))
        yield* session.begin(yield* pool.signIn)
        yield* TestClock.adjust("1 hour")
        fate = ending
        const error = yield* Effect.flip(session.accessToken)
        assert(error._tag === "SignedOutError")
        assert.strictEqual(error.reason, ending)
        assert.include(error.message, ending)
        assert.deepStrictEqual(yield* session.state, { _tag: "SignedOut", reason: ending })
        assert.isUndefined(shelf.text)
        assert.strictEqual(yield* tagOf(session.accessToken), "SignedOutError")
        assert.strictEqual(pool.stats.calls.length, 1)
      }))
  }

  for (const other of ["lost before", "internal error", "throttled", "lambda failed"] as const) {
    it.effect(`by no other failure, such as "${other}"`, () =>
      Effect.gen(function*() {
        let fate: "good" | typeof other = "good"
        const pool = makePool({ grace: 0, fate: () => fate })
        const shelf = makeShelf()
        const session = yield* makeSession(pool, makeStore(shelf), { retry: "none" })
        const tokens = yield* pool.signIn
        yield* session.begin(tokens)
        yield* TestClock.adjust("59 minutes")
        fate = other
        assert.strictEqual(text(yield* session.accessToken), text(tokens.accessToken))
        // Within the rest after a failure, nobody tries again.
        assert.strictEqual(text(yield* session.accessToken), text(tokens.accessToken))
        assert.strictEqual(pool.stats.calls.length, 1)

        yield* TestClock.adjust("1 minute")
        const error = yield* Effect.flip(session.accessToken)
        assert.isTrue(CognitoError.isCognitoError(error), error._tag)
        assert.strictEqual((yield* session.state)._tag, "SignedIn")
        assert.isDefined(shelf.text)

        fate = "good"
        assert.isTrue(yield* pool.isValid(yield* session.accessToken))
      }))
  }

  it.effect("but not if another process has refreshed meanwhile", () =>
    Effect.gen(function*() {
      const pool = makePool({ grace: 0, delay: () => 1000 })
      const shelf = makeShelf()
      const [one, other] = [yield* makeSession(pool, makeStore(shelf)), yield* makeSession(pool, makeStore(shelf))]
      yield* one.begin(yield* pool.signIn)
      yield* TestClock.adjust("1 hour")
      // Without a lock, both send the same refresh token, and Cognito refuses the second time.
      const first = yield* Effect.forkChild(one.accessToken)
      yield* TestClock.adjust("600 millis")
      const second = yield* Effect.forkChild(other.accessToken)
      yield* TestClock.adjust("2 seconds")
      assert.strictEqual(text(yield* Fiber.join(first)), text(yield* Fiber.join(second)))
      assert.strictEqual(pool.stats.refreshes, 1)
    }))

  it.effect("by signOut, which revokes the refresh token", () =>
    Effect.gen(function*() {
      const pool = makePool({ grace: 0 })
      const shelf = makeShelf()
      const session = yield* makeSession(pool, makeStore(shelf))
      const tokens = yield* pool.signIn
      yield* session.begin(tokens)
      yield* session.signOut
      assert.isFalse(pool.hasRefreshToken(tokens.refreshToken))
      assert.isUndefined(shelf.text)
      assert.deepStrictEqual(yield* session.state, { _tag: "SignedOut", reason: "SignedOut" })
      const error = yield* Effect.flip(session.accessToken)
      assert(error._tag === "SignedOutError")
      assert.strictEqual(error.reason, "SignedOut")
      // Nobody is signed in any more.
      yield* session.signOut
      assert.deepStrictEqual(pool.stats.calls, ["RevokeToken"])
    }))

  it.effect("by signOut without a network, which says so", () =>
    Effect.gen(function*() {
      const pool = makePool({ fate: () => "lost before" })
      const shelf = makeShelf()
      const session = yield* makeSession(pool, makeStore(shelf), { retry: "none" })
      yield* session.begin(yield* pool.signIn)
      assert.strictEqual(yield* tagOf(session.signOut), "TransportError")
      assert.isUndefined(shelf.text)
      assert.strictEqual(yield* tagOf(session.accessToken), "SignedOutError")
    }))

  it.effect("by signOut with a broken store, although the store still has the session", () =>
    Effect.gen(function*() {
      const pool = makePool()
      const shelf = makeShelf()
      const session = yield* makeSession(pool, makeStore(shelf))
      yield* session.begin(yield* pool.signIn)
      shelf.fails = (operation) => operation === "remove"
      assert.strictEqual(yield* tagOf(session.signOut), "SessionStoreError")
      assert.strictEqual(yield* tagOf(session.accessToken), "SignedOutError")

      shelf.fails = () => false
      yield* session.begin(yield* pool.signIn)
      assert.isTrue(yield* pool.isValid(yield* session.accessToken))
    }))

  it.effect("by signOutEverywhere, and by forget without a request", () =>
    Effect.gen(function*() {
      const pool = makePool({ grace: 0 })
      const shelf = makeShelf()
      const session = yield* makeSession(pool, makeStore(shelf))
      const tokens = yield* pool.signIn
      yield* session.begin(tokens)
      yield* TestClock.adjust("1 hour")
      yield* session.signOutEverywhere
      assert.deepStrictEqual(pool.stats.calls, ["GetTokensFromRefreshToken", "GlobalSignOut"])
      assert.isUndefined(shelf.text)

      yield* session.begin(yield* pool.signIn)
      yield* session.forget
      assert.isUndefined(shelf.text)
      assert.strictEqual(pool.stats.calls.length, 2)
    }))
})

describe("a store", () => {
  it.effect("keeps the user signed in when the program starts again", () =>
    Effect.gen(function*() {
      const pool = makePool()
      const shelf = makeShelf()
      const tokens = yield* pool.signIn
      yield* Effect.scoped(Effect.flatMap(makeSession(pool, makeStore(shelf)), ({ begin }) => begin(tokens)))
      const session = yield* makeSession(pool, makeStore(shelf))
      assert.strictEqual((yield* session.state)._tag, "SignedIn")
      assert.strictEqual(text(yield* session.accessToken), text(tokens.accessToken))
      assert.strictEqual(pool.stats.refreshes, 0)
    }))

  for (const stored of ["", "{", "null", `{"version":2}`, `{"version":1,"accessToken":"a.b.c"}`]) {
    it.effect(`with ${JSON.stringify(stored)} has no session, and keeps what it has`, () =>
      Effect.gen(function*() {
        const pool = makePool()
        const shelf = { ...makeShelf(), text: stored }
        const session = yield* makeSession(pool, makeStore(shelf))
        assert.deepStrictEqual(yield* session.state, { _tag: "SignedOut", reason: "NoSession" })
        assert.strictEqual(yield* tagOf(session.accessToken), "SignedOutError")
        assert.strictEqual(shelf.text, stored)
        yield* session.begin(yield* pool.signIn)
        assert.isTrue(yield* pool.isValid(yield* session.accessToken))
      }).pipe(quietly))
  }

  it.effect("that fails at the start is asked again", () =>
    Effect.gen(function*() {
      const pool = makePool()
      const shelf = makeShelf()
      yield* Effect.flatMap(
        makeSession(pool, makeStore(shelf)),
        (session) => Effect.flatMap(pool.signIn, session.begin)
      )
      shelf.fails = () => true
      const session = yield* makeSession(pool, makeStore(shelf))
      assert.strictEqual(yield* tagOf(session.accessToken), "SessionStoreError")
      shelf.fails = () => false
      assert.isTrue(yield* pool.isValid(yield* session.accessToken))
    }))

  it.effect("that fails at begin leaves the session as it was", () =>
    Effect.gen(function*() {
      const pool = makePool()
      const shelf = makeShelf()
      const session = yield* makeSession(pool, makeStore(shelf))
      shelf.fails = (operation) => operation === "save"
      assert.strictEqual(yield* tagOf(Effect.flatMap(pool.signIn, session.begin)), "SessionStoreError")
      assert.deepStrictEqual(yield* session.state, { _tag: "SignedOut", reason: "NoSession" })
    }))

  it.effect("tells other tabs of sign-ins and sign-outs", () =>
    Effect.gen(function*() {
      const pool = makePool()
      const shelf = makeShelf()
      const [one, other] = [yield* makeSession(pool, makeStore(shelf)), yield* makeSession(pool, makeStore(shelf))]
      const tell = Effect.andThen(
        Effect.sync(() => shelf.listeners.forEach((listener) => listener())),
        TestClock.adjust("1 milli")
      )
      yield* one.begin(yield* pool.signIn)
      yield* tell
      assert.strictEqual((yield* other.state)._tag, "SignedIn")
      yield* one.signOut
      yield* tell
      assert.deepStrictEqual(yield* other.state, { _tag: "SignedOut", reason: "SignedOut" })
      assert.strictEqual(yield* tagOf(other.accessToken), "SignedOutError")
    }))

  it.effect("is left alone once the scope is closed", () =>
    Effect.gen(function*() {
      const shelf = makeShelf()
      yield* Effect.scoped(makeSession(makePool(), makeStore(shelf)))
      assert.strictEqual(shelf.listeners.size, 0)
    }))
})

describe("begin", () => {
  it.effect("refuses what is no token of a user, without quoting it", () =>
    Effect.gen(function*() {
      const session = yield* makeSession(makePool())
      const token = Redacted.make("no.secret-token.here")
      const error = yield* Effect.flip(session.begin({ accessToken: token, idToken: token, refreshToken: token }))
      assert(error._tag === "InvalidRequestError")
      assert.notInclude(JSON.stringify(error), "secret-token")
    }))

  it.effect("takes tokens that are not new", () =>
    Effect.gen(function*() {
      const pool = makePool()
      const session = yield* makeSession(pool)
      const { expiresIn: _, ...tokens } = yield* pool.signIn
      yield* TestClock.adjust("2 hours")
      yield* session.begin(tokens)
      assert.isTrue(yield* pool.isValid(yield* session.accessToken))
    }))
})

describe("changes", () => {
  it.effect("begin with the present state, and hold claims and no tokens", () =>
    Effect.gen(function*() {
      const pool = makePool({ grace: 0 })
      const session = yield* makeSession(pool)
      const seen = yield* Effect.forkChild(Stream.runCollect(Stream.take(session.changes, 4)))
      yield* TestClock.adjust("1 milli")
      yield* session.begin(yield* pool.signIn)
      yield* TestClock.adjust("1 hour")
      yield* session.accessToken
      yield* session.signOut
      const states = Array.from(yield* Fiber.join(seen))
      assert.deepStrictEqual(states.map(({ _tag }) => _tag), ["SignedOut", "SignedIn", "SignedIn", "SignedOut"])
      const [, first, second] = states
      assert(first?._tag === "SignedIn" && second?._tag === "SignedIn")
      assert.strictEqual(first.claims["cognito:username"], "ada")
      assert.strictEqual(second.expiresAt.getTime() - first.expiresAt.getTime(), 3_600_000)
    }))
})

describe("withAccessToken", () => {
  it.effect("tries once more with another token if Cognito refuses this one", () =>
    Effect.gen(function*() {
      const pool = makePool({ grace: 0 })
      const session = yield* makeSession(pool)
      const tokens = yield* pool.signIn
      yield* session.begin(tokens)
      pool.revokeAccessToken(tokens.accessToken)
      const attempts: Array<string> = []
      const user = yield* session.withAccessToken((accessToken) => {
        attempts.push(text(accessToken))
        return pool.handlers.getUser!({ accessToken })
      })
      assert.strictEqual(user.username, "ada")
      assert.strictEqual(new Set(attempts).size, 2)
    }))

  it.effect("and not more", () =>
    Effect.gen(function*() {
      const pool = makePool({ grace: 0 })
      const session = yield* makeSession(pool)
      yield* session.begin(yield* pool.signIn)
      let attempts = 0
      const error = yield* Effect.flip(session.withAccessToken(() => {
        attempts++
        return Effect.fail(new CognitoError.NotAuthorizedException({ message: "Access Token has been revoked" }))
      }))
      assert.strictEqual(error._tag, "NotAuthorizedException")
      assert.strictEqual(attempts, 2)
      assert.strictEqual(pool.stats.refreshes, 1)
    }))

  for (
    const message of ["Incorrect username or password.", "Access Token does not have required scopes"]
  ) {
    it.effect(`and not after "${message}", which another token does not help`, () =>
      Effect.gen(function*() {
        const pool = makePool({ grace: 0 })
        const session = yield* makeSession(pool)
        yield* session.begin(yield* pool.signIn)
        let attempts = 0
        yield* Effect.flip(session.withAccessToken(() => {
          attempts++
          return Effect.fail(new CognitoError.NotAuthorizedException({ message }))
        }))
        assert.strictEqual(attempts, 1)
        assert.strictEqual(pool.stats.refreshes, 0)
      }))
  }

  it.effect("gives its effect what the effect requires", () =>
    Effect.gen(function*() {
      const pool = makePool({ grace: 0 })
      const session = yield* makeSession(pool)
      yield* session.begin(yield* pool.signIn)
      const program: Effect.Effect<unknown, unknown, Effect.Services<ReturnType<typeof Cognito.getUser>>> = session
        .withAccessToken((accessToken) => Cognito.getUser({ accessToken }))
      assert.isDefined(program)
    }))
})
