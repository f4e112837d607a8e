/** What a suite has to say, and how it reads as Markdown. */
import type { Plot } from "./plot.js"
import type { Summary } from "./statistics.js"

/** What the project promised itself, and what came out. */
export interface Target {
  readonly what: string
  readonly atMost: number
  readonly measured: number
  /** How the two are written: as they are, unless given. */
  readonly format?: (value: number) => string
}

export interface Table {
  readonly title: string
  readonly header: ReadonlyArray<string>
  readonly rows: ReadonlyArray<Row>
}

export interface Row {
  readonly ours?: boolean | undefined
  readonly cells: ReadonlyArray<string>
}

export interface Section {
  readonly name: string
  readonly title: string
  /** What was counted, and how to read it. */
  readonly notes: ReadonlyArray<string>
  readonly targets: ReadonlyArray<Target>
  readonly tables: ReadonlyArray<Table>
  readonly plots: ReadonlyArray<Plot>
}

/** Three digits that count. */
export const figure = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2)

export const ratio = (value: number): string => value.toFixed(3)

export const spread = ({ high, low, median }: Summary, format: (value: number) => string = figure): string =>
  `${format(median)} (${format(low)} to ${format(high)})`

export const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`

const line = (cells: ReadonlyArray<string>): string => `| ${cells.join(" | ")} |`

const grid = (header: ReadonlyArray<string>, rows: ReadonlyArray<ReadonlyArray<string>>): string =>
  [header, header.map((_, column) => column === 0 ? "---" : "---:"), ...rows].map(line).join("\n")

const emphasize = ({ cells, ours }: Row): ReadonlyArray<string> => {
  const [title = "", ...rest] = cells
  return ours === true ? [`**${title}**`, ...rest] : cells
}

const verdict = ({ atMost, measured }: Target): string => measured <= atMost ? "met" : "missed"

export const targetGrid = (targets: ReadonlyArray<Target>): string =>
  grid(
    ["target", "at most", "measured", ""],
    targets.map((target) => {
      const { atMost, format = ratio, measured, what } = target
      return [what, format(atMost), format(measured), verdict(target)]
    })
  )

export const sectionMarkdown = ({ name, notes, plots, tables, targets, title }: Section): string =>
  [
    `## ${title}`,
    ...notes,
    ...(targets.length > 0 ? [targetGrid(targets)] : []),
    ...plots.map((plot) => `![${plot.title}](plots/${name}-${plot.name}.svg)`),
    ...tables.flatMap(({ header, rows, title }) => [`### ${title}`, grid(header, rows.map(emphasize))])
  ].join("\n\n")
