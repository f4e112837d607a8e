/**
 * What is made once, when it is first asked for.
 *
 * @internal
 */
export const once = <A>(make: () => A): () => A => {
  let made: A | undefined
  return () => made ??= make()
}

/**
 * A schema that is made when somebody first looks at it. A program uses few of those that it imports, and to make them
 * all would take a large part of its start.
 *
 * It is a `Proxy`. What every class has, such as its prototype, it has of `base`: to extend it is no reason to make the
 * schema.
 *
 * @internal
 */
export const lazy = <S extends object, Base extends object = S>(
  make: () => S,
  // Without a base of its own, a schema is a class of which nobody makes an instance.
  base: Base = function() {} as never
): Base => {
  const schema = once(make)
  const owner = (key: PropertyKey): object => key in base && key !== "toString" ? base : schema()
  return new Proxy(base, {
    get: (_, key, self) => Reflect.get(owner(key), key, self),
    has: (_, key) => key in owner(key)
  })
}
