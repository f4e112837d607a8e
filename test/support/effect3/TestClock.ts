export * from "effect/TestClock"

export { provideLive as withLive } from "effect/TestServices"
