/**
 * The options of a call become its settings, complete and checked.
 */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schedule from "effect/Schedule"
import type * as CognitoConfig from "../CognitoConfig.js"
import * as CognitoError from "../CognitoError.js"
import { CognitoConfig as Reference } from "./context.js"
import { type DurationInput, toMillis } from "./durations.js"
import { resolveEndpoint } from "./endpoint.js"
import { type Environment, processEnvironment, readVariables, type Variable } from "./environment.js"
import { unchecked } from "./errors.js"
import { type Provider, withProvider } from "./provider.js"

export interface Settings {
  /** The URL to which requests go. */
  readonly endpoint: string
  readonly host: string
  readonly region: string | undefined
  /** In milliseconds. */
  readonly timeout: number
  readonly retry: StandardRetry | Schedule.Schedule<unknown, CognitoError.CognitoError>
}

/** The standard retry mode. Delays are in milliseconds. */
export interface StandardRetry {
  readonly maxAttempts: number
  readonly baseDelay: number
  readonly throttledDelay: number
  readonly maxDelay: number
  readonly repeatable: boolean | undefined
}

/** Where a call takes its settings from: what its service was made with, or what is around the call. */
export type Configuration = Effect.Effect<Settings, CognitoError.InvalidConfigurationError>

/** The configuration around a call, completed from the environment and checked. */
export const fromContext: Configuration = /*#__PURE__*/ Effect.flatMap(
  Reference,
  (options) =>
    withProvider((provider) =>
      provider === undefined
        ? check(() => complete(options, processEnvironment))
        : Effect.flatMap(readMissing(options, provider), (environment) => check(() => complete(options, environment)))
    )
)

/** Reads what the options leave open, for which a provider has as long as an attempt. */
const readMissing = (
  options: CognitoConfig.Options,
  provider: Provider
): Effect.Effect<Environment, CognitoError.InvalidConfigurationError> =>
  Effect.flatMap(
    check(() => [listMissing(options), readTimeout(options)] as const),
    ([names, duration]) =>
      Effect.flatMap(
        Effect.timeoutOption(readVariables(provider, names), duration),
        Option.match({
          onNone: () => Effect.fail(invalid("The ConfigProvider gave no value within the timeout.")),
          onSome: Effect.succeed
        })
      )
  )

/** What is no value of an option may throw, whatever is done with it. */
const check = <A>(f: () => A): Effect.Effect<A, CognitoError.InvalidConfigurationError> =>
  Effect.try({
    try: f,
    catch: (error) =>
      error instanceof CognitoError.InvalidConfigurationError
        ? error
        : invalid("The options can't be read: each must be what CognitoConfig.Options says.")
  })

/** The variables that say what the options leave open. */
const listMissing = (options: CognitoConfig.Options): ReadonlyArray<Variable> => [
  ...(options.region === undefined ? ["AWS_REGION", "AWS_DEFAULT_REGION"] as const : []),
  ...(options.endpoint === undefined
    ? ["AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER", "AWS_ENDPOINT_URL", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"] as const
    : []),
  ...(options.useFipsEndpoint === undefined ? ["AWS_USE_FIPS_ENDPOINT"] as const : []),
  ...(options.useDualstackEndpoint === undefined ? ["AWS_USE_DUALSTACK_ENDPOINT"] as const : []),
  ...(hasAttempts(options.retry) ? [] : ["AWS_MAX_ATTEMPTS"] as const)
]

/** Whether the option says how many attempts there are at most. */
const hasAttempts = (retry: CognitoConfig.Options["retry"]): boolean =>
  retry !== undefined && (retry === "none" || Schedule.isSchedule(retry) || retry.maxAttempts !== undefined)

const complete = (options: CognitoConfig.Options, environment: Environment): Settings => {
  const region = options.region ?? read(environment, "AWS_REGION") ?? read(environment, "AWS_DEFAULT_REGION")
  const url = resolveEndpoint({
    region,
    endpoint: options.endpoint ?? readEndpoint(environment),
    fips: checkFlag("useFipsEndpoint", options.useFipsEndpoint) ?? readFlag(environment, "AWS_USE_FIPS_ENDPOINT"),
    dualstack: checkFlag("useDualstackEndpoint", options.useDualstackEndpoint) ??
      readFlag(environment, "AWS_USE_DUALSTACK_ENDPOINT")
  })
  if (typeof url === "string") throw invalid(url)
  return {
    endpoint: url.href,
    host: url.hostname,
    region,
    timeout: readTimeout(options),
    retry: completeRetry(options.retry, environment)
  }
}

const readTimeout = (options: CognitoConfig.Options): number => readDuration("timeout", options.timeout ?? 30_000)

const readEndpoint = (environment: Environment): string | undefined => {
  const endpoint = read(environment, "AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER") ??
    read(environment, "AWS_ENDPOINT_URL")
  return endpoint !== undefined && readFlag(environment, "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS") ? undefined : endpoint
}

const completeRetry = (retry: CognitoConfig.Options["retry"], environment: Environment): Settings["retry"] => {
  // A schedule takes any of our errors, whatever the types of its own input and requirements.
  if (Schedule.isSchedule(retry)) return retry as Schedule.Schedule<unknown, CognitoError.CognitoError>
  const options: CognitoConfig.RetryOptions = retry === "none" ? { maxAttempts: 1 } : retry ?? {}
  if (typeof options !== "object" || Array.isArray(options)) {
    throw invalid(`The option retry must be "none", numbers for the standard mode, or a Schedule.`)
  }
  const variable = options.maxAttempts === undefined ? read(environment, "AWS_MAX_ATTEMPTS") : undefined
  return {
    maxAttempts: variable === undefined
      ? checkAttempts("retry.maxAttempts", options.maxAttempts ?? 3)
      : checkAttempts("AWS_MAX_ATTEMPTS", Number(variable)),
    baseDelay: readDuration("retry.baseDelay", options.baseDelay ?? 50),
    throttledDelay: readDuration("retry.throttledDelay", options.throttledDelay ?? 1000),
    maxDelay: readDuration("retry.maxDelay", options.maxDelay ?? 20_000),
    repeatable: checkFlag("retry.repeatable", options.repeatable)
  }
}

// -----------------------------------------------------------------------------
// values
// -----------------------------------------------------------------------------

const invalid = (message: string): CognitoError.InvalidConfigurationError =>
  new CognitoError.InvalidConfigurationError({ message }, unchecked)

const read = (environment: Environment, name: Variable): string | undefined => {
  const value = environment.get(name)
  if (value === "unreadable") throw invalid(`${name} can't be read as a text from the ConfigProvider.`)
  return value?.text
}

const readFlag = (environment: Environment, name: Variable): boolean => {
  const value = read(environment, name)?.toLowerCase() ?? "false"
  if (value !== "true" && value !== "false") throw invalid(`${name} must be "true" or "false".`)
  return value === "true"
}

const checkFlag = (option: string, value: boolean | undefined): boolean | undefined => {
  if (value === undefined || typeof value === "boolean") return value
  throw invalid(`The option ${option} must be true or false.`)
}

const readDuration = (option: string, input: DurationInput): number => {
  const value = toMillis(input)
  if (value > 0) return value
  throw invalid(`The option ${option} must be a duration longer than nothing, such as "30 seconds".`)
}

const checkAttempts = (name: string, value: number): number => {
  if (Number.isInteger(value) && value >= 1) return value
  throw invalid(`${name} must be a whole number from 1.`)
}
