/**
 * The `ConfigProvider` of a program.
 */
import * as Config from "effect/Config"
import * as ConfigError from "effect/ConfigError"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Context from "effect/Context"
import * as DefaultServices from "effect/DefaultServices"
import * as Effect from "effect/Effect"

export type Provider = ConfigProvider.ConfigProvider

const defaultProvider = /*#__PURE__*/ Context.get(DefaultServices.liveServices, ConfigProvider.ConfigProvider)

/** Runs an effect that needs the current provider, which is `undefined` unless the program has set one. */
export const withProvider = <A, E, R>(
  use: (provider: Provider | undefined) => Effect.Effect<A, E, R>
): Effect.Effect<A, E, R> =>
  Effect.configProviderWith((provider) => use(provider === defaultProvider ? undefined : provider))

/** Reads a text, `undefined` if it is unset. It fails if what is there is no text. */
export const loadText = (provider: Provider, name: string): Effect.Effect<string | undefined, unknown> =>
  Effect.catchAll(
    provider.load(Config.string(name)),
    (error) => ConfigError.isMissingDataOnly(error) ? Effect.succeed(undefined) : Effect.fail(error)
  )
