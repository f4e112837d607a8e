/**
 * The issuers of user pools: their names, their keys and what their tokens must have.
 */
import type * as HttpClient from "@effect/platform/HttpClient"
import * as CognitoError from "../CognitoError.js"
import { type DurationInput, toMillis } from "./durations.js"
import { resolveEndpoint } from "./endpoint.js"
import { unchecked } from "./errors.js"
import { cacheKeys, keepKeys, type Keys } from "./keyCache.js"
import { fetchKeys, toKeySet } from "./keySet.js"
import type { TokenUse } from "./tokenClaims.js"
import type { Policy } from "./tokenPolicy.js"

/**
 * A user pool whose tokens are accepted, and what they must have.
 *
 * @since 3.0.0
 * @category models
 */
export interface PoolOptions {
  /** The id of the user pool, such as `"eu-west-1_AbCdEfGhI"`. The region is the part before the last `_`. */
  readonly userPoolId: string
  /**
   * The id of the app client to which the tokens must have been issued, several ids of which any will do, or `null` for
   * every app client of the pool.
   */
  readonly clientId: string | ReadonlyArray<string> | null
  /** Which tokens are accepted: access tokens, as an API should, ID tokens, or both (`null`). */
  readonly tokenUse: TokenUse | null
  /** The user must be in at least one of these groups. Default: no group is needed. */
  readonly groups?: ReadonlyArray<string> | undefined
  /** An access token must have at least one of these scopes. Default: no scope is needed. */
  readonly scopes?: ReadonlyArray<string> | undefined
  /**
   * The issuers whose tokens are accepted, as they are in the claim `iss`. Default: the two names that AWS has for the
   * issuer of the pool and, with an `endpoint`, the pool at that endpoint.
   */
  readonly issuers?: ReadonlyArray<string> | undefined
  /**
   * Where an emulator of Cognito is, such as `"http://localhost:9229"`. The keys are fetched there, at
   * `<userPoolId>/.well-known/jwks.json`. Default: each issuer's own address.
   */
  readonly endpoint?: string | undefined
  /** The keys of the pool, as `/.well-known/jwks.json` has them. Then no keys are ever fetched. */
  readonly keys?: {
    /** Each key, as a JSON Web Key. */
    readonly keys: ReadonlyArray<unknown>
  } | undefined
  /** By how much the clocks of Cognito and of this machine may differ. Default: not at all. */
  readonly clockTolerance?: DurationInput | undefined
  /** How long fetching the keys may take. Default: 5 seconds. */
  readonly timeout?: DurationInput | undefined
}

/** An issuer whose tokens are accepted. */
export interface Issuer {
  readonly name: string
  readonly keys: Keys
  readonly policy: Policy
}

const fail = (message: string): never => {
  throw new CognitoError.InvalidConfigurationError({ message }, unchecked)
}

/** Reads the options of a user pool. It throws an `InvalidConfigurationError`. */
export const makeIssuers = (options: PoolOptions, client: HttpClient.HttpClient): ReadonlyArray<Issuer> => {
  const { endpoint, issuers, keys, timeout = 5000, userPoolId } = options
  if (!/^[\w-]+_[A-Za-z0-9]+$/.test(userPoolId)) fail("The option userPoolId must be the id of a user pool.")
  const policy = readPolicy(options)
  const milliseconds = toMillis(timeout)
  if (!(milliseconds > 0)) fail("The option timeout must be a duration longer than nothing, such as \"5 seconds\".")

  const own = endpoint === undefined ? [] : [`${toUrl({ endpoint, region: undefined })}${userPoolId}`]
  const names = issuers ?? [...namesByAws(userPoolId), ...own]
  checkList("issuers", names)
  const given = keys === undefined
    ? undefined
    : toKeySet(keys) ?? fail("The option keys must be a JSON Web Key Set, an object with a list of keys.")
  const makeKeys = (name: string): Keys => {
    const url = `${toUrl({ endpoint: name, region: undefined })}.well-known/jwks.json`
    return given === undefined
      ? cacheKeys(fetchKeys(client, { issuer: name, url, timeout: milliseconds }))
      : keepKeys(given)
  }
  // An emulator has one key set, whichever issuer it writes into its tokens.
  const shared = own[0] === undefined ? undefined : makeKeys(own[0])
  return names.map((name) => ({ name, keys: shared ?? makeKeys(name), policy }))
}

/** The names that AWS gives to the issuer of a user pool. A pool has the first unless it is set to have the second. */
const namesByAws = (userPoolId: string): ReadonlyArray<string> => {
  const { host } = new URL(toUrl({ region: userPoolId.replace(/_[^_]*$/, ""), endpoint: undefined }))
  return ["", "issuer-"].map((prefix) => `https://${prefix}${host}/${userPoolId}`)
}

const toUrl = (where: { readonly region: string | undefined; readonly endpoint: string | undefined }): string => {
  const url = resolveEndpoint({ ...where, fips: false, dualstack: false })
  return typeof url === "string"
    ? fail(
      where.endpoint === undefined
        ? "The option userPoolId must begin with the region of the user pool."
        : `The options endpoint and issuers: ${url}`
    )
    : url.href
}

const readPolicy = ({ clientId, clockTolerance = 0, groups, scopes, tokenUse }: PoolOptions): Policy => {
  const clientIds = typeof clientId === "string" ? [clientId] : clientId
  if (clientIds !== null) checkList("clientId", clientIds)
  if (tokenUse !== "access" && tokenUse !== "id" && tokenUse !== null) {
    fail("The option tokenUse must be \"access\", \"id\", or null for both.")
  }
  if (groups !== undefined) checkList("groups", groups)
  if (scopes !== undefined) checkList("scopes", scopes)
  const tolerance = clockTolerance === 0 ? 0 : toMillis(clockTolerance)
  return { clientIds, tokenUse, groups, scopes, tolerance }
}

/** A list without an element would refuse every token. */
const checkList = (option: string, list: ReadonlyArray<string>): void => {
  if (!Array.isArray(list) || list.length === 0 || !list.every((one) => typeof one === "string" && one !== "")) {
    fail(`The option ${option} must be one text or more.`)
  }
}
