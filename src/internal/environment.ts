/**
 * The variables that every AWS SDK reads, through the current `ConfigProvider`.
 */
import * as Effect from "effect/Effect"
import { loadText, type Provider } from "./provider.js"

/** A variable that this library reads. */
export type Variable =
  | "AWS_REGION"
  | "AWS_DEFAULT_REGION"
  | "AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER"
  | "AWS_ENDPOINT_URL"
  | "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"
  | "AWS_USE_FIPS_ENDPOINT"
  | "AWS_USE_DUALSTACK_ENDPOINT"
  | "AWS_MAX_ATTEMPTS"

/** What a variable was read as: a text, `undefined` if it is unset, or `"unreadable"` if it is there and is no text. */
type Value = { readonly text: string | undefined } | "unreadable"

/** The variables that were read, or that are read when they are asked for. */
export interface Environment {
  readonly get: (name: Variable) => Value | undefined
}

/** An empty variable counts as unset, because that is how containers and CI systems leave one out. */
const toValue = (text: string | undefined): Value => ({ text: text?.trim() || undefined })

/**
 * The environment of the process. Where a program has set no provider it is read directly, because the default provider
 * reads nothing else, and makes an error of each variable that is unset: to ask it would cost 59 kB and half as much
 * time again for a call that reads its configuration.
 */
export const processEnvironment: Environment = { get: (name) => readVariable(name) }

const readVariable = (name: Variable): Value => {
  try {
    // Browsers and workers may have no `process`, whose type is Node's own.
    const { process } = globalThis as {
      readonly process?: { readonly env?: { readonly [x: string]: string | undefined } }
    }
    return toValue(process?.env?.[name])
  } catch {
    // Deno throws where the program may not read it.
    return toValue(undefined)
  }
}

/** Reads variables from a provider, all at once. */
export const readVariables = (
  provider: Provider,
  names: ReadonlyArray<Variable>
): Effect.Effect<Environment> =>
  Effect.forEach(names, (name) => Effect.map(load(provider, name), (value) => [name, value] as const), {
    concurrency: "unbounded"
  }).pipe(Effect.map((entries) => new Map(entries)))

const load = (provider: Provider, name: Variable): Effect.Effect<Value> =>
  Effect.match(loadText(provider, name), { onFailure: () => "unreadable" as const, onSuccess: toValue })
