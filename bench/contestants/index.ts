/** Everyone, in the order of the tables. */
import type { MakeClient } from "./client.js"

export interface Contestant {
  readonly title: string
  /** Ours is highlighted. */
  readonly ours?: true
  /** Through `globalThis.fetch`, so that a stub can take the place of the network. */
  readonly fetches?: true
  /** Opens a connection for each call. */
  readonly connects?: true
  /** Makes half the calls, for it takes several times as long for one. It is as warm as the others by then. */
  readonly slow?: true
  /** Not over sockets, for another row stands for it there. */
  readonly stubOnly?: true
  /** The major of Effect that it runs on, if that is not 3. */
  readonly major?: 4
  /** Loaded by its own process only, so that no contestant is in the heap of another. */
  readonly load: () => Promise<MakeClient>
}

const loadBare = async () => (await import("./bare.js")).bare
const loadOurs = () => import("./ours.js")
const loadLayers = () => import("./layers.js")
const loadFetch = () => import("./layerOfFetch.js")

export const contestants = {
  "raw-fetch": {
    title: "raw fetch",
    fetches: true,
    load: async () => (await import("./rawFetch.js")).make
  },
  "raw-undici": { title: "raw undici", load: async () => (await import("./rawUndici.js")).make },
  "raw-http": { title: "raw node:http, keep-alive", load: async () => (await import("./rawHttp.js")).make },
  "bare-fetch": {
    title: "bare HttpClient, fetch",
    fetches: true,
    load: async () => (await loadBare())((await loadFetch()).fetch)
  },
  "bare-undici": {
    title: "bare HttpClient, undici",
    load: async () => (await loadBare())((await loadLayers()).undici)
  },
  "bare-node": {
    title: "bare HttpClient, node http",
    connects: true,
    load: async () => (await loadBare())((await loadLayers()).node)
  },
  "bare-node-keep-alive": {
    title: "bare HttpClient, node http, keep-alive agent",
    load: async () => (await loadBare())((await loadLayers()).nodeKeepAlive)
  },
  "ours-service-fetch": {
    title: "effect-cognito service, fetch",
    ours: true,
    fetches: true,
    load: async () => (await loadOurs()).service((await loadFetch()).fetch)
  },
  "ours-plain-fetch": {
    title: "effect-cognito function, fetch",
    ours: true,
    fetches: true,
    load: async () => (await loadOurs()).plain((await loadFetch()).fetch)
  },
  "bare4-fetch": {
    title: "bare HttpClient, fetch, Effect 4",
    major: 4,
    fetches: true,
    stubOnly: true,
    load: async () => (await loadBare())((await loadFetch()).fetch)
  },
  "ours4-service-fetch": {
    title: "effect-cognito service, fetch, Effect 4",
    ours: true,
    major: 4,
    fetches: true,
    stubOnly: true,
    load: async () => (await loadOurs()).service((await loadFetch()).fetch)
  },
  "ours4-plain-fetch": {
    title: "effect-cognito function, fetch, Effect 4",
    ours: true,
    major: 4,
    fetches: true,
    stubOnly: true,
    load: async () => (await loadOurs()).plain((await loadFetch()).fetch)
  },
  "ours-service-undici": {
    title: "effect-cognito service, undici",
    ours: true,
    load: async () => (await loadOurs()).service((await loadLayers()).undici)
  },
  "ours-plain-undici": {
    title: "effect-cognito function, undici",
    ours: true,
    load: async () => (await loadOurs()).plain((await loadLayers()).undici)
  },
  "ours-service-node": {
    title: "effect-cognito service, node http",
    ours: true,
    connects: true,
    load: async () => (await loadOurs()).service((await loadLayers()).node)
  },
  "ours-service-node-keep-alive": {
    title: "effect-cognito service, node http, keep-alive agent",
    ours: true,
    load: async () => (await loadOurs()).service((await loadLayers()).nodeKeepAlive)
  },
  "aws-sdk-node": { title: "AWS SDK, node handler", load: async () => (await import("./awsSdk.js")).onNode },
  "aws-sdk-fetch": {
    title: "AWS SDK, fetch handler",
    fetches: true,
    load: async () => (await import("./awsSdk.js")).onFetch
  },
  "effect-aws-node": { title: "effect-aws, node handler", load: async () => (await import("./effectAws.js")).onNode },
  "effect-aws-fetch": {
    title: "effect-aws, fetch handler",
    fetches: true,
    stubOnly: true,
    load: async () => (await import("./effectAws.js")).onFetch
  },
  "itty-aws": {
    title: "itty-aws (signs)",
    fetches: true,
    slow: true,
    load: async () => (await import("./ittyAws.js")).make
  },
  "cognito-identity-js": {
    title: "amazon-cognito-identity-js",
    fetches: true,
    load: async () => (await import("./cognitoIdentityJs.js")).make
  },
  amplify: {
    title: "aws-amplify",
    fetches: true,
    load: async () => (await import("./amplify.js")).make
  }
} as const satisfies Record<string, Contestant>

export type Id = keyof typeof contestants

export const ids = Object.keys(contestants) as ReadonlyArray<Id>

export const contestant = (id: Id): Contestant => contestants[id]

/** Its part of so many calls. */
export const callsOf = (id: Id, count: number): number => contestant(id).slow === true ? count / 2 : count

/** Those that can be measured without a network. */
export const fetching = ids.filter((id) => contestant(id).fetches === true)
