/**
 * The tokens of a session, and when they expire by the clock of this machine.
 */
import * as Redacted from "effect/Redacted"
import { safely } from "./foreign.js"
import type { Secret } from "./parameterNames.js"
import { fromBase64 } from "./webCrypto.js"

/**
 * What Cognito states in a token.
 *
 * @since 3.0.0
 * @category models
 */
export interface Claims {
  /** The user's id in the user pool. It never changes. */
  readonly sub: string
  /** When the token was issued, in seconds since 1970. */
  readonly iat: number
  /** When the token expires, in seconds since 1970. */
  readonly exp: number
  /** `cognito:username`, `email`, `cognito:groups` and whatever else the token has. */
  readonly [name: string]: unknown
}

/** The tokens that belong together. */
export interface Tokens {
  readonly accessToken: Secret
  readonly idToken: Secret
  readonly refreshToken: Secret
}

/** Tokens with what follows from them. Times are in milliseconds, by the clock of this machine. */
export interface Held extends Tokens {
  /** What has to be added to this machine's clock to get Cognito's time. It is 0 for a clock that is about right. */
  readonly clockOffset: number
  /** The claims of the id token. */
  readonly claims: Claims
  /** The name and the device of the user, as the access token has them. */
  readonly username: string
  readonly deviceKey: string | undefined
  readonly issuedAt: number
  readonly expiresAt: number
}

/** Reads the claims of a token without verifying them. They are `undefined` if it is no token of a user. */
const readClaims = (token: Secret): Claims | undefined =>
  safely(() => {
    const [, payload = ""] = Redacted.value(token).split(".")
    const claims = JSON.parse(new TextDecoder().decode(fromBase64(payload)))
    return typeof claims.sub === "string" && Number.isFinite(claims.iat) && Number.isFinite(claims.exp)
      ? claims
      : undefined
  })

/** A clock may be wrong by so much before tokens that should be new are taken for a sign of it. */
const tolerance = 300_000

/**
 * Compares the clock with a token. A clock that is behind the time at which the token was issued is certainly wrong. One
 * that is far ahead of it is wrong only if the token is known to be new.
 */
const measureOffset = (issuedAt: number, now: number, isNew: boolean): number =>
  issuedAt > now || (isNew && now - issuedAt > tolerance) ? issuedAt - now : 0

/**
 * Completes tokens that came at this time, or whose offset was measured before. They are `undefined` if they can't be
 * read.
 */
export const toHeld = (
  { accessToken, idToken, refreshToken }: Tokens,
  clock: { readonly now: number; readonly isNew: boolean } | { readonly offset: number }
): Held | undefined => {
  const [access, claims] = [readClaims(accessToken), readClaims(idToken)]
  if (access === undefined || claims === undefined) return undefined
  const { device_key, exp, iat, sub, username } = access
  const clockOffset = "offset" in clock ? clock.offset : measureOffset(iat * 1000, clock.now, clock.isNew)
  return {
    accessToken,
    idToken,
    refreshToken,
    clockOffset,
    claims,
    username: typeof username === "string" ? username : sub,
    deviceKey: typeof device_key === "string" ? device_key : undefined,
    issuedAt: iat * 1000 - clockOffset,
    expiresAt: exp * 1000 - clockOffset
  }
}

/**
 * Whether the access token is valid for at least this long. If the clock is before the time at which the token was issued,
 * it has been set back since, so the answer is no.
 */
export const isValid = ({ expiresAt, issuedAt }: Held, now: number, margin = 0): boolean =>
  now < expiresAt - margin && now >= issuedAt - tolerance

/** Whether it is not time to replace the access token. A short-lived one is used for at least half of its life. */
export const isFresh = (held: Held, now: number, margin: number): boolean =>
  isValid(held, now, Math.min(margin, (held.expiresAt - held.issuedAt) / 2))

/** Whether two have the same access token. */
export const isSame = (one: Tokens, other: Tokens): boolean =>
  Redacted.value(one.accessToken) === Redacted.value(other.accessToken)
