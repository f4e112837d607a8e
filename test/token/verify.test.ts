import { HttpClient } from "@effect/platform"
import { CognitoToken } from "effect-cognito"
import { exportSPKI, importJWK } from "jose"
import { Config, ConfigProvider, Effect, Layer, Redacted, TestClock } from "../support/effect.js"
import {
  accessPayload,
  clientId,
  host,
  idPayload,
  issuer,
  type Key,
  keySet,
  makeKey,
  redact,
  serveKeys,
  sign,
  signByHmac,
  signTexts,
  signWith,
  toPart,
  userPoolId
} from "../support/tokens.js"
import { assert, describe, it } from "../support/vitest.js"

const now = 1_700_000_000

interface Keys {
  readonly ours: Key
  readonly second: Key
  readonly foreign: Key
}

const makeKeys: Effect.Effect<Keys> = Effect.all({
  ours: makeKey("key-1"),
  second: makeKey("key-2"),
  foreign: makeKey("key-1")
}, {
  concurrency: "unbounded"
})

/** One pair of keys for all tests, because it takes long to make one. */
const shared = Effect.runPromise(makeKeys)
const pool = Effect.promise(() => shared)

const options: CognitoToken.PoolOptions = { userPoolId, clientId, tokenUse: "access" }

const withClient = (client: HttpClient.HttpClient) => Effect.provideService(HttpClient.HttpClient, client)

/** A verifier whose pool has both keys, at a time at which the tokens are valid. */
const verifierOf = (given: CognitoToken.Options = options) =>
  Effect.gen(function*() {
    yield* TestClock.setTime(now * 1000)
    const { ours, second } = yield* pool
    const { client, requests } = serveKeys(() => Effect.sync(() => keySet([ours.jwk, second.jwk])))
    return { ...(yield* withClient(client)(CognitoToken.make(given))), requests }
  })

const verify = (token: string, given?: CognitoToken.Options) =>
  Effect.flatMap(verifierOf(given), ({ verify }) => verify(redact(token)))

/** Why a token is refused. */
const reasonOf = (token: string, given?: CognitoToken.Options) =>
  Effect.gen(function*() {
    const error = yield* Effect.flip(verify(token, given))
    assert(error._tag === "InvalidTokenError")
    return error.reason
  })

const access = (claims: object = {}) => ({ ...accessPayload(now), ...claims })
const id = (claims: object = {}) => ({ ...idPayload(now), ...claims })

describe("a genuine token", () => {
  it.effect("gives its claims, whichever key of the pool has signed it", () =>
    Effect.gen(function*() {
      const { ours, second } = yield* pool
      for (const key of [ours, second]) {
        const claims = yield* verify(yield* sign(access(), key))
        assert.deepStrictEqual(claims, yield* CognitoToken.decodeUnverified(redact(yield* sign(access(), key))))
      }
    }))

  it.effect("is accepted under both names of its issuer", () =>
    Effect.gen(function*() {
      const { ours } = yield* pool
      const { requests, verify } = yield* verifierOf()
      for (const iss of [issuer, `https://issuer-${host}/${userPoolId}`]) {
        assert.strictEqual((yield* verify(redact(yield* sign(access({ iss }), ours)))).iss, iss)
        assert.strictEqual(requests.at(-1), `${iss}/.well-known/jwks.json`)
      }
    }))

  it.effect("may be an access token, an ID token or either", () =>
    Effect.gen(function*() {
      const { ours } = yield* pool
      const [accessToken, idToken] = [yield* sign(access(), ours), yield* sign(id(), ours)]
      for (
        const [token, tokenUse, reason] of [
          [accessToken, "access", undefined],
          [accessToken, null, undefined],
          [accessToken, "id", "TokenUse"],
          [idToken, "id", undefined],
          [idToken, null, undefined],
          [idToken, "access", "TokenUse"]
        ] as const
      ) {
        const { reason: actual } = yield* Effect.match(verify(token, { ...options, tokenUse }), {
          onSuccess: () => ({ reason: undefined }),
          onFailure: (error) => ({ reason: error._tag === "InvalidTokenError" ? error.reason : error._tag })
        })
        assert.strictEqual(actual, reason)
      }
    }))

  it.effect("may be for any of several app clients, or for all", () =>
    Effect.gen(function*() {
      const { ours } = yield* pool
      const another = yield* sign(access({ client_id: "another" }), ours)
      yield* verify(another, { ...options, clientId: [clientId, "another"] })
      yield* verify(another, { ...options, clientId: null })
      assert.strictEqual(yield* reasonOf(another), "Client")
      assert.strictEqual(yield* reasonOf(another, { ...options, clientId: [clientId, "third"] }), "Client")
      const idToken = yield* sign(id({ aud: "another" }), ours)
      yield* verify(idToken, { ...options, tokenUse: "id", clientId: "another" })
      assert.strictEqual(yield* reasonOf(idToken, { ...options, tokenUse: "id" }), "Client")
    }))

  it.effect("without an app client, as a Lambda may leave it, is only accepted where any will do", () =>
    Effect.gen(function*() {
      const { ours } = yield* pool
      const { aud: _, ...payload } = id()
      const token = yield* sign(payload, ours)
      yield* verify(token, { ...options, tokenUse: "id", clientId: null })
      assert.strictEqual(yield* reasonOf(token, { ...options, tokenUse: "id" }), "Client")
    }))

  it.effect("needs one of the groups and one of the scopes", () =>
    Effect.gen(function*() {
      const { ours } = yield* pool
      const token = yield* sign(access(), ours)
      yield* verify(token, { ...options, groups: ["admin", "editors"], scopes: ["orders/write", "orders/read"] })
      assert.strictEqual(yield* reasonOf(token, { ...options, groups: ["admin"] }), "Group")
      assert.strictEqual(yield* reasonOf(token, { ...options, scopes: ["orders"] }), "Scope")
      assert.strictEqual(yield* reasonOf(token, { ...options, scopes: ["orders/read openid"] }), "Scope")
      const bare = yield* sign(access({ "cognito:groups": undefined, scope: undefined }), ours)
      assert.strictEqual(yield* reasonOf(bare, { ...options, groups: ["admin"] }), "Group")
      assert.strictEqual(yield* reasonOf(bare, { ...options, scopes: ["openid"] }), "Scope")
    }))

  it.effect("meets what one call requires, on top of the options", () =>
    Effect.gen(function*() {
      const { ours } = yield* pool
      const { verify } = yield* verifierOf({ ...options, tokenUse: null, groups: ["readers"] })
      const token = redact(yield* sign(access(), ours))
      const claims = yield* verify(token, { tokenUse: "access", groups: ["editors"], scopes: ["openid"] })
      assert.include(claims.scope, "openid")
      const reasonFor = (requirements: CognitoToken.Requirements) =>
        Effect.map(Effect.flip(verify(token, requirements)), (error) => "reason" in error && error.reason)
      assert.strictEqual(yield* reasonFor({ tokenUse: "id" }), "TokenUse")
      assert.strictEqual(yield* reasonFor({ groups: ["admin"] }), "Group")
      assert.strictEqual(yield* reasonFor({ scopes: ["orders/write"] }), "Scope")
    }))

  it.effect("is valid from its first to its last moment", () =>
    Effect.gen(function*() {
      const { ours } = yield* pool
      const { verify } = yield* verifierOf()
      const token = redact(yield* sign(access({ nbf: now + 10, exp: now + 20 }), ours))
      const reasonAt = (milliseconds: number) =>
        Effect.flatMap(TestClock.setTime(now * 1000 + milliseconds), () =>
          Effect.match(verify(token), {
            onSuccess: () => "valid",
            onFailure: (error) => error.reason
          }))
      assert.strictEqual(yield* reasonAt(9_999), "NotYetValid")
      assert.strictEqual(yield* reasonAt(10_000), "valid")
      assert.strictEqual(yield* reasonAt(19_999), "valid")
      assert.strictEqual(yield* reasonAt(20_000), "Expired")
    }))

  it.effect("is valid for longer on both sides if clocks may differ", () =>
    Effect.gen(function*() {
      const { ours } = yield* pool
      const tolerant = { ...options, clockTolerance: "5 seconds" } as const
      yield* verify(yield* sign(access({ exp: now - 4 }), ours), tolerant)
      yield* verify(yield* sign(access({ nbf: now + 5 }), ours), tolerant)
      assert.strictEqual(yield* reasonOf(yield* sign(access({ exp: now - 5 }), ours), tolerant), "Expired")
      assert.strictEqual(yield* reasonOf(yield* sign(access({ nbf: now + 6 }), ours), tolerant), "NotYetValid")
    }))
})

describe("a forged token", () => {
  const cases: Readonly<Record<string, (keys: Keys) => Effect.Effect<string>>> = {
    "Signature: the signature of another text": ({ ours }) =>
      Effect.gen(function*() {
        const [header, , signature] = (yield* sign(access(), ours)).split(".")
        return `${header}.${toPart(JSON.stringify(access({ "cognito:groups": ["admin"] })))}.${signature}`
      }),
    "Signature: no signature": ({ ours }) => Effect.map(sign(access(), ours), (token) => token.replace(/[^.]*$/, "")),
    "Signature: half a signature": ({ ours }) => Effect.map(sign(access(), ours), (token) => token.slice(0, -171)),
    "Signature: a key of another pool under the id of ours": ({ foreign }) => sign(access(), foreign),
    "Signature: an id that nobody has": ({ foreign }) => sign(access(), { ...foreign, kid: "key-9" }),
    "Signature: the id of a member that every object has": ({ foreign }) =>
      sign(access(), { ...foreign, kid: "__proto__" }),
    "Signature: a path as an id": ({ foreign }) => sign(access(), { ...foreign, kid: "../../../../dev/null" }),
    "Signature: an id that injects": ({ foreign }) => sign(access(), { ...foreign, kid: "x' UNION SELECT 'key" }),
    "Signature: the second key's signature under the id of the first": ({ second }) =>
      sign(access(), { ...second, kid: "key-1" }),
    "Malformed: no id of a key": ({ ours }) => sign(access(), ours, { kid: undefined }),
    "Malformed: a list of ids": ({ ours }) => sign(access(), ours, { kid: ["key-1"] }),
    "Malformed: the forger's key in the header": ({ foreign }) =>
      sign(access(), { ...foreign, kid: "forged" }, { jwk: { ...foreign.jwk, kid: "forged" } }),
    "Malformed: the address of the forger's keys": ({ foreign }) =>
      sign(access(), foreign, { jku: "https://forger.example/jwks.json" }),
    "Malformed: the address of the forger's certificate": ({ foreign }) =>
      sign(access(), foreign, { x5u: "https://forger.example/certificate.pem" }),
    "Malformed: the forger's certificate": ({ foreign }) => sign(access(), foreign, { x5c: ["MIIB"] }),
    "Malformed: an extension that must be understood": ({ ours }) =>
      sign(access(), ours, { crit: ["http://example.com/x"], "http://example.com/x": true }),
    "Malformed: an extension that `jose` understands": ({ ours }) => sign(access(), ours, { crit: ["b64"], b64: true }),
    "Malformed: a payload that is not encoded": ({ ours }) =>
      signTexts(`{"kid":"key-1","alg":"RS256","b64":false,"crit":["b64"]}`, JSON.stringify(access()), ours),
    "Malformed: an algorithm twice": ({ ours }) =>
      signTexts(`{"kid":"key-1","alg":"none","alg":"RS256"}`, JSON.stringify(access()), ours),
    "Malformed: an id twice": ({ ours }) =>
      signTexts(`{"kid":"key-2","kid":"key-1","alg":"RS256"}`, JSON.stringify(access()), ours),
    "Malformed: a claim twice": ({ ours }) =>
      signTexts(
        `{"kid":"key-1","alg":"RS256"}`,
        JSON.stringify(access()).replace("{", `{"client_id":"another",`),
        ours
      ),
    "Malformed: more than 64 KiB": ({ ours }) => sign(access({ padding: "x".repeat(50_000) }), ours),
    "Malformed: neither an access token nor an ID token": ({ ours }) => sign(access({ token_use: "refresh" }), ours),
    "Malformed: no time at which it ends": ({ ours }) => sign(access({ exp: undefined }), ours),
    "Algorithm: none": () =>
      Effect.succeed(`${toPart(`{"kid":"key-1","alg":"none"}`)}.${toPart(JSON.stringify(access()))}.`),
    "Algorithm: none, in other letters, with a signature": () =>
      Effect.succeed(`${toPart(`{"kid":"key-1","alg":"nOnE"}`)}.${toPart(JSON.stringify(access()))}.c2ln`),
    "Algorithm: no algorithm": ({ ours }) => sign(access(), ours, { alg: undefined }),
    "Algorithm: another one, by the right key": ({ ours }) =>
      Effect.gen(function*() {
        // The same key, for another algorithm.
        const jwk = yield* Effect.promise(() => crypto.subtle.exportKey("jwk", ours.privateKey as CryptoKey))
        const key = yield* Effect.promise(() => importJWK({ ...jwk, alg: "RS512" }, "RS512"))
        return yield* signWith(access(), "key-1", "RS512", key as CryptoKey)
      }),
    "Algorithm: HMAC by the public key, as PEM": ({ ours }) =>
      Effect.gen(function*() {
        const key = yield* Effect.promise(() => importJWK(ours.jwk, "RS256", { extractable: true }))
        return signByHmac(access(), "key-1", yield* Effect.promise(() => exportSPKI(key as CryptoKey)))
      }),
    "Algorithm: HMAC by the public key, as JSON": ({ ours }) =>
      Effect.sync(() => signByHmac(access(), "key-1", JSON.stringify(ours.jwk))),
    "Issuer: another pool": ({ ours }) => sign(access({ iss: `https://${host}/eu-west-1_Another` }), ours),
    "Issuer: another region": ({ ours }) => sign(access({ iss: issuer.replaceAll("eu-west-1", "eu-west-2") }), ours),
    "Issuer: the forger's": ({ foreign }) => sign(access({ iss: `https://forger.example/${userPoolId}` }), foreign),
    "Issuer: more after the right one": ({ foreign }) => sign(access({ iss: `${issuer}/../forger` }), foreign),
    "Issuer: a member that every object has": ({ foreign }) => sign(access({ iss: "__proto__" }), foreign)
  }
  for (const [name, make] of Object.entries(cases)) {
    it.effect(name, () =>
      Effect.gen(function*() {
        const token = yield* make(yield* pool)
        assert.strictEqual(yield* reasonOf(token), name.replace(/:.*/, ""))
      }))
  }

  it.effect("that names its own keys is not asked for them", () =>
    Effect.gen(function*() {
      const { foreign } = yield* pool
      const { requests, verify } = yield* verifierOf()
      for (const header of [{ jku: "https://forger.example/a" }, { x5u: "https://forger.example/b" }]) {
        yield* Effect.flip(verify(redact(yield* sign(access(), foreign, header))))
      }
      yield* Effect.flip(verify(redact(yield* sign(access({ iss: "https://forger.example" }), foreign))))
      assert.deepStrictEqual(requests, [])
    }))

  it.effect("is refused for its signature before anything that it says", () =>
    Effect.gen(function*() {
      const { foreign } = yield* pool
      const token = yield* sign(access({ exp: now - 1, client_id: "another" }), foreign)
      assert.strictEqual(yield* reasonOf(token, { ...options, groups: ["admin"] }), "Signature")
    }))
})

describe("several pools", () => {
  it.effect("each have their own keys and their own rules", () =>
    Effect.gen(function*() {
      yield* TestClock.setTime(now * 1000)
      const { foreign, ours } = yield* pool
      const staff = `https://${host}/eu-west-1_Staff`
      const { client } = serveKeys(({ pathname }) =>
        Effect.sync(() => keySet([pathname.startsWith("/eu-west-1_Staff/") ? foreign.jwk : ours.jwk]))
      )
      const { verify } = yield* withClient(client)(CognitoToken.make([
        options,
        { userPoolId: "eu-west-1_Staff", clientId: null, tokenUse: "id", groups: ["readers"] }
      ]))
      const reason = (payload: object, key: Key) =>
        Effect.flatMap(sign({ ...payload }, key), (token) =>
          Effect.match(verify(redact(token)), {
            onSuccess: ({ iss }) => iss,
            onFailure: (error) => error.reason
          }))
      assert.strictEqual(yield* reason(access(), ours), issuer)
      assert.strictEqual(yield* reason(id({ iss: staff, aud: "any" }), foreign), staff)
      assert.strictEqual(yield* reason(access(), foreign), "Signature")
      assert.strictEqual(yield* reason(id({ iss: staff }), ours), "Signature")
      assert.strictEqual(yield* reason(access({ iss: staff }), foreign), "TokenUse")
      assert.strictEqual(yield* reason(id({ iss: staff, "cognito:groups": [] }), foreign), "Group")
    }))
})

describe("the issuers", () => {
  const cases = {
    "us-east-1_A": "cognito-idp.us-east-1.amazonaws.com",
    "us-gov-west-1_A": "cognito-idp.us-gov-west-1.amazonaws.com",
    "cn-north-1_A": "cognito-idp.cn-north-1.amazonaws.com.cn",
    "eusc-de-east-1_A": "cognito-idp.eusc-de-east-1.amazonaws.eu",
    "us-iso-east-1_A": "cognito-idp.us-iso-east-1.c2s.ic.gov",
    "us-isob-east-1_A": "cognito-idp.us-isob-east-1.sc2s.sgov.gov"
  }
  for (const [userPoolId, host] of Object.entries(cases)) {
    it.effect(`of ${userPoolId} are those of its partition`, () =>
      Effect.gen(function*() {
        const { ours } = yield* pool
        const { requests, verify } = yield* verifierOf({ ...options, userPoolId })
        for (const iss of [`https://${host}/${userPoolId}`, `https://issuer-${host}/${userPoolId}`]) {
          yield* verify(redact(yield* sign(access({ iss }), ours)))
          assert.strictEqual(requests.at(-1), `${iss}/.well-known/jwks.json`)
        }
      }))
  }

  it.effect("may be others, which have their keys beside them", () =>
    Effect.gen(function*() {
      const { ours } = yield* pool
      const iss = "https://login.example.com/pools/1"
      const { requests, verify } = yield* verifierOf({ ...options, issuers: [iss] })
      yield* verify(redact(yield* sign(access({ iss }), ours)))
      assert.deepStrictEqual(requests, [`${iss}/.well-known/jwks.json`])
      const error = yield* Effect.flip(verify(redact(yield* sign(access(), ours))))
      assert.strictEqual(error.reason, "Issuer")
    }))

  it.effect("of an emulator have one key set, at its endpoint", () =>
    Effect.gen(function*() {
      const { ours } = yield* pool
      const endpoint = "http://localhost:9229/base"
      const { requests, verify } = yield* verifierOf({ ...options, endpoint })
      for (const iss of [`${endpoint}/${userPoolId}`, issuer]) {
        yield* verify(redact(yield* sign(access({ iss }), ours)))
      }
      assert.deepStrictEqual(requests, [`${endpoint}/${userPoolId}/.well-known/jwks.json`])
    }))

  it.effect("of an emulator may write another name into the tokens", () =>
    Effect.gen(function*() {
      const { ours } = yield* pool
      const iss = `http://0.0.0.0:9229/${userPoolId}`
      const { requests, verify } = yield* verifierOf({ ...options, endpoint: "http://cognito:9229", issuers: [iss] })
      yield* verify(redact(yield* sign(access({ iss }), ours)))
      assert.deepStrictEqual(requests, [`http://cognito:9229/${userPoolId}/.well-known/jwks.json`])
    }))

  it.effect("whose keys are given are not asked for them", () =>
    Effect.gen(function*() {
      const { foreign, ours } = yield* pool
      const { hydrate, requests, verify } = yield* verifierOf({ ...options, keys: { keys: [ours.jwk] } })
      yield* hydrate
      yield* verify(redact(yield* sign(access(), ours)))
      const error = yield* Effect.flip(verify(redact(yield* sign(access(), { ...foreign, kid: "key-9" }))))
      assert.strictEqual(error.reason, "Signature")
      assert.deepStrictEqual(requests, [])
    }))
})

describe("options that can't be right", () => {
  const cases: Readonly<Record<string, CognitoToken.Options>> = {
    userPoolId: { ...options, userPoolId: "eu-west-1" },
    "userPoolId, which must begin with a region": { ...options, userPoolId: "-_A" },
    clientId: { ...options, clientId: [] },
    groups: { ...options, groups: [] },
    scopes: { ...options, scopes: [""] },
    issuers: { ...options, issuers: [] },
    "issuers, which must be URLs": { ...options, issuers: ["cognito"] },
    endpoint: { ...options, endpoint: "localhost:9229" },
    timeout: { ...options, timeout: 0 },
    // What the types do not allow comes from programs in JavaScript.
    tokenUse: { ...options, tokenUse: undefined as never },
    "clientId, which must be there": { ...options, clientId: undefined as never },
    keys: { ...options, keys: {} as never },
    options: null as never,
    "user pool or more": [],
    "same issuer": [options, { ...options, clientId: null }]
  }
  for (const [name, given] of Object.entries(cases)) {
    it.effect(name, () =>
      Effect.gen(function*() {
        const { client } = serveKeys(() => Effect.never)
        const error = yield* Effect.flip(withClient(client)(CognitoToken.make(given)))
        assert.strictEqual(error._tag, "InvalidConfigurationError")
        assert.include(error.message, name.replace(/,.*/, ""))
      }))
  }
})

describe("the layers", () => {
  it.effect("provide the service with the client of their own", () =>
    Effect.gen(function*() {
      yield* TestClock.setTime(now * 1000)
      const { ours } = yield* pool
      const { client } = serveKeys(() => Effect.sync(() => keySet([ours.jwk])))
      const token = Redacted.make(yield* sign(access(), ours))
      const program = Effect.flatMap(CognitoToken.Verifier, ({ verify }) => verify(token))
      const httpClient = Layer.succeed(HttpClient.HttpClient, client)
      const live = Layer.provide(CognitoToken.layer(options), httpClient)
      assert.strictEqual((yield* Effect.provide(program, live)).username, "ada")

      const configured = CognitoToken.layerConfig({
        userPoolId: Config.String("POOL"),
        clientId: Config.String("CLIENT"),
        tokenUse: Config.succeed("access")
      }).pipe(
        Layer.provide(httpClient),
        Layer.provide(ConfigProvider.layer(ConfigProvider.fromUnknown({ POOL: userPoolId, CLIENT: "x" })))
      )
      const error = yield* Effect.flip(Effect.provide(program, configured))
      assert(error._tag === "InvalidTokenError")
      assert.strictEqual(error.reason, "Client")
    }))
})
