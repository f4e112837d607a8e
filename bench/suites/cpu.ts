/** What a library costs by itself: the transport is a stub. */
import { Effect } from "effect"
import { callsOf, contestant, contestants, fetching as racing, type Id } from "../contestants/index.js"
import { openChildren } from "../support/child.js"
import { bars } from "../support/plot.js"
import { ratio, spread } from "../support/report.js"
import { figures, inAll, inWords, takeTurnsInGenerations } from "../support/rounds.js"
import { ratios, summarize } from "../support/statistics.js"
import { cpuOf } from "../support/tasks.js"
import type { Suite } from "./suite.js"

const floor: Id = "bare-fetch"

const titleOf = (id: Id) => contestants[id].title

export const cpu: Suite = ({ quick }) =>
  Effect.gen(function*() {
    const rounds = { generations: quick ? 2 : 5, warmUp: 1, counted: 2 }
    // V8 optimizes a warm program anew every 5,000 to 8,000 calls, which is to be a part of every round or nearly so.
    const count = quick ? 100 : 4_000

    const measured = yield* takeTurnsInGenerations(
      racing,
      rounds,
      openChildren(racing),
      (childOf, id) => childOf(id).ask("calls", { count: callsOf(id, count), inFlight: 1 })
    )

    const of = (id: Id) => figures(measured, id, cpuOf)
    const against = (id: Id, other: Id) => ratios(of(id), of(other)).median
    const target = (ours: Id, other: Id, atMost: number) => ({
      what: `${titleOf(ours)} / ${titleOf(other)}`,
      atMost,
      measured: against(ours, other)
    })

    return {
      name: "cpu",
      title: "CPU of the library alone",
      notes: [
        `${inAll(rounds) * count} sequential calls: ${inWords(rounds, `${count}`)}, each of which made ` +
        `${rounds.warmUp * count} to warm up. itty-aws, the slowest by far, makes half as many. \`fetch\` is a stub ` +
        "that answers at once with a `Response` as Cognito sends it. Only contestants that call `fetch` take part."
      ],
      targets: [
        target("ours-service-fetch", floor, 1.15),
        target("ours-service-fetch", "aws-sdk-fetch", 0.75),
        target("ours-service-fetch", "effect-aws-fetch", 0.6),
        // The function reads its configuration on each call.
        target("ours-plain-fetch", floor, 1.25),
        target("ours-plain-fetch", "aws-sdk-fetch", 0.85),
        target("ours-plain-fetch", "effect-aws-fetch", 0.65),
        target("ours4-service-fetch", "ours-service-fetch", 0.85),
        target("ours4-service-fetch", "aws-sdk-fetch", 0.6)
      ],
      tables: [{
        title: "CPU of a call",
        header: ["", "µs, median (quartiles)", `× ${titleOf(floor)}`],
        rows: racing.map((id) => ({
          ours: contestant(id).ours,
          cells: [titleOf(id), spread(summarize(of(id))), spread(ratios(of(id), of(floor)), ratio)]
        }))
      }],
      plots: [bars(
        "call",
        "CPU of a call, transport stubbed",
        "µs of CPU, less is better",
        racing.map((id) => ({ title: titleOf(id), ours: contestant(id).ours, summary: summarize(of(id)) }))
      )]
    }
  })
