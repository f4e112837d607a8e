/**
 * Claims of Cognito's tokens: decoded, or verified by the keys of the user pool.
 *
 * A server that gets a bearer token needs a {@link Verifier}. It fetches the keys through the program's own
 * `HttpClient`, keeps them, and tells a bad token ({@link InvalidTokenError}) from keys that can't be fetched
 * ({@link KeysUnavailableError}).
 *
 * @example
 * ```ts
 * import { CognitoToken } from "effect-cognito"
 * import { Effect, Redacted } from "effect"
 *
 * const program = Effect.gen(function*() {
 *   const verifier = yield* CognitoToken.Verifier
 *   const { groups, sub } = yield* verifier.verify(Redacted.make("..."))
 *   return groups.includes("admin") ? `${sub} is an administrator` : sub
 * })
 *
 * const VerifierLive = CognitoToken.layer({
 *   userPoolId: "eu-west-1_AbCdEfGhI",
 *   clientId: "1example23456789",
 *   tokenUse: "access"
 * })
 *
 * const runnable = Effect.provide(program, VerifierLive)
 * ```
 *
 * @since 3.0.0
 */

import * as HttpClient from "@effect/platform/HttpClient"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Redacted from "effect/Redacted"
import type * as CognitoError from "./CognitoError.js"
import { type ConfigError, makeTag, readConfig, type Wrap } from "./internal/context.js"
import type { TokenUse } from "./internal/tokenClaims.js"
import type { InvalidTokenError, KeysUnavailableError } from "./internal/tokenErrors.js"
import type { PoolOptions } from "./internal/tokenIssuers.js"
import { type ClaimsSchema, makeClaims } from "./internal/tokenShapes.js"
import * as verifier from "./internal/verifier.js"

export {
  /**
   * @since 3.0.0
   * @category errors
   */
  InvalidTokenError,
  /**
   * @since 3.0.0
   * @category errors
   */
  KeysUnavailableError,
  /**
   * @since 3.0.0
   * @category errors
   */
  type Reason
} from "./internal/tokenErrors.js"

export {
  /**
   * @since 3.0.0
   * @category models
   */
  type PoolOptions
} from "./internal/tokenIssuers.js"

export {
  /**
   * @since 3.0.0
   * @category models
   */
  type TokenUse
} from "./internal/tokenClaims.js"

export {
  /**
   * @since 3.0.0
   * @category models
   */
  type ClaimsSchema
} from "./internal/tokenShapes.js"

export {
  /**
   * @since 3.0.0
   * @category models
   */
  type Requirements
} from "./internal/verifier.js"

// -----------------------------------------------------------------------------
// claims
// -----------------------------------------------------------------------------

/**
 * What both tokens say.
 *
 * @since 3.0.0
 * @category claims
 */
export interface CommonClaims {
  /** The user's id, which never changes. In a token of an app client itself: the id of the app client. */
  readonly sub: string
  /** The issuer: a URL that ends with the id of the user pool. */
  readonly iss: string
  /** From when on the token is no longer valid. */
  readonly exp: Date
  /** When the token was issued. */
  readonly iat: Date
  /** Before when the token is not valid. Cognito's own tokens do not have it. */
  readonly nbf?: Date
  /** When the user signed in. */
  readonly authTime?: Date
  /** The user's name in the pool. A token of an app client itself does not have it. */
  readonly username?: string
  /** The groups of the user, or an empty list. */
  readonly groups: ReadonlyArray<string>
  /** The id of the token. */
  readonly jti?: string
  /** The id that all tokens of one sign-in share, if the app client can revoke tokens. */
  readonly originJti?: string
  /** The id of the event in the pool's log of sign-ins. */
  readonly eventId?: string
  /**
   * All other claims, by their names and as they are in the token: custom attributes such as `custom:tenant`, what a
   * Lambda added, and a claim whose value is not of the expected type.
   */
  readonly other: { readonly [claim: string]: unknown }
}

/**
 * What an access token says.
 *
 * @since 3.0.0
 * @category claims
 */
export interface AccessTokenClaims extends CommonClaims {
  /** The kind of token. */
  readonly tokenUse: "access"
  /** The app client to which it was issued. */
  readonly clientId: string
  /** The scopes, or an empty list. */
  readonly scope: ReadonlyArray<string>
  /** The key of the user's device, if the pool remembers devices. */
  readonly deviceKey?: string
  /** The version of the claims. */
  readonly version?: number
}

/**
 * What an ID token says. The standard attributes are there if the app client may read them.
 *
 * @since 3.0.0
 * @category claims
 */
export interface IdTokenClaims extends CommonClaims {
  /** The kind of token. */
  readonly tokenUse: "id"
  /** The app client to which it was issued (the claim `aud`). A Lambda can take it away. */
  readonly clientId?: string
  /** The IAM roles of the user's groups, or an empty list. */
  readonly roles: ReadonlyArray<string>
  /** The IAM role of the group that takes precedence. */
  readonly preferredRole?: string
  /** What the application sent with the request to sign in, against replay. */
  readonly nonce?: string
  /** The hash of the access token that was issued together with it. */
  readonly atHash?: string
  /** The e-mail address. */
  readonly email?: string
  /** Whether the user has shown that the e-mail address is theirs. */
  readonly emailVerified?: boolean
  /** The phone number, such as `+12025550100`. */
  readonly phoneNumber?: string
  /** Whether the user has shown that the phone number is theirs. */
  readonly phoneNumberVerified?: boolean
  /** The full name. */
  readonly name?: string
  /** The first name or names. */
  readonly givenName?: string
  /** The last name or names. */
  readonly familyName?: string
  /** The middle name or names. */
  readonly middleName?: string
  /** What friends call the user. */
  readonly nickname?: string
  /** The name by which the user wants to be called or found. */
  readonly preferredUsername?: string
  /** The address of a page about the user. */
  readonly profile?: string
  /** The address of a picture of the user. */
  readonly picture?: string
  /** The address of the user's own page. */
  readonly website?: string
  /** The gender, in the user's own words. */
  readonly gender?: string
  /** The date of birth, as `YYYY-MM-DD`. */
  readonly birthdate?: string
  /** The time zone, such as `Europe/Amsterdam`. */
  readonly zoneinfo?: string
  /** The language and region, such as `nl-NL`. */
  readonly locale?: string
}

/**
 * What a token says. Its `tokenUse` tells which kind it is.
 *
 * @since 3.0.0
 * @category claims
 */
export type Claims = AccessTokenClaims | IdTokenClaims

/**
 * The claims of this kind of token.
 *
 * @since 3.0.0
 * @category claims
 */
export type ClaimsOf<Use extends TokenUse> = Extract<Claims, { readonly tokenUse: Use }>

/**
 * The schema of {@link AccessTokenClaims}: from the payload of a token and back. Decoding does not verify anything.
 *
 * @since 3.0.0
 * @category claims
 */
export const AccessTokenClaims: ClaimsSchema<AccessTokenClaims> = /*#__PURE__*/ makeClaims("access")

/**
 * The schema of {@link IdTokenClaims}: from the payload of a token and back. Decoding does not verify anything.
 *
 * @since 3.0.0
 * @category claims
 */
export const IdTokenClaims: ClaimsSchema<IdTokenClaims> = /*#__PURE__*/ makeClaims("id")

/**
 * Reads the claims of a token **without verifying it**: anyone can have made such a token. It is for a program that
 * got the token from Cognito itself and wants to know, for example, when it expires.
 *
 * It fails with `InvalidTokenError`, of reason `"Malformed"` or, if a `tokenUse` is given and the token is of the other
 * kind, `"TokenUse"`.
 *
 * @example
 * ```ts
 * import { CognitoToken } from "effect-cognito"
 * import { Effect, Redacted } from "effect"
 *
 * const name = CognitoToken.decodeUnverified(Redacted.make("..."), "id").pipe(
 *   Effect.map(({ email, givenName }) => givenName ?? email)
 * )
 * ```
 *
 * @since 3.0.0
 * @category decoding
 */
export const decodeUnverified = <Use extends TokenUse = TokenUse>(
  token: Redacted.Redacted<string>,
  tokenUse?: Use
): Effect.Effect<ClaimsOf<Use>, InvalidTokenError> =>
  // The table of claims says what the types say.
  verifier.decodeUnverified(token, tokenUse) as Effect.Effect<never, InvalidTokenError>

// -----------------------------------------------------------------------------
// verifying
// -----------------------------------------------------------------------------

/**
 * Verifies tokens by the keys of their issuers.
 *
 * @since 3.0.0
 * @category models
 */
export interface Service {
  /**
   * Gives the claims of a genuine token that meets the options of its user pool and the requirements of this call.
   * Those of the call come on top: of each list, the token must have at least one.
   *
   * It fails with {@link InvalidTokenError}, or with {@link KeysUnavailableError} if the keys of the issuer are needed
   * and can't be fetched. Keys are fetched when they are first needed, and kept for as long as HTTP says, between 5
   * minutes and 24 hours. If they can't be refreshed then, the ones from before stay in use. For a key that is unknown
   * they are fetched anew, at most once in 10 seconds.
   */
  readonly verify: <Use extends TokenUse = TokenUse>(
    token: Redacted.Redacted<string>,
    requirements?: verifier.Requirements<Use>
  ) => Effect.Effect<ClaimsOf<Use>, InvalidTokenError | KeysUnavailableError>
  /**
   * Fetches the keys of every user pool, so that the first token need not wait for them. It fails if the keys of a pool
   * can't be fetched.
   */
  readonly hydrate: Effect.Effect<void, KeysUnavailableError>
}

/**
 * The service that verifies tokens.
 *
 * @since 3.0.0
 * @category tags
 */
export class Verifier extends makeTag<Verifier, Service>()("effect-cognito/CognitoToken/Verifier") {}

/**
 * What a verifier accepts: the tokens of one user pool, or of several.
 *
 * @since 3.0.0
 * @category models
 */
export type Options = PoolOptions | ReadonlyArray<PoolOptions>

const isList = (options: Options): options is ReadonlyArray<PoolOptions> => Array.isArray(options)

/**
 * Makes a verifier with the `HttpClient` of here and now. It fails with `InvalidConfigurationError` if an option is not
 * what it should be.
 *
 * @since 3.0.0
 * @category constructors
 */
export const make = (
  options: Options
): Effect.Effect<Service, CognitoError.InvalidConfigurationError, HttpClient.HttpClient> =>
  Effect.flatMap(
    HttpClient.HttpClient,
    (client) =>
      // The claims have the types that the requirements ask for, which only the generic type of `verify` says.
      verifier.makeVerifier(isList(options) ? options : [options], client) as Effect.Effect<
        never,
        CognitoError.InvalidConfigurationError
      >
  )

/**
 * A layer of the verifier.
 *
 * @example
 * ```ts
 * import { CognitoToken } from "effect-cognito"
 *
 * // Access tokens of customers, and those of the staff who may read reports.
 * const VerifierLive = CognitoToken.layer([
 *   { userPoolId: "eu-west-1_Customers", clientId: ["1website", "2app"], tokenUse: "access" },
 *   { userPoolId: "eu-west-1_Staff", clientId: null, tokenUse: "access", scopes: ["reports/read"] }
 * ])
 *
 * // An emulator.
 * const LocalVerifier = CognitoToken.layer({
 *   userPoolId: "local_4EsMyNpN",
 *   clientId: null,
 *   tokenUse: "access",
 *   endpoint: "http://localhost:9229"
 * })
 * ```
 *
 * @since 3.0.0
 * @category layers
 */
export const layer = (
  options: Options
): Layer.Layer<Verifier, CognitoError.InvalidConfigurationError, HttpClient.HttpClient> =>
  Layer.effect(Verifier, make(options))

/**
 * A layer of the verifier of one user pool, whose options are read from the configuration.
 *
 * @example
 * ```ts
 * import { CognitoToken } from "effect-cognito"
 * import { Config } from "effect"
 *
 * const VerifierLive = CognitoToken.layerConfig({
 *   userPoolId: Config.string("USER_POOL_ID"),
 *   clientId: Config.string("CLIENT_ID"),
 *   tokenUse: Config.succeed("access")
 * })
 * ```
 *
 * @since 3.0.0
 * @category layers
 */
export const layerConfig = (
  options: Wrap<PoolOptions>
): Layer.Layer<Verifier, ConfigError | CognitoError.InvalidConfigurationError, HttpClient.HttpClient> =>
  Layer.effect(Verifier, Effect.flatMap(readConfig<PoolOptions>(options), make))
