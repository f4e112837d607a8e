/**
 * One call of an operation, from the request to its response or error.
 */
import type * as HttpClient from "@effect/platform/HttpClient"
import * as Effect from "effect/Effect"
import type * as CognitoError from "../CognitoError.js"
import { makeAttempt } from "./attempt.js"
import type { CallSite } from "./callSite.js"
import type { AnySchema } from "./codec.js"
import { recordRetry } from "./metrics.js"
import { makeEncoder } from "./request.js"
import { type ExceptionClass, makeDecoder } from "./response.js"
import { repeatAttempt } from "./retry.js"
import type { Configuration } from "./settings.js"
import { traceCall } from "./trace.js"

interface Declaration {
  readonly request: AnySchema
  readonly response: AnySchema
  readonly errors: ReadonlyArray<ExceptionClass>
  readonly repeatable: boolean
}

/** Makes the function that calls an operation. */
export const makeCall = (operation: string, { errors, repeatable, request, response }: Declaration) => {
  // Compiled at the first call: a program that imports all operations and calls one pays for one.
  let codec: {
    readonly encode: ReturnType<typeof makeEncoder>
    readonly decode: ReturnType<typeof makeDecoder>
  } | undefined

  return (
    client: HttpClient.HttpClient,
    configuration: Configuration,
    input: unknown,
    callSite: CallSite
  ): Effect.Effect<unknown, CognitoError.CognitoError> =>
    traceCall(operation, callSite, (trace) =>
      Effect.flatMap(configuration, (settings) => {
        const { fiber, span } = trace
        span.attribute("server.address", settings.host)
        if (settings.region !== undefined) span.attribute("cloud.region", settings.region)
        codec ??= { encode: makeEncoder(operation, request), decode: makeDecoder(operation, response, errors) }
        const outgoing = codec.encode(input, settings.endpoint)
        if ("_tag" in outgoing) return Effect.fail(outgoing)
        const attempt = makeAttempt({
          operation,
          client,
          outgoing,
          decode: codec.decode,
          timeout: settings.timeout,
          trace
        })
        return repeatAttempt(attempt, client, settings, repeatable, ({ _tag }, retries) => {
          span.attribute("http.request.resend_count", retries)
          recordRetry(fiber, operation, _tag)
          return Effect.withParentSpan(
            Effect.logDebug(`Cognito.${operation} is tried again after ${_tag} (retry ${retries})`),
            span
          )
        })
      }))
}
