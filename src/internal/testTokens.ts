/**
 * A user pool in memory that signs tokens.
 */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { CompactSign } from "jose/jws/compact/sign"
import { exportJWK } from "jose/key/export"
import { generateKeyPair } from "jose/key/generate/keypair"
import type { TokenUse } from "./tokenClaims.js"

/**
 * Claims by their names in a token, such as `cognito:groups`. One that is `undefined` is left out.
 *
 * @since 3.0.0
 * @category tokens
 */
export interface TestClaims {
  readonly [claim: string]: unknown
}

/**
 * What is wrong with a token: a key of another pool has signed it, it is one of another pool, or it has expired.
 *
 * @since 3.0.0
 * @category tokens
 */
export type Flaw = "Signature" | "Issuer" | "Expired"

/**
 * A user pool in memory that signs tokens.
 *
 * @since 3.0.0
 * @category tokens
 */
export interface Tokens {
  /** The id of the user pool, for the options of a verifier. */
  readonly userPoolId: string
  /** The id of its app client. */
  readonly clientId: string
  /** The issuer in its tokens. */
  readonly issuer: string
  /** Its key set, as `/.well-known/jwks.json` has it. */
  readonly keys: {
    /** Each key, as a JSON Web Key. */
    readonly keys: ReadonlyArray<unknown>
  }
  /** Makes an access token that is valid for an hour, with these claims beside or in place of its own ones. */
  readonly accessToken: (claims?: TestClaims, flaw?: Flaw) => Effect.Effect<Redacted.Redacted<string>>
  /** Makes an ID token that is valid for an hour, with these claims beside or in place of its own ones. */
  readonly idToken: (claims?: TestClaims, flaw?: Flaw) => Effect.Effect<Redacted.Redacted<string>>
}

/** Where a user pool publishes its keys, whatever comes before it. */
export const keysPath = (userPoolId: string): string => `/${userPoolId}/.well-known/jwks.json`

const generateKeys = /*#__PURE__*/ Effect.promise(() => generateKeyPair("RS256", { extractable: true }))

const lifetime = 3600

const claimsOf = (
  use: TokenUse,
  { clientId, issuer }: Pick<Tokens, "clientId" | "issuer">,
  seconds: number
): TestClaims => ({
  sub: "3b6f9a52-6d0a-4c55-9a0e-0d6f2f6d3c11",
  iss: issuer,
  token_use: use,
  ...(use === "access"
    ? { client_id: clientId, username: "ada", scope: "aws.cognito.signin.user.admin", version: 2 }
    : { aud: clientId, "cognito:username": "ada", email: "ada@example.com", email_verified: true }),
  origin_jti: "8f0a3c1e-1c7e-4b55-8b54-3a1a3c1d7f02",
  event_id: "c9d3a6b4-7c41-4f0e-9d0b-1b1f2a3c4d5e",
  jti: crypto.randomUUID(),
  auth_time: seconds,
  iat: seconds,
  exp: seconds + lifetime
})

/** Makes a user pool with a key of its own. */
export const makeTokens = (
  options: { readonly userPoolId?: string | undefined; readonly clientId?: string | undefined } = {}
): Effect.Effect<Tokens> =>
  Effect.gen(function*() {
    const { clientId = "1example23456789", userPoolId = "eu-west-1_TestPool" } = options
    const host = `https://cognito-idp.${userPoolId.replace(/_[^_]*$/, "")}.amazonaws.com`
    const issuer = `${host}/${userPoolId}`
    const kid = crypto.randomUUID()
    const { privateKey, publicKey } = yield* generateKeys
    const key = yield* Effect.promise(() => exportJWK(publicKey))

    const sign = (use: TokenUse) => (claims?: TestClaims, flaw?: Flaw) =>
      Effect.gen(function*() {
        const now = Math.floor((yield* Clock.currentTimeMillis) / 1000)
        const payload = {
          ...claimsOf(use, { clientId, issuer }, flaw === "Expired" ? now - 2 * lifetime : now),
          ...(flaw === "Issuer" ? { iss: `${issuer}Another` } : {}),
          ...claims
        }
        const signingKey = flaw === "Signature" ? (yield* generateKeys).privateKey : privateKey
        const token = yield* Effect.promise(() =>
          new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
            .setProtectedHeader({ kid, alg: "RS256" })
            .sign(signingKey)
        )
        return Redacted.make(token)
      })

    return {
      userPoolId,
      clientId,
      issuer,
      keys: { keys: [{ ...key, kid, alg: "RS256", use: "sig" }] },
      accessToken: sign("access"),
      idToken: sign("id")
    }
  })
