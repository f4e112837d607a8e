/**
 * Spans that are ended by hand, so that a call has one finalizer for everything.
 */
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import type * as Exit from "effect/Exit"
import type * as Fiber from "effect/Fiber"
import * as References from "effect/References"
import type * as Tracer from "effect/Tracer"

/** A fiber, whatever it computes. */
export type AnyFiber = Fiber.Fiber<unknown, unknown>

/** The clock of a fiber. */
export const clockOf = (fiber: AnyFiber): Clock.Clock => fiber.getRef(Clock.Clock)

/** Whether a clock shows the real time. */
export const isLive = (clock: Clock.Clock): boolean => clock === Context.get(Context.empty(), Clock.Clock)

/** Starts a span of kind client. */
export const startSpan = (
  name: string,
  attributes: { readonly [key: string]: string },
  parent?: Tracer.Span
): Effect.Effect<Tracer.Span> => Effect.makeSpan(name, { kind: "client", attributes, parent })

/** Ends a span at the time of a fiber's clock. */
export const endSpan = (fiber: AnyFiber, span: Tracer.Span, exit: Exit.Exit<unknown, unknown>): void =>
  span.end(fiber.getRef(References.TracerTimingEnabled) ? clockOf(fiber).currentTimeNanosUnsafe() : 0n, exit)
