/**
 * How a service and the configuration are kept in the context of a program, and how options are read from it.
 */
import * as Config from "effect/Config"
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type { Options } from "../CognitoConfig.js"

export type ConfigError = Config.ConfigError

/**
 * The configuration of the calls made with it. It is a reference with a default, so it is never a requirement.
 *
 * @since 0.1.0
 * @category references
 */
export const CognitoConfig: Context.Reference<Options> = /*#__PURE__*/ Context.Reference<Options>(
  "effect-cognito/CognitoConfig",
  { defaultValue: () => ({}) }
)

/** What a layer of the configuration provides. A reference is no service of its own on Effect 4. */
export type Provided = never

/** Makes the tag of a service. */
export const makeTag =
  <Self, Service>() => <const Id extends string>(id: Id): Context.ServiceClass<Self, Id, Service> =>
    Context.Service<Self, Service>()(id)

/** Options that are read from the configuration: a `Config` of each, or of all. */
export type Wrap<Options> = Config.Wrap<Options>

/** Reads options from the configuration. */
export const readConfig = <Options>(options: Wrap<Options>): Effect.Effect<Options, ConfigError> =>
  Config.unwrap(options)
