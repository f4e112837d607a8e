/** What a client fails with. */
import * as HttpClientError from "effect/http/HttpClientError"
import type * as HttpClientRequest from "effect/http/HttpClientRequest"
import type * as HttpClientResponse from "effect/http/HttpClientResponse"

export interface Unsent {
  readonly request: HttpClientRequest.HttpClientRequest
  readonly cause?: unknown
  readonly description?: string
}

export interface Answered extends Unsent {
  readonly response: HttpClientResponse.HttpClientResponse
}

const requestErrors = {
  Transport: HttpClientError.TransportError,
  Encode: HttpClientError.EncodeError,
  InvalidUrl: HttpClientError.InvalidUrlError
}

const responseErrors = {
  StatusCode: HttpClientError.StatusCodeError,
  Decode: HttpClientError.DecodeError,
  EmptyBody: HttpClientError.EmptyBodyError
}

export const requestError = (
  reason: keyof typeof requestErrors,
  members: Unsent
): HttpClientError.HttpClientError =>
  new HttpClientError.HttpClientError({ reason: new requestErrors[reason](members) })

export const responseError = (
  reason: keyof typeof responseErrors,
  members: Answered
): HttpClientError.HttpClientError =>
  new HttpClientError.HttpClientError({ reason: new responseErrors[reason](members) })
