/**
 * How the response of an HTTP server of the platform gets its cookies.
 */
import * as Effect from "effect/Effect"
import * as HttpEffect from "effect/http/HttpEffect"
import type * as HttpServerRequest from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import type { Cookie } from "./sessionCookie.js"

/** Sets cookies in the response to the current request, whenever it is sent. */
export const setCookies = (
  cookies: Effect.Effect<ReadonlyArray<Cookie>>
): Effect.Effect<void, never, HttpServerRequest.HttpServerRequest> =>
  HttpEffect.appendPreResponseHandler((_, response) =>
    Effect.map(
      cookies,
      (cookies) =>
        cookies.reduce((response, { name, options: { maxAge, ...options }, value }) =>
          HttpServerResponse.setCookieUnsafe(response, name, value, { ...options, maxAge: maxAge * 1000 }), response)
    )
  )
