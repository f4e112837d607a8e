/**
 * How a request goes through an HTTP client, and what comes back.
 */
import * as Cause from "effect/Cause"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { constTrue } from "effect/Function"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientError from "effect/http/HttpClientError"
import type * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import * as Tracer from "effect/Tracer"

/**
 * Sends a request once, in the fiber of an attempt: its redirects are not followed, and the client adds no span and no
 * tracing header.
 *
 * The context is set inside the client, because a client's layer has a context of its own that may hold a `RequestInit`
 * of the user's. To set it in place is right only because the fiber is the attempt's own.
 */
export const sendRequest = (
  client: HttpClient.HttpClient,
  request: HttpClientRequest.HttpClientRequest,
  span: Tracer.Span
): Effect.Effect<HttpClientResponse.HttpClientResponse, unknown> =>
  Effect.catchCause(
    HttpClient.mapRequestEffect(client, (request) =>
      Effect.withFiber((fiber) => {
        fiber.setContext(isolate(fiber.context, span))
        return Effect.succeed(request)
      })).execute(request),
    (cause) => filteredResponse(cause) ?? Effect.failCause(cause)
  )

const isolate = (context: Context.Context<never>, span: Tracer.Span): Context.Context<never> => {
  const init = Context.getOrUndefined(context, FetchHttpClient.RequestInit)
  return context.pipe(
    Context.add(Tracer.ParentSpan, span),
    // `fetch` follows redirects unless told not to, and would then post the tokens to wherever a response points. The
    // other options of the user's stay.
    Context.add(FetchHttpClient.RequestInit, { ...init, redirect: "manual" }),
    // The client's own span would have headers that may echo the request, and failures that hold it. A client without a
    // span sends no tracing header either.
    Context.add(HttpClient.TracerDisabledWhen, constTrue)
  )
}

/** A client that was given `filterStatusOk` fails with the response, which is as good as any other. */
const filteredResponse = (
  cause: Cause.Cause<HttpClientError.HttpClientError>
): Exit.Exit<HttpClientResponse.HttpClientResponse> | undefined => {
  const error = Option.getOrUndefined(Cause.findErrorOption(cause))
  return HttpClientError.isHttpClientError(error) && error.reason._tag === "StatusCodeError"
    ? Exit.succeed(error.reason.response)
    : undefined
}

/**
 * What a platform failed with. It is kept in an object of our own, because what a platform throws may throw when it is
 * looked into.
 */
export class PlatformFailure {
  readonly error: unknown

  constructor(error: unknown) {
    this.error = error
  }
}

/** The web's own response, where the client has one, and its stream, which the responses of polyfills of `fetch` lack. */
const webResponse = (response: HttpClientResponse.HttpClientResponse) => {
  const source = Option.getOrUndefined(HttpClientResponse.toWeb(response))
  // A polyfill's body may be anything.
  return { source, stream: typeof source?.body?.getReader === "function" ? source.body : undefined }
}

/**
 * Reads the body of a response as text, in one go. `response.text` reads an `ArrayBuffer`, which the responses of
 * polyfills of `fetch` may not have. Their own `text` can't be stopped, so an interruption does not wait for it.
 */
export const readText = (response: HttpClientResponse.HttpClientResponse): Effect.Effect<string, unknown> => {
  const { source, stream } = webResponse(response)
  return source === undefined || stream !== undefined
    ? response.text
    : Effect.tryPromise({ try: () => source.text(), catch: (error) => new PlatformFailure(error) })
}

/**
 * The web stream of a response, `undefined` where it has another stream, and `null` where it has none, as the responses
 * of polyfills of `fetch`. `response.stream` would take the last kind for an empty body, and would wait for a stream
 * whose `cancel` never settles.
 */
export const webStream = (
  response: HttpClientResponse.HttpClientResponse
): ReadableStream<Uint8Array> | null | undefined => {
  const { source, stream } = webResponse(response)
  return source === undefined ? undefined : stream ?? null
}

/** Reads the chunks of a response for as long as they are wanted. */
export const readWhile = (
  response: HttpClientResponse.HttpClientResponse,
  isWanted: (chunk: Uint8Array) => boolean
): Effect.Effect<void, unknown> =>
  response.stream.pipe(
    Stream.runForEachWhile((chunk) => Effect.sync(() => isWanted(chunk))),
    Effect.catchIf((error) => error.reason._tag === "EmptyBodyError", () => Effect.void),
    // Closing a stream that failed may fail too, which is a defect with what the platform said.
    Effect.catchCause((cause) =>
      Cause.hasInterrupts(cause) ? Effect.interrupt : Effect.fail(new PlatformFailure(Cause.squash(cause)))
    )
  )
