/** What a refusal costs beside a success: a typed exception, which the caller catches. */
import { Effect } from "effect"
import { callsOf, contestant, contestants, fetching as racing, type Id } from "../contestants/index.js"
import { openChildren } from "../support/child.js"
import { exceptionName } from "../support/exchange.js"
import { bars } from "../support/plot.js"
import { ratio, spread } from "../support/report.js"
import { figures, inAll, inWords, takeTurnsInGenerations } from "../support/rounds.js"
import { ratios, summarize } from "../support/statistics.js"
import type { Suite } from "./suite.js"

export const failures: Suite = ({ quick }) =>
  Effect.gen(function*() {
    const rounds = { generations: quick ? 2 : 5, warmUp: 1, counted: 2 }
    const roundCount = quick ? 50 : 500
    // Both paths are to be compiled by then.
    const warmUpCount = quick ? 50 : 2_000

    const measured = yield* takeTurnsInGenerations(racing, rounds, openChildren(racing), (childOf, id, warmingUp) =>
      Effect.gen(function*() {
        const count = callsOf(id, warmingUp ? warmUpCount : roundCount)
        const success = yield* childOf(id).ask("calls", { count, inFlight: 1 })
        const answer = { kind: "exception" } as const
        const refusal = yield* childOf(id).ask("refusals", { count, answer, expected: exceptionName })
        return { success, refusal }
      }))

    const successes = (id: Id) =>
      figures(measured, id, ({ success }) =>
        success.cpu)
    const refusals = (id: Id) =>
      figures(measured, id, ({ refusal }) =>
        refusal.cpu)
    const ratiosOf = (id: Id) => ratios(refusals(id), successes(id))

    return {
      name: "failures",
      title: "CPU of a typed exception",
      notes: [
        `${inAll(rounds) * roundCount} successes and as many refusals: ${inWords(rounds, `${roundCount} each`)}, ` +
        `each of which made ${warmUpCount} of both to warm up, on the stub of \`cpu\`; itty-aws makes half as many. A ` +
        "refusal is a 400 with a NotAuthorizedException; the caller catches it as the library wants it caught, and " +
        "looks at its name."
      ],
      targets: (["ours-service-fetch", "ours-plain-fetch"] as const).map((id) => ({
        what: `${contestants[id].title}: refusal / success`,
        atMost: 1.5,
        measured: ratiosOf(id).median
      })),
      tables: [{
        title: "CPU of a call",
        header: ["", "success, µs, median (quartiles)", "refusal, µs", "refusal / success"],
        rows: racing.map((id) => ({
          ours: contestant(id).ours,
          cells: [
            contestant(id).title,
            spread(summarize(successes(id))),
            spread(summarize(refusals(id))),
            spread(ratiosOf(id), ratio)
          ]
        }))
      }],
      plots: [bars(
        "ratio",
        "CPU of a refusal beside a success",
        "refusal / success, less is better",
        racing.map((id) => ({ title: contestant(id).title, ours: contestant(id).ours, summary: ratiosOf(id) }))
      )]
    }
  })
