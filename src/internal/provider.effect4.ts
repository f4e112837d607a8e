/**
 * The `ConfigProvider` of a program.
 */
import * as ConfigProvider from "effect/ConfigProvider"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"

export type Provider = ConfigProvider.ConfigProvider

/** Runs an effect that needs the current provider. */
export const withProvider = <A, E, R>(use: (provider: Provider) => Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.withFiber((fiber) => use(fiber.getRef(ConfigProvider.ConfigProvider)))

/** Whether a provider is the one of a program that has set no other, which copies the environment when it is made. */
export const isDefault = (provider: Provider): boolean =>
  provider === Context.get(Context.empty(), ConfigProvider.ConfigProvider)

/** Reads a text, `undefined` if it is unset. It fails if what is there is no text. */
export const loadText = (provider: Provider, name: string): Effect.Effect<string | undefined, unknown> =>
  Effect.flatMap(provider.load([name]), (node) =>
    node === undefined
      ? Effect.succeed(undefined)
      : node.value === undefined
      ? Effect.fail("no text")
      : Effect.succeed(node.value))
