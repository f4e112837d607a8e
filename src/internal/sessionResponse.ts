/**
 * How the response of an HTTP server of the platform gets its cookies.
 */
import * as HttpApp from "@effect/platform/HttpApp"
import type * as HttpServerRequest from "@effect/platform/HttpServerRequest"
import * as HttpServerResponse from "@effect/platform/HttpServerResponse"
import * as Effect from "effect/Effect"
import type { Cookie } from "./sessionCookie.js"

/** Sets cookies in the response to the current request, whenever it is sent. */
export const setCookies = (
  cookies: Effect.Effect<ReadonlyArray<Cookie>>
): Effect.Effect<void, never, HttpServerRequest.HttpServerRequest> =>
  HttpApp.appendPreResponseHandler((_, response) =>
    Effect.map(
      cookies,
      (cookies) =>
        cookies.reduce((response, { name, options: { maxAge, ...options }, value }) =>
          HttpServerResponse.unsafeSetCookie(response, name, value, { ...options, maxAge: maxAge * 1000 }), response)
    )
  )
