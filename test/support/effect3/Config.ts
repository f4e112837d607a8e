export * from "effect/Config"

export { redacted as Redacted, string as String } from "effect/Config"
