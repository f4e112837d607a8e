/**
 * Which tokens are accepted once they are known to be genuine.
 */
import type { TokenUse } from "./tokenClaims.js"
import type { Reason } from "./tokenErrors.js"

/** What a token must have. Of each list at least one. */
export interface Policy {
  readonly clientIds: ReadonlyArray<string> | null
  readonly tokenUse: TokenUse | null
  readonly groups: ReadonlyArray<string> | undefined
  readonly scopes: ReadonlyArray<string> | undefined
  /** By how much clocks may differ, in milliseconds. */
  readonly tolerance: number
}

/** The claims that decide. */
export interface Judged {
  readonly tokenUse: TokenUse
  readonly exp: Date
  readonly nbf?: Date
  readonly clientId?: string
  readonly groups: ReadonlyArray<string>
  readonly scope?: ReadonlyArray<string>
}

const lacksAll = (required: ReadonlyArray<string> | undefined, present: ReadonlyArray<string>): boolean =>
  required !== undefined && !required.some((one) => present.includes(one))

/** Why claims are not acceptable, the most fundamental reason first; `undefined` if they are. */
export const findFault = (claims: Judged, policy: Policy, now: number): Reason | undefined => {
  const { clientId, exp, groups, nbf, scope = [], tokenUse } = claims
  return exp.getTime() + policy.tolerance <= now
    ? "Expired"
    : nbf !== undefined && nbf.getTime() - policy.tolerance > now
    ? "NotYetValid"
    : policy.tokenUse !== null && tokenUse !== policy.tokenUse
    ? "TokenUse"
    : policy.clientIds !== null && (clientId === undefined || !policy.clientIds.includes(clientId))
    ? "Client"
    : lacksAll(policy.groups, groups)
    ? "Group"
    : lacksAll(policy.scopes, scope)
    ? "Scope"
    : undefined
}
