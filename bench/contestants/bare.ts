/** `HttpClient` and nothing else: the floor that Effect sets. */
import * as HttpBody from "@effect/platform/HttpBody"
import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import * as Effect from "effect/Effect"
import type * as Layer from "effect/Layer"
import { type Answer, contentType, requestBody, target } from "../support/exchange.js"
import { fromEffect, type MakeClient } from "./client.js"

const headers = { "x-amz-target": target }

export const bare = (layer: Layer.Layer<HttpClient.HttpClient>): MakeClient => (endpoint) =>
  fromEffect(
    layer,
    Effect.map(HttpClient.HttpClient, (client) => (metadata) =>
      Effect.flatMap(
        client.execute(HttpClientRequest.post(endpoint, {
          headers,
          body: HttpBody.text(requestBody(metadata), contentType)
        })),
        (response) =>
          Effect.flatMap(response.text, (text) => {
            const answer = JSON.parse(text) as Answer
            return response.status === 200
              ? Effect.succeed(answer.CodeDeliveryDetails?.Destination)
              : Effect.fail(answer)
          })
      )),
    (error) => "__type" in error ? error.__type ?? "Unknown" : String(error)
  )
