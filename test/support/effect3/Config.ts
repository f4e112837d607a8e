export * from "effect/Config"

export { string as String } from "effect/Config"
