export { hasInterruptsOnly } from "effect/Cause"
