import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import type * as HttpClient from "@effect/platform/HttpClient"
import { Layer } from "effect"

/** `fetch`'s client with a `fetch` of its own: a polyfill, or one that does what no server can make Node's own do. */
export const fetching = (fetch: typeof globalThis.fetch): Layer.Layer<HttpClient.HttpClient> =>
  Layer.merge(FetchHttpClient.layer, Layer.succeed(FetchHttpClient.Fetch, fetch))
