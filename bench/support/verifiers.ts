/** Who verifies tokens, each with the keys at hand: a function that verifies one token so many times. */
import { HttpClient } from "@effect/platform"
import { Effect, Redacted } from "effect"
import { CognitoToken } from "effect-cognito"
import type { JWK } from "jose"

/** A token that is genuine, with all that is needed to say so. */
export interface Genuine {
  readonly token: string
  readonly userPoolId: string
  readonly clientId: string
  readonly issuer: string
  readonly jwk: JWK & { readonly kid: string }
}

type Verify = (count: number) => Promise<void>

export interface Verifier {
  readonly title: string
  readonly ours?: true
  readonly load: (genuine: Genuine) => Promise<Verify>
}

const expectUser = (username: unknown): void => {
  if (username !== "ada") throw new Error(`the user is ${String(username)}`)
}

export const verifiers = {
  jose: {
    title: "bare jose, jwtVerify",
    load: async ({ issuer, jwk, token }) => {
      const { importJWK, jwtVerify } = await import("jose")
      const key = await importJWK(jwk, "RS256")
      const options = { algorithms: ["RS256"], issuer }
      return async (count) => {
        for (let n = 0; n < count; n++) {
          const { payload } = await jwtVerify(token, key, options)
          expectUser(payload["username"])
        }
      }
    }
  },
  ours: {
    title: "effect-cognito, CognitoToken",
    ours: true,
    load: async ({ clientId, jwk, token, userPoolId }) => {
      const { verify } = await CognitoToken.make({
        userPoolId,
        clientId,
        tokenUse: "access",
        keys: { keys: [jwk] }
      }).pipe(
        Effect.provideService(HttpClient.HttpClient, HttpClient.make(() => Effect.never)),
        Effect.runPromise
      )
      const redacted = Redacted.make(token)
      const once = Effect.map(verify(redacted), ({ username }) => expectUser(username))
      // A server verifies in a fiber that it has anyway.
      return (count) => Effect.runPromise(Effect.repeatN(once, count - 1))
    }
  },
  "aws-jwt-verify": {
    title: "aws-jwt-verify",
    load: async ({ clientId, jwk, token, userPoolId }) => {
      const { CognitoJwtVerifier } = await import("aws-jwt-verify")
      const verifier = CognitoJwtVerifier.create({ userPoolId, clientId, tokenUse: "access" })
      // Its type asks for a member that every key of ours has.
      verifier.cacheJwks({ keys: [jwk] as never })
      return async (count) => {
        for (let n = 0; n < count; n++) expectUser((await verifier.verify(token)).username)
      }
    }
  }
} satisfies Record<string, Verifier>

export type VerifierId = keyof typeof verifiers

export const verifierIds = Object.keys(verifiers) as ReadonlyArray<VerifierId>
