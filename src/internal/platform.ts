/**
 * What this library relies on in `@effect/platform` beyond its types. Each part says why it is there, what it saved when
 * it was measured (transport stubbed, against a bare `HttpClient`), and how to do without it.
 */
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import * as HttpClient from "@effect/platform/HttpClient"
import type * as HttpClientError from "@effect/platform/HttpClientError"
import type * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import type * as HttpClientResponse from "@effect/platform/HttpClientResponse"
import * as Cause from "effect/Cause"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type * as FiberId from "effect/FiberId"
import * as FiberRef from "effect/FiberRef"
import * as FiberRefs from "effect/FiberRefs"
import { constTrue } from "effect/Function"
import * as Option from "effect/Option"
import * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import * as Tracer from "effect/Tracer"

/**
 * Sends a request once, in the fiber of an attempt: the request is aborted when the scope closes, its redirects are not
 * followed, and the client adds no span and no tracing header.
 *
 * The references are set inside the client, because a client's layer has a context of its own that may hold a
 * `RequestInit` of the user's. Changing the fiber's references in place is right only because the fiber is the attempt's
 * own. Without that: `HttpClient.withTracerDisabledWhen`, `Effect.withParentSpan` and `Effect.provideService` around the
 * client, which cost 5 % and never see that `RequestInit`.
 */
export const sendRequest = (
  client: HttpClient.HttpClient,
  request: HttpClientRequest.HttpClientRequest,
  span: Tracer.Span,
  scope: Scope.Scope
): Effect.Effect<HttpClientResponse.HttpClientResponse, unknown> =>
  Effect.catchAllCause(
    HttpClient.mapRequestEffect(client, (request) =>
      Effect.zipRight(
        Effect.updateFiberRefs(setReferences(span, scope)),
        // The scope that this requires is among the references that the line above sets.
        Effect.as(tying.execute(request), request) as Effect.Effect<HttpClientRequest.HttpClientRequest>
      )).execute(request),
    (cause) => filteredResponse(cause) ?? Effect.failCause(cause)
  )

const setReferences =
  (span: Tracer.Span, scope: Scope.Scope) => (id: FiberId.Runtime, refs: FiberRefs.FiberRefs): FiberRefs.FiberRefs => {
    const context = FiberRefs.getOrDefault(refs, FiberRef.currentContext)
    const services = new Map(context.unsafeMap)
    services.set(Tracer.ParentSpan.key, span)
    services.set(Scope.Scope.key, scope)
    const { key } = FetchHttpClient.RequestInit
    // `fetch` follows redirects unless told not to, and would then post the tokens to wherever a response points. The
    // other options of the user's stay. The object is frozen because the layer of `fetch` spreads it, for which V8
    // makes new hidden classes each time if it is not frozen: without `Object.freeze`, a call allocates 1.3 kB more.
    services.set(key, Object.freeze({ ...services.get(key), redirect: "manual" }))
    return FiberRefs.updateManyAs(refs, {
      entries: [
        [FiberRef.currentContext, [[id, Context.unsafeMake(services)]]],
        // The client's own span would have headers that may echo the request, and failures that hold it. A client
        // without a span sends no tracing header either.
        [HttpClient.currentTracerDisabledWhen, [[id, constTrue]]]
      ]
    })
  }

/**
 * Has the scope abort a request. For any other request the platform keeps a registry of responses and wraps each
 * response, which cost 33 kB and 38 % of the CPU of a call. `HttpClient.withScope` around the client would tie the
 * request that the client was given, and not the one that its own transformations make of it; so this client, which
 * sends nothing, is given the request that the transformations have made.
 *
 * Without that: leave it out, and the platform aborts a request whose fiber is interrupted.
 */
const tying = /*#__PURE__*/ HttpClient.withScope(
  /*#__PURE__*/ HttpClient.makeWith<never, never, never, never>(() => sendNothing, Effect.succeed)
)

// A client responds, and this one does not, but nobody looks at its response.
const sendNothing = Effect.void as Effect.Effect<never>

/** A client that was given `filterStatusOk` fails with the response, which is as good as any other. */
const filteredResponse = (
  cause: Cause.Cause<HttpClientError.HttpClientError>
): Exit.Exit<HttpClientResponse.HttpClientResponse> | undefined =>
  cause._tag === "Fail" && cause.error._tag === "ResponseError" && cause.error.reason === "StatusCode"
    ? Exit.succeed(cause.error.response)
    : undefined

/**
 * What a platform failed with. It is kept in an object of our own, because `Effect.fail` looks into an object that it is
 * given, and what a platform throws may throw when it is looked into.
 */
export class PlatformFailure {
  readonly error: unknown

  constructor(error: unknown) {
    this.error = error
  }
}

interface NativeBody {
  readonly text?: () => Promise<string>
  readonly getReader?: () => ReadableStreamDefaultReader<Uint8Array>
}

/** The platform's own response, which the layers of `fetch` and undici keep in `source`. */
const nativeResponse = (response: HttpClientResponse.HttpClientResponse) =>
  (response as { readonly source?: NativeBody & { readonly body?: NativeBody | null } }).source

/**
 * Reads the body of a response as text, in one go. To read the platform's native response saves the copy that
 * `response.text` keeps for later readers, 30 kB and 33 % of the CPU of a call.
 *
 * Without that: `response.text`.
 */
export const readText = (response: HttpClientResponse.HttpClientResponse): Effect.Effect<string, unknown> => {
  const source = nativeResponse(response)
  const native = source?.text ? source : source?.body
  return native?.text
    ? Effect.tryPromise({ try: () => native.text!(), catch: (error) => new PlatformFailure(error) })
    : response.text
}

/**
 * The web stream of a response, `undefined` where it has another stream, and `null` where it has none, as the responses
 * of polyfills of `fetch`. `response.stream` would take the last kind for an empty body, and would wait for a stream
 * whose `cancel` never settles.
 */
export const webStream = (
  response: HttpClientResponse.HttpClientResponse
): Required<Pick<NativeBody, "getReader">> | null | undefined => {
  const source = nativeResponse(response)
  // The condition shows that the member is there.
  if (source?.body?.getReader) return source.body as Required<Pick<NativeBody, "getReader">>
  return source?.text ? null : undefined
}

/** Reads the chunks of a response for as long as they are wanted. */
export const readWhile = (
  response: HttpClientResponse.HttpClientResponse,
  isWanted: (chunk: Uint8Array) => boolean
): Effect.Effect<void, unknown> =>
  response.stream.pipe(
    Stream.runForEachWhile((chunk) => Effect.sync(() => isWanted(chunk))),
    Effect.catchIf((error) => error.reason === "EmptyBody", () => Effect.void),
    // Closing a stream that failed fails too, which `effect` takes for a defect, with what the platform said.
    Effect.catchAllCause((cause) =>
      Cause.isInterrupted(cause) ? Effect.interrupt : Effect.fail(new PlatformFailure(Cause.squash(cause)))
    ),
    // A stream is read in a fiber of its own, and Effect would log the failure of that fiber.
    Effect.withUnhandledErrorLogLevel(Option.none())
  )
