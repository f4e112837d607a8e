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

/** Runs an effect that needs the current provider. */
export const withProvider: <A, E, R>(use: (provider: Provider) => Effect.Effect<A, E, R>) => Effect.Effect<A, E, R> =
  Effect.configProviderWith

const defaultProvider = /*#__PURE__*/ Context.get(DefaultServices.liveServices, ConfigProvider.ConfigProvider)

/** Whether a provider is the one of a program that has set no other. */
export const isDefault = (provider: Provider): boolean => provider === defaultProvider

/** Reads a text, `undefined` if it is unset. It fails if what is there is no text. */
export const loadText = (provider: Provider, name: string): Effect.Effect<string | undefined, unknown> =>
  Effect.catchAll(
    provider.load(Config.string(name)),
    (error) => ConfigError.isMissingDataOnly(error) ? Effect.succeed(undefined) : Effect.fail(error)
  )
