import * as Context from "effect/Context"

export * from "effect/Context"

export const Service =
  <Self, Shape>() => <const Identifier extends string>(key: Identifier): Context.TagClass<Self, Identifier, Shape> =>
    Context.Tag(key)<Self, Shape>()
