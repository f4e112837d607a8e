/** The clients of Node, under the names that they have on Effect 4. */
export * from "@effect/platform-node/NodeHttpClient"

export {
  layer as layerNodeHttp,
  layerUndiciWithoutDispatcher as layerUndiciNoDispatcher,
  layerWithoutAgent as layerNodeHttpNoAgent,
  makeAgentLayer as layerAgentOptions
} from "@effect/platform-node/NodeHttpClient"
