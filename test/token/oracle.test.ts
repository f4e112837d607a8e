/**
 * `aws-jwt-verify`, AWS's own library, and this one judge the same tokens: thousands that are valid, and broken in each
 * way that one can think of. Where they differ on purpose, it is said how and why.
 */
import { HttpClient } from "@effect/platform"
import { CognitoJwtVerifier } from "aws-jwt-verify"
import { CognitoToken } from "effect-cognito"
import { Effect } from "../support/effect.js"
import {
  accessPayload,
  clientId,
  idPayload,
  issuer,
  type Key,
  keySet,
  makeKey,
  redact,
  serveKeys,
  signByHmac,
  signTexts,
  toPart,
  userPoolId
} from "../support/tokens.js"
import { assert, it } from "../support/vitest.js"

const reasons: ReadonlyArray<CognitoToken.Reason> = [
  "Malformed",
  "Algorithm",
  "Signature",
  "Issuer",
  "Client",
  "TokenUse",
  "Expired",
  "NotYetValid",
  "Group",
  "Scope"
]

const keys = Effect.runPromise(Effect.all([makeKey("key-1"), makeKey("key-2"), makeKey("forged")]))

/** Numbers that look random, and are the same in every run. */
const randomFrom = (seed: number) => {
  let state = seed
  const next = (): number => {
    // mulberry32
    state = (state + 0x6D2B79F5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const pick = <A>(list: ReadonlyArray<A>): A => list[Math.floor(next() * list.length)]!
  return { next, pick, chance: (probability: number) => next() < probability }
}

type Random = ReturnType<typeof randomFrom>
type Json = Record<string, unknown>

/** Changes that leave a token what it is, or not. */
const changes: Readonly<Record<string, (claims: Json, header: Json, random: Random, now: number) => void>> = {
  "expires soon": (claims, _, __, now) => (claims["exp"] = now + 60),
  expired: (claims, _, { pick }, now) => (claims["exp"] = now - pick([60, 3600, 1e9])),
  "not yet valid": (claims, _, { pick }, now) => (claims["nbf"] = now + pick([60, 3600])),
  "valid since": (claims, _, { pick }, now) => (claims["nbf"] = now - pick([60, 3600])),
  "exp of another type": (claims, _, { pick }) => (claims["exp"] = pick(["soon", null, [], {}])),
  "nbf of another type": (claims, _, { pick }) => (claims["nbf"] = pick(["soon", null, [], {}])),
  "iat of another type": (claims, _, { pick }) => (claims["iat"] = pick(["soon", null, [], {}])),
  issuer: (claims, _, { pick }) => {
    claims["iss"] = pick([
      `${issuer}/`,
      issuer.replace("https", "http"),
      issuer.replace("cognito-idp", "issuer-cognito-idp"),
      "https://forger.example",
      1,
      undefined
    ])
  },
  client: (claims, _, { pick }) => {
    const wrong = pick(["another", "", 1, [clientId], undefined])
    if (claims["token_use"] === "id") claims["aud"] = wrong
    else claims["client_id"] = wrong
  },
  "another kind": (claims, _, { pick }) => (claims["token_use"] = pick(["id", "access", "refresh", 1, undefined])),
  groups: (claims, _, { pick }) => {
    claims["cognito:groups"] = pick([[], ["admin"], ["readers", "admin"], "admin", [1], undefined])
  },
  scope: (claims, _, { pick }) => (claims["scope"] = pick(["", "orders/read", "orders/write openid", undefined])),
  subject: (claims, _, { pick }) => (claims["sub"] = pick([1, null, ["s"]])),
  "a claim less": (claims, _, { pick }) => {
    claims[pick(["sub", "iat", "exp", "jti", "auth_time", "username", "event_id"])] = undefined
  },
  additional: (
    claims,
    _,
    { pick }
  ) => (claims[pick(["custom:tenant", "constructor", "nested"])] = pick(["x", 1, { a: [] }])),
  algorithm: (_, header, { pick }) => (header["alg"] = pick(["none", "RS384", "HS256", "", undefined])),
  "id of the key": (_, header, { pick }) => {
    header["kid"] = pick(["key-2", "key-9", "", 1, undefined, "__proto__", "constructor"])
  },
  type: (_, header, { pick }) => (header["typ"] = pick(["JWT", "at+jwt", 1])),
  "additional in the header": (_, header, { pick }) => (header[pick(["cty", "x5t", "note"])] = "x")
}

/** Changes of the text of a token. */
const damages: Readonly<Record<string, (token: string, random: Random) => string>> = {
  "another character": (token, { next }) => {
    const at = Math.floor(next() * token.length)
    return token.slice(0, at) + (token[at] === "A" ? "B" : "A") + token.slice(at + 1)
  },
  "cut off": (token, { next }) => token.slice(0, Math.floor(next() * token.length)),
  "another part": (token) => `${token}.e30`,
  "no signature": (token) => token.replace(/[^.]*$/, ""),
  "not base64url": (token, { pick }) => token.replace(/.\./, pick(["+.", "/.", " .", "é."])),
  "by HMAC": (token, { pick }) => {
    const [, payload = ""] = token.split(".")
    return signByHmac(
      JSON.parse(Buffer.from(payload, "base64url").toString("utf8")),
      "key-1",
      pick(["secret", "key-1"])
    )
  },
  "with another payload": (token, { pick }) => {
    const [header, , signature] = token.split(".")
    return `${header}.${toPart(pick(["{}", "[]", "null", "{", JSON.stringify(accessPayload(0))]))}.${signature}`
  }
}

interface Case {
  readonly title: string
  readonly token: string
  readonly options: CognitoToken.PoolOptions
  readonly claims: Json
  readonly isForged: boolean
}

const makeCase = (random: Random, [first, second, forger]: ReadonlyArray<Key>, now: number): Effect.Effect<Case> =>
  Effect.gen(function*() {
    const { chance, pick } = random
    const title: Array<string> = []
    const claims: Json = pick([accessPayload, idPayload])(now)
    const header: Json = { kid: "key-1", alg: "RS256" }
    const names = Object.keys(changes)
    for (let left = chance(0.3) ? 0 : chance(0.8) ? 1 : 2; left > 0; left--) {
      const name = pick(names)
      title.push(name)
      changes[name]!(claims, header, random, now)
    }
    const isForged = chance(0.05)
    const key = isForged ? forger! : header["kid"] === "key-2" ? second! : first!
    if (isForged) title.push("forged")
    let token = yield* signTexts(JSON.stringify(header), JSON.stringify(claims), key)
    if (chance(0.1)) {
      const name = pick(Object.keys(damages))
      title.push(name)
      token = damages[name]!(token, random)
    }
    const options: CognitoToken.PoolOptions = {
      userPoolId,
      clientId: pick([clientId, clientId, ["another", clientId], "third", null, null]),
      tokenUse: pick(["access", "id", null]),
      groups: chance(0.2) ? pick([["readers"], ["admin", "owner"]]) : undefined,
      scopes: chance(0.2) ? pick([["openid"], ["orders/write", "orders/read"]]) : undefined
    }
    return { title: `${title.join(", ")} ${JSON.stringify(options)}`, token, options, claims, isForged }
  })

const judgeOurs = ({ options, token }: Case, jwks: ReadonlyArray<unknown>) => {
  const { client } = serveKeys(() => Effect.sync(() => keySet(jwks)))
  return CognitoToken.make(options).pipe(
    Effect.provideService(HttpClient.HttpClient, client),
    Effect.flatMap(({ verify }) => verify(redact(token))),
    Effect.match({
      onSuccess: () => "valid",
      onFailure: (error) => error._tag === "InvalidTokenError" ? error.reason : error._tag
    })
  )
}

const list = <A>(values: ReadonlyArray<A> | undefined) => values === undefined ? null : [...values]

const judgeTheirs = ({ options, token }: Case, jwks: ReadonlyArray<unknown>): "valid" | "invalid" => {
  const { clientId, groups, scopes, tokenUse } = options
  const verifier = CognitoJwtVerifier.create({
    userPoolId,
    clientId: typeof clientId === "string" || clientId === null ? clientId : [...clientId],
    tokenUse,
    groups: list(groups),
    scope: list(scopes)
  })
  // Its type asks for members that a key set may leave out.
  verifier.cacheJwks({ keys: jwks as never })
  try {
    verifier.verifySync(token)
    return "valid"
  } catch {
    return "invalid"
  }
}

/** What the two judge differently on purpose. Cognito issues none of these. */
const differences: Readonly<Record<string, (claims: Json, ours: string) => boolean>> = {
  // Every token of Cognito's says whose it is, since when and until when: what lacks that is not Cognito's.
  "a claim that every token has is missing or null, which AWS's library accepts": (claims, ours) =>
    ours === "Malformed" &&
    ["sub", "iat", "exp"].some((claim) => claims[claim] === undefined || claims[claim] === null),
  "an access token names no app client, which AWS's library accepts if any will do": (claims, ours) =>
    ours === "Malformed" && claims["token_use"] === "access" && typeof claims["client_id"] !== "string",
  // Scopes say what the bearer of an access token may do.
  "an ID token has the scope that is needed, which AWS's library accepts": (claims, ours) =>
    ours === "Scope" && claims["token_use"] === "id" && typeof claims["scope"] === "string",
  // Cognito writes a list, even of one group.
  "a text names the group, which AWS's library takes for a list": (claims, ours) =>
    ours === "Group" && typeof claims["cognito:groups"] === "string",
  // Nothing is decided by it.
  "an ID token names its app client by a number, which AWS's library refuses even if any will do": (claims, ours) =>
    ours === "valid" && claims["token_use"] === "id" && typeof claims["aud"] === "number"
}

it.live("2,000 tokens are judged as by AWS's own library, but for named differences", () =>
  Effect.gen(function*() {
    const all = yield* Effect.promise(() => keys)
    const jwks = all.slice(0, 2).map(({ jwk }) => jwk)
    const random = randomFrom(20_261_125)
    const now = Math.floor(Date.now() / 1000)
    const tally = new Map<string, number>()
    const count = (what: string) => tally.set(what, (tally.get(what) ?? 0) + 1)
    for (let n = 0; n < 2000; n++) {
      const one = yield* makeCase(random, all, now)
      const ours = yield* judgeOurs(one, jwks)
      const theirs = judgeTheirs(one, jwks)
      count(ours)
      if ((ours === "valid") === (theirs === "valid")) continue
      const difference = Object.keys(differences).find((name) => differences[name]!(one.claims, ours))
      assert.isDefined(difference, `${n}: ours ${ours}, theirs ${theirs}: ${one.title}`)
      count(difference!)
    }
    // The cases are only worth as much as what they cover.
    for (const reason of ["valid", ...reasons, ...Object.keys(differences)]) {
      assert.isAtLeast(
        tally.get(reason) ?? 0,
        reason === "valid" ? 400 : 1,
        `${reason} in ${JSON.stringify([...tally])}`
      )
    }
    assert.isUndefined(tally.get("KeysUnavailableError"))
  }), 120_000)
