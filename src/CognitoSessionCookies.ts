/**
 * Keeps a `CognitoSession` in the cookies of a browser, for servers that render pages: the session travels with each
 * request, and the server stores nothing.
 *
 * The cookies are sealed by AES-GCM, so that the browser can neither read nor change them. They are `HttpOnly`, `Secure`
 * and `SameSite=Lax`, and bound to the host. What is longer than a browser allows is split.
 *
 * Two requests of a browser may come at the same time, each with the same session: give the rotation of refresh tokens,
 * if it is on, a grace period of some seconds.
 *
 * @since 3.0.0
 */

import * as HttpServerRequest from "@effect/platform/HttpServerRequest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { CognitoAppClient } from "./CognitoAppClient.js"
import * as CognitoError from "./CognitoError.js"
import { unchecked } from "./internal/errors.js"
import type { Cookie } from "./internal/sessionCookie.js"
import { setCookies } from "./internal/sessionResponse.js"
import { seal, unseal } from "./internal/sessionSeal.js"
import { CognitoSessionStore, type Store, storeError } from "./internal/sessionStore.js"

export {
  /**
   * @since 3.0.0
   * @category models
   */
  type Cookie
} from "./internal/sessionCookie.js"

/**
 * How cookies are sealed.
 *
 * @since 3.0.0
 * @category models
 */
export interface Options {
  /** A secret of the server, of at least 32 random characters. All its instances have the same. */
  readonly key: Redacted.Redacted<string>
  /** Secrets that were the `key` before. What was sealed by them can still be opened. */
  readonly oldKeys?: ReadonlyArray<Redacted.Redacted<string>> | undefined
}

/** A browser takes 4,096 bytes of name and value. */
const size = 3800

/** How long a browser keeps a cookie at most, in seconds. Cognito decides how long the session lives. */
const maxAge = 400 * 86_400

/**
 * Makes the store of one request, for servers that are not of the platform. When the response is sent, it must set the
 * cookies that `changes` returns.
 *
 * It fails with `InvalidConfigurationError` if a key is too short.
 *
 * @example
 * ```ts
 * import { CognitoSession, CognitoSessionCookies, CognitoSessionStore } from "effect-cognito"
 * import { Effect, Redacted } from "effect"
 *
 * const respond = (cookies: { readonly [name: string]: string }) =>
 *   Effect.gen(function*() {
 *     const { changes, store } = yield* CognitoSessionCookies.make({ key: Redacted.make("..."), cookies })
 *     const page = yield* Effect.flatMap(CognitoSession.make(), (session) => session.state).pipe(
 *       Effect.provideService(CognitoSessionStore.CognitoSessionStore, store),
 *       Effect.scoped
 *     )
 *     return { page, setCookies: yield* changes }
 *   })
 * ```
 *
 * @since 3.0.0
 * @category constructors
 */
export const make = (
  { cookies, key, oldKeys = [] }: Options & {
    /** The cookies of the request. */
    readonly cookies: { readonly [name: string]: string | undefined }
  }
): Effect.Effect<
  {
    /** The store of this request's session. */
    readonly store: Store
    /** The cookies that the response has to set. */
    readonly changes: Effect.Effect<ReadonlyArray<Cookie>>
  },
  CognitoError.InvalidConfigurationError,
  CognitoAppClient
> =>
  Effect.flatMap(CognitoAppClient, ({ clientId }) => {
    const keys = [key, ...oldKeys]
    if (keys.some((key) => Redacted.value(key).length < 32)) {
      const message = "A key for the cookies of sessions is too short: give it at least 32 random characters."
      return Effect.fail(new CognitoError.InvalidConfigurationError({ message }, unchecked))
    }
    // A browser takes a cookie with this prefix only from the host itself, over https.
    const name = `__Host-CognitoSession.${clientId}`
    const nameOf = (index: number) => index === 0 ? name : `${name}.${index}`
    let current: Redacted.Redacted<string> | undefined
    let changed: ReadonlyArray<string> | undefined

    /** The first cookie begins with how many there are, because an old one of a longer session may be left. */
    const joined = () => {
      const [, count = "", first = ""] = /^(\d{1,2})\.(.*)$/.exec(cookies[name] ?? "") ?? []
      const others = Array.from({ length: Number(count) - 1 || 0 }, (_, index) => cookies[nameOf(index + 1)] ?? "")
      return [first, ...others].join("")
    }

    const open = Effect.gen(function*() {
      for (const key of keys) {
        const text = yield* unseal(key, name, joined())
        if (text !== undefined) return text
      }
      if (cookies[name] !== undefined) {
        yield* Effect.logWarning("The cookies of a session can't be opened, so the user has to sign in.")
      }
      return undefined
    })

    const store: Store = {
      load: Effect.suspend(() => changed === undefined ? open : Effect.succeed(current)),
      save: (session) =>
        Effect.map(Effect.mapError(seal(key, name, session), (error) => storeError("save", error)), (sealed) => {
          const count = Math.ceil(sealed.length / size)
          changed = Array.from(
            { length: count },
            (_, index) => (index === 0 ? `${count}.` : "") + sealed.slice(index * size, (index + 1) * size)
          )
          current = session
        }),
      remove: Effect.sync(() => {
        changed = []
        current = undefined
      })
    }

    const changes = Effect.sync(() => {
      if (changed === undefined) return []
      const values = new Map(Object.keys(cookies).filter(isOwn).map((name) => [name, ""]))
      changed.forEach((value, index) => values.set(nameOf(index), value))
      return Array.from(values, ([name, value]): Cookie => ({
        name,
        value,
        options: { httpOnly: true, secure: true, sameSite: "lax", path: "/", maxAge: value === "" ? 0 : maxAge }
      }))
    })
    const isOwn = (other: string) => other === name || other.startsWith(`${name}.`)

    return Effect.succeed({ store, changes })
  })

/**
 * A layer for one request to an HTTP server of the platform. The response to it sets the cookies.
 *
 * It fails with `InvalidConfigurationError` if a key is too short.
 *
 * @example
 * ```ts
 * import { CognitoSession, CognitoSessionCookies } from "effect-cognito"
 * import { Layer, Redacted } from "effect"
 *
 * const SessionLive = CognitoSession.layer().pipe(
 *   Layer.provide(CognitoSessionCookies.layer({ key: Redacted.make("...") }))
 * )
 * ```
 *
 * @since 3.0.0
 * @category layers
 */
export const layer = (options: Options): Layer.Layer<
  CognitoSessionStore,
  CognitoError.InvalidConfigurationError,
  HttpServerRequest.HttpServerRequest | CognitoAppClient
> =>
  Layer.effect(
    CognitoSessionStore,
    Effect.gen(function*() {
      const { cookies } = yield* HttpServerRequest.HttpServerRequest
      const { changes, store } = yield* make({ ...options, cookies })
      yield* setCookies(changes)
      return store
    })
  )
