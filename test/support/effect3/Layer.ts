export * from "effect/Layer"

/** On Effect 4, each of these is scoped, and there is no other. */
export { scoped as effect, scopedDiscard as effectDiscard, unwrapScoped as unwrap } from "effect/Layer"
