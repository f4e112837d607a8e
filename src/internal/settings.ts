import * as Config from "effect/Config"
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

const invalid = (message: string): Effect.Effect<never, CognitoError.InvalidConfigurationError> =>
  Effect.fail(new CognitoError.InvalidConfigurationError({ message }, { disableValidation: true }))

const defaultProvider = /*#__PURE__*/ Context.get(DefaultServices.liveServices, ConfigProvider.ConfigProvider)

const environment = (name: string): string | undefined => {
  try {
    // Browsers and workers may have no `process`, and its type is Node's own.
    const { process } = globalThis as {
      readonly process?: { readonly env?: { readonly [x: string]: string | undefined } }
    }
    return process?.env?.[name]
  } catch {
    // Deno throws where the program may not read it.
    return undefined
  }
}

/** An empty variable counts as unset, for that is how containers and CI systems leave one out. */
const variable = (name: string): Effect.Effect<string | undefined, CognitoError.InvalidConfigurationError> =>
  Effect.configProviderWith((provider) =>
    provider === defaultProvider
      // The same that the provider does, but it makes an error of each variable that is unset: 40 µs a time.
      ? Effect.succeed(environment(name)?.trim() || undefined)
      : Effect.matchEffect(provider.load(Config.option(Config.string(name))), {
        onFailure: () => invalid(`${name} can't be read as a text from the ConfigProvider.`),
        onSuccess: (value) => Effect.succeed(Option.getOrUndefined(value)?.trim() || undefined)
      })
  )

const flag = (name: string): Effect.Effect<boolean, CognitoError.InvalidConfigurationError> =>
  Effect.flatMap(variable(name), (value) =>
    value === undefined || /^false$/i.test(value)
      ? Effect.succeed(false)
      : /^true$/i.test(value)
      ? Effect.succeed(true)
      : invalid(`${name} must be "true" or "false".`))

const milliseconds = (
  option: string,
  input: Duration.DurationInput
): Effect.Effect<number, CognitoError.InvalidConfigurationError> => {
  const duration = Duration.decodeUnknown(input)
  return Option.isSome(duration) && Duration.toMillis(duration.value) > 0
    ? Effect.succeed(Duration.toMillis(duration.value))
    : invalid(`The option ${option} must be a duration longer than nothing, such as "30 seconds".`)
}

const attempts = (name: string, value: number): Effect.Effect<number, CognitoError.InvalidConfigurationError> =>
  Number.isInteger(value) && value >= 1 ? Effect.succeed(value) : invalid(`${name} must be a whole number from 1.`)

const never: StandardRetry = { maxAttempts: 1, baseDelay: 0, throttledDelay: 0, maxDelay: 0, repeatable: false }

const retry = Effect.fnUntraced(function*(option: CognitoConfig.Options["retry"]) {
  if (option === "none") return never
  if (Schedule.isSchedule(option)) return option as Schedule.Schedule<unknown, CognitoError.CognitoError>
  const max = option?.maxAttempts ?? (yield* variable("AWS_MAX_ATTEMPTS"))
  return {
    maxAttempts: max === undefined
      ? 3
      : yield* attempts(option?.maxAttempts !== undefined ? "retry.maxAttempts" : "AWS_MAX_ATTEMPTS", Number(max)),
    baseDelay: yield* milliseconds("retry.baseDelay", option?.baseDelay ?? 50),
    throttledDelay: yield* milliseconds("retry.throttledDelay", option?.throttledDelay ?? 1000),
    maxDelay: yield* milliseconds("retry.maxDelay", option?.maxDelay ?? 20_000),
    repeatable: option?.repeatable
  }
})

/**
 * The configuration around the call, completed from the current `ConfigProvider` and checked.
 *
 * @internal
 */
export const fromConfig: Source = Effect.gen(function*() {
  const options = yield* CognitoConfig.CognitoConfig
  const region = options.region ?? (yield* variable("AWS_REGION")) ?? (yield* variable("AWS_DEFAULT_REGION"))
  const url = endpoint.resolve({
    region,
    endpoint: options.endpoint ??
      (yield* variable("AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER")) ??
      (yield* variable("AWS_ENDPOINT_URL")),
    fips: options.useFipsEndpoint ?? (yield* flag("AWS_USE_FIPS_ENDPOINT")),
    dualstack: options.useDualstackEndpoint ?? (yield* flag("AWS_USE_DUALSTACK_ENDPOINT"))
  })
  if (typeof url === "string") return yield* invalid(url)
  return {
    url,
    region,
    timeout: yield* milliseconds("timeout", options.timeout ?? 30_000),
    retry: yield* retry(options.retry)
  }
})
