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
import * as Either from "effect/Either"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import type * as FiberId from "effect/FiberId"
import * as FiberRef from "effect/FiberRef"
import * as FiberRefs from "effect/FiberRefs"
import { constTrue, identity } from "effect/Function"
import * as Option from "effect/Option"
import * as Runtime from "effect/Runtime"
import * as RuntimeFlags from "effect/RuntimeFlags"
import * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import * as Tracer from "effect/Tracer"
import * as CognitoError from "../CognitoError.js"
import type { Answer } from "./awsJson.js"
import { scrub, type Secrets } from "./redact.js"
import type { Call } from "./telemetry.js"
import * as telemetry from "./telemetry.js"

const maxBodySize = 1024 * 1024

/** Up to here a declared length is trusted, even if what was declared is the compressed one. */
const oneGo = 64 * 1024

/**
 * Aborts the request that is on its way, and waits until nothing is left of it.
 *
 * @internal
 */
export const stop = ({ abort, fiber }: Call): Effect.Effect<unknown> =>
  Effect.zipRight(
    abort?.(Exit.void) ?? Effect.void,
    fiber === undefined ? Effect.void : Fiber.interrupt(fiber)
  )

/**
 * Sends a request once, in a fiber of its own: that of the caller can't be interrupted when the time is up, and has
 * references of its own. Interruption is left to the call, which has a finalizer.
 *
 * @internal
 */
export const attempt = (
  client: HttpClient.HttpClient,
  request: HttpClientRequest.HttpClientRequest,
  call: Call,
  secrets: Secrets,
  timeout: number
): Effect.Effect<Exit.Exit<Answer, CognitoError.TransportError>> =>
  Effect.withFiberRuntime((caller, { runtimeFlags }) => {
    let span: Tracer.Span | undefined
    let late = false

    return Effect.async((resume) => {
      call.abort = undefined
      const sent = Effect.flatMap(
        Effect.makeSpan("http.client POST", telemetry.spanOptions(call.span)),
        (made) => {
          span = made
          span.attribute("http.request.method", "POST")
          span.attribute("url.full", request.url)
          return Effect.flatMap(
            telemetry.settle(prepared(client, made, call).execute(request)),
            (exit): Effect.Effect<Answer, unknown> => {
              if (Exit.isSuccess(exit)) return read(exit.value, made)
              const filtered = filteredOf(exit.cause)
              return filtered === undefined ? Exit.failCause(exit.cause) : read(filtered, made)
            }
          )
        }
      )

      const fiber = Runtime.runFork(
        Runtime.make({
          context: caller.currentContext,
          fiberRefs: caller.getFiberRefs(),
          runtimeFlags: RuntimeFlags.enable(runtimeFlags, RuntimeFlags.Interruption)
        }),
        // It never fails, for Effect logs the failure of a fiber.
        telemetry.settle(sent)
      )
      call.fiber = fiber
      const timer = startTimer(telemetry.clockOf(caller), timeout, () => {
        late = true
        Effect.runFork(stop(call))
      })
      fiber.addObserver((settled) => {
        stopTimer(timer)
        const exit = Exit.flatten(settled)
        const answered = Exit.isSuccess(exit)
        const outcome = answered ? Exit.succeed(exit.value) : failure(exit.cause, call.operation, late, secrets)
        // Without the answer, which may hold tokens.
        if (span !== undefined) telemetry.end(caller, span, answered ? Exit.void : outcome)
        // What a failed attempt left behind goes before the next begins.
        resume(answered ? Effect.succeed(outcome) : Effect.as(stop(call), outcome))
      })
    })
  })

/**
 * The client, with what has to happen within it, where the context holds what was given to the client's layer as well
 * as to the call.
 */
const prepared = (client: HttpClient.HttpClient, span: Tracer.Span, call: Call): HttpClient.HttpClient =>
  HttpClient.mapRequestEffect(client, (request) =>
    Effect.updateFiberRefs(references(span, abortedBy(call))).pipe(
      Effect.zipRight(tied.execute(request)),
      Effect.as(request)
      // It has the scope, since the line above added it.
    ) as Effect.Effect<HttpClientRequest.HttpClientRequest>)

/** A scope as far as {@link tied} asks for one. A whole one is a hundredth of what a pending call holds. */
const abortedBy = (call: Call): Scope.Scope =>
  ({
    addFinalizer: (finalizer: Scope.Scope.Finalizer) => {
      const before = call.abort
      // A user's client may send a request more than once.
      call.abort = before === undefined ? finalizer : (exit) => Effect.zipRight(before(exit), finalizer(exit))
      return Effect.void
    }
    // Clients ask for no scope: their type says that they require nothing.
  }) as unknown as Scope.Scope

/** References of an attempt's fiber. Each update copies them all, so there is one. */
const references =
  (span: Tracer.Span, scope: Scope.Scope) => (id: FiberId.Runtime, refs: FiberRefs.FiberRefs): FiberRefs.FiberRefs => {
    const services = new Map(FiberRefs.getOrDefault(refs, FiberRef.currentContext).unsafeMap)
    services.set(Tracer.ParentSpan.key, span)
    // A request that is tied to a scope is aborted by that scope. For any other the platform keeps a registry of
    // answers and wraps each.
    services.set(Scope.Scope.key, scope)
    // `fetch` follows redirects unless told not to, and then posts the tokens to wherever an answer points. The other
    // options of the user's `RequestInit` stay.
    const { key } = FetchHttpClient.RequestInit
    // V8 makes new hidden classes each time that `fetch`'s layer spreads what is not frozen: 1 kB, until a full collection.
    services.set(key, Object.freeze({ ...services.get(key), redirect: "manual" }))
    return FiberRefs.updateManyAs(refs, {
      entries: [
        [FiberRef.currentContext, [[id, Context.unsafeMake(services)]]],
        // The client's own span would show headers that may echo the request, and failures that hold it. Without it
        // there is no tracing header either.
        [HttpClient.currentTracerDisabledWhen, [[id, constTrue]]]
      ]
    })
  }

/** Ties a request to the scope around. It answers nothing, for nobody asks. */
const tied = /*#__PURE__*/ HttpClient.withScope(
  /*#__PURE__*/ HttpClient.makeWith((request) => request as Effect.Effect<never>, Effect.succeed)
)

/** A client with `filterStatusOk` fails with the answer, which is as good as any. */
const filteredOf = (
  cause: Cause.Cause<HttpClientError.HttpClientError>
): HttpClientResponse.HttpClientResponse | undefined =>
  cause._tag === "Fail" && cause.error._tag === "ResponseError" && cause.error.reason === "StatusCode"
    ? cause.error.response
    : undefined

// -----------------------------------------------------------------------------
// time
// -----------------------------------------------------------------------------

const liveClock = /*#__PURE__*/ Context.get(DefaultServices.liveServices, Clock.Clock)

/** The longest wait of a platform's timer. */
const forever = 2 ** 31 - 1

type Timer = ReturnType<typeof setTimeout> | (() => void) | undefined

/** A plain timer where the time is the real one, for it takes no fiber. */
const startTimer = (clock: Clock.Clock, milliseconds: number, ring: () => void): Timer =>
  milliseconds > forever
    ? undefined
    : clock === liveClock
    ? setTimeout(ring, milliseconds)
    : Effect.runCallback(clock.sleep(Duration.millis(milliseconds)), {
      onExit: (exit) => Exit.isSuccess(exit) && ring()
    })

const stopTimer = (timer: Timer): void => typeof timer === "function" ? timer() : clearTimeout(timer)

// -----------------------------------------------------------------------------
// bodies
// -----------------------------------------------------------------------------

const read = (response: HttpClientResponse.HttpClientResponse, span: Tracer.Span): Effect.Effect<Answer, unknown> => {
  const { headers, status } = response
  span.attribute("http.response.status_code", status)
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
      Effect.map(() => size > maxBodySize ? undefined : body + decoder.decode()),
      // A stream is read in a fiber of its own, and Effect logs the failure of a fiber.
      Effect.withUnhandledErrorLogLevel(Option.none())
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
  readonly errors?: ReadonlyArray<unknown>
}

const isObject = (u: unknown): u is SystemError => typeof u === "object" && u !== null

/** An error and what caused it, outermost first; of several addresses that were tried, the first. */
const chain = (error: unknown, depth = 5): ReadonlyArray<SystemError> =>
  isObject(error) && depth > 0
    ? [error, ...chain(error.cause ?? error.errors?.[0], depth - 1)]
    : []

const isUnsent = ({ code, message, syscall }: SystemError): boolean =>
  unsent.test(String(code)) ||
  syscall === "connect" ||
  syscall === "getaddrinfo" ||
  // Deno's errors have no codes.
  String(message).includes(": client error (Connect): ")

const failure = (
  cause: Cause.Cause<unknown>,
  operation: string,
  late: boolean,
  secrets: Secrets
): Exit.Exit<never, CognitoError.TransportError> => {
  if (late) {
    return Exit.fail(new CognitoError.TransportError({ operation, reason: "Timeout" }, { disableValidation: true }))
  }
  const why = Cause.failureOrCause(cause)
  return Either.isLeft(why) ? Exit.fail(transportError(operation, why.left, secrets)) : Exit.failCause(why.right)
}

/** The platform's errors hold the request or the answer, so a new one takes over what they say, cleaned. */
const transportError = (
  operation: string,
  error: unknown,
  secrets: Secrets
): CognitoError.TransportError => {
  const own = HttpClientError.isHttpClientError(error) ? error : undefined
  const causes = chain(own === undefined ? error : own.cause)
  const reason = own?._tag === "RequestError" && (own.reason !== "Transport" || causes.some(isUnsent))
    ? "Connect"
    : "Lost"
  const texts = causes.map(({ code, message }) => String(message || code || "")).filter((text) => text !== "")
  const cause = new Error(scrub([...new Set(texts)].join(": ") || "the platform did not say why", secrets, 256))
  cause.name = scrub(String(causes[0]?.name ?? own?.reason), secrets, 64)
  // Its stack would lead here, which helps nobody.
  cause.stack = `${cause.name}: ${cause.message}`
  return new CognitoError.TransportError({ operation, reason, cause }, { disableValidation: true })
}
