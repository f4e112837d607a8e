/** Effect 4 has another name for this. */
export { isInterruptedOnly as hasInterruptsOnly } from "effect/Cause"
