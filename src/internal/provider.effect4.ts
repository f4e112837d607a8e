/**
 * The `ConfigProvider` of a program.
 */
import * as ConfigProvider from "effect/ConfigProvider"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"

export type Provider = ConfigProvider.ConfigProvider

/**
 * Runs an effect that needs the current provider, which is `undefined` unless the program has set one. The default one
 * copies the environment when it is made, and can't be made where a program may not read it.
 */
export const withProvider = <A, E, R>(
  use: (provider: Provider | undefined) => Effect.Effect<A, E, R>
): Effect.Effect<A, E, R> =>
  Effect.withFiber((fiber) => use(Context.getOrUndefined(fiber.context, ConfigProvider.ConfigProvider)))

/** Reads a text, `undefined` if it is unset. It fails if what is there is no text. */
export const loadText = (provider: Provider, name: string): Effect.Effect<string | undefined, unknown> =>
  Effect.flatMap(provider.load([name]), (node) =>
    node === undefined
      ? Effect.succeed(undefined)
      : node.value === undefined
      ? Effect.fail("no text")
      : Effect.succeed(node.value))
