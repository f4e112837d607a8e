/** Plots, as specifications for Vega-Lite. */
import * as vega from "vega"
import * as vegaLite from "vega-lite"
import type { Summary } from "./statistics.js"

export interface Plot {
  readonly name: string
  readonly title: string
  readonly spec: vegaLite.TopLevelSpec
}

export interface Bar {
  readonly title: string
  readonly ours?: boolean | undefined
  readonly summary: Summary
}

export interface Point {
  readonly series: string
  readonly x: number
  readonly y: number
}

const highlight = "#d9480f"
const muted = "#9fb3c8"
const font = "DejaVu Sans, Verdana, sans-serif"

const config: vegaLite.Config = {
  background: "white",
  font,
  view: { stroke: null },
  axis: { labelFontSize: 12, titleFontSize: 12, labelLimit: 500, gridColor: "#e9ecef", titleFontWeight: "normal" },
  title: { fontSize: 15, anchor: "start", offset: 12 },
  legend: { labelFontSize: 12, labelLimit: 320, title: null, orient: "top" }
}

const frame = { config, padding: 16, width: 480 }

/** A bar for each, with its quartiles and its figure. */
export const bars = (name: string, title: string, unit: string, data: ReadonlyArray<Bar>): Plot => ({
  name,
  title,
  spec: {
    ...frame,
    title,
    height: { step: 24 },
    data: { values: [...data] },
    encoding: { y: { field: "title", type: "nominal", sort: null, title: null } },
    layer: [
      {
        mark: { type: "bar" },
        encoding: {
          x: { field: "summary.median", type: "quantitative", title: unit },
          color: { condition: { test: "datum.ours", value: highlight }, value: muted }
        }
      },
      {
        mark: { type: "rule", strokeWidth: 1.5, color: "#343a40" },
        encoding: { x: { field: "summary.low", type: "quantitative" }, x2: { field: "summary.high" } }
      },
      {
        mark: { type: "text", align: "left", dx: 6, fontSize: 12 },
        encoding: {
          x: { field: "summary.high", type: "quantitative" },
          text: { field: "summary.median", type: "quantitative", format: ",.3~r" }
        }
      }
    ]
  }
})

interface Series {
  readonly title: string
  readonly ours: boolean
}

interface Axes {
  readonly x: string
  readonly y: string
  /** Where the x axis is labelled. */
  readonly ticks: ReadonlyArray<number>
  /** Where what grows linearly is to be a straight line. */
  readonly logarithmic: boolean
}

/** A line for each series, over several orders of magnitude. */
export const lines = (
  name: string,
  title: string,
  { logarithmic, ticks, x, y }: Axes,
  series: ReadonlyArray<Series>,
  data: ReadonlyArray<Point>
): Plot => ({
  name,
  title,
  spec: {
    ...frame,
    title,
    height: 260,
    data: { values: [...data] },
    mark: { type: "line", point: { filled: true, size: 50 }, strokeWidth: 2.5 },
    encoding: {
      x: {
        field: "x",
        type: "quantitative",
        scale: { type: "log", nice: false },
        title: x,
        axis: { values: [...ticks], format: ",", labelOverlap: true }
      },
      y: {
        field: "y",
        type: "quantitative",
        scale: logarithmic ? { type: "log" } : { zero: true },
        title: y,
        axis: { tickCount: 6, format: "," }
      },
      color: {
        field: "series",
        type: "nominal",
        scale: {
          domain: series.map(({ title }) => title),
          range: series.map(({ ours }) => ours ? highlight : "#5c7f9f")
        }
      }
    }
  }
})

export const toSvg = async ({ spec }: Plot): Promise<string> => {
  const view = new vega.View(vega.parse(vegaLite.compile(spec).spec), { renderer: "none" })
  const svg = await view.toSVG()
  view.finalize()
  return `${svg}\n`
}
