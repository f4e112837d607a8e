import type { ReadableSpan } from "@opentelemetry/sdk-trace-base"

const describeDuration = ({ duration: [seconds, nanoseconds] }: ReadableSpan): string =>
  `${Math.round(seconds * 1000 + nanoseconds / 1_000_000)} ms`

/** The attributes to show: all of them, but only the status for the span of an HTTP request. */
const describeAttributes = ({ attributes, name }: ReadableSpan): ReadonlyArray<string> =>
  Object.entries(attributes)
    .filter(([key]) => !name.startsWith("http.client") || key === "http.response.status_code")
    .map(([key, value]) => `${key} = ${value}`)

/** Renders finished spans as an indented text, each below its parent. */
export const renderTree = (spans: ReadonlyArray<ReadableSpan>, parent?: string, indent = ""): string =>
  spans
    .filter(({ parentSpanContext }) => parentSpanContext?.spanId === parent)
    .map((span) =>
      `${indent}${span.name}, ${describeDuration(span)}\n` +
      describeAttributes(span).map((line) => `${indent}  ${line}\n`).join("") +
      renderTree(spans, span.spanContext().spanId, `${indent}    `)
    )
    .join("")
