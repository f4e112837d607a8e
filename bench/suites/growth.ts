/** What becomes of the cost when there is more of something: calls in flight, metadata, bytes of an error. */
import { Effect } from "effect"
import { contestants } from "../contestants/index.js"
import { type BenchError, type Child, openChildren } from "../support/child.js"
import { exceptionName } from "../support/exchange.js"
import { lines, type Plot } from "../support/plot.js"
import { figure, ratio, spread, type Table, type Target } from "../support/report.js"
import { figures, inWords, type Measured, takeTurnsInGenerations } from "../support/rounds.js"
import { ratios, summarize } from "../support/statistics.js"
import { type Cost, cpuOf } from "../support/tasks.js"
import type { Suite } from "./suite.js"

const ours = "ours-service-fetch"
const bare = "bare-fetch"
const racing = [ours, bare] as const

type Racing = typeof racing[number]

/** One thing that grows. */
interface Kind {
  readonly name: string
  readonly title: string
  /** What grows, and in which unit its cost is. */
  readonly axis: string
  readonly unit: string
  readonly levels: ReadonlyArray<number>
  /** The cost may grow from the first of these levels to the second by half, which the noise of a run is within. */
  readonly flat?: readonly [number, number]
  readonly measure: (child: Child, id: Racing, level: number) => Effect.Effect<Cost, BenchError>
  /** By how much the cost of a call is divided. */
  readonly divisor: (level: number) => number
}

const flatness = 1.5

const inFlight = (quick: boolean): Kind => ({
  name: "in-flight",
  title: "Calls in flight",
  axis: "calls in flight",
  unit: "µs of CPU for a call",
  levels: quick ? [1, 10, 100, 1_000] : [1, 10, 100, 1_000, 10_000],
  measure: (child, _, level) => child.ask("waves", { count: Math.max(level, quick ? 100 : 1_000), inFlight: level }),
  divisor: () => 1
})

const metadata = (quick: boolean): Kind => ({
  name: "metadata",
  title: "Entries of `clientMetadata`",
  axis: "entries of clientMetadata",
  unit: "µs of CPU for an entry",
  levels: quick ? [10, 100, 1_000, 10_000] : [10, 100, 1_000, 10_000, 100_000],
  flat: quick ? [100, 10_000] : [1_000, 100_000],
  measure: (child, _, level) =>
    child.ask("metadata", { count: Math.max(1, Math.min(500, (quick ? 10_000 : 100_000) / level)), entries: level }),
  divisor: (level) => level
})

/** Beyond it, what we read is no answer of Cognito's. */
const bound = 1024

const errorBody = (quick: boolean, declared: boolean): Kind => ({
  name: declared ? "declared" : "chunked",
  title: `Bytes of an error, ${declared ? "with" : "without"} a content-length`,
  axis: "KiB of the body",
  unit: "µs of CPU for a KiB",
  levels: quick ? [1, 64, bound, bound + 1] : [1, 16, 64, 256, bound, bound + 1, 4 * bound],
  flat: [64, bound],
  measure: (child, id, level) =>
    child.ask("refusals", {
      count: Math.max(quick ? 1 : 4, Math.min(quick ? 20 : 500, Math.floor((quick ? 1 : 8) * 1024 / level))),
      answer: { kind: "body", kib: level, declared },
      expected: id === ours && level > bound ? "InvalidResponseError" : exceptionName
    }),
  divisor: (level) => level
})

interface Case {
  readonly kind: Kind
  readonly id: Racing
  readonly level: number
}

interface Race {
  readonly kind: Kind
  readonly costs: (id: Racing, level: number) => ReadonlyArray<number>
}

const casesOf = (kind: Kind): ReadonlyArray<Case> =>
  kind.levels.flatMap((level) => racing.map((id) => ({ kind, id, level })))

const race = (measured: Measured<Case, Cost>, kind: Kind): Race => ({
  kind,
  costs: (id, level) => {
    const key = [...measured.keys()].find((one) => one.kind === kind && one.id === id && one.level === level)!
    return figures(measured, key, (cost) => cpuOf(cost) / kind.divisor(level))
  }
})

const target = ({ costs, kind: { flat, title, unit } }: Race): ReadonlyArray<Target> => {
  if (flat === undefined) return []
  const [from, to] = flat
  return [{
    what: `${title}: ${unit}, at ${to.toLocaleString("en")} / at ${from.toLocaleString("en")}`,
    atMost: flatness,
    measured: ratios(costs(ours, to), costs(ours, from)).median
  }]
}

const table = ({ costs, kind: { axis, levels, title, unit } }: Race): Table => ({
  title,
  header: [axis, `effect-cognito, ${unit}, median (quartiles)`, `bare HttpClient, ${unit}`, "ratio"],
  rows: levels.map((level) => ({
    cells: [
      level.toLocaleString("en"),
      ...racing.map((id) => spread(summarize(costs(id, level)), figure)),
      spread(ratios(costs(ours, level), costs(bare, level)), ratio)
    ]
  }))
})

/** What grows with the level is shown by call, so that it is a straight line if it grows linearly. */
const plot = ({ costs, kind: { axis, divisor, levels, name, title } }: Race): Plot =>
  lines(
    name,
    title.replaceAll("`", ""),
    { x: axis, y: "µs of CPU for a call", ticks: levels, logarithmic: name !== "in-flight" },
    racing.map((id) => ({ title: contestants[id].title, ours: id === ours })),
    racing.flatMap((id) =>
      levels.map((level) => ({
        series: contestants[id].title,
        x: level,
        y: summarize(costs(id, level)).median * divisor(level)
      }))
    )
  )

export const growth: Suite = ({ quick }) =>
  Effect.gen(function*() {
    const rounds = { generations: quick ? 2 : 5, warmUp: 1, counted: 1 }
    const kinds = [inFlight(quick), metadata(quick), errorBody(quick, true), errorBody(quick, false)]
    const measured = yield* takeTurnsInGenerations(
      kinds.flatMap(casesOf),
      rounds,
      openChildren(racing),
      (childOf, { id, kind, level }) => kind.measure(childOf(id), id, level)
    )
    const races = kinds.map((kind) => race(measured, kind))

    return {
      name: "growth",
      title: "Growth",
      notes: [
        `Ours beside bare \`HttpClient\` on the stub of \`cpu\`: ${inWords(rounds, "everything")}, after ` +
        `${rounds.warmUp} to warm up. All calls of a wave are sent before the first is answered. ` +
        "The bodies of errors arrive in chunks of 16 KiB. Beyond 1 MiB we stop to read, and report an " +
        "`InvalidResponseError`; bare `HttpClient` reads all.",
        "The cost of a call should not depend on how many there are, and that of an entry or a KiB not on how many " +
        `there are: the bounds of ${flatness} allow for the collector and for noise.`
      ],
      targets: races.flatMap(target),
      tables: races.map(table),
      plots: races.map(plot)
    }
  })
