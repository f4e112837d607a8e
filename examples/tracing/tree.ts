import type { ReadableSpan } from "@opentelemetry/sdk-trace-base"

const milliseconds = ({ duration: [seconds, nanoseconds] }: ReadableSpan): string =>
  `${Math.round(seconds * 1000 + nanoseconds / 1_000_000)} ms`

/** Of an HTTP span only what distinguishes one attempt from another. */
const shown = ({ attributes, name }: ReadableSpan): ReadonlyArray<string> =>
  Object.entries(attributes)
    .filter(([key]) => !name.startsWith("http.client") || key === "http.response.status_code")
    .map(([key, value]) => `${key} = ${value}`)

/** Finished spans as an indented text, each below its parent. */
export const tree = (spans: ReadonlyArray<ReadableSpan>, parent?: string, indent = ""): string =>
  spans
    .filter(({ parentSpanContext }) => parentSpanContext?.spanId === parent)
    .map((span) =>
      `${indent}${span.name}, ${milliseconds(span)}\n` +
      shown(span).map((line) => `${indent}  ${line}\n`).join("") +
      tree(spans, span.spanContext().spanId, `${indent}    `)
    )
    .join("")
