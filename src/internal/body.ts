/**
 * The body of a response, which is read up to a bound.
 */
import type * as HttpClientResponse from "@effect/platform/HttpClientResponse"
import * as Effect from "effect/Effect"
import { PlatformFailure, readText, readWhile, webStream } from "./platform.js"

const maxSize = 1024 * 1024

/** A declared length up to this one is trusted, even if it is the length of compressed data. */
const maxDeclaredSize = 64 * 1024

/** Reads a body. One that is larger than 1 MiB is `undefined`. */
export const readBody = (
  response: HttpClientResponse.HttpClientResponse
): Effect.Effect<string | undefined, unknown> => {
  const declared = Number(response.headers["content-length"] ?? Infinity)
  if (declared <= maxDeclaredSize && response.headers["content-encoding"] === undefined) return readText(response)
  const stream = webStream(response)
  return stream === undefined
    ? readStream(response)
    : stream === null
    ? Effect.map(readText(response), (body) => body.length > maxSize ? undefined : body)
    : Effect.suspend(() => readWebStream(stream.getReader()))
}

/** Collects a body until it is too large. */
const makeCollector = () => {
  const decoder = new TextDecoder()
  let size = 0
  let body = ""
  return {
    /** Whether there is room for more. */
    add: (chunk: Uint8Array): boolean => {
      size += chunk.length
      if (size <= maxSize) body += decoder.decode(chunk, { stream: true })
      return size <= maxSize
    },
    end: (): string | undefined => size > maxSize ? undefined : body + decoder.decode()
  }
}

const readWebStream = (
  reader: ReadableStreamDefaultReader<Uint8Array>
): Effect.Effect<string | undefined, PlatformFailure> =>
  Effect.tryPromise({
    try: (signal) => {
      signal.addEventListener("abort", () => void cancel(reader))
      const collector = makeCollector()
      return new Promise<string | undefined>((resolve, reject) => {
        const readNext = (): void => {
          reader.read().then(({ done, value }) => {
            if (!done && collector.add(value)) return readNext()
            if (!done) void cancel(reader)
            resolve(collector.end())
          }).catch(reject)
        }
        readNext()
      })
    },
    catch: (error) => new PlatformFailure(error)
  })

/** Nobody waits for this, because it may never settle. */
const cancel = async (reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> => {
  try {
    await reader.cancel()
  } catch {
    // The connection is of no more use, whatever became of the stream.
  }
}

const readStream = (response: HttpClientResponse.HttpClientResponse): Effect.Effect<string | undefined, unknown> =>
  Effect.suspend(() => {
    const collector = makeCollector()
    return Effect.map(readWhile(response, collector.add), collector.end)
  })
