import { CognitoToken } from "effect-cognito"
import { Effect, Redacted, Schema } from "../support/effect.js"
import { accessPayload, clientId, idPayload, issuer, toPart } from "../support/tokens.js"
import { assert, describe, it } from "../support/vitest.js"

const seconds = 1_700_000_000

/** A token that nobody has signed. */
const unsigned = (payload: string): Redacted.Redacted<string> =>
  Redacted.make(`${toPart(`{"kid":"k","alg":"RS256"}`)}.${toPart(payload)}.c2lnbmF0dXJl`)

const decode = (payload: object) => CognitoToken.decodeUnverified(unsigned(JSON.stringify(payload)))

const accessClaims: CognitoToken.AccessTokenClaims = {
  sub: "3b6f9a52-6d0a-4c55-9a0e-0d6f2f6d3c11",
  iss: issuer,
  exp: new Date((seconds + 3600) * 1000),
  iat: new Date(seconds * 1000),
  authTime: new Date(seconds * 1000),
  tokenUse: "access",
  clientId,
  username: "ada",
  groups: ["readers", "editors"],
  scope: ["openid", "orders/read"],
  jti: "0d6f2f6d-9a52-4c55-9a0e-3b6f9a526d0a",
  originJti: "8f0a3c1e-1c7e-4b55-8b54-3a1a3c1d7f02",
  eventId: "c9d3a6b4-7c41-4f0e-9d0b-1b1f2a3c4d5e",
  version: 2,
  other: {}
}

const idClaims: CognitoToken.IdTokenClaims = {
  sub: "3b6f9a52-6d0a-4c55-9a0e-0d6f2f6d3c11",
  iss: issuer,
  exp: new Date((seconds + 3600) * 1000),
  iat: new Date(seconds * 1000),
  authTime: new Date(seconds * 1000),
  tokenUse: "id",
  clientId,
  username: "ada",
  groups: ["readers"],
  roles: ["arn:aws:iam::123456789012:role/reader"],
  preferredRole: "arn:aws:iam::123456789012:role/reader",
  jti: "0d6f2f6d-9a52-4c55-9a0e-3b6f9a526d0a",
  originJti: "8f0a3c1e-1c7e-4b55-8b54-3a1a3c1d7f02",
  eventId: "c9d3a6b4-7c41-4f0e-9d0b-1b1f2a3c4d5e",
  email: "ada@example.com",
  emailVerified: true,
  phoneNumber: "+12025550100",
  phoneNumberVerified: true,
  givenName: "Ada",
  other: {
    "custom:tenant": "acme",
    identities: [{ userId: "1", providerName: "Google", providerType: "Google", primary: "true" }]
  }
}

describe("the claims", () => {
  it.effect("of an access token", () =>
    Effect.gen(function*() {
      assert.deepStrictEqual(yield* decode(accessPayload(seconds)), accessClaims)
    }))

  it.effect("of an ID token", () =>
    Effect.gen(function*() {
      assert.deepStrictEqual(yield* decode(idPayload(seconds)), idClaims)
    }))

  it.effect("of an app client's own token, which has no user", () =>
    Effect.gen(function*() {
      const { "cognito:groups": _, username: __, ...payload } = accessPayload(seconds)
      const { groups, sub, username } = yield* decode({ ...payload, sub: clientId })
      assert.deepStrictEqual({ groups, sub, username }, { groups: [], sub: clientId, username: undefined })
    }))

  it.effect("that a Lambda added, changed or took away", () =>
    Effect.gen(function*() {
      const { aud: _, ...payload } = idPayload(seconds)
      const claims = yield* decode({
        ...payload,
        email: 42,
        email_verified: "perhaps",
        "cognito:groups": "readers",
        tenant: { name: "acme", plan: ["gold"] }
      })
      assert.isUndefined((claims as CognitoToken.IdTokenClaims).email)
      assert.isUndefined(claims.clientId)
      assert.deepStrictEqual(claims.groups, [])
      const { email, email_verified, "cognito:groups": groups, tenant } = claims.other
      assert.deepStrictEqual({ email, email_verified, groups, tenant }, {
        email: 42,
        email_verified: "perhaps",
        groups: "readers",
        tenant: { name: "acme", plan: ["gold"] }
      })
    }))

  it.effect("named as members that every object has are claims like others", () =>
    Effect.gen(function*() {
      const payload = JSON.stringify(accessPayload(seconds)).replace(
        "{",
        `{"__proto__":{"admin":true},"constructor":1,`
      )
      const { other } = yield* CognitoToken.decodeUnverified(unsigned(payload))
      assert.deepStrictEqual(Object.keys(other), ["__proto__", "constructor"])
      assert.isUndefined((other as { readonly admin?: unknown }).admin)
      assert.strictEqual(Object.getPrototypeOf(other), Object.prototype)
    }))

  it.effect("may be in any script", () =>
    Effect.gen(function*() {
      const name = "Zoë 佐藤 😀"
      const { username } = yield* decode({ ...accessPayload(seconds), username: name })
      assert.strictEqual(username, name)
    }))

  it.effect("of the other kind of token are refused where one kind is asked for", () =>
    Effect.gen(function*() {
      const token = unsigned(JSON.stringify(idPayload(seconds)))
      const { email } = yield* CognitoToken.decodeUnverified(token, "id")
      assert.strictEqual(email, "ada@example.com")
      const { reason } = yield* Effect.flip(CognitoToken.decodeUnverified(token, "access"))
      assert.strictEqual(reason, "TokenUse")
    }))
})

describe("a malformed token", () => {
  const valid = JSON.stringify(accessPayload(seconds))
  const payloads: Readonly<Record<string, string>> = {
    "an empty payload": "",
    "a payload that is not JSON": "{",
    "a list": "[]",
    null: "null",
    "no claims": "{}",
    "a member twice": valid.replace("{", `{"sub":"another",`),
    "a nested member twice": valid.replace("{", `{"tenant":{"id":1,"id":2},`),
    "a member twice, once escaped": valid.replace("{", `{"\\u0073ub":"another",`),
    "a byte order mark": `\uFEFF${valid}`,
    "another token_use": valid.replace(`"access"`, `"refresh"`),
    "exp as a text": valid.replace(/"exp":\d+/, `"exp":"1700003600"`),
    "exp beyond all dates": valid.replace(/"exp":\d+/, `"exp":1e300`),
    "nbf as a text": valid.replace("{", `{"nbf":"1700003600",`),
    "lists in lists without end": `{"a":${"[".repeat(20_000)}${"]".repeat(20_000)}}`
  }
  const missing = ["sub", "iss", "exp", "iat", "token_use", "client_id"]
  const tokens: Readonly<Record<string, Redacted.Redacted<string>>> = {
    ...Object.fromEntries(Object.entries(payloads).map(([name, payload]) => [name, unsigned(payload)])),
    ...Object.fromEntries(missing.map((claim) => {
      const { [claim]: _, ...payload } = accessPayload(seconds)
      return [`no ${claim}`, unsigned(JSON.stringify(payload))]
    })),
    "no text": Redacted.make(""),
    "one part": Redacted.make("token"),
    "two parts": Redacted.make(`${toPart("{}")}.${toPart(valid)}`),
    "four parts": Redacted.make(`${Redacted.value(unsigned(valid))}.c2ln`),
    "base64 that is not for URLs": Redacted.make(`${toPart("{}")}.${btoa("{\"???>>>\":1}")}.c2ln`),
    "white space around": Redacted.make(` ${Redacted.value(unsigned(valid))}`),
    "a line break within": Redacted.make(Redacted.value(unsigned(valid)).replace(".", ".\n")),
    "more than 64 KiB": unsigned(valid.replace("{", `{"padding":"${"x".repeat(50_000)}",`)),
    "bytes that are not UTF-8": Redacted.make(`${toPart("{}")}.${toPart(Uint8Array.of(0x7B, 0xFF, 0x7D))}.c2ln`)
  }
  for (const [name, token] of Object.entries(tokens)) {
    it.effect(`with ${name} is refused`, () =>
      Effect.gen(function*() {
        const error = yield* Effect.flip(CognitoToken.decodeUnverified(token))
        assert.strictEqual(error._tag, "InvalidTokenError")
        assert.strictEqual(error.reason, "Malformed")
        assert.match(error.message ?? "", /^The token was refused, because it is not a token of Cognito's: [^.]+\.$/)
      }))
  }

  it.effect("is not one that is spaced as other programs write JSON", () =>
    Effect.gen(function*() {
      const spaced = JSON.stringify(accessPayload(seconds), undefined, 2)
      assert.deepStrictEqual(yield* CognitoToken.decodeUnverified(unsigned(spaced)), accessClaims)
      const escaped = valid.replace("ada", `a\\"d:\\\\a\\u003a`)
      const { username } = yield* CognitoToken.decodeUnverified(unsigned(escaped))
      assert.strictEqual(username, `a"d:\\a:`)
    }))
})

describe("the schemas", () => {
  it("decode and encode the payloads of tokens", () => {
    const payload = accessPayload(seconds)
    assert.deepStrictEqual(Schema.decodeUnknownSync(CognitoToken.AccessTokenClaims)(payload), accessClaims)
    assert.deepStrictEqual(Schema.encodeSync(CognitoToken.AccessTokenClaims)(accessClaims), payload)
    assert.deepStrictEqual(Schema.decodeUnknownSync(CognitoToken.IdTokenClaims)(idPayload(seconds)), idClaims)
    assert.deepStrictEqual(Schema.encodeSync(CognitoToken.IdTokenClaims)(idClaims), {
      ...idPayload(seconds),
      phone_number_verified: true
    })
  })

  it("refuse the payload of the other kind of token", () => {
    assert.throws(() => Schema.decodeUnknownSync(CognitoToken.AccessTokenClaims)(idPayload(seconds)))
    assert.throws(() => Schema.decodeUnknownSync(CognitoToken.IdTokenClaims)(accessPayload(seconds)))
  })

  it("know the values that they make", () => {
    assert.isTrue(Schema.is(CognitoToken.AccessTokenClaims)(accessClaims))
    assert.isFalse(Schema.is(CognitoToken.AccessTokenClaims)(idClaims))
    assert.isFalse(Schema.is(CognitoToken.AccessTokenClaims)({ ...accessClaims, exp: 1 }))
  })

  it("are there for the errors", () => {
    const error = Schema.decodeUnknownSync(CognitoToken.InvalidTokenError)({
      _tag: "InvalidTokenError",
      reason: "Expired",
      message: "The token was refused, because it has expired."
    })
    assert.instanceOf(error, CognitoToken.InvalidTokenError)
    assert.strictEqual(error.message, new CognitoToken.InvalidTokenError({ reason: "Expired" }).message)
    const unavailable = new CognitoToken.KeysUnavailableError({ issuer, reason: "Response", status: 404 })
    assert.deepStrictEqual(Schema.encodeSync(CognitoToken.KeysUnavailableError)(unavailable), {
      _tag: "KeysUnavailableError",
      issuer,
      reason: "Response",
      status: 404,
      message: `The keys of ${issuer} could not be fetched: the response has the status 404.`
    })
  })
})
