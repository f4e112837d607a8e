/**
 * One attempt: a request goes out, and a whole answer comes back or a `TransportError` says what happened.
 */
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientError from "@effect/platform/HttpClientError"
import type * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import type * as HttpClientResponse from "@effect/platform/HttpClientResponse"
import * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as DefaultServices from "effect/DefaultServices"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type * as FiberId from "effect/FiberId"
import * as FiberRef from "effect/FiberRef"
import * as FiberRefs from "effect/FiberRefs"
import { constTrue, identity } from "effect/Function"
import * as Option from "effect/Option"
import * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import * as Tracer from "effect/Tracer"
import * as CognitoError from "../CognitoError.js"
import type { Answer } from "./awsJson.js"
import type { Scrub } from "./redact.js"

const maxBodySize = 1024 * 1024

/** Up to here a declared length is trusted, even if what was declared is the compressed one. */
const oneGo = 64 * 1024

/**
 * The scope of the attempt that is on its way. Closing it interrupts the attempt and aborts its request.
 *
 * @internal
 */
export interface CurrentScope {
  scope: Scope.CloseableScope
}

/** @internal */
export interface Exchange {
  readonly name: string
  readonly span: Tracer.Span
  readonly current: CurrentScope
  readonly scrub: Scrub
  /** In milliseconds. */
  readonly timeout: number
}

/**
 * Sends a request once, in a fiber of its own.
 *
 * @internal
 */
export const attempt = (
  client: HttpClient.HttpClient,
  request: HttpClientRequest.HttpClientRequest,
  { current, name: operation, scrub, span: parent, timeout }: Exchange
): Effect.Effect<Answer, CognitoError.TransportError> =>
  within(
    timeout,
    current,
    (scope) =>
      Effect.useSpan("http.client POST", { kind: "client", parent, captureStackTrace: false }, (span) => {
        span.attribute("http.request.method", "POST")
        span.attribute("url.full", request.url)
        return Effect.updateFiberRefs(quiet).pipe(
          Effect.zipRight(prepared(client, span, scope).execute(request)),
          // A client with `filterStatusOk` fails with the answer, which is as good as any.
          Effect.catchIf(isFilteredStatus, ({ response }) => Effect.succeed(response)),
          Effect.flatMap((response) => {
            span.attribute("http.response.status_code", response.status)
            return read(response)
          }),
          Effect.mapError((error) => transportError(operation, error, scrub))
        )
      }),
    () => new CognitoError.TransportError({ operation, reason: "Timeout" }, { disableValidation: true })
  )

/** References of an attempt's fiber. Each update copies them all, so there is one. */
const quiet = (id: FiberId.Runtime, refs: FiberRefs.FiberRefs): FiberRefs.FiberRefs =>
  FiberRefs.updateManyAs(refs, {
    entries: [
      // The client's own span would show headers that may echo the request, and failures that hold it.
      [HttpClient.currentTracerDisabledWhen, [[id, constTrue]]],
      [HttpClient.currentTracerPropagation, [[id, false]]],
      // Effect logs the failure of a fiber, and a stream is read in one of its own.
      [FiberRef.unhandledErrorLogLevel, [[id, Option.none()]]]
    ]
  })

/**
 * The client, with what has to happen within it, where the context holds what was given to the client's layer as well
 * as to the call.
 *
 * - `fetch` follows redirects unless told not to, and then posts the tokens to wherever an answer points. The other
 *   options of the user's `RequestInit` stay.
 * - A request that is tied to a scope is aborted by that scope. For any other the platform keeps a registry of answers
 *   and wraps each.
 */
const prepared = (client: HttpClient.HttpClient, span: Tracer.Span, scope: Scope.Scope): HttpClient.HttpClient =>
  HttpClient.mapRequestEffect(client, (request) =>
    FiberRef.update(FiberRef.currentContext, (context) =>
      context.pipe(
        Context.add(FetchHttpClient.RequestInit, {
          ...Option.getOrUndefined(Context.getOption(context, FetchHttpClient.RequestInit)),
          redirect: "manual"
        }),
        Context.add(Tracer.ParentSpan, span),
        Context.add(Scope.Scope, scope)
      )).pipe(
        Effect.zipRight(tied.execute(request)),
        Effect.as(request)
        // It has the scope, since the line above added it.
      ) as Effect.Effect<HttpClientRequest.HttpClientRequest>)

/** Ties a request to the scope around. It answers nothing, for nobody asks. */
const tied = /*#__PURE__*/ HttpClient.withScope(
  /*#__PURE__*/ HttpClient.makeWith((request) => request as Effect.Effect<never>, Effect.succeed)
)

const isFilteredStatus = (error: HttpClientError.HttpClientError): error is HttpClientError.ResponseError =>
  error._tag === "ResponseError" && error.reason === "StatusCode"

// -----------------------------------------------------------------------------
// time
// -----------------------------------------------------------------------------

const liveClock = /*#__PURE__*/ Context.get(DefaultServices.liveServices, Clock.Clock)

/** The longest wait of a platform's timer. */
const forever = 2 ** 31 - 1

const timer = (clock: Clock.Clock, milliseconds: number, ring: () => void): () => void => {
  if (milliseconds > forever) return () => {}
  if (clock !== liveClock) {
    return Effect.runCallback(clock.sleep(Duration.millis(milliseconds)), {
      onExit: (exit) => Exit.isSuccess(exit) && ring()
    })
  }
  const handle = setTimeout(ring, milliseconds)
  return () => clearTimeout(handle)
}

/**
 * `Effect.timeoutFail`, for an effect that may change its fiber's references, with a scope that is closed unless it
 * succeeds. One fiber and a plain timer, where that needs three fibers and each reference a scope of its own, take a
 * third of the time. Interruption is left to the scope, whose owner has a finalizer: another one costs more than the fiber.
 */
const within = <A, E>(
  milliseconds: number,
  current: CurrentScope,
  use: (scope: Scope.Scope) => Effect.Effect<A, E>,
  onTimeout: () => E
): Effect.Effect<A, E> =>
  Effect.flatMap(
    // Anew each time, for a repeated attempt has another scope.
    Effect.suspend(() => Effect.forkIn(Effect.interruptible(use(current.scope)), current.scope)),
    (fiber) =>
      Effect.clockWith((clock) =>
        Effect.async<A, E>((resume) => {
          let late = false
          const stop = timer(clock, milliseconds, () => {
            late = true
            fiber.unsafeInterruptAsFork(fiber.id())
          })
          fiber.addObserver((exit) => {
            stop()
            resume(
              Exit.isSuccess(exit)
                ? exit
                : Effect.zipRight(renewed(current), late && Exit.isInterrupted(exit) ? Effect.fail(onTimeout()) : exit)
            )
          })
        })
      )
  )

/** What an attempt left behind goes before the next begins. */
const renewed = (current: CurrentScope): Effect.Effect<void> =>
  Effect.zipWith(Scope.close(current.scope, Exit.void), Scope.make(), (_, scope) => {
    current.scope = scope
  })

// -----------------------------------------------------------------------------
// bodies
// -----------------------------------------------------------------------------

const read = (response: HttpClientResponse.HttpClientResponse): Effect.Effect<Answer, unknown> => {
  const { headers, status } = response
  const length = Number(headers["content-length"] ?? Infinity)
  const body = length <= oneGo && headers["content-encoding"] === undefined ? whole(response) : counted(response)
  return Effect.map(body, (body) => ({ status, headers, body }))
}

interface HasText {
  readonly text?: () => Promise<string>
}

/**
 * The text of `fetch`'s or undici's own answer, where it is at hand. The platform's also remembers it for
 * whoever may ask again, which takes a third of the client's time.
 */
const whole = (response: HttpClientResponse.HttpClientResponse): Effect.Effect<string, unknown> => {
  const { source } = response as { readonly source?: HasText & { readonly body?: HasText } }
  const native = source?.text ? source : source?.body
  return native?.text ? Effect.tryPromise({ try: () => native.text!(), catch: identity }) : response.text
}

const counted = (response: HttpClientResponse.HttpClientResponse): Effect.Effect<string | undefined, unknown> =>
  Effect.suspend(() => {
    const decoder = new TextDecoder()
    let size = 0
    let body = ""
    return response.stream.pipe(
      Stream.runForEachWhile((chunk) =>
        Effect.sync(() => {
          size += chunk.length
          if (size > maxBodySize) return false
          body += decoder.decode(chunk, { stream: true })
          return true
        })
      ),
      Effect.catchIf((error) => error.reason === "EmptyBody", () => Effect.void),
      // A stream that failed can't be closed either, which `effect` takes for a defect, with what the platform said.
      Effect.catchAllCause((cause) => Cause.isInterrupted(cause) ? Effect.interrupt : Effect.fail(Cause.squash(cause))),
      Effect.map(() => size > maxBodySize ? undefined : body + decoder.decode())
    )
  })

// -----------------------------------------------------------------------------
// failures
// -----------------------------------------------------------------------------

/** What platforms say of a connection that never came about. */
const unsent = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|UND_ERR_CONNECT_TIMEOUT|ConnectionRefused|FailedToOpenSocket)$/

interface SystemError {
  readonly name?: unknown
  readonly message?: unknown
  readonly code?: unknown
  readonly syscall?: unknown
  readonly cause?: unknown
  readonly errors?: unknown
}

const isObject = (u: unknown): u is SystemError => typeof u === "object" && u !== null

/** An error and what caused it, outermost first; of several addresses that were tried, the first. */
const chain = (error: unknown, depth = 5): ReadonlyArray<SystemError> =>
  isObject(error) && depth > 0
    ? [error, ...chain(error.cause ?? (Array.isArray(error.errors) ? error.errors[0] : undefined), depth - 1)]
    : []

const isUnsent = ({ code, message, syscall }: SystemError): boolean =>
  unsent.test(String(code)) ||
  syscall === "connect" ||
  syscall === "getaddrinfo" ||
  // Deno's errors have no codes.
  String(message).includes(": client error (Connect): ")

/** The platform's errors hold the request or the answer, so a new one takes over what they say, cleaned. */
const transportError = (
  operation: string,
  error: unknown,
  scrub: Scrub
): CognitoError.TransportError => {
  const own = HttpClientError.isHttpClientError(error) ? error : undefined
  const causes = chain(own === undefined ? error : own.cause)
  const reason = own?._tag === "RequestError" && (own.reason !== "Transport" || causes.some(isUnsent))
    ? "Connect"
    : "Lost"
  const texts = causes.map(({ code, message }) => String(message || code || "")).filter((text) => text !== "")
  const cause = new Error(scrub([...new Set(texts)].join(": ") || "the platform did not say why", 256))
  cause.name = scrub(String(causes[0]?.name ?? own?.reason), 64)
  // Its stack would lead here, which helps nobody.
  cause.stack = `${cause.name}: ${cause.message}`
  return new CognitoError.TransportError({ operation, reason, cause }, { disableValidation: true })
}
