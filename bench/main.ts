/**
 * `npm run bench`: effect-cognito beside everyone else, into `bench/RESULTS.md` and `bench/plots`.
 *
 * With `--quick` everything is done, too seldom for figures that mean anything; with names of suites, only those. Both
 * write into a temporary folder, for they are no results.
 */
import { NodeRuntime } from "@effect/platform-node"
import { Effect } from "effect"
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"
import { isSuiteName, type SuiteName, suiteNames, suites } from "./suites/index.js"
import { environment } from "./support/environment.js"
import { assertOneEffect } from "./support/oneEffect.js"
import { toSvg } from "./support/plot.js"
import { print } from "./support/print.js"
import { type Section, sectionMarkdown, targetGrid } from "./support/report.js"

const { positionals, values: { quick } } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: "boolean", default: false } }
})

const asked = (): ReadonlyArray<SuiteName> => {
  const unknown = positionals.filter((name) => !isSuiteName(name))
  if (unknown.length > 0) throw new Error(`no suite ${unknown.join(", ")}; there are ${suiteNames.join(", ")}`)
  return positionals.length === 0 ? suiteNames : positionals.filter(isSuiteName)
}

/** The folder of the committed results, or a temporary one. */
const folderFor = async (names: ReadonlyArray<SuiteName>): Promise<string> =>
  quick || names.length < suiteNames.length
    ? mkdtemp(join(tmpdir(), "effect-cognito-bench-"))
    : fileURLToPath(new URL("../../", import.meta.url))

const markdown = (sections: ReadonlyArray<Section>, seconds: number): string =>
  [
    "# Results",
    "Written by `npm run bench`, in one run on one machine; not edited. Less is better everywhere, except calls/s.",
    ...(quick ? ["**Quick: too few calls for figures that mean anything.**"] : []),
    environment(seconds),
    "## Targets",
    targetGrid(
      sections.flatMap(({ name, targets }) =>
        targets.map(({ what, ...target }) => Object.assign(target, { what: `\`${name}\`: ${what}` }))
      )
    ),
    ...sections.map(sectionMarkdown)
  ].join("\n\n")

const write = async (folder: string, sections: ReadonlyArray<Section>, seconds: number): Promise<void> => {
  const plots = join(folder, "plots")
  await rm(plots, { recursive: true, force: true })
  await mkdir(plots, { recursive: true })
  await Promise.all(
    sections.flatMap(({ name, plots: list }) =>
      list.map(async (plot) => writeFile(join(plots, `${name}-${plot.name}.svg`), await toSvg(plot)))
    )
  )
  await writeFile(join(folder, "RESULTS.md"), `${markdown(sections, seconds)}\n`)
}

const program = Effect.gen(function*() {
  const names = asked()
  assertOneEffect()
  const startedAt = performance.now()
  const seconds = () => Math.round((performance.now() - startedAt) / 1000)

  const sections: Array<Section> = []
  for (const name of names) {
    print(`\n== ${name}`)
    const section = yield* Effect.scoped(suites[name]({ quick }))
    sections.push(section)
    print(`\n${sectionMarkdown(section)}\n\n(${name}: done, ${seconds()} s since the start)`)
  }

  const folder = yield* Effect.promise(() => folderFor(names))
  yield* Effect.promise(() => write(folder, sections, seconds()))
  print(`\nwritten to ${join(folder, "RESULTS.md")}`)
})

NodeRuntime.runMain(program)
