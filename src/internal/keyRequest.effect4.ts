/**
 * The request for the keys of an issuer.
 */
import * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import { readBody } from "./body.js"
import { sendRequest } from "./platform.js"
import type { Incoming } from "./response.js"

/**
 * Sends the request and reads the response, in a fiber that does nothing else. It has a span, but no tracing header, and
 * follows no redirect.
 */
export const requestKeys = (client: HttpClient.HttpClient, url: string): Effect.Effect<Incoming, unknown> =>
  Effect.useSpan("CognitoToken.fetchKeys", {
    kind: "client",
    attributes: { "http.request.method": "GET", "url.full": url }
  }, (span) =>
    Effect.flatMap(
      sendRequest(client, HttpClientRequest.get(url, { headers: { accept: "application/json" } }), span),
      (response) => {
        const { headers, status } = response
        span.attribute("http.response.status_code", status)
        return Effect.map(readBody(response), (body) => ({ headers, status, body }))
      }
    ))
