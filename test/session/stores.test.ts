/** Where sessions are kept. */
import * as KeyValueStore from "@effect/platform/KeyValueStore"
import { assert, describe } from "@effect/vitest"
import { Redacted } from "effect"
import { CognitoAppClient, CognitoSessionCookies, CognitoSessionStore } from "effect-cognito"
import * as fs from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Effect, type Layer } from "../support/effect.js"
import { FileSystemLive } from "../support/files.js"
import { quietly } from "../support/quiet.js"
import { it } from "../support/vitest.js"
import { clientId, makePool, userPoolId } from "./pool.js"
import { makeSession } from "./world.js"

const AppClientLive = CognitoAppClient.layer({ clientId, userPoolId })

const key = Redacted.make("a-key-of-32-characters-or-more-1")
const otherKey = Redacted.make("a-key-of-32-characters-or-more-2")

const temporaryDirectory = Effect.acquireRelease(
  Effect.promise(async () => fs.mkdtemp(join(tmpdir(), "effect-cognito-"))),
  (directory) => Effect.promise(async () => fs.rm(directory, { recursive: true }))
)

/** What every store has to do. */
const isStore = (store: CognitoSessionStore.Store) =>
  Effect.gen(function*() {
    const load = Effect.map(store.load, (text) => text && Redacted.value(text))
    assert.isUndefined(yield* load)
    yield* store.remove
    yield* store.save(Redacted.make("first"))
    assert.strictEqual(yield* load, "first")
    yield* store.save(Redacted.make(`second ${"é".repeat(20_000)}`))
    assert.strictEqual(yield* load, `second ${"é".repeat(20_000)}`)
    yield* store.remove
    assert.isUndefined(yield* load)
  })

const takeStore = <E, R>(layer: Layer.Layer<CognitoSessionStore.CognitoSessionStore, E, R>) =>
  Effect.provide(CognitoSessionStore.CognitoSessionStore, layer)

describe("a store", () => {
  it.effect("in memory", () => Effect.flatMap(takeStore(CognitoSessionStore.layerMemory), isStore))

  it.effect("in a KeyValueStore, with a key for each app client", () =>
    Effect.gen(function*() {
      const values = yield* Effect.provide(KeyValueStore.KeyValueStore, KeyValueStore.layerMemory)
      const open = (clientId: string) =>
        takeStore(CognitoSessionStore.layerKeyValueStore()).pipe(
          Effect.provideService(KeyValueStore.KeyValueStore, values),
          Effect.provide(CognitoAppClient.layer({ clientId, userPoolId }))
        )
      const [one, other] = [yield* open("one"), yield* open("other")]
      yield* isStore(one)
      yield* one.save(Redacted.make("kept"))
      yield* isStore(other)
      assert.strictEqual(Redacted.value((yield* one.load)!), "kept")
    }))

  it.live("in a file, which only its owner can read", () =>
    Effect.gen(function*() {
      const directory = join(yield* temporaryDirectory, "deep", "down")
      const store = yield* takeStore(CognitoSessionStore.layerFile(directory)).pipe(
        Effect.provide(FileSystemLive),
        Effect.provide(AppClientLive)
      )
      yield* isStore(store)
      yield* store.lock!(store.save(Redacted.make("kept")))
      const files = yield* Effect.promise(async () => fs.readdir(directory))
      assert.deepStrictEqual(files, [`CognitoSession.${clientId}.json`])
      const { mode } = yield* Effect.promise(async () => fs.stat(join(directory, files[0]!)))
      if (process.platform !== "win32") assert.strictEqual(mode & 0o077, 0)
    }))

  it.live("in a file, whose lock lets one in at a time, and not those who can't write", () =>
    Effect.gen(function*() {
      const directory = yield* temporaryDirectory
      const open = takeStore(CognitoSessionStore.layerFile(directory)).pipe(
        Effect.provide(FileSystemLive),
        Effect.provide(AppClientLive)
      )
      let [inside, most] = [0, 0]
      const work = Effect.gen(function*() {
        const { lock } = yield* open
        yield* lock!(Effect.gen(function*() {
          most = Math.max(most, ++inside)
          yield* Effect.sleep("5 millis")
          inside--
        }))
      })
      yield* Effect.all(Array.from({ length: 10 }, () => work), { concurrency: "unbounded" })
      assert.strictEqual(most, 1)

      const file = join(directory, "a-file")
      yield* Effect.promise(async () => fs.writeFile(file, ""))
      const { lock } = yield* takeStore(CognitoSessionStore.layerFile(file)).pipe(
        Effect.provide(FileSystemLive),
        Effect.provide(AppClientLive)
      )
      const error = yield* Effect.flip(lock!(Effect.void))
      assert.strictEqual(error.operation, "lock")
    }))

  it.live("in a file, whose lock is taken from a process that has crashed", () =>
    Effect.gen(function*() {
      const directory = yield* temporaryDirectory
      const file = join(directory, `CognitoSession.${clientId}.json.lock`)
      yield* Effect.promise(async () => {
        await fs.writeFile(file, "")
        const before = new Date(Date.now() - 60_000)
        await fs.utimes(file, before, before)
      })
      const { lock } = yield* takeStore(CognitoSessionStore.layerFile(directory)).pipe(
        Effect.provide(FileSystemLive),
        Effect.provide(AppClientLive)
      )
      assert.strictEqual(yield* lock!(Effect.succeed("inside")), "inside")
      assert.deepStrictEqual(yield* Effect.promise(async () => fs.readdir(directory)), [])
    }))
})

const load = ({ store }: { readonly store: CognitoSessionStore.Store }) =>
  Effect.map(store.load, (text) => text && Redacted.value(text))

describe("cookies", () => {
  type Jar = { readonly [name: string]: string }

  const open = (cookies: Jar, options: CognitoSessionCookies.Options = { key }) =>
    Effect.provide(CognitoSessionCookies.make({ ...options, cookies }), AppClientLive)

  /** What a browser has after a response. */
  const receive = (jar: Jar, cookies: ReadonlyArray<CognitoSessionCookies.Cookie>): Jar => {
    const next = { ...jar }
    for (const { name, options, value } of cookies) {
      if (options.maxAge === 0) delete next[name]
      else next[name] = value
    }
    return next
  }

  const long = `tokens ${"é".repeat(6000)}`

  it.live("are a store, within a request", () => Effect.flatMap(open({}), ({ store }) => isStore(store)))

  it.live("go from request to request, split where a browser would not take them, and are removed", () =>
    Effect.gen(function*() {
      const first = yield* open({ theirs: "cookie" })
      yield* first.store.save(Redacted.make(long))
      const cookies = yield* first.changes
      for (const { name, options, value } of cookies) {
        assert.isAtMost(name.length + value.length, 4096)
        assert.match(value, /^[\w.-]+$/)
        assert.isTrue(name.startsWith("__Host-"))
        assert.deepInclude(options, { httpOnly: true, secure: true, sameSite: "lax", path: "/" })
      }
      const jar = receive({ theirs: "cookie" }, cookies)
      assert.isAbove(Object.keys(jar).length, 3)

      const second = yield* open(jar)
      assert.strictEqual(yield* load(second), long)
      assert.deepStrictEqual(yield* second.changes, [])
      yield* second.store.save(Redacted.make("short"))
      const shorter = receive(jar, yield* second.changes)
      assert.strictEqual(Object.keys(shorter).length, 2)

      const third = yield* open(shorter)
      assert.strictEqual(yield* load(third), "short")
      yield* third.store.remove
      assert.deepStrictEqual(receive(shorter, yield* third.changes), { theirs: "cookie" })
    }))

  it.live("of a shorter session are read although those of a longer one are left", () =>
    Effect.gen(function*() {
      const [one, other] = [yield* open({}), yield* open({})]
      yield* one.store.save(Redacted.make(long))
      yield* other.store.save(Redacted.make("short"))
      const jar = receive(receive({}, yield* one.changes), yield* other.changes)
      assert.isAbove(Object.keys(jar).length, 3)
      assert.strictEqual(yield* load(yield* open(jar)), "short")
    }))

  it.live("show nothing, and can't be changed, moved or opened with another key", () =>
    Effect.gen(function*() {
      const { changes, store } = yield* open({})
      yield* store.save(Redacted.make("a-secret-text"))
      const [cookie] = yield* changes
      const { name, value } = cookie!
      assert.notInclude(Buffer.from(value, "base64url").toString("latin1"), "secret")

      for (let i = 0; i < value.length; i++) {
        const changed = `${value.slice(0, i)}${value[i] === "A" ? "B" : "A"}${value.slice(i + 1)}`
        const opened = yield* load(yield* open({ [name]: changed }))
        // The last character has bits that mean nothing.
        if (i < value.length - 1) assert.isUndefined(opened)
      }
      for (const damaged of ["", "1.", "x", "99.x", value.slice(0, -4)]) {
        assert.isUndefined(yield* load(yield* open({ [name]: damaged })))
      }
      assert.isUndefined(yield* load(yield* open({ [name]: value }, { key: otherKey })))
      assert.strictEqual(
        yield* load(yield* open({ [name]: value }, { key: otherKey, oldKeys: [key] })),
        "a-secret-text"
      )
      const elsewhere = yield* Effect.provide(
        CognitoSessionCookies.make({ key, cookies: { [name.replace(clientId, "other")]: value } }),
        CognitoAppClient.layer({ clientId: "other", userPoolId })
      )
      assert.isUndefined(yield* load(elsewhere))
    }).pipe(quietly))

  it.live("are sealed anew each time", () =>
    Effect.gen(function*() {
      const values = new Set<string>()
      for (let i = 0; i < 10; i++) {
        const { changes, store } = yield* open({})
        yield* store.save(Redacted.make("the same"))
        values.add((yield* changes)[0]!.value)
      }
      assert.strictEqual(values.size, 10)
    }))

  it.live("need a key that can't be guessed", () =>
    Effect.gen(function*() {
      const short = Redacted.make("short-secret-key")
      for (const options of [{ key: short }, { key, oldKeys: [short] }]) {
        const error = yield* Effect.flip(open({}, options))
        assert.strictEqual(error._tag, "InvalidConfigurationError")
        assert.notInclude(error.message, "short-secret-key")
      }
    }))

  it.live("keep a session from request to request", () =>
    Effect.gen(function*() {
      const pool = makePool()
      const signIn = yield* open({})
      const tokens = yield* pool.signIn
      yield* Effect.scoped(Effect.flatMap(makeSession(pool, signIn.store), ({ begin }) => begin(tokens)))
      const jar = receive({}, yield* signIn.changes)
      const request = yield* open(jar)
      const session = yield* makeSession(pool, request.store)
      assert.strictEqual(Redacted.value(yield* session.accessToken), Redacted.value(tokens.accessToken))
      assert.deepStrictEqual(yield* request.changes, [])
    }))
})
