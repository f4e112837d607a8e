/** What tests of effects are written with. As on Effect 4, `it.effect` and `it.live` give each test a scope. */
import { it as unscoped } from "@effect/vitest"

export * from "@effect/vitest"

export const it = Object.assign(unscoped.extend({}), { effect: unscoped.scoped, live: unscoped.scopedLive })
