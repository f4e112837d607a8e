import { type Dispatcher, Dispatcher1Wrapper } from "@effect/platform-node/Undici"

export * from "@effect/platform-node/NodeHttpClient"

/** Node's own `fetch` is of an older version of undici, which has other dispatchers. */
export const dispatcherForFetch = (dispatcher: Dispatcher): Dispatcher => new Dispatcher1Wrapper(dispatcher)
