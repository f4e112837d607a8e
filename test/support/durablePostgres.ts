/** A PostgreSQL server for the test of examples/durable-verification, on machines that have PostgreSQL. */
import { Effect, type Scope } from "effect"
import { execFile, spawn } from "node:child_process"
import { existsSync, realpathSync } from "node:fs"
import { chown, mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { delimiter, dirname, join } from "node:path"
import { promisify } from "node:util"

/** The folders with the programs of PostgreSQL: one, or none where it is not installed. */
export const installations: ReadonlyArray<string> = (process.env["PATH"] ?? "")
  .split(delimiter)
  .map((folder) => join(folder, "postgres"))
  .filter((program) => existsSync(program))
  // On Debian the path has a link to the server only.
  .map((program) => dirname(realpathSync(program)))
  .filter((folder) => existsSync(join(folder, "initdb")))
  .slice(0, 1)

/** PostgreSQL refuses to run as root, so it runs as nobody then. */
const user = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}

/** Starts a server with an empty database, which is there until the scope closes. Returns its URL. */
export const startPostgres = (installation: string): Effect.Effect<string, never, Scope.Scope> =>
  Effect.gen(function*() {
    const directory = yield* Effect.acquireRelease(
      Effect.promise(() => mkdtemp(join(tmpdir(), "durable-postgres-"))),
      (directory) => Effect.promise(() => rm(directory, { recursive: true, maxRetries: 3 }))
    )
    const data = join(directory, "data")
    yield* Effect.promise(async () => {
      if (user.uid !== undefined) await chown(directory, user.uid, user.gid)
      const options = ["--pgdata", data, "--username", "ada", "--auth", "trust", "--locale", "C", "--no-sync"]
      await promisify(execFile)(join(installation, "initdb"), options, { ...user, cwd: directory })
    })
    yield* Effect.acquireRelease(
      Effect.async<ReturnType<typeof startServer>>((resume) => {
        const server = startServer(installation, data, directory)
        let log = ""
        server.stderr.setEncoding("utf8").on("data", (chunk: string) => {
          log += chunk
          if (log.includes("ready to accept connections")) resume(Effect.succeed(server))
        })
        server.once("exit", () => resume(Effect.dieMessage(`PostgreSQL ended: ${log}`)))
      }),
      (server) =>
        Effect.async<void>((resume) => {
          server.once("exit", () => resume(Effect.void))
          // Ends the server without waiting for its clients.
          server.kill("SIGINT")
        })
    )
    return `postgres://ada@localhost/postgres?host=${encodeURIComponent(directory)}`
  })

/** The server listens on a socket in the directory, and on no port. */
const startServer = (installation: string, data: string, directory: string) =>
  spawn(join(installation, "postgres"), ["-D", data, "-k", directory, "-h", "", "-F"], {
    ...user,
    cwd: directory,
    stdio: ["ignore", "ignore", "pipe"]
  })
