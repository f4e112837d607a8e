/**
 * What the test double responds on the wire.
 */
import type * as HttpClientError from "@effect/platform/HttpClientError"
import type * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import * as HttpClientResponse from "@effect/platform/HttpClientResponse"
import * as Effect from "effect/Effect"
import type * as CognitoError from "../CognitoError.js"
import { requestError } from "./platformError.js"

/** What Cognito or the network may fail with. The other errors occur before anything is sent. */
export type Failure = Exclude<
  CognitoError.CognitoError,
  CognitoError.InvalidRequestError | CognitoError.InvalidConfigurationError
>

/** The body of a request, which is JSON. */
export const readRequest = ({ body }: HttpClientRequest.HttpClientRequest): unknown =>
  body._tag === "Uint8Array" ? JSON.parse(new TextDecoder().decode(body.body)) : undefined

/** Responds with a body of JSON, unless another text is given. */
export const respond = (
  request: HttpClientRequest.HttpClientRequest,
  status: number,
  body: string,
  requestId = "cognito-test"
): HttpClientResponse.HttpClientResponse =>
  HttpClientResponse.fromWeb(request, new Response(body, { status, headers: { "x-amzn-requestid": requestId } }))

/** Responds or fails in such a way that the library reports this error. */
export const respondWithFailure = (
  request: HttpClientRequest.HttpClientRequest,
  error: Failure
): Effect.Effect<HttpClientResponse.HttpClientResponse, HttpClientError.HttpClientError> => {
  switch (error._tag) {
    case "TransportError": {
      if (error.reason === "Timeout") return Effect.never
      const cause = error.reason === "Connect"
        ? Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" })
        : new Error("the connection was reset")
      return Effect.fail(requestError(request, cause))
    }
    case "InvalidResponseError": {
      return Effect.succeed(respond(request, error.status, "<html></html>", error.requestId))
    }
    default: {
      const body = {
        __type: error._tag === "UnknownServiceException" ? error.code : error._tag,
        message: error.message,
        reasonCode: "reasonCode" in error ? error.reasonCode : undefined
      }
      return Effect.succeed(respond(request, error.status, JSON.stringify(body), error.requestId))
    }
  }
}
