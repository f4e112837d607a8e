export * from "effect/Exit"

export { isInterrupted as hasInterrupts } from "effect/Exit"
