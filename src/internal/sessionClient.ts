/**
 * Puts the access token on the requests of a client.
 */
import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import type * as HttpClientResponse from "@effect/platform/HttpClientResponse"
import * as Effect from "effect/Effect"
import type * as Redacted from "effect/Redacted"
import { safely } from "./foreign.js"

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
 * Puts a token on each request to one of the origins, when it is sent: so a redirect to another origin goes without. The
 * token is taken off again when the response or the error is there, because both hold the request.
 */
export const authorize =
  <E2>(accessToken: Effect.Effect<Redacted.Redacted<string>, E2>, origins: ReadonlyArray<string | URL>) =>
  <E, R>(client: HttpClient.HttpClient.With<E, R>): HttpClient.HttpClient.With<E | E2, R> => {
    // Every client has these members. Only the types of Effect 3 do not say so.
    const { postprocess, preprocess } = client as unknown as Stages<E | E2, R>
    const allowed = new Set(origins.map((origin) => originOf(String(origin))))
    return HttpClient.makeWith<E | E2, R, E | E2, R>(
      (request) =>
        Effect.suspend(() => {
          const signed: Array<HttpClientRequest.HttpClientRequest> = []
          const sent = Effect.flatMap(request, (request) =>
            originOf(request.url) === undefined || !allowed.has(originOf(request.url))
              ? Effect.succeed(request)
              : Effect.map(accessToken, (token) => {
                const own = HttpClientRequest.bearerToken(request, token)
                signed.push(own)
                return own
              }))
          return Effect.ensuring(
            postprocess(sent),
            Effect.sync(() => {
              for (const { headers } of signed) {
                Reflect.deleteProperty(headers, "authorization")
              }
            })
          )
        }),
      preprocess
    )
  }
