/**
 * What an operation is: one declaration, from which its wire format, its types, its errors, its span, its method on
 * the service and its test double follow.
 *
 * A call goes this way:
 * 1. The operation takes the `HttpClient` and hands it to the call, with the configuration and the request.
 * 2. The call starts a span, reads its settings, and ends the span when everything else has ended.
 * 3. The request is checked by its schema and encoded, and the secrets in it are noted.
 * 4. An attempt sends it in a fiber of its own, with a timeout and a span.
 * 5. The response that arrives is decoded by its schema to a response of the operation or to one of its errors.
 * 6. A retry repeats the attempt if the error allows it, and the last outcome is the outcome of the call.
 *
 * @since 0.1.0
 */

import * as HttpClient from "@effect/platform/HttpClient"
import * as Effect from "effect/Effect"
import { hasProperty } from "effect/Predicate"
import type * as CognitoError from "./CognitoError.js"
import { makeCall } from "./internal/call.js"
import { type CallSite, captureCallSite } from "./internal/callSite.js"
import type { AnySchema, TypeOf } from "./internal/codec.js"
import type * as response from "./internal/response.js"
import { type Configuration, fromContext } from "./internal/settings.js"

/**
 * The key under which an operation has its declaration.
 *
 * @since 0.1.0
 * @category type ids
 */
export const TypeId: unique symbol = Symbol.for("effect-cognito/Operation")

/**
 * The type of the key under which an operation has its declaration.
 *
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
export type ExceptionClass = response.ExceptionClass

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
  out Request extends AnySchema = AnySchema,
  out Response extends AnySchema = AnySchema,
  out Errors extends ReadonlyArray<ExceptionClass> = ReadonlyArray<ExceptionClass>
> {
  /** The schema of its requests. */
  readonly request: Request
  /** The schema of its responses. */
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
      configuration: Configuration,
      request: Request,
      callSite: CallSite
    ) => Effect.Effect<Response, Error>
  }
}

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
 * The operations among the exports of a module, by the names of their exports.
 *
 * @since 0.1.0
 * @category getters
 */
export const list = (module: { readonly [name: string]: unknown }): ReadonlyArray<readonly [name: string, Any]> =>
  Object.entries(module).filter((entry): entry is [string, Any] => isOperation(entry[1]))

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
  Request extends AnySchema,
  Response extends AnySchema,
  const Errors extends ReadonlyArray<ExceptionClass>
>(
  name: string,
  options: Declaration<Request, Response, Errors>
): Operation<TypeOf<Request>, TypeOf<Response>, Failure<Errors>> => {
  const call = makeCall(name, options)
  const operation = (request: unknown) => {
    const callSite = captureCallSite()
    return Effect.flatMap(HttpClient.HttpClient, (client) => call(client, fromContext, request, callSite))
  }
  // The call is made of `options`, whose types say what it takes, returns and fails with.
  return Object.assign(operation, { [TypeId]: { name, ...options, call } }) as never
}
