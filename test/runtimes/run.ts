/**
 * `npm run test:runtimes`: one suite, bundled with the packed package, in every runtime. A runtime that is missing is
 * a failure on CI.
 */
import { NodeRuntime } from "@effect/platform-node"
import { Cause, Effect } from "effect"
import { execFile } from "node:child_process"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"
import { bundle } from "./bundle.js"
import { type Runtime, runtimes } from "./runtimes.js"
import { start } from "./server.js"
import type { Outcome } from "./suite.js"

interface Column {
  readonly title: string
  readonly outcomes: ReadonlyArray<Outcome>
}

/** The first binary that runs, and its version. */
const find = ({ binaries }: Runtime) =>
  Effect.option(
    Effect.firstSuccessOf(binaries.map((binary) =>
      Effect.tryPromise(() => promisify(execFile)(binary, ["--version"])).pipe(
        Effect.map(({ stdout }) => ({ binary, version: /\d[\d.-]*/.exec(stdout)?.[0] ?? "" }))
      )
    ))
  )

const failed = (detail: string): ReadonlyArray<Outcome> => [{ name: "it runs", ok: false, detail }]

const inRuntime = Effect.fnUntraced(function*(runtime: Runtime, folder: string) {
  const found = yield* find(runtime)
  if (found._tag === "None") {
    const missing = `it is missing; to get it: ${runtime.howToGet}`
    if (process.env["CI"] === "true") return { title: runtime.name, outcomes: failed(missing) }
    print(`${runtime.name}: ${missing}`)
    return { title: runtime.name, outcomes: [] }
  }
  const { binary, version } = found.value
  const { name, run, traits } = runtime
  const outcomes = yield* start.pipe(
    Effect.flatMap((addresses) => Effect.tryPromise((signal) => run({ binary, folder, addresses, traits, signal }))),
    Effect.scoped,
    Effect.timeout("2 minutes"),
    Effect.catchAllCause((cause) => Effect.succeed(failed(Cause.pretty(cause, { renderErrorCause: true }))))
  )
  return { title: `${name} ${version}`, outcomes }
})

const print = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

/** A line for each name, a column for each runtime. */
const table = (columns: ReadonlyArray<Column>): void => {
  const names = [...new Set(columns.flatMap(({ outcomes }) => outcomes.map(({ name }) => name)))]
  const cells = (name: string) =>
    columns.map(({ outcomes }) => {
      const outcome = outcomes.find((outcome) => outcome.name === name)
      return outcome === undefined ? "-" : outcome.ok ? "ok" : "FAILED"
    })
  const rows = [["", ...columns.map(({ title }) => title)], ...names.map((name) => [name].concat(cells(name)))]
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  for (const row of rows) print(row.map((cell, column) => cell.padEnd(widths[column]!)).join("  ").trimEnd())
}

const program = Effect.gen(function*() {
  const folder = yield* Effect.acquireRelease(
    Effect.promise(() => mkdtemp(join(tmpdir(), "effect-cognito-runtimes-"))),
    (folder) => Effect.promise(() => rm(folder, { recursive: true }))
  )
  yield* Effect.promise(() => bundle(folder))
  const columns = yield* Effect.forEach(runtimes, (runtime) => inRuntime(runtime, folder))

  table(columns)
  const outcomes = columns.flatMap(({ outcomes, title }) => outcomes.map((outcome) => ({ title, ...outcome })))
  const failures = outcomes.filter(({ ok }) => !ok)
  for (const { detail, name, title } of failures) print(`\n${title}: ${name}: ${detail}`)
  print(`\n${outcomes.length - failures.length} passed, ${failures.length} failed`)
  if (failures.length > 0) process.exitCode = 1
})

NodeRuntime.runMain(Effect.scoped(program))
