/** How long it takes until a program has imported a library, and has made its first call: whole processes. */
import { Effect } from "effect"
import { execFile } from "node:child_process"
import { entry, type EntryId, entryIds } from "../entries/index.js"
import { BenchError, environment } from "../support/child.js"
import { bars, type Plot } from "../support/plot.js"
import { print } from "../support/print.js"
import { bundleProgram, calls, imports, loads, nothing, sameEffectModules, writeProgram } from "../support/programs.js"
import { spread, type Table, type Target } from "../support/report.js"
import { figures, type Measured, takeTurns } from "../support/rounds.js"
import { ratios, summarize } from "../support/statistics.js"
import type { Suite } from "./suite.js"

/** Of a process, in milliseconds. */
interface Cost {
  readonly cpu: number
  readonly wall: number
}

interface Program {
  readonly title: string
  readonly ours?: boolean | undefined
  readonly source: string
}

interface Group {
  readonly name: string
  readonly title: string
  readonly bundled: boolean
  readonly programs: Readonly<Record<string, Program>>
}

const node = "node"
const nodeAlone = { title: "Node alone", source: nothing }

const programs = (ids: ReadonlyArray<EntryId>, source: (id: EntryId) => string): Record<string, Program> =>
  Object.fromEntries(
    ids.map((id) => [id, { title: entry(id).title, ours: entry(id).ours, source: source(id) }])
  )

const groups = (sameEffectModules: string): ReadonlyArray<Group> => {
  const libraries = entryIds.filter((id) => entry(id).modules.length > 0)
  const calling = { [node]: nodeAlone, ...programs(entryIds, calls) }
  return [
    {
      name: "import",
      title: "Import only",
      bundled: false,
      programs: {
        [node]: nodeAlone,
        same: { title: "the same Effect modules and schemas", source: sameEffectModules },
        // The service is a part of the index.
        ...programs(libraries.filter((id) => id !== "ours-service"), imports)
      }
    },
    {
      name: "import-bundled",
      title: "Import only, bundled",
      bundled: true,
      programs: { [node]: nodeAlone, ...programs(entryIds, loads) }
    },
    { name: "call", title: "Import and first call", bundled: false, programs: calling },
    {
      name: "call-bundled",
      title: "Import and first call, bundled",
      bundled: true,
      programs: calling
    }
  ]
}

const start = (title: string, file: string): Effect.Effect<Cost, BenchError> =>
  Effect.async<Cost, BenchError>((resume, signal) => {
    const startedAt = performance.now()
    execFile(process.execPath, [file], { env: environment, signal, timeout: 60_000 }, (error, stdout, stderr) => {
      const wall = performance.now() - startedAt
      const microseconds = Number.parseInt(stdout.slice(stdout.search(/\d+$/)), 10)
      resume(
        error === null && microseconds > 0
          ? Effect.succeed({ cpu: microseconds / 1000, wall })
          : new BenchError({ message: `${title}: ${error?.message ?? "it said nothing"}\n${stderr}` })
      )
    })
  })

interface Race {
  readonly group: Group
  readonly measured: Measured<string, Cost>
}

const race = (group: Group, quick: boolean): Effect.Effect<Race, BenchError> =>
  Effect.gen(function*() {
    const ids = Object.keys(group.programs)
    const files = new Map<string, string>()
    for (const id of ids) {
      files.set(
        id,
        yield* Effect.tryPromise({
          try: async () => {
            const file = await writeProgram(`startup-${group.name}-${id}`, group.programs[id]!.source)
            return group.bundled ? bundleProgram(file) : file
          },
          catch: (error) => new BenchError({ message: `${group.title}: ${id}: ${String(error)}` })
        })
      )
    }
    const rounds = { warmUp: quick ? 0 : 1, counted: quick ? 1 : 15 }
    print(group.title)
    const measured = yield* takeTurns(ids, rounds, (id) => start(`${group.title}: ${id}`, files.get(id)!))
    return { group, measured }
  })

/** Without what Node alone takes, round by round. */
const net = ({ measured }: Race, id: string, figure: (cost: Cost) => number): ReadonlyArray<number> => {
  const alone = figures(measured, node, figure)
  return figures(measured, id, figure).map((value, round) => value - (alone[round] ?? NaN))
}

const wall = (cost: Cost): number => cost.wall
const cpu = (cost: Cost): number => cost.cpu

/** What ours is measured against, and how much longer it may take. */
const against: Readonly<Record<string, { readonly other: string; readonly atMost: number }>> = {
  import: { other: "same", atMost: 1.05 },
  "call-bundled": { other: "aws-sdk", atMost: 0.9 }
}

/** How long it may take on Effect 4, against Effect 3. */
const atMostOnEffect4 = 0.6

const targets = (race: Race): ReadonlyArray<Target> => {
  const { name: group, programs, title } = race.group
  const target = against[group]
  const compare = (ours: string, other: string, atMost: number) =>
    ([["wall", wall], ["CPU", cpu]] as const).map(([name, figure]) => ({
      what: `${title}, ${name} without Node: ${programs[ours]!.title} / ${programs[other]!.title}`,
      atMost,
      measured: ratios(net(race, ours, figure), net(race, other, figure)).median
    }))
  return [
    ...(target === undefined ? [] : compare("ours-deep", target.other, target.atMost)),
    ...(group === "call-bundled" ? compare("ours4-deep", "ours-deep", atMostOnEffect4) : [])
  ]
}

const milliseconds = (value: number): string => value.toFixed(0)

const table = (race: Race): Table => {
  const { group: { programs, title }, measured } = race
  return {
    title,
    header: ["", "wall, ms, median (quartiles)", "without Node", "CPU, ms, median (quartiles)", "without Node"],
    rows: Object.entries(programs).map(([id, { ours, title }]) => ({
      ours,
      cells: [
        title,
        ...[wall, cpu].flatMap((figure) => [
          spread(summarize(figures(measured, id, figure)), milliseconds),
          id === node ? "" : milliseconds(summarize(net(race, id, figure)).median)
        ])
      ]
    }))
  }
}

const plot = ({ group: { name, programs, title }, measured }: Race): Plot =>
  bars(
    name,
    `Cold start: ${title.toLowerCase()}`,
    "ms from start to end of the process, less is better",
    Object.entries(programs).map(([id, { ours, title }]) => ({
      title,
      ours,
      summary: summarize(figures(measured, id, wall))
    }))
  )

export const startup: Suite = ({ quick }) =>
  Effect.gen(function*() {
    const same = yield* Effect.tryPromise({
      try: sameEffectModules,
      catch: (error) => new BenchError({ message: String(error) })
    })
    const races = yield* Effect.forEach(groups(same), (group) => race(group, quick))

    return {
      name: "startup",
      title: "Cold start",
      notes: [
        `Whole processes, ${
          quick ? "one" : "15 after one that is not counted"
        } each, in turn, from start to end. The ` +
        "first call goes to the stub of `cpu`, for which the AWS SDK and effect-aws are given the SDK's fetch handler. " +
        "Bundles are esbuild's: for Node, ESM, minified, with nothing external.",
        "*The same Effect modules and schemas* are exactly those modules of `effect` and `@effect/platform` that the " +
        "deep import reaches, and our modules that do nothing but make schemas and error classes. *Effect alone* is a " +
        "program that makes the same call with Effect, Schema and `FetchHttpClient`, and nothing else."
      ],
      targets: races.flatMap(targets),
      tables: races.map(table),
      plots: races.map(plot)
    }
  })
