/**
 * Keeps the tokens of one user: in memory for whoever reads them, and in a store, where they outlive the program and where
 * other tabs and processes see them.
 *
 * Each change of a session runs in a fiber of its own, one at a time and under the lock of the store. A caller that is
 * interrupted does not interrupt it, so a refresh that Cognito has processed is always stored.
 */
import * as Clock from "effect/Clock"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import type * as Scope from "effect/Scope"
import { forkDetached } from "./fork.js"
import { makeFork, makeMutex, makeVariable } from "./sessionEffects.js"
import { type Ending, endingOf, signedOut, type SignedOutError, type SignedOutReason } from "./sessionErrors.js"
import type { SessionStoreError, Store } from "./sessionStore.js"
import { fromText, toText } from "./sessionText.js"
import { type Claims, type Held, isFresh, isSame, isValid } from "./sessionTokens.js"
import type { Variable } from "./sessionVariable.js"

/**
 * The user is signed in.
 *
 * @since 3.0.0
 * @category models
 */
export interface SignedIn {
  /** Tells it from `SignedOut`. */
  readonly _tag: "SignedIn"
  /** What the id token says of the user. It is not verified: it came from Cognito itself. */
  readonly claims: Claims
  /** When the access token expires, by the clock of this machine. It is replaced before that. */
  readonly expiresAt: Date
}

/**
 * There is no session.
 *
 * @since 3.0.0
 * @category models
 */
export interface SignedOut {
  /** Tells it from `SignedIn`. */
  readonly _tag: "SignedOut"
  /** Why there is no session. */
  readonly reason: SignedOutReason
}

/**
 * Whether the user is signed in. It holds no token, so it can be shown and logged.
 *
 * @since 3.0.0
 * @category models
 */
export type State = SignedOut | SignedIn

/** The errors of a refresh that do not end the session, and those of the session itself. */
export type KeeperError<E> = SignedOutError | SessionStoreError | Exclude<E, { readonly _tag: Ending }>

export interface Keeper<E> {
  readonly state: Variable<State>
  /** Gives tokens that are valid for a while, and refreshes them if need be. */
  readonly fresh: Effect.Effect<Held, KeeperError<E>>
  /** Gives other tokens in place of some that Cognito refuses. */
  readonly replace: (refused: Held) => Effect.Effect<Held, KeeperError<E>>
  /** Saves these tokens and then uses them, in place of any others. */
  readonly begin: (held: Held) => Effect.Effect<void, SessionStoreError>
  /** Forgets the tokens, after an effect that has them and whose failure does not prevent it. */
  readonly end: <E>(before: (held: Held) => Effect.Effect<void, E>) => Effect.Effect<void, E | SessionStoreError>
}

/** How long to wait after a failed refresh, while the present access token is valid. In milliseconds. */
const rest = 5000

type Text = Redacted.Redacted<string> | undefined

const isEqual = (one: Text, other: Text): boolean => (one && Redacted.value(one)) === (other && Redacted.value(other))

export const makeKeeper = <E extends { readonly _tag: string; readonly message: string }>(
  { margin, refresh, store }: {
    readonly store: Store
    /** Gets new tokens in place of these. */
    readonly refresh: (held: Held) => Effect.Effect<Held, E>
    /** In milliseconds. */
    readonly margin: number
  }
): Effect.Effect<Keeper<E>, never, Scope.Scope> =>
  Effect.gen(function*() {
    const mutex = yield* makeMutex
    const state = yield* makeVariable<State>({ _tag: "SignedOut", reason: "NoSession" })
    const lock = store.lock ?? ((effect) => effect)

    let held: Held | undefined
    let reason: SignedOutReason = "NoSession"
    /** Tokens that could not be saved yet, and what the store had before them. */
    let unsaved: { readonly held: Held; readonly before: Text } | undefined
    /** What could not be removed. */
    let forgotten: Text
    /** The refresh that is going on. */
    let flight: Deferred.Deferred<Held, KeeperError<E>> | undefined
    let restsUntil = 0
    /** For each change that is going on, an effect that waits for its end. */
    const running = new Set<Effect.Effect<unknown>>()

    // -------------------------------------------------------------------------
    // memory
    // -------------------------------------------------------------------------

    const show = (next: Held): Effect.Effect<void> =>
      Effect.suspend(() => {
        const isKnown = held !== undefined && isSame(held, next)
        held = next
        restsUntil = 0
        return isKnown
          ? Effect.void
          : state.set({ _tag: "SignedIn", claims: next.claims, expiresAt: new Date(next.expiresAt) })
      })

    const showSignedOut = (why: SignedOutReason): Effect.Effect<void> =>
      Effect.suspend(() => {
        unsaved = undefined
        if (held === undefined && why === "SignedOut") return Effect.void
        held = undefined
        reason = why
        return state.set({ _tag: "SignedOut", reason })
      })

    // -------------------------------------------------------------------------
    // the store
    // -------------------------------------------------------------------------

    const read = (text: Text): Effect.Effect<Held | undefined> => {
      if (text === undefined || isEqual(text, forgotten)) return Effect.succeed(undefined)
      const held = fromText(text)
      return held === undefined
        ? Effect.as(
          Effect.logWarning("The stored session can't be read, so the user has to sign in: it is damaged or newer."),
          held
        )
        : Effect.succeed(held)
    }

    const save = (next: Held, before: Text): Effect.Effect<Held, SessionStoreError> =>
      Effect.suspend(() => {
        unsaved = { held: next, before }
        return Effect.flatMap(store.save(toText(next)), () => {
          unsaved = undefined
          return Effect.as(show(next), next)
        })
      })

    /** What the store has, once it has what it could not save before. */
    const load: Effect.Effect<readonly [Held | undefined, Text], SessionStoreError> = Effect.flatMap(
      store.load,
      (text) => {
        if (unsaved !== undefined && isEqual(text, unsaved.before)) {
          const { before, held } = unsaved
          return Effect.map(save(held, before), (held) => [held, toText(held)])
        }
        // Somebody else has saved or removed meanwhile.
        unsaved = undefined
        return Effect.map(read(text), (held) => [held, text])
      }
    )

    const renew = (refused: Held | undefined): Effect.Effect<Held, KeeperError<E>> =>
      Effect.gen(function*() {
        const [stored, text] = yield* load
        if (stored === undefined) {
          yield* showSignedOut("SignedOut")
          return yield* Effect.fail(signedOut(reason))
        }
        const now = yield* Clock.currentTimeMillis
        if (isFresh(stored, now, margin) && !(refused !== undefined && isSame(refused, stored))) {
          return yield* Effect.as(show(stored), stored)
        }
        // A store that can't save would lose the new refresh token, and the old one would be used up.
        if (store.check !== undefined) yield* store.check
        return yield* Effect.matchEffect(refresh(stored), {
          onFailure: (error): Effect.Effect<Held, KeeperError<E>> => {
            const ending = endingOf(error)
            // What ends a session is excluded from the type of the others.
            return ending === undefined ? Effect.fail(error as KeeperError<E>) : conclude(ending, text, refused)
          },
          onSuccess: (next) => save(next, text)
        })
      })

    /** Ends a session that Cognito has ended, unless somebody else has stored a newer one meanwhile. */
    const conclude = (
      ending: SignedOutReason,
      text: Text,
      refused: Held | undefined
    ): Effect.Effect<Held, KeeperError<E>> =>
      Effect.flatMap(Effect.orElseSucceed(store.load, () => text), (latest) =>
        latest !== undefined && !isEqual(latest, text)
          ? renew(refused)
          : Effect.flatMap(remove(latest), () =>
            Effect.flatMap(showSignedOut(ending), () =>
              Effect.fail(signedOut(ending)))))

    const remove = (text: Text) =>
      Effect.matchEffect(store.remove, {
        onFailure: (error) => {
          forgotten = text
          return Effect.logWarning(error.message)
        },
        onSuccess: () =>
          Effect.void
      })

    // -------------------------------------------------------------------------
    // one change at a time
    // -------------------------------------------------------------------------

    /** Runs an effect to its end, even if nobody waits for it any more. */
    const launch = <A, E>(effect: Effect.Effect<A, E>, done: Deferred.Deferred<A, E>) => {
      const ended = Effect.exit(Deferred.await(done))
      running.add(ended)
      return forkDetached(Effect.flatMap(Effect.exit(Effect.interruptible(mutex(effect))), (exit) => {
        running.delete(ended)
        if (Object.is(flight, done)) {
          flight = undefined
        }
        return Deferred.done(done, exit)
      }))
    }

    const complete = <A, E>(effect: Effect.Effect<A, E>): Effect.Effect<A, E> =>
      Effect.uninterruptibleMask((restore) =>
        Effect.flatMap(Deferred.make<A, E>(), (done) =>
          Effect.flatMap(launch(effect, done), () =>
            restore(Deferred.await(done))))
      )

    /** Waits for the refresh that is going on, or begins one. */
    const awaitRefresh = (refused?: Held): Effect.Effect<Held, KeeperError<E>> =>
      Effect.uninterruptibleMask((restore) =>
        Effect.flatMap(Deferred.make<Held, KeeperError<E>>(), (done) => {
          if (flight !== undefined) {
            return restore(Deferred.await(flight))
          }
          flight = done
          return Effect.flatMap(launch(lock(renew(refused)), done), () =>
            restore(Deferred.await(done)))
        })
      )

    /** After a failure that says nothing about the session, the present access token is used while it is valid. */
    const usePresent = (error: KeeperError<E>): Effect.Effect<Held, KeeperError<E>> =>
      Effect.flatMap(Clock.currentTimeMillis, (now) => {
        if (error._tag === "SignedOutError" || held === undefined || !isValid(held, now)) {
          return Effect.fail(error)
        }
        restsUntil = now + rest
        return Effect.as(
          Effect.logDebug(`The session will be refreshed later, because of ${error._tag}: ${error.message}`),
          held
        )
      })

    const awaitFresh = Effect.matchEffect(awaitRefresh(), {
      onFailure: usePresent,
      onSuccess: (held) =>
        Effect.succeed(held)
    })

    const fresh: Keeper<E>["fresh"] = Effect.flatMap(Clock.currentTimeMillis, (now) =>
      held !== undefined && (isFresh(held, now, margin) || (now < restsUntil && isValid(held, now)))
        ? Effect.succeed(held)
        : awaitFresh)

    const replace: Keeper<E>["replace"] = (refused) => {
      const next = Effect.suspend(() =>
        held !== undefined && !isSame(held, refused) ? fresh : awaitRefresh(refused)
      )
      // A refresh that was going on may not have known what was refused.
      return Effect.flatMap(next, (held) =>
        isSame(held, refused) ? awaitRefresh(refused) : Effect.succeed(held))
    }

    const begin: Keeper<E>["begin"] = (next) =>
      complete(lock(Effect.flatMap(store.save(toText(next)), () => {
        unsaved = forgotten = undefined
        return show(next)
      })))

    const end: Keeper<E>["end"] = (before) =>
      Effect.suspend(() => {
        let hasBegun = false
        const forget = Effect.gen(function*() {
          hasBegun = true
          const [stored, text] = yield* Effect.orElseSucceed(load, () =>
            [held, held && toText(held)] as const)
          const outcome = yield* Effect.exit(stored === undefined ? Effect.void : before(stored))
          yield* showSignedOut("SignedOut")
          forgotten = text
          yield* store.remove
          return yield* outcome
        })
        // If the lock can't be had, the user is signed out without it.
        return complete(Effect.catchIf(lock(forget), () => !hasBegun, () => forget))
      })

    // -------------------------------------------------------------------------
    // others
    // -------------------------------------------------------------------------

    /** Follows what others have done to the store. */
    const follow = Effect.flatMap(load, ([stored]) => stored === undefined ? showSignedOut("SignedOut") : show(stored))

    /** A store that is not atomic may be in the middle of a change, unless it is locked. */
    const begun = Effect.flatMap(store.load, (text) =>
      text !== undefined && fromText(text) === undefined ? lock(follow) : follow)

    yield* Effect.matchEffect(begun, {
      onFailure: (error) =>
        Effect.logWarning(error.message),
      onSuccess: () =>
        Effect.void
    })

    if (store.listen !== undefined) {
      const { listen } = store
      const fork = yield* makeFork
      yield* Effect.acquireRelease(
        Effect.sync(() => listen(() => fork(mutex(follow)))),
        (stop) => Effect.sync(stop)
      )
    }
    yield* Effect.addFinalizer(() => Effect.suspend(() => Effect.forEach([...running], (ended) => ended)))

    return { state, fresh, replace, begin, end }
  })
