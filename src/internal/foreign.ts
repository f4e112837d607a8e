/**
 * Values that others made, whose members may throw when they are read.
 */

/** Evaluates what may throw, such as a getter of a foreign object. If it throws, the result is `undefined`. */
export const safely = <A>(evaluate: () => A): A | undefined => {
  try {
    return evaluate()
  } catch {
    return undefined
  }
}

/** Whether parsed JSON is an object. */
export const isRecord = (json: unknown): json is { readonly [x: string]: unknown } =>
  typeof json === "object" && json !== null && !Array.isArray(json)

const isObject = (u: unknown): u is object => (typeof u === "object" && u !== null) || typeof u === "function"

/** Reads a member. One that throws is absent. */
export const read = (value: unknown, member: string): unknown =>
  isObject(value) ? safely(() => Reflect.get(value, member)) : undefined

export const readText = (value: unknown, member: string): string => {
  const text = read(value, member)
  return typeof text === "string" ? text : ""
}
