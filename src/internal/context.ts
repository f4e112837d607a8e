/**
 * How a service and the configuration are kept in the context of a program, and how options are read from it.
 */
import * as Config from "effect/Config"
import type { ConfigError } from "effect/ConfigError"
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type { Options } from "../CognitoConfig.js"

export type { ConfigError } from "effect/ConfigError"

/**
 * The configuration of the calls made with it. It is a reference with a default, so it is never a requirement.
 *
 * @since 0.1.0
 * @category references
 */
export class CognitoConfig extends Context.Reference<CognitoConfig>()("effect-cognito/CognitoConfig", {
  defaultValue: (): Options => ({})
}) {}

/** What a layer of the configuration provides. */
export type Provided = CognitoConfig

/** Makes the tag of a service. */
export const makeTag = <Self, Service>() => <const Id extends string>(id: Id): Context.TagClass<Self, Id, Service> =>
  Context.Tag(id)<Self, Service>()

/** Options that are read from the configuration: a `Config` of each, or of all. */
export type Wrap<Options> = Config.Config.Wrap<Options>

/** Reads options from the configuration. */
export const readConfig = <Options>(options: Wrap<Options>): Effect.Effect<Options, ConfigError> =>
  Config.unwrap(options)
