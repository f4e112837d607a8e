/**
 * The errors of the platform's HTTP clients, which hold the request or the response.
 */
import * as HttpClientError from "@effect/platform/HttpClientError"
import type * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import { read, readText, safely } from "./foreign.js"

export interface PlatformError {
  /** Whether it failed before the request was made, while the request was sent, or afterwards. */
  readonly phase: "make" | "send" | "receive"
  readonly reason: string
  readonly description: string
  readonly cause: unknown
}

/** Takes apart the platform's own errors, which hold the request or the response. Any other may come from a response. */
export const readPlatformError = (error: unknown): PlatformError => {
  if (safely(() => HttpClientError.isHttpClientError(error)) !== true) {
    return { phase: "receive", reason: "", description: "", cause: error }
  }
  const reason = readText(error, "reason")
  return {
    phase: readText(error, "_tag") !== "RequestError"
      ? "receive"
      : reason === "InvalidUrl" || reason === "Encode"
      ? "make"
      : "send",
    reason,
    description: readText(error, "description"),
    cause: read(error, "cause")
  }
}

/** What a client fails with if it can't send a request. */
export const requestError = (
  request: HttpClientRequest.HttpClientRequest,
  cause: unknown
): HttpClientError.HttpClientError => new HttpClientError.RequestError({ request, reason: "Transport", cause })
