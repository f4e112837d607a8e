/**
 * `npm run test:runtimes`: one suite, bundled with each line of the packed package, in every runtime. A runtime that is
 * missing is a failure on CI.
 */
import { NodeRuntime } from "@effect/platform-node"
import { Cause, Effect } from "effect"
import { execFile } from "node:child_process"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"
import { type Line, lines } from "../package/lines.js"
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

const inRuntime = Effect.fnUntraced(function*(runtime: Runtime, major: Line["major"], folder: string) {
  const found = yield* find(runtime)
  const on = ` (Effect ${major})`
  if (found._tag === "None") {
    const missing = `it is missing; to get it: ${runtime.howToGet}`
    if (process.env["CI"] === "true") return { title: runtime.name + on, outcomes: failed(missing) }
    print(`${runtime.name}: ${missing}`)
    return { title: runtime.name + on, outcomes: [] }
  }
  const { binary, version } = found.value
  const { name, run, traits } = runtime
  const outcomes = yield* start.pipe(
    Effect.flatMap((addresses) => Effect.tryPromise((signal) => run({ binary, folder, addresses, traits, signal }))),
    Effect.scoped,
    Effect.timeout("2 minutes"),
    Effect.catchAllCause((cause) => Effect.succeed(failed(Cause.pretty(cause, { renderErrorCause: true }))))
  )
  return { title: `${name} ${version}${on}`, outcomes }
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
  print("")
  for (const row of rows) print(row.map((cell, column) => cell.padEnd(widths[column]!)).join("  ").trimEnd())
}

const program = Effect.gen(function*() {
  const folder = yield* Effect.acquireRelease(
    Effect.promise(() => mkdtemp(join(tmpdir(), "effect-cognito-runtimes-"))),
    (folder) => Effect.promise(() => rm(folder, { recursive: true }))
  )
  const folders = yield* Effect.promise(() => bundle(folder))
  const tables = yield* Effect.forEach([lines[3], lines[4]], ({ major }) =>
    Effect.forEach(
      runtimes.filter(({ majors }) => majors.includes(major)),
      (runtime) => inRuntime(runtime, major, folders[major])
    ))

  for (const columns of tables) table(columns)
  const columns = tables.flat()
  const outcomes = columns.flatMap(({ outcomes, title }) => outcomes.map((outcome) => ({ title, ...outcome })))
  const failures = outcomes.filter(({ ok }) => !ok)
  for (const { detail, name, title } of failures) print(`\n${title}: ${name}: ${detail}`)
  print(`\n${outcomes.length - failures.length} passed, ${failures.length} failed`)
  if (failures.length > 0) process.exitCode = 1
})

NodeRuntime.runMain(Effect.scoped(program))
