/** The layers that a program on Node chooses from, beside that of `fetch`. */
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import * as Layer from "effect/Layer"

export const undici = NodeHttpClient.layerUndici

/** Opens a connection for each call. */
export const node = NodeHttpClient.layer

export const nodeKeepAlive = Layer.provide(
  NodeHttpClient.layerWithoutAgent,
  NodeHttpClient.makeAgentLayer({ keepAlive: true })
)
