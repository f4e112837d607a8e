/** What a suite is. */
import type { Effect, Scope } from "effect"
import type { BenchError } from "../support/child.js"
import type { Section } from "../support/report.js"

export interface Scale {
  /** A smoke test: everything is done, but too seldom for figures that mean anything. */
  readonly quick: boolean
}

export type Suite = (scale: Scale) => Effect.Effect<Section, BenchError, Scope.Scope>
