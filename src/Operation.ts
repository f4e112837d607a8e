/**
 * What an operation is: one declaration, from which its wire format, its types, its errors, its span, its method on
 * the service and its test double follow.
 *
 * @since 0.1.0
 */
import * as HttpClient from "@effect/platform/HttpClient"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import { hasProperty } from "effect/Predicate"
import type * as Schema from "effect/Schema"
import type * as CognitoError from "./CognitoError.js"
import * as awsJson from "./internal/awsJson.js"
import { secretsOf } from "./internal/redact.js"
import * as retry from "./internal/retry.js"
import * as settings from "./internal/settings.js"
import * as telemetry from "./internal/telemetry.js"
import * as transport from "./internal/transport.js"

/**
 * @since 0.1.0
 * @category type ids
 */
export const TypeId: unique symbol = Symbol.for("effect-cognito/Operation")

/**
 * @since 0.1.0
 * @category type ids
 */
export type TypeId = typeof TypeId

/**
 * The errors that every operation can fail with, apart from the exceptions that AWS documents for it.
 *
 * @since 0.1.0
 * @category models
 */
export type OwnError =
  | CognitoError.UnknownServiceException
  | CognitoError.InvalidRequestError
  | CognitoError.InvalidConfigurationError
  | CognitoError.TransportError
  | CognitoError.InvalidResponseError

/**
 * A class of exceptions that AWS documents, such as `CognitoError.NotAuthorizedException`.
 *
 * @since 0.1.0
 * @category models
 */
export type ExceptionClass = awsJson.ExceptionClass

/**
 * The errors of an operation that documents these exceptions.
 *
 * @since 0.1.0
 * @category models
 */
export type Failure<Errors extends ReadonlyArray<ExceptionClass>> = InstanceType<Errors[number]> | OwnError

/**
 * The declaration of an operation.
 *
 * @since 0.1.0
 * @category models
 */
export interface Declaration<
  out Request extends Schema.Schema.AnyNoContext = Schema.Schema.AnyNoContext,
  out Response extends Schema.Schema.AnyNoContext = Schema.Schema.AnyNoContext,
  out Errors extends ReadonlyArray<ExceptionClass> = ReadonlyArray<ExceptionClass>
> {
  /** The schema of its requests. */
  readonly request: Request
  /** The schema of its answers. */
  readonly response: Response
  /** The exceptions that AWS documents for it. */
  readonly errors: Errors
  /**
   * Whether repeating it is harmless. It is not where it sends a message, uses up a code or changes state: such an
   * operation is only repeated when Cognito certainly did not process it.
   */
  readonly repeatable: boolean
}

/**
 * An operation of Cognito: a function from a request to an effect, which also knows how it was declared.
 *
 * @since 0.1.0
 * @category models
 */
export interface Operation<in Request, out Response, out Error> {
  (request: Request): Effect.Effect<Response, Error, HttpClient.HttpClient>
  readonly [TypeId]: Declaration & {
    readonly name: string
    /** The operation with a client and a configuration of its own, for the service. */
    readonly call: (
      client: HttpClient.HttpClient,
      config: settings.Source,
      request: Request
    ) => Effect.Effect<Response, Error>
  }
}

/**
 * What a schema describes, as an object type to give a name to.
 *
 * @since 0.1.0
 * @category models
 */
export type Type<S extends Schema.Schema.AnyNoContext> = Schema.Schema.Type<S>

/**
 * The operations among the exports of a module, as methods that require nothing.
 *
 * @since 0.1.0
 * @category models
 */
export type Methods<Module> = {
  readonly [Name in keyof Module as Module[Name] extends Any ? Name : never]: Module[Name] extends
    Operation<infer Request, infer Response, infer Error> ? (request: Request) => Effect.Effect<Response, Error>
    : never
}

/**
 * Any operation.
 *
 * @since 0.1.0
 * @category models
 */
export type Any = Operation<never, unknown, unknown>

/**
 * Whether a value is an operation.
 *
 * @since 0.1.0
 * @category guards
 */
export const isOperation = (u: unknown): u is Any => hasProperty(u, TypeId)

/**
 * Declares an operation by AWS's name of it.
 *
 * @example
 * ```ts
 * import { CognitoError, CognitoSchema, Operation } from "effect-cognito"
 *
 * const globalSignOut = Operation.make("GlobalSignOut", {
 *   request: CognitoSchema.Struct({ accessToken: CognitoSchema.TokenModelType }),
 *   response: CognitoSchema.Struct({}),
 *   errors: [CognitoError.ForbiddenException, CognitoError.NotAuthorizedException],
 *   // Signing out twice is the same as signing out once.
 *   repeatable: true
 * })
 * ```
 *
 * @since 0.1.0
 * @category constructors
 */
export const make = <
  Request extends Schema.Schema.AnyNoContext,
  Response extends Schema.Schema.AnyNoContext,
  const Errors extends ReadonlyArray<ExceptionClass>
>(
  name: string,
  options: Declaration<Request, Response, Errors>
): Operation<Schema.Schema.Type<Request>, Schema.Schema.Type<Response>, Failure<Errors>> => {
  // Compiled at the first call: a program that imports all operations and calls one pays for one.
  let codec: awsJson.Codec | undefined

  const call = (client: HttpClient.HttpClient, config: settings.Source, request: unknown) =>
    telemetry.observed(name, (call) =>
      Effect.flatMap(config, (config) => {
        telemetry.located(call, config)
        const { decode, encode } = codec ??= awsJson.compile({ name, ...options })
        const secrets = secretsOf(request)
        const message = encode(request, config.url.href, secrets)
        if (Either.isLeft(message)) return message
        return retry.retrying(
          transport.attempt(client, message.right, call, secrets, config.timeout),
          (answer) => {
            telemetry.answered(call, answer, secrets)
            return decode(answer, secrets)
          },
          config,
          options.repeatable,
          (error, retries) => telemetry.retried(call, error, retries)
        )
      }), transport.stop)

  const operation = (request: unknown) =>
    Effect.flatMap(HttpClient.HttpClient, (client) => call(client, settings.fromConfig, request))

  // The codec is made of `options`, whose types say what it reads, writes and fails with.
  return Object.assign(operation, { [TypeId]: { name, ...options, call } }) as never
}
