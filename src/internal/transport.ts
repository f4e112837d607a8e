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
import * as Fiber from "effect/Fiber"
import * as FiberRef from "effect/FiberRef"
import { constTrue } from "effect/Function"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import * as Tracer from "effect/Tracer"
import * as CognitoError from "../CognitoError.js"
import type { Answer } from "./awsJson.js"
import type { Scrub } from "./redact.js"

const maxBodySize = 1024 * 1024

/** Up to here a declared length is trusted, even if what was declared is the compressed one. */
const oneGo = 64 * 1024

/**
 * `fetch` follows redirects unless told not to, and then posts the tokens to wherever an answer points.
 *
 * This runs inside the client, where the context holds what was given to the client's layer as well as to the call,
 * so that the other options of the user's `RequestInit` stay.
 */
const refuseRedirects = HttpClient.mapRequestEffect((request) =>
  Effect.as(
    FiberRef.update(
      FiberRef.currentContext,
      (context) =>
        Context.add(context, FetchHttpClient.RequestInit, {
          ...Option.getOrUndefined(Context.getOption(context, FetchHttpClient.RequestInit)),
          redirect: "manual"
        })
    ),
    request
  )
)

/** @internal */
export interface Exchange {
  readonly name: string
  readonly span: Tracer.Span
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
  { name: operation, scrub, span: parent, timeout }: Exchange
): Effect.Effect<Answer, CognitoError.TransportError> =>
  within(
    timeout,
    // The client's own span would show headers that may echo the request, and failures that hold it.
    Effect.useSpan("http.client POST", { kind: "client", parent, captureStackTrace: false }, (span) => {
      span.attribute("http.request.method", "POST")
      span.attribute("url.full", request.url)
      return FiberRef.update(FiberRef.currentContext, Context.add(Tracer.ParentSpan, span)).pipe(
        Effect.zipRight(FiberRef.set(HttpClient.currentTracerDisabledWhen, constTrue)),
        Effect.zipRight(FiberRef.set(HttpClient.currentTracerPropagation, false)),
        // Effect logs the failure of a fiber, and a stream is read in one of its own.
        Effect.zipRight(FiberRef.set(FiberRef.unhandledErrorLogLevel, Option.none())),
        Effect.zipRight(refuseRedirects(client).execute(request)),
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
 * `Effect.timeoutFail`, for an effect that may change its fiber's references: it gets a fiber, and they end with it.
 * One fiber and a plain timer, where that needs three fibers and each reference a scope, take a third of the time.
 */
const within = <A, E>(milliseconds: number, effect: Effect.Effect<A, E>, onTimeout: () => E): Effect.Effect<A, E> =>
  Effect.uninterruptibleMask((restore) =>
    Effect.flatMap(Effect.forkDaemon(Effect.interruptible(effect)), (fiber) => {
      const exit = Effect.clockWith((clock) =>
        Effect.async<A, E>((resume) => {
          let late = false
          const stop = timer(clock, milliseconds, () => {
            late = true
            fiber.unsafeInterruptAsFork(fiber.id())
          })
          fiber.addObserver((exit) => {
            stop()
            resume(late && Exit.isInterrupted(exit) ? Effect.fail(onTimeout()) : exit)
          })
        })
      )
      return Effect.onInterrupt(restore(exit), () => Fiber.interrupt(fiber))
    })
  )

// -----------------------------------------------------------------------------
// bodies
// -----------------------------------------------------------------------------

const read = (response: HttpClientResponse.HttpClientResponse): Effect.Effect<Answer, unknown> => {
  const { headers, status } = response
  const length = Number(headers["content-length"] ?? Infinity)
  const body = length <= oneGo && headers["content-encoding"] === undefined ? response.text : counted(response)
  return Effect.map(body, (body) => ({ status, headers, body }))
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
