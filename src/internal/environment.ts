/**
 * The variables that every AWS SDK reads, through the current `ConfigProvider`.
 */
import * as Config from "effect/Config"
import * as ConfigError from "effect/ConfigError"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Context from "effect/Context"
import * as DefaultServices from "effect/DefaultServices"
import * as Effect from "effect/Effect"

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

/** What was read: a text, `undefined` for what is unset, or `"unreadable"` for what is there and is no text. */
export type Environment = ReadonlyMap<Variable, Value>

type Value = { readonly text: string | undefined } | "unreadable"

/** An empty variable counts as unset, because that is how containers and CI systems leave one out. */
const toValue = (text: string | undefined): Value => ({ text: text?.trim() || undefined })

const defaultProvider = /*#__PURE__*/ Context.get(DefaultServices.liveServices, ConfigProvider.ConfigProvider)

/**
 * Reads variables, all at once. A provider has as many milliseconds for it as an attempt.
 *
 * The default provider reads the environment of the process, and makes an error of each variable that is unset. To read
 * the environment directly in its place saves 59 kB and a third of the time of a call that reads its configuration.
 * Without that: leave out the first case.
 */
export const readEnvironment = <E>(
  names: ReadonlyArray<Variable>,
  timeout: number,
  onTimeout: () => E
): Effect.Effect<Environment, E> =>
  Effect.configProviderWith((provider) =>
    provider === defaultProvider || names.length === 0
      ? Effect.sync(() => new Map(names.map((name) => [name, toValue(readVariable(name))])))
      : Effect.forEach(names, (name) => Effect.map(load(provider, name), (value) => [name, value] as const), {
        concurrency: "unbounded"
      }).pipe(
        Effect.map((entries) => new Map(entries)),
        Effect.timeoutFail({ duration: timeout, onTimeout })
      )
  )

const readVariable = (name: Variable): string | undefined => {
  try {
    // Browsers and workers may have no `process`, whose type is Node's own.
    const { process } = globalThis as {
      readonly process?: { readonly env?: { readonly [x: string]: string | undefined } }
    }
    return process?.env?.[name]
  } catch {
    // Deno throws where the program may not read it.
    return undefined
  }
}

const load = (provider: ConfigProvider.ConfigProvider, name: Variable): Effect.Effect<Value> =>
  Effect.match(provider.load(Config.string(name)), {
    onFailure: (error) => ConfigError.isMissingDataOnly(error) ? toValue(undefined) : "unreadable",
    onSuccess: toValue
  })
