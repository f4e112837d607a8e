/**
 * The body of a response, which is read up to a bound.
 */
import type * as HttpClientResponse from "@effect/platform/HttpClientResponse"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import { readText } from "./platform.js"

const maxSize = 1024 * 1024

/** A declared length up to this one is trusted, even if it is the length of compressed data. */
const maxDeclaredSize = 64 * 1024

/** Reads a body. One that is larger than 1 MiB is `undefined`. */
export const readBody = (
  response: HttpClientResponse.HttpClientResponse
): Effect.Effect<string | undefined, unknown> => {
  const declared = Number(response.headers["content-length"] ?? Infinity)
  return declared <= maxDeclaredSize && response.headers["content-encoding"] === undefined
    ? readText(response)
    : readCounting(response)
}

const readCounting = (response: HttpClientResponse.HttpClientResponse): Effect.Effect<string | undefined, unknown> =>
  Effect.suspend(() => {
    const decoder = new TextDecoder()
    let size = 0
    let body = ""
    return response.stream.pipe(
      Stream.runForEachWhile((chunk) =>
        Effect.sync(() => {
          size += chunk.length
          if (size > maxSize) return false
          body += decoder.decode(chunk, { stream: true })
          return true
        })
      ),
      Effect.catchIf((error) => error.reason === "EmptyBody", () => Effect.void),
      // Closing a stream that failed fails too, which `effect` takes for a defect, with what the platform said.
      Effect.catchAllCause((cause) => Cause.isInterrupted(cause) ? Effect.interrupt : Effect.fail(Cause.squash(cause))),
      Effect.map(() => size > maxSize ? undefined : body + decoder.decode()),
      // A stream is read in a fiber of its own, and Effect would log the failure of that fiber.
      Effect.withUnhandledErrorLogLevel(Option.none())
    )
  })
