import * as Config from "effect/Config"
import * as ConfigError from "effect/ConfigError"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Context from "effect/Context"
import * as DefaultServices from "effect/DefaultServices"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schedule from "effect/Schedule"
import * as CognitoConfig from "../CognitoConfig.js"
import * as CognitoError from "../CognitoError.js"
import * as endpoint from "./endpoint.js"

/**
 * The configuration of a call, complete and checked.
 *
 * @internal
 */
export interface Settings {
  readonly url: URL
  readonly region: string | undefined
  /** In milliseconds. */
  readonly timeout: number
  readonly retry: StandardRetry | Schedule.Schedule<unknown, CognitoError.CognitoError>
}

/** @internal */
export interface StandardRetry {
  readonly maxAttempts: number
  readonly baseDelay: number
  readonly throttledDelay: number
  readonly maxDelay: number
  readonly repeatable: boolean | undefined
}

/**
 * Where a call takes its settings from: what its service was made with, or what is around the call.
 *
 * @internal
 */
export type Source = Effect.Effect<Settings, CognitoError.InvalidConfigurationError>

/** Reads a variable, or throws an `InvalidConfigurationError`. */
type Read = (name: typeof variables[number]) => string | undefined

const variables = [
  "AWS_REGION",
  "AWS_DEFAULT_REGION",
  "AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER",
  "AWS_ENDPOINT_URL",
  "AWS_USE_FIPS_ENDPOINT",
  "AWS_USE_DUALSTACK_ENDPOINT",
  "AWS_MAX_ATTEMPTS"
] as const

const invalid = (message: string): CognitoError.InvalidConfigurationError =>
  new CognitoError.InvalidConfigurationError({ message }, { disableValidation: true })

// -----------------------------------------------------------------------------
// variables
// -----------------------------------------------------------------------------

const defaultProvider = /*#__PURE__*/ Context.get(DefaultServices.liveServices, ConfigProvider.ConfigProvider)

/** An empty variable counts as unset, for that is how containers and CI systems leave one out. */
const given = (text: string | undefined): string | undefined => text?.trim() || undefined

/** The same that the default provider does, but that makes an error of each variable that is unset: 40 µs a time. */
const environment: Read = (name) => {
  try {
    // Browsers and workers may have no `process`, and its type is Node's own.
    const { process } = globalThis as {
      readonly process?: { readonly env?: { readonly [x: string]: string | undefined } }
    }
    return given(process?.env?.[name])
  } catch {
    // Deno throws where the program may not read it.
    return undefined
  }
}

const provided = (provider: ConfigProvider.ConfigProvider): Effect.Effect<Read> =>
  Effect.map(
    Effect.forEach(variables, (name) =>
      Effect.match(provider.load(Config.string(name)), {
        onFailure: (error) =>
          ConfigError.isMissingDataOnly(error)
            ? undefined
            : invalid(`${name} can't be read as a text from the ConfigProvider.`),
        onSuccess: given
      })),
    (loaded): Read => (name) => {
      const value = loaded[variables.indexOf(name)]
      if (typeof value === "object") throw value
      return value
    }
  )

// -----------------------------------------------------------------------------
// settings
// -----------------------------------------------------------------------------

const flag = (name: typeof variables[number], read: Read): boolean => {
  const value = read(name)?.toLowerCase() ?? "false"
  if (value !== "true" && value !== "false") throw invalid(`${name} must be "true" or "false".`)
  return value === "true"
}

const milliseconds = (option: string, input: Duration.DurationInput): number => {
  const value = Duration.toMillis(Option.getOrElse(Duration.decodeUnknown(input), () => 0))
  if (value > 0) return value
  throw invalid(`The option ${option} must be a duration longer than nothing, such as "30 seconds".`)
}

const attempts = (name: string, value: number): number => {
  if (Number.isInteger(value) && value >= 1) return value
  throw invalid(`${name} must be a whole number from 1.`)
}

const standard: StandardRetry = {
  maxAttempts: 3,
  baseDelay: 50,
  throttledDelay: 1000,
  maxDelay: 20_000,
  repeatable: undefined
}

const retry = (option: CognitoConfig.Options["retry"], read: Read): Settings["retry"] => {
  if (Schedule.isSchedule(option)) return option as Schedule.Schedule<unknown, CognitoError.CognitoError>
  const numbers: CognitoConfig.RetryOptions = option === "none" ? { maxAttempts: 1 } : option ?? {}
  const variable = numbers.maxAttempts === undefined ? read("AWS_MAX_ATTEMPTS") : undefined
  // As a rule there is nothing to check, and one object for all calls.
  if (option === undefined && variable === undefined) return standard
  return {
    maxAttempts: variable === undefined
      ? attempts("retry.maxAttempts", numbers.maxAttempts ?? standard.maxAttempts)
      : attempts("AWS_MAX_ATTEMPTS", Number(variable)),
    baseDelay: milliseconds("retry.baseDelay", numbers.baseDelay ?? standard.baseDelay),
    throttledDelay: milliseconds("retry.throttledDelay", numbers.throttledDelay ?? standard.throttledDelay),
    maxDelay: milliseconds("retry.maxDelay", numbers.maxDelay ?? standard.maxDelay),
    repeatable: numbers.repeatable
  }
}

/** The endpoint that was asked for last. A program has one, as a rule, and all its calls can share it. */
let last: { readonly asked: string; readonly url: URL } | undefined

const resolve = (options: endpoint.EndpointOptions): URL => {
  const asked = JSON.stringify(options)
  if (last?.asked === asked) return last.url
  const url = endpoint.resolve(options)
  if (typeof url === "string") throw invalid(url)
  last = { asked, url }
  return url
}

const complete = (options: CognitoConfig.Options, read: Read): Settings => {
  const region = options.region ?? read("AWS_REGION") ?? read("AWS_DEFAULT_REGION")
  const url = resolve({
    region,
    endpoint: options.endpoint ?? read("AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER") ?? read("AWS_ENDPOINT_URL"),
    fips: options.useFipsEndpoint ?? flag("AWS_USE_FIPS_ENDPOINT", read),
    dualstack: options.useDualstackEndpoint ?? flag("AWS_USE_DUALSTACK_ENDPOINT", read)
  })
  return { url, region, timeout: milliseconds("timeout", options.timeout ?? 30_000), retry: retry(options.retry, read) }
}

const checked = (options: CognitoConfig.Options, read: Read): Source =>
  Effect.try({
    try: () => complete(options, read),
    // It throws nothing else.
    catch: (error) => error as CognitoError.InvalidConfigurationError
  })

/**
 * The configuration around the call, completed from the current `ConfigProvider` and checked.
 *
 * @internal
 */
export const fromConfig: Source = /*#__PURE__*/ Effect.flatMap(
  CognitoConfig.CognitoConfig,
  (options) =>
    Effect.configProviderWith((provider) =>
      provider === defaultProvider
        ? checked(options, environment)
        : Effect.flatMap(provided(provider), (read) => checked(options, read))
    )
)
