import * as LibsqlClient from "@effect/sql-libsql/LibsqlClient"
import * as PgClient from "@effect/sql-pg/PgClient"
import * as SqlClient from "@effect/sql/SqlClient"
import { assert, describe, it, layer } from "@effect/vitest"
import { Cause, Context, Effect, Exit, Layer, Option, Redacted, type Scope } from "effect"
import { CognitoError } from "effect-cognito"
import { execFile } from "node:child_process"
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { type Runner, spawn } from "../../examples/durable-verification/spawn.js"
import { accessToken, bundle, type Cognito, cognito, live, sensibly } from "../support/durable.js"
import { installations, startPostgres } from "../support/durablePostgres.js"

/** Dozens of processes, one after the other. */
const timeout = 300_000

class Bundle extends Context.Tag("Bundle")<Bundle, URL>() {}

/** A folder for one database, and runners that use it. */
const machine = Effect.fnUntraced(function*({ endpoint }: Cognito, env: Readonly<Record<string, string>> = {}) {
  const file = yield* Bundle
  const directory = yield* Effect.acquireRelease(
    Effect.promise(() => mkdtemp(join(tmpdir(), "durable-test-"))),
    (directory) => Effect.promise(() => rm(directory, { recursive: true, maxRetries: 3 }))
  )
  const start = (more: Readonly<Record<string, string>> = {}): Effect.Effect<Runner, never, Scope.Scope> =>
    spawn(file, {
      AWS_REGION: "eu-west-1",
      AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: endpoint,
      DATABASE_FILE: join(directory, "verification.db"),
      DATABASE_KEY: "a key for this test",
      // How soon a stored alarm clock rings.
      ENTITY_MESSAGE_POLL_INTERVAL: "100 millis",
      ...env,
      ...more
    })
  /** All that is on the disk. */
  const stored = Effect.promise(async () => {
    const files = await readdir(directory)
    return Buffer.concat(await Promise.all(files.map((name) => readFile(join(directory, name))))).toString("latin1")
  })
  return { start, stored }
})

const failure = <A, E>(exit: Exit.Exit<A, E>) =>
  Exit.isFailure(exit) ? Option.getOrUndefined(Cause.failureOption(exit.cause)) : undefined

/** A verification whose first runner is killed after so many changes to the database. */
const killed = (change: number) =>
  Effect.gen(function*() {
    const aws = yield* cognito()
    const { start } = yield* machine(aws)
    let undecided = 0
    const { exit, runners } = yield* live({
      start: (n) => start(n === 1 ? { KILL_AFTER_CHANGE: String(change) } : {}),
      answer: ({ news }) => {
        // Cut off between the two, it can't know that nothing was sent yet, so the user decides.
        if (news === "MaybeSent" && aws.messages.length === 0) undecided++
        return sensibly(aws)()
      }
    })
    assert.isTrue(Exit.isSuccess(exit), `after change ${change}`)
    assert.deepStrictEqual(aws.messages, ["code-1"], `after change ${change}`)
    assert.deepStrictEqual(aws.accepted, ["code-1"], `after change ${change}`)
    return { runners, undecided }
  }).pipe(Effect.scoped)

/** More than there are changes to what is stored, from the start to the end of one verification. */
const points = 18

layer(Layer.scoped(Bundle, bundle), { excludeTestServices: true, timeout })("a durable verification", (it) => {
  it.scoped(
    "sends one message and loses no answer, whichever change to the database is the last of a runner",
    () =>
      Effect.gen(function*() {
        const stories = yield* Effect.forEach(Array.from({ length: points }, (_, n) => n + 1), killed, {
          concurrency: 3
        })
        const cutOff = stories.filter(({ runners }) => runners === 2)
        assert.isAtLeast(cutOff.length, 12)
        assert.strictEqual(stories.at(-1)?.runners, 1, "There are more changes than points.")
        assert.deepStrictEqual(stories.filter(({ undecided }) => undecided > 0).length, 1)
      }),
    timeout
  )

  it.scoped(
    "asks no second time when the runner is killed after Cognito sent the code, before it answers",
    () =>
      Effect.gen(function*() {
        const aws = yield* cognito({ silent: "GetUserAttributeVerificationCode" })
        const { start } = yield* machine(aws)
        const { exit, news } = yield* live({
          start: () => start(),
          meanwhile: (runner, n) => n === 1 ? Effect.zipRight(aws.unanswered, runner.kill) : Effect.void,
          answer: sensibly(aws)
        })
        assert.isTrue(Exit.isSuccess(exit))
        assert.deepStrictEqual(news, ["MaybeSent"])
        assert.deepStrictEqual(aws.calls, ["GetUserAttributeVerificationCode", "VerifyUserAttribute"])
      }),
    timeout
  )

  it.scoped(
    "needs no other code when the runner is killed after Cognito accepted it, before it answers",
    () =>
      Effect.gen(function*() {
        const aws = yield* cognito({ silent: "VerifyUserAttribute" })
        const { start } = yield* machine(aws)
        const { exit, news } = yield* live({
          start: () => start(),
          meanwhile: (runner, n) => n === 1 ? Effect.zipRight(aws.unanswered, runner.kill) : Effect.void,
          answer: sensibly(aws)
        })
        assert.isTrue(Exit.isSuccess(exit))
        assert.deepStrictEqual(news, ["Sent"])
        assert.deepStrictEqual(aws.calls, [
          "GetUserAttributeVerificationCode",
          "VerifyUserAttribute",
          "VerifyUserAttribute",
          "GetUser"
        ])
      }),
    timeout
  )

  it.scoped(
    "keeps the answer when the runner is killed right after it took it, and no one gives it again",
    () =>
      Effect.gen(function*() {
        const aws = yield* cognito()
        const { start, stored } = yield* machine(aws)
        const { exit } = yield* live({
          start: () => start(),
          kill: ({ _tag }, n) => n === 1 && _tag === "Answered",
          answer: sensibly(aws)
        })
        assert.isTrue(Exit.isSuccess(exit))
        assert.deepStrictEqual(aws.accepted, ["code-1"])

        const disk = yield* stored
        assert.isAbove(disk.length, 4096)
        for (const secret of [accessToken, "code-1", "SQLite format"]) assert.notInclude(disk, secret)
      }),
    timeout
  )

  it.scoped(
    "asks again when the code is too old, and lets the user correct a wrong one without another message",
    () =>
      Effect.gen(function*() {
        const aws = yield* cognito({
          refuse: (operation, n) => operation === "VerifyUserAttribute" && n === 2 ? "ExpiredCodeException" : undefined
        })
        const { start } = yield* machine(aws)
        const codes = ["mistyped", "code-1", "code-2"]
        const { exit, news, runners } = yield* live({
          start: () => start(),
          kill: ({ _tag }, n) => n <= 3 && _tag === "Show",
          answer: () => ({ _tag: "Code", code: Redacted.make(codes.shift() ?? "no more") })
        })
        assert.isTrue(Exit.isSuccess(exit))
        assert.deepStrictEqual(news, ["Sent", "WrongCode", "Sent"])
        assert.deepStrictEqual(aws.messages, ["code-1", "code-2"])
        assert.strictEqual(runners, 4)
      }),
    timeout
  )

  it.scoped(
    "sleeps, with the power off, until the hour of the limit is over, and then asks again",
    () =>
      Effect.gen(function*() {
        const aws = yield* cognito({
          refuse: (operation, n) =>
            operation === "GetUserAttributeVerificationCode" && n === 1 ? "LimitExceededException" : undefined
        })
        const { start } = yield* machine(aws, { VERIFICATION_HOUR: "2 seconds" })
        const { exit, news } = yield* live({
          start: () => start(),
          kill: (message, n) => n === 1 && message._tag === "Show",
          answer: sensibly(aws)
        })
        assert.isTrue(Exit.isSuccess(exit))
        assert.deepStrictEqual(news, ["Limited", "Sent"])
        assert.deepStrictEqual(aws.messages, ["code-1"])
      }),
    timeout
  )

  it.scoped("gives up after five messages", () =>
    Effect.gen(function*() {
      const aws = yield* cognito()
      const { start } = yield* machine(aws)
      const { exit } = yield* live({ start: () => start(), answer: () => ({ _tag: "SendAnother" }) })
      assert.strictEqual(failure(exit)?._tag, "GaveUp")
      assert.strictEqual(aws.messages.length, 5)
    }), timeout)

  it.scoped("tells a later process by which of Cognito's exceptions it failed", () =>
    Effect.gen(function*() {
      const aws = yield* cognito({
        refuse: (operation) => operation === "VerifyUserAttribute" ? "NotAuthorizedException" : undefined
      })
      const { start } = yield* machine(aws)
      const { exit, runners } = yield* live({
        start: () => start(),
        kill: ({ _tag }, n) => n === 1 && _tag === "Answered",
        answer: sensibly(aws)
      })
      assert.strictEqual(runners, 2)
      const error = failure(exit)
      assert.instanceOf(error, CognitoError.NotAuthorizedException)
      assert.strictEqual(error.message, "No.")
    }), timeout)
})

// -----------------------------------------------------------------------------
// the command
// -----------------------------------------------------------------------------

const temporaryDirectory = Effect.acquireRelease(
  Effect.promise(() => mkdtemp(join(tmpdir(), "durable-command-"))),
  (directory) => Effect.promise(() => rm(directory, { recursive: true, maxRetries: 3 }))
)

/** Runs the command in this environment and no other, until it ends. */
const runCommand = (env: Readonly<Record<string, string>>) =>
  Effect.async<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }>((resume) => {
    const main = fileURLToPath(new URL("../../examples/durable-verification/main.ts", import.meta.url))
    const child = execFile(
      process.execPath,
      ["--import", "tsx", main],
      { env },
      (_, stdout, stderr) => resume(Effect.succeed({ code: child.exitCode, stdout, stderr }))
    )
    return Effect.sync(() => child.kill("SIGKILL"))
  })

/** Runs the command, which succeeds with one message to the user, in spite of the runners that are killed. */
const runToTheEnd = Effect.fnUntraced(function*(env: Readonly<Record<string, string>>) {
  const { code, stderr, stdout } = yield* runCommand(env)
  assert.strictEqual(stderr, "")
  assert.strictEqual(code, 0)
  assert.match(stdout, /Killed[^]*The verification ended: success\.[^]*email_verified: true\. It sent 1 message\./)
})

/** The rows in which the workflow keeps that it asked Cognito for a code. */
const asked = Effect.flatMap(
  SqlClient.SqlClient,
  (sql) => sql<{ readonly id: string }>`SELECT id FROM verification_asked`
)

describe("the command", () => {
  it.scopedLive("leaves nothing behind where no database is given", () =>
    Effect.gen(function*() {
      const TMPDIR = yield* temporaryDirectory
      // The environment's settings for AWS are not meant for the emulator.
      yield* runToTheEnd({ TMPDIR, TSX_DISABLE_CACHE: "1", AWS_USE_FIPS_ENDPOINT: "true" })
      assert.deepStrictEqual(yield* Effect.promise(() => readdir(TMPDIR)), [])
    }), timeout)

  it.scopedLive("uses DATABASE_FILE, encrypted with DATABASE_KEY", () =>
    Effect.gen(function*() {
      const file = join(yield* temporaryDirectory, "kept.db")
      const key = "a key for this test"
      yield* runToTheEnd({ DATABASE_FILE: file, DATABASE_KEY: key })
      const database = LibsqlClient.layer({ url: `file:${file}`, encryptionKey: Redacted.make(key) })
      assert.lengthOf(yield* Effect.provide(asked, database), 1)
      assert.notInclude(yield* Effect.promise(() => readFile(file, "latin1")), "SQLite format")
    }), timeout)

  it.scopedLive("does not store anything without a key", () =>
    Effect.gen(function*() {
      const directory = yield* temporaryDirectory
      const { code, stderr, stdout } = yield* runCommand({ DATABASE_FILE: join(directory, "plain.db") })
      assert.strictEqual(code, 1)
      assert.match(stderr, /^The runner failed: [^\n]*DATABASE_KEY[^\n]*\n$/)
      assert.notMatch(stdout, /success/)
      assert.deepStrictEqual(yield* Effect.promise(() => readdir(directory)), [])
    }), timeout)

  it.live("says in one line that the server of DATABASE_URL cannot be reached", () =>
    Effect.gen(function*() {
      const { code, stderr, stdout } = yield* runCommand({ DATABASE_URL: "postgres://ada:canary@127.0.0.1:1/users" })
      assert.strictEqual(code, 1)
      assert.match(stderr, /^The runner failed: [^\n]*ECONNREFUSED 127\.0\.0\.1:1\n$/)
      assert.notMatch(stdout, /success/)
      assert.notInclude(stdout + stderr, "canary")
    }), timeout)

  for (const installation of installations) {
    it.scopedLive("uses the PostgreSQL server of DATABASE_URL", () =>
      Effect.gen(function*() {
        const url = yield* startPostgres(installation)
        yield* runToTheEnd({ DATABASE_URL: url })
        assert.lengthOf(yield* Effect.provide(asked, PgClient.layer({ url: Redacted.make(url) })), 1)
      }), timeout)
  }
})
