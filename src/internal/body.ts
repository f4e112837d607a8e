/**
 * The body of a response, which is read up to a bound.
 */
import type * as HttpClientResponse from "@effect/platform/HttpClientResponse"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import { PlatformFailure, readText, webStream } from "./platform.js"

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
  Effect.async((resume) => {
    const collector = makeCollector()
    const readNext = () => {
      reader.read().then(({ done, value }) => {
        if (!done && collector.add(value)) return readNext()
        if (!done) void cancel(reader)
        resume(Effect.succeed(collector.end()))
      }).catch((error: unknown) => resume(Effect.fail(new PlatformFailure(error))))
    }
    readNext()
    return Effect.sync(() => void cancel(reader))
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
    return response.stream.pipe(
      Stream.runForEachWhile((chunk) => Effect.sync(() => collector.add(chunk))),
      Effect.catchIf((error) => error.reason === "EmptyBody", () => Effect.void),
      // Closing a stream that failed fails too, which `effect` takes for a defect, with what the platform said.
      Effect.catchAllCause((cause) =>
        Cause.isInterrupted(cause) ? Effect.interrupt : Effect.fail(new PlatformFailure(Cause.squash(cause)))
      ),
      Effect.map(collector.end),
      // A stream is read in a fiber of its own, and Effect would log the failure of that fiber.
      Effect.withUnhandledErrorLogLevel(Option.none())
    )
  })
