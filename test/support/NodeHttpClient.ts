/** The clients of Node, under the names that they have on Effect 4. */
import type { Dispatcher } from "@effect/platform-node/Undici"

export * from "@effect/platform-node/NodeHttpClient"

export {
  layer as layerNodeHttp,
  layerUndiciWithoutDispatcher as layerUndiciNoDispatcher,
  layerWithoutAgent as layerNodeHttpNoAgent,
  makeAgentLayer as layerAgentOptions
} from "@effect/platform-node/NodeHttpClient"

/** Node's own `fetch` takes dispatchers of this version of undici. */
export const dispatcherForFetch = (dispatcher: Dispatcher): Dispatcher => dispatcher
