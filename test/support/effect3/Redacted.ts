export * from "effect/Redacted"

export { unsafeWipe as wipeUnsafe } from "effect/Redacted"
