/** What a call holds while it waits for its answer. */
import { Effect } from "effect"
import { contestant, contestants, fetching as racing, type Id } from "../contestants/index.js"
import { openChild } from "../support/child.js"
import { bars } from "../support/plot.js"
import { kilobytes, ratio, spread } from "../support/report.js"
import { figures, takeTurns } from "../support/rounds.js"
import { ratios, summarize } from "../support/statistics.js"
import type { Suite } from "./suite.js"

export const memory: Suite = ({ quick }) =>
  Effect.gen(function*() {
    const rounds = { warmUp: 0, counted: quick ? 1 : 5 }
    const count = quick ? 250 : 5_000

    // Each round is a process of its own.
    const measured = yield* takeTurns(racing, rounds, (id) =>
      openChild(id).pipe(
        Effect.flatMap((child) => child.ask("pending", { count })),
        Effect.scoped
      ))

    const of = (id: Id) => figures(measured, id, (bytes) => bytes)
    const against = (id: Id) => ratios(of(id), of("bare-fetch"))

    return {
      name: "memory",
      title: "Memory of a pending call",
      notes: [
        `${count} calls whose answer never comes, on a stub that holds on to the request and to the promise as a ` +
        `transport does: the difference in used heap, after a collection before and after, by call. ${rounds.counted} ` +
        "processes each. The request's own 900 characters are in it."
      ],
      targets: [
        ...(["ours-service-fetch", "ours-plain-fetch"] as const).map((ours) => ({
          what: `heap: ${contestants[ours].title} / ${contestants["bare-fetch"].title}`,
          atMost: 1.25,
          measured: against(ours).median
        })),
        ...(["ours4-service-fetch", "ours4-plain-fetch"] as const).map((ours) => ({
          what: `heap: ${contestants[ours].title}`,
          atMost: 16_500,
          measured: summarize(of(ours)).median,
          format: kilobytes
        }))
      ],
      tables: [{
        title: "Heap of a pending call",
        header: ["", "median (quartiles)", `× ${contestants["bare-fetch"].title}`],
        rows: racing.map((id) => ({
          ours: contestant(id).ours,
          cells: [contestant(id).title, spread(summarize(of(id)), kilobytes), spread(against(id), ratio)]
        }))
      }],
      plots: [bars(
        "pending",
        "Heap of a pending call",
        "kB, less is better",
        racing.map((id) => ({
          title: contestant(id).title,
          ours: contestant(id).ours,
          summary: summarize(of(id).map((bytes) => bytes / 1000))
        }))
      )]
    }
  })
