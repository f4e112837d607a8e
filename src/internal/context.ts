/**
 * How a service is kept in the context of a program, and how options are read from its configuration.
 */
import * as Config from "effect/Config"
import type { ConfigError } from "effect/ConfigError"
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"

export type { ConfigError } from "effect/ConfigError"

/** Makes the tag of a service. */
export const makeTag = <Self, Service>() => <const Id extends string>(id: Id): Context.TagClass<Self, Id, Service> =>
  Context.Tag(id)<Self, Service>()

/** Options that are read from the configuration: a `Config` of each, or of all. */
export type Wrap<Options> = Config.Config.Wrap<Options>

/** Reads options from the configuration. */
export const readConfig = <Options>(options: Wrap<Options>): Effect.Effect<Options, ConfigError> =>
  Config.unwrap(options)
