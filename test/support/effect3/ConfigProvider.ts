import * as ConfigProvider from "effect/ConfigProvider"

export * from "effect/ConfigProvider"

export { setConfigProvider as layer } from "effect/Layer"

/** Effect 4 takes any JSON; what the tests give it are variables. */
export const fromUnknown = (variables: Readonly<Record<string, string>>): ConfigProvider.ConfigProvider =>
  ConfigProvider.fromMap(new Map(Object.entries(variables)))
