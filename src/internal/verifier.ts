/**
 * Verifying a token: from its text to its claims, or to the reason why not.
 */
import type * as HttpClient from "@effect/platform/HttpClient"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type * as Redacted from "effect/Redacted"
import * as CognitoError from "../CognitoError.js"
import { unchecked } from "./errors.js"
import { isSigned } from "./signature.js"
import { readClaims, type TokenUse, useOf } from "./tokenClaims.js"
import { type InvalidTokenError, KeysUnavailableError, refuse } from "./tokenErrors.js"
import { type Issuer, makeIssuers, type PoolOptions } from "./tokenIssuers.js"
import { findFault, type Judged, type Policy } from "./tokenPolicy.js"
import { type Json, type Parsed, parseToken } from "./tokenText.js"

/**
 * What one call demands of a token, in addition to the options of its user pool.
 *
 * @since 3.0.0
 * @category models
 */
export interface Requirements<Use extends TokenUse = TokenUse> {
  /** Which token it must be. */
  readonly tokenUse?: Use | undefined
  /** The user must be in at least one of these groups. */
  readonly groups?: ReadonlyArray<string> | undefined
  /** The access token must have at least one of these scopes. */
  readonly scopes?: ReadonlyArray<string> | undefined
}

type Verified = Effect.Effect<Judged, InvalidTokenError | KeysUnavailableError>

export interface Verifier {
  readonly verify: (token: Redacted.Redacted<string>, requirements?: Requirements) => Verified
  readonly hydrate: Effect.Effect<void, KeysUnavailableError>
}

const malformed = /*#__PURE__*/ Effect.suspend(() => Effect.fail(refuse("Malformed")))

/** Reads the claims of a token without verifying it. */
export const decodeUnverified = (
  token: Redacted.Redacted<string>,
  tokenUse?: TokenUse
): Effect.Effect<Json, InvalidTokenError> =>
  Effect.suspend(() => {
    const parsed = parseToken(token)
    const use = parsed && useOf(parsed.payload)
    const claims = use && readClaims(parsed.payload, use)
    return claims === undefined
      ? malformed
      : tokenUse !== undefined && tokenUse !== use
      ? Effect.fail(refuse("TokenUse"))
      : Effect.succeed(claims)
  })

/** What would have the token verified by other means than the issuer's published keys, or demands what nobody reads. */
const refusedHeaders = ["crit", "jwk", "jku", "x5c", "x5u"]

/** The id of the key, if the header is one that Cognito writes. */
const readKeyId = ({ header }: Parsed): string | undefined =>
  typeof header["kid"] === "string" && refusedHeaders.every((name) => header[name] === undefined)
    ? header["kid"]
    : undefined

/** Makes a verifier of the tokens of some user pools. */
export const makeVerifier = (
  pools: ReadonlyArray<PoolOptions>,
  client: HttpClient.HttpClient
): Effect.Effect<Verifier, CognitoError.InvalidConfigurationError> =>
  Effect.suspend(() => {
    try {
      return Effect.succeed(verifierOf(pools.map((pool) => makeIssuers(pool, client))))
    } catch (error) {
      return Effect.fail(
        error instanceof CognitoError.InvalidConfigurationError
          ? error
          : new CognitoError.InvalidConfigurationError({
            message: "The options can't be read: each must be what CognitoToken.PoolOptions says."
          }, unchecked)
      )
    }
  })

const verifierOf = (pools: ReadonlyArray<ReadonlyArray<Issuer>>): Verifier => {
  const issuers = new Map(pools.flat().map((issuer) => [issuer.name, issuer]))
  if (issuers.size === 0 || issuers.size < pools.flat().length) {
    throw new CognitoError.InvalidConfigurationError({
      message: "There must be one user pool or more, and no two of them may have the same issuer."
    }, unchecked)
  }

  const verify: Verifier["verify"] = (token, requirements = {}) =>
    Effect.suspend((): Verified => {
      const parsed = parseToken(token)
      const use = parsed && useOf(parsed.payload)
      // Every token has the claims that decide, and `readClaims` reads no others into them.
      const claims = (use && readClaims(parsed.payload, use)) as Judged | undefined
      if (parsed === undefined || claims === undefined) return malformed
      if (parsed.header["alg"] !== "RS256") return Effect.fail(refuse("Algorithm"))
      const id = readKeyId(parsed)
      if (id === undefined) return malformed
      const issuer = issuers.get(String(parsed.payload["iss"]))
      if (issuer === undefined) return Effect.fail(refuse("Issuer"))

      const signed = Effect.flatMap(
        issuer.keys.find(id),
        (key) => key === undefined ? Effect.succeed(false) : isSigned(parsed.text, key)
      )
      return Effect.flatMap(signed, (signed) =>
        signed === true
          ? judge(claims, issuer.policy, requirements)
          : Effect.fail(
            signed === false
              ? refuse("Signature")
              // The key itself is not usable, so nothing is known about the token.
              : new KeysUnavailableError({ issuer: issuer.name, reason: "Response", status: 200 }, unchecked)
          ))
    })

  return {
    verify,
    hydrate: Effect.forEach(pools, hydratePool, { concurrency: "unbounded", discard: true })
  }
}

/** Accepts the claims of a genuine token, or not. */
const judge = (claims: Judged, policy: Policy, requirements: Requirements): Effect.Effect<Judged, InvalidTokenError> =>
  Effect.flatMap(Clock.currentTimeMillis, (now) => {
    const { groups, scopes, tokenUse = null } = requirements
    const own = { clientIds: null, tokenUse, groups, scopes, tolerance: policy.tolerance }
    const fault = findFault(claims, policy, now) ?? findFault(claims, own, now)
    return fault === undefined ? Effect.succeed(claims) : Effect.fail(refuse(fault))
  })

/** One of the issuers of a pool is enough, because a pool has one of them only. */
const hydratePool = (pool: ReadonlyArray<Issuer>): Effect.Effect<void, KeysUnavailableError> =>
  Effect.flatMap(
    Effect.forEach(pool, ({ keys }) => Effect.exit(keys.hydrate), { concurrency: "unbounded" }),
    (exits) => exits.find(Exit.isSuccess) ?? exits[0]!
  )
