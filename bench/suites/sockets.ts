/** The same call over sockets, to a server in another process. */
import { Effect } from "effect"
import { callsOf, contestant, contestants, type Id, ids } from "../contestants/index.js"
import { openChildren, openServer } from "../support/child.js"
import { bars } from "../support/plot.js"
import { ratio, spread, type Table, type Target } from "../support/report.js"
import { figures, type Generations, inAll, inWords, type Measured, takeTurnsInGenerations } from "../support/rounds.js"
import { ratios, summarize } from "../support/statistics.js"
import { type Cost, cpuOf } from "../support/tasks.js"
import type { Suite } from "./suite.js"

const racing = ids.filter((id) => contestant(id).stubOnly !== true)

type ModeName = "sequential" | "concurrent"

interface Mode {
  readonly title: string
  readonly inFlight: number
  /** The calls of a round. */
  readonly count: number
}

// The rounds are short, for the two of a ratio are to be close in time: a round of everyone takes many seconds here.
const modes = (quick: boolean): Readonly<Record<ModeName, Mode>> => ({
  sequential: { title: "one at a time", inFlight: 1, count: quick ? 60 : 300 },
  concurrent: { title: "50 in flight", inFlight: 50, count: quick ? 200 : 1_200 }
})

const modeNames = ["sequential", "concurrent"] as const

/** For both modes: what is to be compiled is the same, and this is the quicker way. */
const warmUp = (quick: boolean) => ({ inFlight: 50, count: quick ? 200 : 4_000 })

/** A connection for each call would use up the ports of the machine, if there were as many. */
const countFor = (id: Id, count: number): number => contestant(id).connects === true ? count / 5 : callsOf(id, count)

type Race = Measured<Id, Cost>

const race = (measured: Measured<Id, Readonly<Record<ModeName, Cost>>>, name: ModeName): Race =>
  new Map(Array.from(measured, ([id, costs]) => [id, costs.map((cost) => cost[name])]))

const cpu = (race: Race, id: Id) => figures(race, id, cpuOf)

const target = (race: Race, { title }: Mode, ours: Id, other: Id, atMost: number): Target => ({
  what: `CPU, ${title}: ${contestants[ours].title} / ${contestants[other].title}`,
  atMost,
  measured: ratios(cpu(race, ours), cpu(race, other)).median
})

const targets = (race: Race, mode: Mode): ReadonlyArray<Target> => [
  target(race, mode, "ours-service-undici", "aws-sdk-node", 1),
  target(race, mode, "ours-service-undici", "raw-fetch", 0.95),
  target(race, mode, "ours-service-fetch", "bare-fetch", 1.1)
]

/** The `HttpClient` that a row stands on. */
const floors: Partial<Record<Id, Id>> = {
  "ours-service-fetch": "bare-fetch",
  "ours-plain-fetch": "bare-fetch",
  "ours-service-undici": "bare-undici",
  "ours-plain-undici": "bare-undici",
  "ours-service-node": "bare-node",
  "ours-service-node-keep-alive": "bare-node-keep-alive"
}

const table = (race: Race, { title }: Mode): Table => ({
  title: `${title[0]?.toUpperCase()}${title.slice(1)}`,
  header: [
    "",
    "CPU of a call, µs, median (quartiles)",
    "calls/s",
    "CPU × raw fetch",
    "CPU × AWS SDK",
    "CPU × its bare HttpClient"
  ],
  rows: racing.map((id) => {
    const floor = floors[id]
    const against = (other: Id) => ratio(ratios(cpu(race, id), cpu(race, other)).median)
    return {
      ours: contestant(id).ours,
      cells: [
        contestant(id).title,
        spread(summarize(cpu(race, id))),
        spread(summarize(figures(race, id, ({ wall }) => 1_000_000 / wall)), (value) => value.toFixed(0)),
        against("raw-fetch"),
        against("aws-sdk-node"),
        floor === undefined ? "" : against(floor)
      ]
    }
  })
})

const plot = (race: Race, name: ModeName, { title }: Mode) =>
  bars(
    name,
    `CPU of a call over sockets, ${title}`,
    "µs of CPU, less is better",
    racing.map((id) => ({ title: contestant(id).title, ours: contestant(id).ours, summary: summarize(cpu(race, id)) }))
  )

const describe = (rounds: Generations, { count, title }: Mode): string =>
  `${inAll(rounds) * count} calls ${title} (${inWords(rounds, `${count}`)})`

export const sockets: Suite = ({ quick }) =>
  Effect.gen(function*() {
    const rounds = { generations: quick ? 2 : 3, warmUp: 1, counted: quick ? 1 : 6 }
    const byName = modes(quick)
    const warming = warmUp(quick)
    const endpoint = yield* openServer
    const measured = yield* takeTurnsInGenerations(
      racing,
      rounds,
      openChildren(racing, endpoint),
      (childOf, id, warmingUp) => {
        const ask = ({ count, inFlight }: Pick<Mode, "count" | "inFlight">) =>
          childOf(id).ask("calls", { count: countFor(id, count), inFlight })
        return warmingUp
          ? Effect.map(ask(warming), (cost) => ({ sequential: cost, concurrent: cost }))
          : Effect.all({ sequential: ask(byName.sequential), concurrent: ask(byName.concurrent) })
      }
    )
    const races = modeNames.map((name) => ({ name, mode: byName[name], race: race(measured, name) }))

    return {
      name: "sockets",
      title: "CPU and calls/s over sockets",
      notes: [
        `${
          races.map(({ mode }) => describe(rounds, mode)).join(", and ")
        }, each of which made ${warming.count} calls ${warming.inFlight} in flight to warm up, to a \`node:http\` ` +
        "server on the loopback interface, in a process of its own. CPU is that of the client's process, the kernel's " +
        "work for it included. calls/s is what one client and the server reach together on this machine.",
        "`NodeHttpClient.layer` opens a connection for each call, so its rows make a fifth of the calls (the machine " +
        "would run out of ports); the rows with a keep-alive agent are `layerWithoutAgent` on " +
        "`makeAgentLayer({ keepAlive: true })`. itty-aws makes half of the calls. It insists on credentials (dummies " +
        "here) and signs every call; no other contestant does."
      ],
      targets: races.flatMap(({ mode, race }) => targets(race, mode)),
      tables: races.map(({ mode, race }) => table(race, mode)),
      plots: races.map(({ mode, name, race }) => plot(race, name, mode))
    }
  })
