/** User pools that sign whatever they are told to, and the tokens that this makes. */
import { HttpClient, HttpClientResponse } from "@effect/platform"
import { base64url, CompactSign, exportJWK, generateKeyPair, type JWK } from "jose"
import { createHmac, type KeyObject } from "node:crypto"
import { Effect, Redacted } from "./effect.js"

export const userPoolId = "eu-west-1_AbCdEfGhI"
export const clientId = "1example23456789"
export const host = "cognito-idp.eu-west-1.amazonaws.com"
export const issuer = `https://${host}/${userPoolId}`

type Json = Readonly<Record<string, unknown>>
type PrivateKey = CryptoKey | KeyObject

export interface Key {
  readonly kid: string
  readonly privateKey: PrivateKey
  readonly jwk: JWK & { readonly kid: string }
}

/** Makes a key; its id is what it is called. */
export const makeKey = (kid: string): Effect.Effect<Key> =>
  Effect.promise(async () => {
    const { privateKey, publicKey } = await generateKeyPair("RS256", { extractable: true })
    return { kid, privateKey, jwk: { ...await exportJWK(publicKey), kid, alg: "RS256", use: "sig" } }
  })

/** The claims of an access token that is valid for an hour. */
export const accessPayload = (seconds: number): Json => ({
  sub: "3b6f9a52-6d0a-4c55-9a0e-0d6f2f6d3c11",
  "cognito:groups": ["readers", "editors"],
  iss: issuer,
  version: 2,
  client_id: clientId,
  origin_jti: "8f0a3c1e-1c7e-4b55-8b54-3a1a3c1d7f02",
  event_id: "c9d3a6b4-7c41-4f0e-9d0b-1b1f2a3c4d5e",
  token_use: "access",
  scope: "openid orders/read",
  auth_time: seconds,
  exp: seconds + 3600,
  iat: seconds,
  jti: "0d6f2f6d-9a52-4c55-9a0e-3b6f9a526d0a",
  username: "ada"
})

/** The claims of an ID token that is valid for an hour. */
export const idPayload = (seconds: number): Json => ({
  sub: "3b6f9a52-6d0a-4c55-9a0e-0d6f2f6d3c11",
  "cognito:groups": ["readers"],
  "cognito:preferred_role": "arn:aws:iam::123456789012:role/reader",
  "cognito:roles": ["arn:aws:iam::123456789012:role/reader"],
  "cognito:username": "ada",
  "custom:tenant": "acme",
  identities: [{ userId: "1", providerName: "Google", providerType: "Google", primary: "true" }],
  email: "ada@example.com",
  email_verified: true,
  phone_number: "+12025550100",
  phone_number_verified: "true",
  given_name: "Ada",
  iss: issuer,
  aud: clientId,
  origin_jti: "8f0a3c1e-1c7e-4b55-8b54-3a1a3c1d7f02",
  event_id: "c9d3a6b4-7c41-4f0e-9d0b-1b1f2a3c4d5e",
  token_use: "id",
  auth_time: seconds,
  exp: seconds + 3600,
  iat: seconds,
  jti: "0d6f2f6d-9a52-4c55-9a0e-3b6f9a526d0a"
})

/** The part of a token that is this text. */
export const toPart = (text: string | Uint8Array): string => base64url.encode(text)

/** Signs a header and a payload of any texts. */
export const signTexts = (header: string, payload: string | Uint8Array, { privateKey }: Key): Effect.Effect<string> =>
  Effect.promise(async () => {
    const input = `${toPart(header)}.${toPart(payload)}`
    // The key can be exported only as what it is, so WebCrypto signs with it directly.
    const signature = await crypto.subtle.sign(
      "RSASSA-PKCS1-v1_5",
      privateKey as CryptoKey,
      new TextEncoder().encode(input)
    )
    return `${input}.${toPart(new Uint8Array(signature))}`
  })

/** Signs claims as Cognito does, with members of the header on top. */
export const sign = (payload: Json, key: Key, header: Json = {}): Effect.Effect<string> =>
  signTexts(JSON.stringify({ kid: key.kid, alg: "RS256", ...header }), JSON.stringify(payload), key)

/** Signs with an algorithm of `jose`. */
export const signWith = (payload: Json, kid: string, alg: string, key: PrivateKey): Effect.Effect<string> =>
  Effect.promise(() =>
    new CompactSign(new TextEncoder().encode(JSON.stringify(payload))).setProtectedHeader({ kid, alg }).sign(key)
  )

/** Signs with a secret. */
export const signByHmac = (payload: Json, kid: string, secret: string): string => {
  const input = `${toPart(JSON.stringify({ kid, alg: "HS256" }))}.${toPart(JSON.stringify(payload))}`
  return `${input}.${createHmac("sha256", secret).update(input).digest("base64url")}`
}

export const redact = (token: string): Redacted.Redacted<string> => Redacted.make(token)

export interface KeyServer {
  readonly client: HttpClient.HttpClient
  /** The URLs that were asked for, in their order. */
  readonly requests: ReadonlyArray<string>
}

/** A client whose network has key servers only: what each responds with is decided for every request. */
export const serveKeys = (
  respond: (url: URL) => Effect.Effect<Response>
): KeyServer => {
  const requests: Array<string> = []
  const client = HttpClient.make((request, url) => {
    requests.push(url.href)
    return Effect.map(respond(url), (response) => HttpClientResponse.fromWeb(request, response))
  })
  return { client, requests }
}

/** The response of a key server. */
export const keySet = (
  keys: ReadonlyArray<unknown>,
  headers: Readonly<Record<string, string>> = { "cache-control": "public, max-age=86400" }
): Response => new Response(JSON.stringify({ keys }), { headers })
