/** AWS's model of the service, as `facts/operations.json` has it. */
import json from "../facts/operations.json" with { type: "json" }

export interface Member {
  /** `null` where AWS publishes only the type. */
  readonly shape: string | null
  readonly type: string
  readonly required?: boolean
}

export type Members = Readonly<Record<string, Member>>

export interface Shape {
  readonly type: string
  readonly members?: Members
  readonly member?: Member
  readonly key?: Member
  readonly value?: Member
  readonly values?: ReadonlyArray<string>
  readonly pattern?: string
  readonly length?: { readonly min?: number; readonly max?: number }
  readonly range?: { readonly min: number; readonly max: number }
}

interface Model {
  readonly operations: Readonly<
    Record<string, {
      readonly accessToken: string
      readonly input: { readonly members: Members }
      readonly output: { readonly members: Members } | null
      readonly errors: ReadonlyArray<string>
    }>
  >
  readonly errors: Readonly<
    Record<string, { readonly httpStatus: number | null; readonly members: Readonly<Record<string, unknown>> }>
  >
  readonly shapes: Readonly<Record<string, Shape>>
  readonly partitions: Readonly<Record<string, { readonly regions: ReadonlyArray<string> }>>
  readonly endpointTests: ReadonlyArray<{
    readonly region: string | null
    readonly fips: boolean
    readonly dualStack: boolean
    readonly endpoint?: string
    readonly url?: string
    readonly error?: string
  }>
}

export const model: Model = json

/** All documented exceptions, by name. */
export const exceptions = model.errors

export const shapeOf = ({ shape, type }: Member): Shape => (shape !== null && model.shapes[shape]) || { type }

/** AWS's names as ours: the first letter in lower case, except for two names that start with an acronym. */
export const ownName = (name: string): string =>
  ({ MFAOptions: "mfaOptions", SMSMfaSettings: "smsMfaSettings" })[name] ?? name.charAt(0).toLowerCase() + name.slice(1)
