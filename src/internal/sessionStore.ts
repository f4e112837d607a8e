/**
 * Where a session is kept.
 */
import type * as Effect from "effect/Effect"
import type * as Redacted from "effect/Redacted"
import { makeTag } from "./context.js"
import { literals, string, taggedError } from "./errors.js"
import { readText } from "./foreign.js"
import { cleanLine } from "./secrets.js"

/**
 * A store of sessions failed. The session in memory stays as it is, and is used while its access token is valid.
 *
 * @since 3.0.0
 * @category errors
 */
export class SessionStoreError extends /*#__PURE__*/ taggedError<SessionStoreError>("")("SessionStoreError", {
  /** What the store was asked for. */
  operation: /*#__PURE__*/ literals("load", "save", "remove", "lock"),
  /** What went wrong, and what to do. */
  message: string
}) {}

/**
 * Runs an effect while nobody else has the lock.
 *
 * @since 3.0.0
 * @category models
 */
export type Lock = <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E | SessionStoreError, R>

/**
 * Where one session is kept, as a text that only the session understands. It holds tokens: keep it as safe as a
 * password.
 *
 * @since 3.0.0
 * @category models
 */
export interface Store {
  /** Reads what was saved last, if it has not been removed. */
  readonly load: Effect.Effect<Redacted.Redacted<string> | undefined, SessionStoreError>
  /** Replaces what was saved. What it says is saved must be there for every later `load`. */
  readonly save: (session: Redacted.Redacted<string>) => Effect.Effect<void, SessionStoreError>
  /** Forgets what was saved. */
  readonly remove: Effect.Effect<void, SessionStoreError>
  /** Fails if `save` would fail now. It is asked before a refresh, because new tokens that can't be saved are lost. */
  readonly check?: Effect.Effect<void, SessionStoreError> | undefined
  /** Keeps others that use the same store away, in other tabs, processes or machines. */
  readonly lock?: Lock | undefined
  /** Calls a function whenever others may have saved or removed, and returns how to stop that. */
  readonly listen?: ((onChange: () => void) => () => void) | undefined
}

/**
 * The store that a session is kept in.
 *
 * @example
 * ```ts
 * import { CognitoSessionStore } from "effect-cognito"
 * import { Effect, Layer, type Redacted } from "effect"
 *
 * let kept: Redacted.Redacted<string> | undefined
 *
 * const StoreLive = Layer.succeed(CognitoSessionStore.CognitoSessionStore, {
 *   load: Effect.sync(() => kept),
 *   save: (session) => Effect.sync(() => void (kept = session)),
 *   remove: Effect.sync(() => void (kept = undefined))
 * })
 * ```
 *
 * @since 3.0.0
 * @category tags
 */
export class CognitoSessionStore
  extends /*#__PURE__*/ makeTag<CognitoSessionStore, Store>()("effect-cognito/CognitoSessionStore")
{}

/** Says what failed, in the words of the platform but without what it was given. */
export const storeError = (
  operation: "load" | "save" | "remove" | "lock",
  cause: unknown,
  secrets: ReadonlyArray<string> = []
): SessionStoreError =>
  new SessionStoreError({
    operation,
    message: `The store of sessions failed to ${operation}: ${cleanLine(readText(cause, "message"), secrets, 300)}`
  })
