/**
 * What every runtime has to show. It is bundled with the packed package and runs where there is nothing but web
 * standards, beside the server in `server.ts`.
 */
import { FetchHttpClient, type HttpClient } from "@effect/platform"
import { Fiber, Layer, Option, Redacted, Schedule } from "effect"
import { Cognito, CognitoConfig, type CognitoError, CognitoToken } from "effect-cognito"
import * as CognitoTest from "effect-cognito/CognitoTest"
import { Cause, Effect, Exit } from "../support/effect.js"

export interface Addresses {
  /** Of the fault server. */
  readonly endpoint: string
  /** Where nobody listens. */
  readonly refused: string
  /** Where nobody listens either, and where Deno needs a permission that it does not have. */
  readonly forbidden: string
  /** Whose certificate nobody trusts. */
  readonly untrusted: string
  /** Where the TLS handshake is cut. */
  readonly cut: string
}

/** What the fault server saw on a path. */
export interface Seen {
  /** The headers that each preflight asked for. */
  readonly preflights: ReadonlyArray<string>
  readonly requests: ReadonlyArray<{ readonly headers: Readonly<Record<string, string>>; readonly body: string }>
  /** How many of its connections the client closed. */
  readonly closed: number
}

/** What distinguishes one runtime from another. */
export interface Traits {
  /** Whether it is a browser, with a page on another origin than the server. */
  readonly browser: boolean
  /** Whether it tells that a connection was refused, by the other side or by itself. */
  readonly tellsRefusal: boolean
  /** Whether it tells a connection that was closed in the TLS handshake from one that was closed later. */
  readonly tellsHandshake: boolean
}

export interface Outcome {
  readonly name: string
  readonly ok: boolean
  readonly detail?: string
}

/** A secret that shall appear nowhere. */
const canary = "canary.8e1f0c5d"
const accessToken = Redacted.make(canary)

const delivered = {
  codeDeliveryDetails: { destination: "a***@e***", deliveryMedium: "EMAIL", attributeName: "email" }
}

const same = (what: string, actual: unknown, expected: unknown): void => {
  const [found, wanted] = [JSON.stringify(actual), JSON.stringify(expected)]
  if (found !== wanted) throw new Error(`${what}: expected ${wanted}, but it was ${found}`)
}

/** The ways in which the runtime prints a value, where it has any. */
const inspectors = (): ReadonlyArray<(value: unknown) => string> => {
  interface Inspecting {
    readonly inspect: (value: unknown) => string
  }
  // These exist on some runtimes only, and their types on none of the others.
  const { Bun, Deno, process } = globalThis as {
    readonly Bun?: Inspecting
    readonly Deno?: Inspecting
    readonly process?: { readonly getBuiltinModule?: (name: "node:util") => Inspecting }
  }
  return [Bun, Deno, process?.getBuiltinModule?.("node:util")].flatMap((module) => module?.inspect ?? [])
}

/** Runs all of it, one thing after another. */
export const suite = (addresses: Addresses, traits: Traits): Promise<ReadonlyArray<Outcome>> => {
  const { cut, endpoint, forbidden, refused, untrusted } = addresses
  const failures: Array<Cause.Cause<unknown>> = []

  const seen = async (path: string): Promise<Seen> => {
    const response = await fetch(`${endpoint}/seen/${path}`)
    // The server sends what this type says.
    return await response.json() as Seen
  }

  /** Waits for what the server sees a moment later. */
  const eventually = (path: string, what: string, condition: (seen: Seen) => boolean): Promise<unknown> =>
    Effect.promise(() => seen(path)).pipe(
      Effect.repeat({ until: condition, schedule: Schedule.spaced("50 millis") }),
      Effect.timeoutOrElse({
        duration: "5 seconds",
        orElse: () => Effect.fail(`the server did not see ${what}`)
      }),
      Effect.runPromise
    )

  const at = (path: string, options: CognitoConfig.Options = {}) =>
    CognitoConfig.withConfig({
      endpoint: `${endpoint}/${path}`,
      timeout: "10 seconds",
      retry: { baseDelay: 10, throttledDelay: 10 },
      ...options
    })
  const request = { accessToken, attributeName: "email" } as const
  const sendCode = (path: string, options?: CognitoConfig.Options) =>
    Cognito.getUserAttributeVerificationCode(request).pipe(at(path, options))

  type Call<A> = Effect.Effect<A, CognitoError.CognitoError, HttpClient.HttpClient>

  const success = <A>(call: Call<A>): Promise<A> => Effect.runPromise(Effect.provide(call, FetchHttpClient.layer))
  const failure = async (call: Call<unknown>): Promise<CognitoError.CognitoError> => {
    const exit = await Effect.runPromiseExit(Effect.provide(call, FetchHttpClient.layer))
    if (Exit.isSuccess(exit)) throw new Error("the call succeeded")
    failures.push(exit.cause)
    return Option.getOrThrowWith(Cause.findErrorOption(exit.cause), () => Cause.squash(exit.cause))
  }

  const failsWith = async (call: Call<unknown>, expected: Readonly<Record<string, unknown>>): Promise<void> => {
    const error = await failure(call)
    // Its members are looked up by name.
    const members = error as unknown as Record<string, unknown>
    same("the error", Object.fromEntries(Object.keys(expected).map((key) => [key, members[key]])), expected)
  }
  /** Fails to send, which the runtime can tell or not. */
  const isUnsent = (endpoint: string, tells: boolean): Promise<void> =>
    failsWith(sendCode("", { endpoint }), { _tag: "TransportError", reason: tells ? "Connect" : "Lost" })
  const isSentOnce = async (path: string): Promise<void> => same("requests", (await seen(path)).requests.length, 1)
  const closesIts = (path: string) => eventually(path, "the client close its connection", ({ closed }) => closed === 1)

  /** Interrupts a call once the server has its request. */
  const interrupts = async (path: string, options: CognitoConfig.Options): Promise<void> => {
    const fiber = Effect.runFork(Effect.provide(sendCode(path, options), FetchHttpClient.layer))
    await eventually(path, "the request", ({ requests }) => requests.length === 1)
    // The answer, where there is one, gets a moment to arrive.
    await new Promise((resolve) => setTimeout(resolve, 100))
    const exit = await Effect.runPromise(Effect.andThen(Fiber.interrupt(fiber), Fiber.await(fiber)))
    same("interrupted", Exit.hasInterrupts(exit), true)
  }

  /** What becomes of fetching keys from there. */
  const keysAt = (path: string) => {
    const options = { userPoolId: "eu-west-1_Any", clientId: null, tokenUse: null, timeout: "10 seconds" } as const
    return CognitoToken.make({ ...options, endpoint: `${endpoint}/${path}` }).pipe(
      Effect.flatMap(({ hydrate }) => hydrate),
      Effect.match({ onSuccess: () => "fetched", onFailure: ({ _tag }) => _tag }),
      Effect.provide(FetchHttpClient.layer),
      Effect.runPromise
    )
  }

  const scenarios: Readonly<Record<string, () => Promise<void>>> = {
    "success, with the delivery details": async () => {
      same("the answer", await success(sendCode("success")), delivered)
      const { requests } = await seen("success")
      same("bodies", requests.map(({ body }) => body), [`{"AccessToken":"${canary}","AttributeName":"email"}`])
    },
    "headers: those that Cognito needs, none for tracing": async () => {
      await success(Effect.withSpan(sendCode("success"), "caller"))
      const { headers = {} } = (await seen("success")).requests.at(-1) ?? {}
      const agent = headers["x-amz-user-agent"] ?? ""
      same(
        "x-amz-target",
        headers["x-amz-target"],
        "AWSCognitoIdentityProviderService.GetUserAttributeVerificationCode"
      )
      same("content-type", headers["content-type"], "application/x-amz-json-1.1")
      same("x-amz-user-agent", /^effect-cognito\/\d+\.\d+\.\d+$/.test(agent), true)
      same("user-agent", headers["user-agent"]?.startsWith(traits.browser ? "Mozilla/" : agent), true)
      same("tracing", Object.keys(headers).filter((name) => /^(b3|x-b3-.*|traceparent|tracestate)$/.test(name)), [])
    },
    "preflights: only for headers that Cognito allows": async () => {
      const { preflights } = await seen("success")
      const asked = [...new Set(preflights.map((names) => names.split(",").toSorted().join()))]
      same("preflights", asked, traits.browser ? ["content-type,x-amz-target,x-amz-user-agent"] : [])
    },
    "the service": async () => {
      const call = Effect.flatMap(Cognito.Cognito, (cognito) => cognito.getUserAttributeVerificationCode(request))
      const layer = Cognito.layer({ endpoint: `${endpoint}/success` }).pipe(Layer.provide(FetchHttpClient.layer))
      same("the answer", await Effect.runPromise(Effect.provide(call, layer)), delivered)
    },
    "a body in chunks": async () => same("the answer", await success(sendCode("chunked")), delivered),
    "a body without a length": async () => same("the answer", await success(sendCode("unbounded")), delivered),
    "an exception named by __type, with its request id": () =>
      failsWith(sendCode("exception"), { _tag: "NotAuthorizedException", status: 400, requestId: "request-1" }),
    "an exception named by a header": () =>
      failsWith(sendCode("header"), { _tag: "InvalidParameterException", status: 400, requestId: "request-1" }),
    "an exception that is not documented": () =>
      failsWith(sendCode("unknown"), { _tag: "UnknownServiceException", code: "NextYearsException", status: 400 }),
    "an exception whose request id is not exposed": () =>
      failsWith(sendCode("unexposed"), {
        _tag: "NotAuthorizedException",
        requestId: traits.browser ? undefined : "request-1"
      }),
    "an HTML page with status 502": async () => {
      await failsWith(sendCode("page"), { _tag: "InvalidResponseError", status: 502 })
      await isSentOnce("page")
    },
    "a redirect to the same server is not followed": async () => {
      await failsWith(sendCode("redirect-here"), { _tag: "InvalidResponseError", status: traits.browser ? 0 : 307 })
      await isSentOnce("redirect-here")
      same("requests to the target", (await seen("target")).requests, [])
    },
    "a redirect to another server is not followed": async () => {
      await failsWith(sendCode("redirect-elsewhere"), {
        _tag: "InvalidResponseError",
        status: traits.browser ? 0 : 308
      })
      await isSentOnce("redirect-elsewhere")
      same("requests to the other server", (await seen("elsewhere")).requests, [])
    },
    "a body of more than 1 MiB": () =>
      failsWith(sendCode("large"), { issues: [{ path: [], expected: "a body of at most 1 MiB" }], status: 200 }),
    "a body without end": async () => {
      await failsWith(sendCode("endless"), { issues: [{ path: [], expected: "a body of at most 1 MiB" }], status: 200 })
      await closesIts("endless")
    },
    "a connection that is refused": () => isUnsent(refused, traits.tellsRefusal),
    "a connection for which a permission is missing": () => isUnsent(forbidden, traits.tellsRefusal),
    "a port that the standard of fetch forbids": () => isUnsent("http://127.0.0.1:10080", traits.tellsRefusal),
    "a certificate that is not trusted": () => isUnsent(untrusted, traits.tellsRefusal),
    "a TLS handshake that is cut": () => isUnsent(cut, traits.tellsHandshake),
    "a connection that is reset": async () => {
      await failsWith(sendCode("reset"), { _tag: "TransportError", reason: "Lost" })
      await isSentOnce("reset")
    },
    "a connection that is reset within the body": async () => {
      await failsWith(sendCode("reset-in-body"), { _tag: "TransportError", reason: "Lost" })
      await isSentOnce("reset-in-body")
    },
    "a timeout": async () => {
      await failsWith(sendCode("hang", { timeout: 500 }), { _tag: "TransportError", reason: "Timeout" })
      await isSentOnce("hang")
      await closesIts("hang")
    },
    "throttling is retried": async () => {
      same("the answer", await success(sendCode("throttled-once")), delivered)
      same("requests", (await seen("throttled-once")).requests.length, 2)
    },
    "a 500 on an operation that sends a message is not retried": async () => {
      await failsWith(sendCode("broken"), { _tag: "InternalErrorException", status: 500 })
      await isSentOnce("broken")
    },
    "a 500 on a harmless operation is retried": async () => {
      const user = await success(Cognito.getUser({ accessToken }).pipe(at("broken-once")))
      same("the answer", user, { username: "ada", userAttributes: [] })
      same("requests", (await seen("broken-once")).requests.length, 2)
    },
    "interruption in flight aborts the request": async () => {
      await interrupts("hang-in-flight", {})
      await closesIts("hang-in-flight")
      await isSentOnce("hang-in-flight")
    },
    "interruption within the body aborts the request": async () => {
      await interrupts("hang-in-body", {})
      await closesIts("hang-in-body")
      await isSentOnce("hang-in-body")
    },
    "interruption between attempts ends the call": async () => {
      await interrupts("throttled", { retry: Schedule.spaced("1 hour") })
      await isSentOnce("throttled")
    },
    "tokens: genuine ones are told from forged and expired ones": () =>
      Effect.gen(function*() {
        const pool = yield* CognitoTest.tokens()
        const { clientId, userPoolId } = pool
        const { verify } = yield* Effect.provide(
          CognitoToken.make({ userPoolId, clientId, tokenUse: "access" }),
          CognitoTest.layer({}, pool)
        )
        const judge = (token: Redacted.Redacted<string>) =>
          Effect.match(verify(token), { onSuccess: ({ username }) => username, onFailure: ({ reason }) => reason })
        same("genuine", yield* judge(yield* pool.accessToken()), "ada")
        for (const flaw of ["Signature", "Issuer", "Expired"] as const) {
          same(flaw, yield* judge(yield* pool.accessToken({}, flaw)), flaw)
        }
        same("an ID token", yield* judge(yield* pool.idToken()), "TokenUse")
      }).pipe(Effect.runPromise),
    "tokens: keys are fetched, if the response is one of keys": async () => {
      same("keys", await keysAt("keys"), "fetched")
      same("a page", await keysAt("no-keys"), "KeysUnavailableError")
    },
    "no failure shows the secret": async () => {
      const invalid = Cognito.getUserAttributeVerificationCode({
        accessToken: Redacted.make(`${canary} `),
        attributeName: "email"
      })
      await failsWith(invalid.pipe(at("success")), { _tag: "InvalidRequestError" })
      same("failures", failures.length, 19)
      for (const cause of failures) {
        const error = Cause.squash(cause)
        const prints = [String, JSON.stringify, ...inspectors()]
        const texts = [
          ...prints.flatMap((print) => [print(error), print(cause), print(Exit.failCause(cause))]),
          Cause.pretty(cause, { renderErrorCause: true }),
          error instanceof Error ? error.stack ?? "" : ""
        ]
        same("texts with the secret", texts.filter((text) => text.includes(canary)), [])
      }
    }
  }

  return Effect.runPromise(
    Effect.forEach(
      Object.entries(scenarios),
      ([name, scenario]) =>
        Effect.tryPromise({ try: scenario, catch: String }).pipe(
          // So that what waits for ever costs one scenario and not all.
          Effect.timeoutOrElse({ duration: "20 seconds", orElse: () => Effect.fail("it did not end") }),
          Effect.match({
            onSuccess: (): Outcome => ({ name, ok: true }),
            onFailure: (detail): Outcome => ({ name, ok: false, detail })
          })
        )
    )
  )
}
