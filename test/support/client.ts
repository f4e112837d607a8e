import * as HttpClient from "@effect/platform/HttpClient"
import type * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import * as HttpClientResponse from "@effect/platform/HttpClientResponse"
import { Effect, Layer } from "effect"

export interface Sent {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: unknown
}

const sent = (request: HttpClientRequest.HttpClientRequest, url: URL): Sent => ({
  url: url.href,
  headers: { ...request.headers },
  body: request.body._tag === "Uint8Array" ? JSON.parse(new TextDecoder().decode(request.body.body)) : undefined
})

/** A client that notes what it is asked to send, and answers all of it alike. */
export const recording = (
  answer: { readonly status?: number; readonly headers?: Record<string, string>; readonly body?: string } = {}
) => {
  const requests: Array<Sent> = []
  const client = HttpClient.make((request, url) =>
    Effect.sync(() => {
      requests.push(sent(request, url))
      const { body = "{}", headers = {}, status = 200 } = answer
      return HttpClientResponse.fromWeb(request, new Response(body, { status, headers }))
    })
  )
  return { requests, client, layer: Layer.succeed(HttpClient.HttpClient, client) }
}
