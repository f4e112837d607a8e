/** What a client fails with. Effect 4 has one error with a reason in it, where Effect 3 has an error of two kinds. */
import * as HttpClientError from "@effect/platform/HttpClientError"
import type * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import type * as HttpClientResponse from "@effect/platform/HttpClientResponse"

export interface Unsent {
  readonly request: HttpClientRequest.HttpClientRequest
  readonly cause?: unknown
  readonly description?: string
}

export interface Answered extends Unsent {
  readonly response: HttpClientResponse.HttpClientResponse
}

export const requestError = (
  reason: "Transport" | "Encode" | "InvalidUrl",
  members: Unsent
): HttpClientError.HttpClientError => new HttpClientError.RequestError({ ...members, reason })

export const responseError = (
  reason: "StatusCode" | "Decode" | "EmptyBody",
  members: Answered
): HttpClientError.HttpClientError => new HttpClientError.ResponseError({ ...members, reason })
