/** The layers that a program on Node chooses from. */
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import * as Layer from "effect/Layer"

export const fetch = FetchHttpClient.layer

export const undici = NodeHttpClient.layerUndici

/** Opens a connection for each call. */
export const node = NodeHttpClient.layer

export const nodeKeepAlive = Layer.provide(
  NodeHttpClient.layerWithoutAgent,
  NodeHttpClient.makeAgentLayer({ keepAlive: true })
)
