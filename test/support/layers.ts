import { FetchHttpClient } from "@effect/platform"
import { NodeHttpClient } from "@effect/platform-node"

/** The clients that a program on Node is likely to have. */
export const layers = [
  ["fetch", FetchHttpClient.layer],
  ["node:http", NodeHttpClient.layer],
  ["undici", NodeHttpClient.layerUndici]
] as const
