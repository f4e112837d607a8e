/**
 * A session that keeps itself: the tokens of a signed-in user are stored, refreshed before they expire, once for all who
 * ask at the same time, and given up only if Cognito says so.
 *
 * - {@link layer} needs a store: see `CognitoSessionStore`, and `CognitoSessionCookies` for servers that render pages.
 * - A refresh that fails for any other reason than those in {@link SignedOutReason} leaves the session as it is: the
 *   present access token is used while it is valid, and the next attempt may work.
 * - No token appears in a state, an error, a log or a span.
 *
 * @example
 * ```ts
 * import { FetchHttpClient } from "@effect/platform"
 * import { CognitoAppClient, CognitoConfig, CognitoSession, CognitoSessionStore, CognitoSignIn } from "effect-cognito"
 * import { Effect, Layer, Redacted } from "effect"
 *
 * const program = Effect.gen(function*() {
 *   const session = yield* CognitoSession.CognitoSession
 *   const step = yield* CognitoSignIn.start({ username: "ada", password: Redacted.make("...") })
 *   if (step._tag === "SignedIn") yield* session.begin(step)
 *   return yield* session.accessToken
 * })
 *
 * const SessionLive = CognitoSession.layer().pipe(
 *   Layer.provide(CognitoSessionStore.layerMemory),
 *   Layer.provideMerge(CognitoAppClient.layer({ clientId: "1example23456789", userPoolId: "eu-west-1_AbC123" })),
 *   Layer.provideMerge(CognitoConfig.layer({ region: "eu-west-1" })),
 *   Layer.provideMerge(FetchHttpClient.layer)
 * )
 *
 * const runnable = Effect.provide(program, SessionLive)
 * ```
 *
 * @since 3.0.0
 */

import * as HttpClient from "@effect/platform/HttpClient"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type * as Layer from "effect/Layer"
import * as Schedule from "effect/Schedule"
import type * as Scope from "effect/Scope"
import type * as Stream from "effect/Stream"
import { CognitoAppClient, identify, type WebCryptoError } from "./CognitoAppClient.js"
import * as CognitoConfig from "./CognitoConfig.js"
import * as CognitoError from "./CognitoError.js"
import type * as CognitoSchema from "./CognitoSchema.js"
import { makeTag } from "./internal/context.js"
import { type DurationInput, toMillis } from "./internal/durations.js"
import { readText } from "./internal/foreign.js"
import type { Secret } from "./internal/parameterNames.js"
import { authorize } from "./internal/sessionClient.js"
import { layerScoped } from "./internal/sessionEffects.js"
import { type Ending, type SignedOutError } from "./internal/sessionErrors.js"
import { makeKeeper, type State } from "./internal/sessionKeeper.js"
import { CognitoSessionStore, type SessionStoreError } from "./internal/sessionStore.js"
import { type Held, toHeld } from "./internal/sessionTokens.js"
import {
  getTokensFromRefreshToken,
  type GetTokensFromRefreshTokenError
} from "./operations/GetTokensFromRefreshToken.js"
import { globalSignOut, type GlobalSignOutError } from "./operations/GlobalSignOut.js"
import { initiateAuth, type InitiateAuthError } from "./operations/InitiateAuth.js"
import { revokeToken, type RevokeTokenError } from "./operations/RevokeToken.js"

export {
  /**
   * @since 3.0.0
   * @category models
   */
  type SignedIn,
  /**
   * @since 3.0.0
   * @category models
   */
  type SignedOut,
  /**
   * @since 3.0.0
   * @category models
   */
  type State
} from "./internal/sessionKeeper.js"

export {
  /**
   * @since 3.0.0
   * @category errors
   */
  SignedOutError,
  /**
   * @since 3.0.0
   * @category models
   */
  type SignedOutReason
} from "./internal/sessionErrors.js"

export {
  /**
   * @since 3.0.0
   * @category errors
   */
  SessionStoreError
} from "./internal/sessionStore.js"

export {
  /**
   * @since 3.0.0
   * @category models
   */
  type Claims
} from "./internal/sessionTokens.js"

// -----------------------------------------------------------------------------
// models
// -----------------------------------------------------------------------------

/**
 * The tokens of a user who has just signed in. The step `SignedIn` of `CognitoSignIn` has them.
 *
 * @since 3.0.0
 * @category models
 */
export interface Tokens {
  /** Authorizes the user's own requests to Cognito and to your services. */
  readonly accessToken: Secret
  /** Says who the user is. */
  readonly idToken: Secret
  /** Gives new tokens when these expire. */
  readonly refreshToken: Secret
  /**
   * How many seconds the access token lives from now on. With it, a clock of this machine that is wrong by hours is
   * noticed. Leave it out for tokens that are not new.
   */
  readonly expiresIn?: number | undefined
}

/**
 * What a session can be told.
 *
 * @since 3.0.0
 * @category models
 */
export interface Options {
  /** How long before its expiry the access token is refreshed. At most half of its life. Default: 60 seconds. */
  readonly margin?: DurationInput | undefined
}

/**
 * A session of one user. It requires nothing more.
 *
 * @since 3.0.0
 * @category models
 */
export interface Service {
  /**
   * Saves the tokens of a user who has signed in, and uses them from then on.
   *
   * It fails with `SessionStoreError` if they can't be saved, and with `InvalidRequestError` if they are no tokens of a
   * user. Then the session is as it was.
   */
  readonly begin: (tokens: Tokens) => Effect.Effect<void, SessionStoreError | CognitoError.InvalidRequestError>
  /**
   * An access token that is valid for at least the margin, or the present one while it is valid and can't be refreshed.
   * As long as one is in memory, it costs no request and no access to the store.
   *
   * It fails with `SignedOutError` if the user has to sign in. After every other error the session is intact.
   */
  readonly accessToken: Effect.Effect<Secret, AccessTokenError>
  /** The id token that came with the {@link Service.accessToken}. */
  readonly idToken: Effect.Effect<Secret, AccessTokenError>
  /** Whether the user is signed in, as far as is known here. */
  readonly state: Effect.Effect<State>
  /** The state now, and every later one. Each refresh is one, since it brings new claims and a later expiry. */
  readonly changes: Stream.Stream<State>
  /**
   * Runs an effect with the access token. If it fails with Cognito's `NotAuthorizedException` for the token, which was
   * then revoked before its time, it is run once more with another token.
   */
  readonly withAccessToken: <A, E, R>(
    use: (accessToken: Secret) => Effect.Effect<A, E, R>
  ) => Effect.Effect<A, E | AccessTokenError, R>
  /**
   * Puts the access token, as a bearer token, on the requests of a client to these origins, such as
   * `"https://api.example.com"`, and to no others. A request fails as {@link Service.accessToken} does.
   */
  readonly authorize: (options: {
    /** Where the token may be sent. */
    readonly origins: ReadonlyArray<string | URL>
  }) => <E, R>(client: HttpClient.HttpClient.With<E, R>) => HttpClient.HttpClient.With<E | AccessTokenError, R>
  /**
   * Signs the user out here: revokes the refresh token and then forgets all tokens. Other tabs follow.
   *
   * The tokens are forgotten whatever happens. An error of `revokeToken` says that Cognito may not have revoked them, for
   * example because there is no network, and `SessionStoreError` that the store may still have them.
   */
  readonly signOut: Effect.Effect<void, RevokeTokenError | SessionStoreError>
  /**
   * Signs the user out everywhere, by `globalSignOut`, and then forgets all tokens.
   *
   * The tokens are forgotten whatever happens. Any error but `SessionStoreError` says that the user may still be signed in
   * elsewhere.
   */
  readonly signOutEverywhere: Effect.Effect<void, GlobalSignOutError | AccessTokenError>
  /** Forgets all tokens here, without telling Cognito. */
  readonly forget: Effect.Effect<void, SessionStoreError>
}

// -----------------------------------------------------------------------------
// refresh
// -----------------------------------------------------------------------------

type RequestError = GetTokensFromRefreshTokenError | InitiateAuthError | WebCryptoError

/**
 * What a refresh can fail with that says nothing about the session.
 *
 * @since 3.0.0
 * @category errors
 */
export type RefreshError = Exclude<RequestError, { readonly _tag: Ending }>

/**
 * Why there is no valid access token: {@link SignedOutError} if the user has to sign in, and any other error if it may
 * work later, because the session is intact.
 *
 * @since 3.0.0
 * @category errors
 */
export type AccessTokenError = SignedOutError | SessionStoreError | RefreshError

/**
 * Allows the request to be repeated after a failure that does not tell whether Cognito has processed it. If Cognito has,
 * the old refresh token works only for the grace period of its rotation, so the repetition must not wait.
 */
const withRepeats = <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.flatMap(CognitoConfig.CognitoConfig, ({ retry = {} }) =>
    retry === "none" || Schedule.isSchedule(retry)
      ? effect
      : CognitoConfig.withConfig(effect, { retry: { repeatable: true, ...retry } }))

/** Whether a Cognito, such as an emulator, has the older operation only. */
const isUnknownOperation = (error: RequestError): boolean =>
  error._tag === "OperationNotEnabledException" ||
  (error._tag === "UnknownServiceException" &&
    (error.status === 501 || /^(UnknownOperation|Unsupported|NotImplemented)/.test(error.code)))

interface Response {
  readonly authenticationResult?: CognitoSchema.AuthenticationResultType
}

/** Asks in the older way, which knows no rotation. */
const askByFlow = ({ deviceKey, refreshToken, username }: Held) =>
  Effect.flatMap(identify(username), ({ clientId, secretHash }) =>
    initiateAuth({
      clientId,
      authFlow: "REFRESH_TOKEN_AUTH",
      authParameters: {
        REFRESH_TOKEN: refreshToken,
        ...(secretHash && { SECRET_HASH: secretHash }),
        ...(deviceKey !== undefined && { DEVICE_KEY: deviceKey })
      }
    }))

const ask = ({ deviceKey, refreshToken }: Held) =>
  Effect.flatMap(
    CognitoAppClient,
    ({ clientId, clientSecret }) => getTokensFromRefreshToken({ refreshToken, clientId, clientSecret, deviceKey })
  )

/** Makes the function that refreshes. It remembers which operation Cognito has. */
const makeRefresh = (): (held: Held) => Effect.Effect<Held, RequestError, HttpClient.HttpClient | CognitoAppClient> => {
  let hasOperation = true
  return (held) =>
    Effect.flatMap(Clock.currentTimeMillis, (now) => {
      type Asked = Effect.Effect<Response, RequestError, HttpClient.HttpClient | CognitoAppClient>
      const asked: Asked = hasOperation
        ? Effect.matchEffect(ask(held), {
          onFailure: (error): Asked => {
            if (!isUnknownOperation(error)) return Effect.fail(error)
            hasOperation = false
            return askByFlow(held)
          },
          onSuccess: (response) => Effect.succeed(response)
        })
        : askByFlow(held)
      return Effect.flatMap(withRepeats(asked), ({ authenticationResult: result }) => {
        const next = result?.accessToken && toHeld(
          {
            accessToken: result.accessToken,
            idToken: result.idToken ?? held.idToken,
            // Without rotation the old one stays.
            refreshToken: result.refreshToken ?? held.refreshToken
          },
          { now, isNew: true }
        )
        return next === undefined
          ? Effect.fail(
            new CognitoError.InvalidResponseError({
              operation: hasOperation ? "GetTokensFromRefreshToken" : "InitiateAuth",
              status: 200,
              issues: [{ path: ["authenticationResult"], expected: "the tokens of a user" }]
            })
          )
          : Effect.succeed(next)
      })
    })
}

// -----------------------------------------------------------------------------
// service
// -----------------------------------------------------------------------------

/**
 * The session, for programs that inject it as a layer.
 *
 * @example
 * ```ts
 * import { Cognito, CognitoSession } from "effect-cognito"
 * import { Effect } from "effect"
 *
 * const getUser = Effect.gen(function*() {
 *   const session = yield* CognitoSession.CognitoSession
 *   return yield* session.withAccessToken((accessToken) => Cognito.getUser({ accessToken }))
 * }).pipe(
 *   Effect.catchTag("SignedOutError", () => Effect.succeed(undefined))
 * )
 * ```
 *
 * @since 3.0.0
 * @category tags
 */
export class CognitoSession extends /*#__PURE__*/ makeTag<CognitoSession, Service>()("effect-cognito/CognitoSession") {}

type Requirements = HttpClient.HttpClient | CognitoAppClient | CognitoSessionStore

/**
 * Whether Cognito refuses the access token itself. The same exception says that a password is wrong, or that a token was
 * not issued for this, and then another token would not help.
 */
const isTokenRefused = (error: unknown): boolean => {
  const message = readText(error, "message")
  return readText(error, "_tag") === "NotAuthorizedException" && /\btoken\b/i.test(message) && !/\bscope/i.test(message)
}

/**
 * Makes a session with the client, the app client, the configuration and the store of here and now, and with what the
 * store has. When the scope closes, it waits for a refresh that is going on, because its tokens would be lost.
 *
 * @since 3.0.0
 * @category constructors
 */
export const make = ({ margin = 60_000 }: Options = {}): Effect.Effect<Service, never, Requirements | Scope.Scope> =>
  Effect.gen(function*() {
    const client = yield* HttpClient.HttpClient
    const appClient = yield* CognitoAppClient
    const configuration = yield* CognitoConfig.CognitoConfig
    const store = yield* CognitoSessionStore
    const here = <A, E>(
      effect: Effect.Effect<A, E, HttpClient.HttpClient | CognitoAppClient>
    ): Effect.Effect<A, E> =>
      effect.pipe(
        Effect.provideService(HttpClient.HttpClient, client),
        Effect.provideService(CognitoAppClient, appClient),
        Effect.provideService(CognitoConfig.CognitoConfig, configuration)
      )
    const refresh = makeRefresh()
    const { begin, end, fresh, replace, state } = yield* makeKeeper({
      store,
      refresh: (held) => here(refresh(held)),
      margin: toMillis(margin)
    })

    const use = <A, E, R>(f: (held: Held) => Effect.Effect<A, E, R>): Effect.Effect<A, E | AccessTokenError, R> =>
      Effect.flatMap(fresh, (held) =>
        Effect.matchEffect(f(held), {
          onFailure: (error): Effect.Effect<A, E | AccessTokenError, R> =>
            isTokenRefused(error) ? Effect.flatMap(replace(held), f) : Effect.fail(error),
          onSuccess: (value) => Effect.succeed(value)
        }))

    const accessToken = Effect.map(fresh, (held) => held.accessToken)
    const { clientId, clientSecret } = appClient

    return {
      begin: ({ expiresIn, ...tokens }) =>
        Effect.flatMap(Clock.currentTimeMillis, (now): ReturnType<Service["begin"]> => {
          const held = toHeld(tokens, { now, isNew: expiresIn !== undefined })
          return held === undefined
            ? Effect.fail(
              new CognitoError.InvalidRequestError({
                operation: "CognitoSession.begin",
                issues: [{ path: ["accessToken"], expected: "the tokens of a user, as Cognito issues them" }]
              })
            )
            : begin(held)
        }),
      accessToken,
      idToken: Effect.map(fresh, (held) => held.idToken),
      state: state.get,
      changes: state.changes,
      withAccessToken: (f) => use((held) => f(held.accessToken)),
      authorize: ({ origins }) => authorize(accessToken, origins),
      signOut: end(({ refreshToken }) => here(revokeToken({ token: refreshToken, clientId, clientSecret }))),
      signOutEverywhere: Effect.flatMap(
        Effect.exit(here(use(({ accessToken }) => globalSignOut({ accessToken })))),
        (outcome) => Effect.flatMap(end(() => Effect.void), () => Effect.asVoid(outcome))
      ),
      forget: end(() => Effect.void)
    }
  })

/**
 * A layer of the session. Provide it once for each user: once in a browser, once for each request in a server.
 *
 * @example
 * ```ts
 * import { CognitoSession, CognitoSessionStore } from "effect-cognito"
 * import { Layer } from "effect"
 *
 * const SessionLive = CognitoSession.layer({ margin: "2 minutes" }).pipe(
 *   Layer.provide(CognitoSessionStore.layerMemory)
 * )
 * ```
 *
 * @since 3.0.0
 * @category layers
 */
export const layer = (options?: Options): Layer.Layer<CognitoSession, never, Requirements> =>
  layerScoped(CognitoSession, make(options))
