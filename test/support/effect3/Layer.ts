export * from "effect/Layer"

/** On Effect 4, it is scoped. */
export { scoped as effect } from "effect/Layer"
