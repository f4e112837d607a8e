/**
 * Puts the access token on the requests of a client.
 */
import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import type * as HttpClientResponse from "@effect/platform/HttpClientResponse"
import * as Effect from "effect/Effect"
import type * as Redacted from "effect/Redacted"
import { read, safely } from "./foreign.js"

/** The two stages of a client: first the request is completed, and then it is sent. */
interface Stages<E, R> {
  readonly preprocess: HttpClient.HttpClient.Preprocess<E, R>
  readonly postprocess: (
    request: Effect.Effect<HttpClientRequest.HttpClientRequest, E, R>
  ) => Effect.Effect<HttpClientResponse.HttpClientResponse, E, R>
}

/** The origin to which a request goes. A browser resolves a relative URL by that of its page. */
const originOf = (url: string): string | undefined => safely(() => new URL(url, globalThis.location?.href).origin)

/**
 * Takes the token off the request that a response or an error holds. Each has its own copy of what was sent, with other
 * headers beside it, and shows it when it is printed.
 */
const takeOff = (holder: unknown, depth = 3): void => {
  const headers = read(read(holder, "request"), "headers")
  if (typeof headers === "object" && headers !== null) Reflect.deleteProperty(headers, "authorization")
  for (const member of ["response", "reason"]) {
    const inner = read(holder, member)
    if (inner !== undefined && depth > 0) takeOff(inner, depth - 1)
  }
}

/**
 * Puts a token on each request to one of the origins, when it is sent: so a redirect to another origin goes without. The
 * token is taken off again when the response or the error is there.
 */
export const authorize =
  <E2>(accessToken: Effect.Effect<Redacted.Redacted<string>, E2>, origins: ReadonlyArray<string | URL>) =>
  <E, R>(client: HttpClient.HttpClient.With<E, R>): HttpClient.HttpClient.With<E | E2, R> => {
    // Every client has these members. Only the types of Effect 3 do not say so.
    const { postprocess, preprocess } = client as unknown as Stages<E | E2, R>
    const allowed = new Set(origins.map((origin) => originOf(String(origin))))
    const isAllowed = (origin: string | undefined) => origin !== undefined && allowed.has(origin)
    return HttpClient.makeWith<E | E2, R, E | E2, R>(
      (request) =>
        Effect.suspend(() => {
          let isSigned = false
          const sent = Effect.flatMap(request, (request) =>
            isAllowed(originOf(request.url))
              ? Effect.map(accessToken, (token) => {
                isSigned = true
                return HttpClientRequest.bearerToken(request, token)
              })
              : Effect.succeed(request))
          // A header that the caller has set stays: the request may be sent again.
          const clean = (holder: unknown) => isSigned && takeOff(holder)
          return Effect.matchEffect(postprocess(sent), {
            onFailure: (error) => {
              clean(error)
              return Effect.fail(error)
            },
            onSuccess: (response) => {
              clean(response)
              return Effect.succeed(response)
            }
          })
        }),
      preprocess
    )
  }
