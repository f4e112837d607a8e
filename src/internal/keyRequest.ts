/**
 * The request for the keys of an issuer.
 */
import type * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Scope from "effect/Scope"
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
    Effect.acquireUseRelease(
      Scope.make(),
      (scope) =>
        Effect.flatMap(
          sendRequest(client, HttpClientRequest.get(url, { headers: { accept: "application/json" } }), span, scope),
          (response) => {
            const { headers, status } = response
            span.attribute("http.response.status_code", status)
            return Effect.map(readBody(response), (body) => ({ headers, status, body }))
          }
        ),
      (scope) => Scope.close(scope, Exit.void)
    ))
