import { FetchHttpClient, type HttpClient } from "@effect/platform"
import { Agent, type Dispatcher, ProxyAgent } from "@effect/platform-node/Undici"
import { Effect, Layer } from "./effect.js"
import * as NodeHttpClient from "./NodeHttpClient.js"

/** The clients that a program on Node is likely to have. */
export const layers = [
  ["fetch", FetchHttpClient.layer],
  ["node:http", NodeHttpClient.layerNodeHttp],
  ["undici", NodeHttpClient.layerUndici]
] as const

/** What a client has to know of its network. */
export interface Wishes {
  /** The authority whose certificates are trusted, in place of the usual ones. */
  readonly ca?: string
  /** In milliseconds. `node:http` waits as long as it takes. */
  readonly connectTimeout?: number
  /** `node:http` has none. */
  readonly proxy?: string
}

const dispatcher = ({ ca, connectTimeout, proxy }: Wishes): Dispatcher => {
  const connect = { ...(ca !== undefined && { ca }), ...(connectTimeout !== undefined && { timeout: connectTimeout }) }
  return proxy === undefined
    ? new Agent({ connect })
    : new ProxyAgent({
      uri: proxy,
      requestTls: connect,
      // With these it would speak TLS to any proxy.
      ...(proxy.startsWith("https:") && { proxyTls: connect })
    })
}

const acquireDispatcher = (wishes: Wishes) =>
  Effect.acquireRelease(
    Effect.sync(() => dispatcher(wishes)),
    (dispatcher) => Effect.promise(() => dispatcher.destroy())
  )

/** The same clients, for a network with wishes. */
export const layersFor = (
  wishes: Wishes
): Readonly<Record<"fetch" | "node:http" | "undici", Layer.Layer<HttpClient.HttpClient>>> => ({
  fetch: Layer.provide(
    FetchHttpClient.layer,
    Object.keys(wishes).length === 0
      ? Layer.empty
      // Node's own fetch takes one, of which its web types know nothing.
      : Layer.effect(
        FetchHttpClient.RequestInit,
        Effect.map(
          acquireDispatcher(wishes),
          (dispatcher) => ({ dispatcher: NodeHttpClient.dispatcherForFetch(dispatcher) }) as RequestInit
        )
      )
  ),
  "node:http": Layer.provide(
    NodeHttpClient.layerNodeHttpNoAgent,
    NodeHttpClient.layerAgentOptions({ keepAlive: true, ...(wishes.ca !== undefined && { ca: wishes.ca }) })
  ),
  undici: Layer.provide(
    NodeHttpClient.layerUndiciNoDispatcher,
    Layer.effect(NodeHttpClient.Dispatcher, acquireDispatcher(wishes))
  )
})
