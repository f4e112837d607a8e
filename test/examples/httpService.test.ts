/** The example of an HTTP service: on a test double, on the emulator, and as the command that a newcomer runs. */
import { FetchHttpClient, HttpClient, HttpClientRequest } from "@effect/platform"
import { Layer, Redacted, type Scope } from "effect"
import { Cognito, CognitoAppClient, CognitoConfig, CognitoError, CognitoToken, Operation } from "effect-cognito"
import * as CognitoHttpApi from "effect-cognito/CognitoHttpApi"
import * as CognitoTest from "effect-cognito/CognitoTest"
import { spawn } from "node:child_process"
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { connect } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { Api, BadGateway } from "../../examples/http-service/api.js"
import { emulator } from "../../examples/support/emulator.js"
import { Effect, Schema } from "../support/effect.js"
import { bearerScheme, componentNamed, HttpApiClient, malformedTag, serverSpan, withPath } from "../support/httpApi.js"
import { serve, serveAloud } from "../support/httpService.js"
import { interruptedCode, nodeArguments } from "../support/nodeArguments.js"
import { show } from "../support/sinks.js"
import { assert, describe, it } from "../support/vitest.js"

const clientOf = (url: string, token: string) =>
  HttpApiClient.make(Api, {
    baseUrl: url,
    transformClient: HttpClient.mapRequest(HttpClientRequest.bearerToken(token))
  }).pipe(Effect.map(({ me }) => me), Effect.provide(FetchHttpClient.layer))

interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The body, if it is JSON. */
  readonly json: Readonly<Record<string, unknown>>
}

/** A request without this library, and without the contract. */
const request = (url: string, init: RequestInit = {}): Effect.Effect<Answer> =>
  Effect.promise(async () => {
    const { headers, status, text } = await fetch(url, init).then(async (response) => ({
      headers: response.headers,
      status: response.status,
      text: await response.text()
    }))
    return { headers, status, text, json: headers.get("content-type") === "application/json" ? JSON.parse(text) : {} }
  })

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

const withCode = (token: string, body: string): RequestInit => ({
  method: "POST",
  headers: { ...bearer(token), "content-type": "application/json" },
  body
})

/** The attribute in the path, for the client. */
const path = withPath({ name: "email" })

/** A user pool in memory, and a token of its user. */
const pool = await Effect.runPromise(CognitoTest.tokens())
const token = Redacted.value(await Effect.runPromise(pool.accessToken()))

const doubled = (handlers: CognitoTest.Handlers) => {
  const { clientId, userPoolId } = pool
  const options = { region: "eu-west-1", retry: "none" } as const
  return Layer.mergeAll(
    Cognito.layer(options),
    Layer.orDie(CognitoToken.layer({ userPoolId, clientId, tokenUse: "access" })),
    CognitoAppClient.layer({ clientId, userPoolId }),
    CognitoConfig.layer(options)
  ).pipe(Layer.provideMerge(CognitoTest.layer(handlers, pool)))
}

/** A Cognito, and the verifier of the tokens that it issues. */
const live = (
  options: CognitoConfig.Options,
  { keys, iss }: { readonly keys?: typeof pool.keys; readonly iss: string }
) =>
  Layer.mergeAll(
    Cognito.layer(options),
    CognitoAppClient.layer(pool),
    CognitoConfig.layer(options),
    Layer.orDie(CognitoToken.layer({
      userPoolId: iss.replace(/^.*\//, ""),
      clientId: null,
      tokenUse: "access",
      endpoint: options.endpoint,
      issuers: [iss],
      keys
    }))
  ).pipe(Layer.provideMerge(FetchHttpClient.layer))

// -----------------------------------------------------------------------------
// what works, in both settings
// -----------------------------------------------------------------------------

interface Setting {
  readonly url: string
  readonly token: string
  /** The code that the user received last. */
  readonly code: () => string
}

const onDouble = Effect.gen(function*() {
  let code = ""
  let verified = false
  const url = yield* serve(doubled({
    getUser: () =>
      Effect.succeed({
        username: "ada",
        userAttributes: [{ name: "email", value: "ada@new.example" }, {
          name: "email_verified",
          value: String(verified)
        }]
      }),
    getUserAttributeVerificationCode: ({ attributeName }) =>
      Effect.sync(() => {
        code = "314159"
        return { codeDeliveryDetails: { attributeName, deliveryMedium: "EMAIL", destination: "a***@n***" } }
      }),
    verifyUserAttribute: (request) =>
      Redacted.value(request.code) === code
        ? Effect.sync(() => {
          verified = true
          return {}
        })
        : Effect.fail(new CognitoError.CodeMismatchException({ message: "Not that one.", status: 400 }))
  }))
  return { url, token, code: () => code }
})

const onEmulator = Effect.gen(function*() {
  const { endpoint, newUser, outbox } = yield* emulator
  const user = yield* newUser("email", "ada@new.example")
  const url = yield* serve(live({ endpoint }, yield* CognitoToken.decodeUnverified(user.accessToken)))
  return { url, token: Redacted.value(user.accessToken), code: () => outbox.at(-1)?.code ?? "" }
})

const settings: Readonly<Record<string, Effect.Effect<Setting, unknown, Scope.Scope>>> = {
  "a test double": onDouble,
  "the emulator": onEmulator
}

for (const [name, setting] of Object.entries(settings)) {
  describe(`on ${name}`, () => {
    it.live("a user verifies an attribute, with plain HTTP", () =>
      Effect.gen(function*() {
        const { code, token, url } = yield* setting
        const me = request(`${url}/me`, { headers: bearer(token) })

        const before = yield* me
        assert.strictEqual(before.status, 200)
        assert.include(before.json["attributes"], { email: "ada@new.example", email_verified: "false" })

        const path = `${url}/me/attributes/email`
        const sent = yield* request(`${path}/verification-code`, { method: "POST", headers: bearer(token) })
        assert.strictEqual(sent.status, 200)

        const refused = yield* request(`${path}/verify`, withCode(token, `{ "code": "000000" }`))
        assert.strictEqual(refused.status, 422)
        assert.strictEqual(refused.json["_tag"], "CodeMismatchException")

        const verified = yield* request(`${path}/verify`, withCode(token, JSON.stringify({ code: code() })))
        assert.strictEqual(verified.status, 204)
        assert.strictEqual(verified.text, "")
        assert.include((yield* me).json["attributes"], { email_verified: "true" })
      }), 60_000)

    it.live(
      "a user verifies an attribute, with the client that the contract gives",
      () =>
        Effect.gen(function*() {
          const { code, token, url } = yield* setting
          const client = yield* clientOf(url, token)
          assert.strictEqual((yield* client.getMe()).attributes["email_verified"], "false")
          yield* client.sendCode(path)
          const error = yield* Effect.flip(client.verify({ ...path, payload: { code: Redacted.make("000000") } }))
          assert(error instanceof CognitoError.CodeMismatchException)
          yield* client.verify({ ...path, payload: { code: Redacted.make(code()) } })
          assert.strictEqual((yield* client.getMe()).attributes["email_verified"], "true")
        }),
      60_000
    )

    it.live("a caller without an access token is sent away", () =>
      Effect.gen(function*() {
        const { url } = yield* setting
        const tokenless: ReadonlyArray<RequestInit> = [
          {},
          { headers: { authorization: "Bearer" } },
          { headers: { authorization: "Bearer " } },
          { headers: { authorization: "Bearer no token" } },
          { headers: { authorization: "Basic YWRhOmFuYWx5dGljYWw=" } }
        ]
        for (const init of tokenless) {
          const { headers, json, status } = yield* request(`${url}/me`, init)
          assert.strictEqual(status, 401)
          assert.strictEqual(json["_tag"], "UnauthorizedError")
          assert.match(headers.get("www-authenticate") ?? "", /^Bearer( error="invalid_token", .*)?$/)
        }
        const client = yield* clientOf(url, "")
        assert(Schema.is(CognitoHttpApi.UnauthorizedError)(yield* Effect.flip(client.sendCode(path))))
      }), 60_000)

    it.live(
      "a request that can't be right is refused, and nothing of it comes back",
      () =>
        Effect.gen(function*() {
          const { token, url } = yield* setting
          const path = `${url}/me/attributes/email/verify`
          for (
            const body of [`{ "code": 27182818 }`, `{ "cod": "27182818" }`, `"27182818"`, `27182818`, `{ "code": 27182`]
          ) {
            const { json, status, text } = yield* request(path, withCode(token, body))
            assert.strictEqual(status, 400, body)
            assert.strictEqual(json["_tag"], malformedTag)
            assert.notInclude(text, "27182")
          }
          for (const body of [`{ "code": "" }`, `{ "code": "271 828" }`]) {
            const { json, status, text } = yield* request(path, withCode(token, body))
            assert.strictEqual(status, 422, body)
            assert.strictEqual(json["_tag"], "InvalidRequestError")
            assert.notInclude(text, "271 828")
          }
          const client = yield* clientOf(url, token)
          const error = yield* Effect.flip(client.sendCode(withPath({ name: "x".repeat(33) })))
          assert(error instanceof CognitoError.InvalidRequestError)
          assert.deepStrictEqual(error.issues.map(({ path }) => path), [["attributeName"]])
        }),
      60_000
    )
  })
}

it.live("the emulator's refusal is the caller's answer", () =>
  Effect.gen(function*() {
    const { call, endpoint, newUser } = yield* emulator
    const { accessToken } = yield* newUser("email", "ada@new.example")
    const url = yield* serve(live({ endpoint }, yield* CognitoToken.decodeUnverified(accessToken)))
    yield* call("DeleteUser", { AccessToken: Redacted.value(accessToken) })

    const { json, status } = yield* request(`${url}/me`, { headers: bearer(Redacted.value(accessToken)) })
    assert.strictEqual(status, 404)
    assert.strictEqual(json["_tag"], "UserNotFoundException")
  }), 60_000)

it.live("a Cognito that is not there is the service's own affair", () =>
  Effect.gen(function*() {
    const endpoint = "http://127.0.0.1:1"
    const url = yield* serve(live({ endpoint, retry: "none" }, { keys: pool.keys, iss: pool.issuer }))
    const { json, status, text } = yield* request(`${url}/me`, { headers: bearer(token) })
    assert.strictEqual(status, 502)
    assert.strictEqual(json["_tag"], "BadGateway")
    assert.notMatch(text, /127\.0\.0\.1|ECONNREFUSED|Transport/)
  }), 60_000)

it.live("a token that is forged or has expired never reaches Cognito", () =>
  Effect.gen(function*() {
    // Without a handler, a call of Cognito would be a defect, and the response a 500.
    const url = yield* serve(doubled({}))
    for (const flaw of ["Signature", "Issuer", "Expired"] as const) {
      const token = Redacted.value(yield* pool.accessToken({}, flaw))
      const { headers, status } = yield* request(`${url}/me`, { headers: bearer(token) })
      assert.strictEqual(status, 401)
      assert.match(headers.get("www-authenticate") ?? "", /^Bearer error="invalid_token"/)
    }
    const { status } = yield* request(`${url}/me`, { headers: bearer(Redacted.value(yield* pool.idToken())) })
    assert.strictEqual(status, 401)
  }), 60_000)

it.live(
  "a token that Cognito itself refuses, for it was revoked, is answered as HTTP demands",
  () =>
    Effect.gen(function*() {
      const url = yield* serve(doubled({
        getUser: () =>
          Effect.fail(new CognitoError.NotAuthorizedException({ message: "Access Token has been revoked" }))
      }))
      const { headers, status } = yield* request(`${url}/me`, { headers: bearer(token) })
      assert.strictEqual(status, 401)
      assert.strictEqual(headers.get("www-authenticate"), "Bearer")
    }),
  60_000
)

// -----------------------------------------------------------------------------
// what Cognito refuses
// -----------------------------------------------------------------------------

/** The exceptions that a caller can do something about. */
const statuses: Readonly<Record<string, number>> = {
  InvalidParameterException: 400,
  NotAuthorizedException: 401,
  PasswordResetRequiredException: 403,
  UserNotConfirmedException: 403,
  UserNotFoundException: 404,
  AliasExistsException: 409,
  ExpiredCodeException: 410,
  CodeMismatchException: 422,
  LimitExceededException: 429,
  CodeDeliveryFailureException: 502,
  TooManyRequestsException: 503
}

const inner = "What is said inside."

/** All that an operation can fail with once its request was sent. */
const failuresOf = (operation: Operation.Any) => [
  ...operation[Operation.TypeId].errors.map(({ _tag }) =>
    Schema.decodeUnknownSync(CognitoError.CognitoError)({ _tag, message: inner, status: 400, requestId: "r" })
  ),
  new CognitoError.UnknownServiceException({ code: "NextYearsException", message: inner, status: 400 }),
  new CognitoError.TransportError({ operation: "Any", reason: "Connect" }),
  new CognitoError.InvalidResponseError({ operation: "Any", status: 502, issues: [] })
]

type Client = Effect.Success<ReturnType<typeof clientOf>>

interface Endpoint {
  readonly path: string
  readonly init: RequestInit
  readonly call: (client: Client) => Effect.Effect<unknown, unknown>
  readonly operation: Operation.Any
  /** The operation as a handler of the test double. */
  readonly name: keyof CognitoTest.Handlers
}

const endpoints: Readonly<Record<string, Endpoint>> = {
  "GET /me": {
    path: "/me",
    init: { headers: bearer(token) },
    call: (me) => me.getMe(),
    operation: Cognito.getUser,
    name: "getUser"
  },
  "POST /me/attributes/{name}/verification-code": {
    path: "/me/attributes/email/verification-code",
    init: { method: "POST", headers: bearer(token) },
    call: (me) => me.sendCode(path),
    operation: Cognito.getUserAttributeVerificationCode,
    name: "getUserAttributeVerificationCode"
  },
  "POST /me/attributes/{name}/verify": {
    path: "/me/attributes/email/verify",
    init: withCode(token, `{ "code": "314159" }`),
    call: (me) => me.verify({ ...path, payload: { code: Redacted.make("314159") } }),
    operation: Cognito.verifyUserAttribute,
    name: "verifyUserAttribute"
  }
}

describe("whatever Cognito fails with", () => {
  for (const [endpoint, { call, init, name, operation, path }] of Object.entries(endpoints)) {
    for (const failure of failuresOf(operation)) {
      it.live(`${failure._tag} has its status at ${endpoint}`, () =>
        Effect.gen(function*() {
          const url = yield* serve(doubled({ [name]: () => Effect.fail(failure) }))
          const { json, status, text } = yield* request(`${url}${path}`, init)
          const error = yield* Effect.flip(call(yield* clientOf(url, token)))

          const expected = statuses[failure._tag]
          if (expected === undefined) {
            assert.strictEqual(status, 502)
            assert.deepStrictEqual(Object.keys(json).toSorted(), ["_tag", "message"])
            assert.strictEqual(json["_tag"], "BadGateway")
            assert.notInclude(text, inner)
            assert.notInclude(text, failure._tag)
            assert(error instanceof BadGateway)
          } else {
            assert.strictEqual(status, expected)
            const { name: operationName } = operation[Operation.TypeId]
            assert.deepStrictEqual(json, {
              _tag: failure._tag,
              message: inner,
              operation: operationName,
              status: 400,
              requestId: "r"
            })
            assert(CognitoError.isCognitoError(error))
            assert.strictEqual(error._tag, failure._tag)
            assert.strictEqual(error.message, inner)
          }
        }), 60_000)
    }
  }
})

// -----------------------------------------------------------------------------
// what is written down
// -----------------------------------------------------------------------------

const OpenApiDocument = Schema.Struct({
  paths: Schema.Record(
    Schema.String,
    Schema.Record(
      Schema.String,
      Schema.Struct({
        security: Schema.Array(Schema.Record(Schema.String, Schema.Array(Schema.String))),
        responses: Schema.Record(Schema.String, Schema.Unknown)
      })
    )
  ),
  components: Schema.Struct({
    schemas: Schema.Record(Schema.String, Schema.Unknown),
    securitySchemes: Schema.Record(Schema.String, Schema.Unknown)
  })
})

describe("the documentation", () => {
  it.live("the specification lists the errors of each endpoint by status", () =>
    Effect.gen(function*() {
      const url = yield* serve(doubled({}))
      const { json, status } = yield* request(`${url}/openapi.json`)
      assert.strictEqual(status, 200)
      const { components, paths } = yield* Schema.decodeUnknownEffect(OpenApiDocument)(json)

      for (const [name, { operation }] of Object.entries(endpoints)) {
        const [method = "", path = ""] = name.split(" ")
        const endpoint = paths[path]?.[method.toLowerCase()]
        assert(endpoint !== undefined)
        assert.deepStrictEqual(endpoint.security, [{ accessToken: [] }])
        const listed = (status: number) =>
          [...JSON.stringify(endpoint.responses[status] ?? {}).matchAll(/"#\/components\/schemas\/([^"]*)"/g)].map(
            ([, name]) => name ?? ""
          )
        const documented = operation[Operation.TypeId].errors.map(({ _tag }) => _tag)
        for (const [tag, status] of Object.entries(statuses)) {
          if (documented.some((name) => name === tag)) assert.include(listed(status), componentNamed(tag))
        }
        for (
          const [status, error] of [
            [401, "UnauthorizedError"],
            [403, "ForbiddenError"],
            [503, "UnavailableError"],
            [502, "BadGateway"]
          ] as const
        ) {
          assert.include(listed(status), componentNamed(error))
        }
        for (const name of Object.keys(endpoint.responses).flatMap((status) => listed(Number(status)))) {
          assert.match(name, /^[\w.-]+$/)
          assert.property(components.schemas, name)
        }
      }
      for (const method of ["post", "get", "delete"]) {
        const { responses, security } = paths["/session"]?.[method] ?? {}
        assert.deepStrictEqual(security, [])
        assert.includeMembers(Object.keys(responses ?? {}), ["401", "403", "422", "502", "503"])
      }
      assert.deepInclude(components.securitySchemes, { accessToken: { type: "http", scheme: bearerScheme } })
    }), 60_000)

  it.live("the page needs nothing from elsewhere", () =>
    Effect.gen(function*() {
      const url = yield* serve(doubled({}))
      const { headers, status, text } = yield* request(`${url}/docs`)
      assert.strictEqual(status, 200)
      assert.match(headers.get("content-type") ?? "", /^text\/html/)
      assert.include(text, "/me/attributes/{name}/verify")
      assert.include(text, "SwaggerUIBundle(")
      assert.notMatch(text, /<script[^>]+src=|<link[^>]+href="?http/)
    }), 60_000)
})

// -----------------------------------------------------------------------------
// what is shown
// -----------------------------------------------------------------------------

it.live("no token and no code is in a log, a span or a metric, whatever happens", () =>
  Effect.gen(function*() {
    const forged = Redacted.value(yield* pool.accessToken({ sub: "canary" }, "Signature"))
    const code = "canary-code"
    const shown = yield* show(Effect.scoped(Effect.gen(function*() {
      const refuse = Effect.fail(new CognitoError.InternalErrorException({ message: inner, status: 500 }))
      const url = yield* serveAloud(doubled({
        getUser: () => refuse,
        getUserAttributeVerificationCode: () => Effect.succeed({}),
        verifyUserAttribute: (request) =>
          Redacted.value(request.code) === code
            ? Effect.fail(new CognitoError.CodeMismatchException({ message: "No.", status: 400 }))
            : refuse
      }))
      const verify = `${url}/me/attributes/email/verify`
      const answers = yield* Effect.all([
        request(`${url}/me`, { headers: bearer(token) }),
        request(`${url}/me`, { headers: { authorization: `Basic ${token}` } }),
        request(`${url}/me`, { headers: bearer(forged) }),
        request(`${url}/me/attributes/email/verification-code`, { method: "POST", headers: bearer(token) }),
        request(verify, withCode(token, JSON.stringify({ code }))),
        request(verify, withCode(token, JSON.stringify({ code: `${code}-2` }))),
        request(verify, withCode(token, JSON.stringify({ code: [code] }))),
        request(verify, withCode(token, `{ "code": "${code}`)),
        request(verify, withCode(token, code))
      ])
      assert.deepStrictEqual(answers.map(({ status }) => status), [502, 401, 401, 200, 422, 502, 400, 400, 400])
      return answers.length
    })))

    // What an operator needs is there.
    assert.include(shown.get("logfmt log"), `InternalErrorException: ${inner}`)
    assert.include(shown.get("logfmt log"), "/me/attributes/email/verify")
    assert.include(shown.get("span name")?.split("\n") ?? [], serverSpan("POST"))
    for (const [sink, text] of shown) {
      for (const secret of ["canary", token, forged]) assert.notInclude(text, secret, sink)
    }
  }), 60_000)

// -----------------------------------------------------------------------------
// the command
// -----------------------------------------------------------------------------

const root = fileURLToPath(new URL("../..", import.meta.url))
const readme = readFileSync(join(root, "examples/http-service/README.md"), "utf8")
const [, main = ""] = /^npx tsx (\S+)$/m.exec(readme) ?? []

/** Runs the command of the README. */
const start = (env: Readonly<Record<string, string>>) =>
  Effect.acquireRelease(
    Effect.sync(() => {
      const output = { stdout: "", stderr: "" }
      // As a loader, tsx needs no process of its own, which could outlive an interrupted test.
      const child = spawn(process.execPath, nodeArguments(main), {
        cwd: root,
        env: { PATH: process.env["PATH"], NODE_DISABLE_COLORS: "1", TSX_DISABLE_CACHE: "1", ...env }
      })
      child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
        output.stdout += chunk
      })
      child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
        output.stderr += chunk
      })
      const closed = new Promise<number | null>((resolve) => child.once("close", resolve))
      return {
        output,
        closed: Effect.promise(() => closed),
        interrupt: Effect.sync(() => child.kill("SIGINT")),
        /** Waits until that was written. */
        seen: (expected: RegExp) =>
          Effect.callback<RegExpExecArray>((resume) => {
            const look = () => {
              const found = expected.exec(output.stdout)
              if (found !== null) resume(Effect.succeed(found))
            }
            child.stdout.on("data", look)
            child.once("close", () => resume(Effect.die(new Error(`It ended: ${output.stderr}`))))
            look()
          }),
        kill: Effect.sync(() => child.kill("SIGKILL"))
      }
    }),
    ({ kill }) => kill
  )

const temporaryDirectory = Effect.acquireRelease(
  Effect.sync(() => mkdtempSync(join(tmpdir(), "http-service-"))),
  (directory) => Effect.sync(() => rmSync(directory, { recursive: true }))
)

describe("the command", () => {
  it.live(
    "it starts with a user to play with, and leaves nothing behind after Ctrl-C",
    () =>
      Effect.gen(function*() {
        const TMPDIR = yield* temporaryDirectory
        const { closed, interrupt, output, seen } = yield* start({ TMPDIR, PORT: "0", AWS_USE_FIPS_ENDPOINT: "true" })

        const [, url = ""] = yield* seen(/(http:\S+), its documentation at http:\S+\/docs/)
        const [, token = ""] = yield* seen(/^TOKEN=(\S+)$/m)
        yield* seen(/^Ctrl-C ends it\.$/m)
        for (const [, called = ""] of output.stdout.matchAll(/^curl .*?(http:\S+)/gm)) {
          assert.isTrue(called.startsWith(url))
        }

        assert.strictEqual((yield* request(`${url}/me`, { headers: bearer(token) })).status, 200)
        const path = `${url}/me/attributes/email`
        yield* request(`${path}/verification-code`, { method: "POST", headers: bearer(token) })
        const [, code = ""] = yield* seen(/^To ada@\S+: Your verification code is (\d{6})\.$/m)
        const verified = yield* request(`${path}/verify`, withCode(token, JSON.stringify({ code })))
        assert.strictEqual(verified.status, 204)

        const [, credentials = ""] = yield* seen(/^ {2}-d '(\{ "username": .*\})'$/m)
        const signedIn = yield* request(`${url}/session`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: credentials
        })
        assert.strictEqual(signedIn.status, 204)
        const cookie = signedIn.headers.getSetCookie().map((line) => line.split(";")[0]).join("; ")
        const user = yield* request(`${url}/session`, { headers: { cookie } })
        assert.include(user.json["attributes"], { email_verified: "true" })

        // The token is where it is to be copied from, the code is in the message, and neither is anywhere else.
        assert.strictEqual(output.stdout.split(token).length, 2)
        assert.strictEqual(output.stdout.split(code).length, 2)

        // A browser does this.
        const unused = yield* Effect.acquireRelease(
          Effect.promise(() => {
            const socket = connect(Number(new URL(url).port), "127.0.0.1")
            return new Promise<typeof socket>((resolve) => socket.once("connect", () => resolve(socket)))
          }),
          (socket) => Effect.sync(() => socket.destroy())
        )
        unused.on("error", () => {})

        yield* interrupt
        assert.strictEqual(yield* closed, interruptedCode)
        assert.strictEqual(output.stderr, "")
        assert.deepStrictEqual(readdirSync(TMPDIR), [])
        const gone = yield* Effect.promise(() => fetch(`${url}/me`).then(() => false, () => true))
        assert.isTrue(gone)
      }),
    120_000
  )

  it.live("it says in one line why it does not start", () =>
    Effect.gen(function*() {
      const taken = yield* serve(doubled({}))
      const cases: ReadonlyArray<readonly [string, RegExp]> = [
        [new URL(taken).port, /^The service did not start: listen EADDRINUSE: [^\n]+\.\n$/],
        ["65536", /^PORT must be the number of a port[^\n]+\n$/]
      ]
      for (const [PORT, expected] of cases) {
        const TMPDIR = yield* temporaryDirectory
        const { closed, output } = yield* start({ PORT, TMPDIR })
        assert.strictEqual(yield* closed, 1)
        assert.match(output.stderr, expected)
        assert.strictEqual(output.stdout, "")
        assert.deepStrictEqual(readdirSync(TMPDIR), [])
      }
    }), 120_000)
})
