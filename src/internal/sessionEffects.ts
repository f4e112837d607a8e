/**
 * What a session needs of Effect that the two majors name differently.
 */
import type * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Runtime from "effect/Runtime"
import type * as Scope from "effect/Scope"
import * as SubscriptionRef from "effect/SubscriptionRef"
import type { Mutex, Variable } from "./sessionVariable.js"

export const makeMutex: Effect.Effect<Mutex> = /*#__PURE__*/ Effect.map(
  /*#__PURE__*/ Effect.makeSemaphore(1),
  (semaphore) => semaphore.withPermits(1)
)

/** Makes a function with which callbacks of the platform start effects. */
export const makeFork: Effect.Effect<(effect: Effect.Effect<unknown, unknown>) => void> = /*#__PURE__*/ Effect.map(
  /*#__PURE__*/ Effect.runtime<never>(),
  (runtime) => (effect) => void Runtime.runFork(runtime)(effect)
)

export const makeVariable = <A>(value: A): Effect.Effect<Variable<A>> =>
  Effect.map(SubscriptionRef.make(value), (ref) => ({
    set: (value) => SubscriptionRef.set(ref, value),
    get: SubscriptionRef.get(ref),
    changes: ref.changes
  }))

/** A layer whose service lives as long as the layer's scope. */
export const layerScoped: <Self, Service, E, R>(
  tag: Context.Tag<Self, Service>,
  make: Effect.Effect<Service, E, R>
) => Layer.Layer<Self, E, Exclude<R, Scope.Scope>> = Layer.scoped
