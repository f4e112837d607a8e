/**
 * A test double: an `HttpClient` that responds as Cognito does on the wire, from handlers that you write in the types
 * of the operations. What you test still encodes, sends, reads and decodes for real.
 *
 * Only by `effect-cognito/CognitoTest`, so that it never ends up in a production bundle.
 *
 * @since 0.1.0
 */

import * as HttpClient from "@effect/platform/HttpClient"
import type * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import type * as HttpClientResponse from "@effect/platform/HttpClientResponse"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as Cognito from "./Cognito.js"
import * as CognitoError from "./CognitoError.js"
import { type AnySchema, decodeOrDie, makeEncode } from "./internal/codec.js"
import { explainIssues } from "./internal/explain.js"
import * as srpServer from "./internal/srpServer.js"
import { keysPath, makeTokens, type Tokens } from "./internal/testTokens.js"
import { makeWaitWatch } from "./internal/testWait.js"
import { type Failure, readRequest, respond, respondWithFailure } from "./internal/testWire.js"
import { randomBytes, toBase64, utf8 } from "./internal/webCrypto.js"
import * as Operation from "./Operation.js"
import * as operations from "./operations/index.js"

export {
  /**
   * @since 3.0.0
   * @category tokens
   */
  type Flaw,
  /**
   * @since 3.0.0
   * @category tokens
   */
  type TestClaims,
  /**
   * @since 3.0.0
   * @category tokens
   */
  type Tokens
} from "./internal/testTokens.js"

/**
 * Makes a user pool in memory that signs tokens, genuine ones and flawed ones. Hand it to {@link layer}, which then
 * serves its keys to a verifier. The time is that of the `Clock`, so that tokens are of the same time as a test.
 *
 * @example
 * ```ts
 * import { CognitoToken } from "effect-cognito"
 * import * as CognitoTest from "effect-cognito/CognitoTest"
 * import { Effect } from "effect"
 *
 * const test = Effect.gen(function*() {
 *   const pool = yield* CognitoTest.tokens()
 *   const { clientId, userPoolId } = pool
 *   const verifier = yield* CognitoToken.make({ userPoolId, clientId, tokenUse: "access" }).pipe(
 *     Effect.provide(CognitoTest.layer({}, pool))
 *   )
 *   const { groups } = yield* verifier.verify(yield* pool.accessToken({ "cognito:groups": ["admin"] }))
 *   const { reason } = yield* Effect.flip(verifier.verify(yield* pool.accessToken({}, "Expired")))
 * })
 * ```
 *
 * @since 3.0.0
 * @category tokens
 */
export const tokens: (
  options?: {
    /** The id of the user pool. Default: `eu-west-1_TestPool`. */
    readonly userPoolId?: string | undefined
    /** The id of its app client. Default: `1example23456789`. */
    readonly clientId?: string | undefined
  }
) => Effect.Effect<Tokens> = makeTokens

/**
 * A handler for each operation that the tested program calls: from a request to the response. It can fail with
 * every error of its operation but the two that occur before anything is sent.
 *
 * @since 0.1.0
 * @category models
 */
export type Handlers = {
  readonly [Name in keyof Operation.Methods<typeof operations>]?: Handler<Operation.Methods<typeof operations>[Name]>
}

type Handler<Method> = Method extends (request: infer Request) => Effect.Effect<infer Response, infer Error>
  ? (request: Request) => Effect.Effect<Response, Extract<Error, Failure>>
  : never

/** What the handlers have in common, whatever their operation. */
type AnyHandler = (request: unknown) => Effect.Effect<unknown, Failure>

/**
 * An `HttpClient` that responds as Cognito does, by your handlers: for programs that call `Cognito.getUser` and the like.
 * For programs that use the service `Cognito.Cognito`, there is {@link service}.
 *
 * A call without a handler dies, and says which handler is missing. A handler whose response Cognito would not send dies
 * too, and says which member is wrong. An exception needs no `status`.
 *
 * Failures are repeated as in production, after a wait. `it.effect` runs on the `TestClock`, on which a wait ends only if
 * the test adjusts the clock: set `retry: "none"`, or run the call in a fiber of its own and use `TestClock.adjust`. A
 * `TransportError` of reason `"Timeout"` is a response that never comes. If a call waits on a `TestClock` that stands
 * still for a second, a hint is printed.
 *
 * With `CognitoTest.tokens`, the client also serves the keys of that user pool.
 *
 * @example
 * ```ts
 * import { assert, it } from "@effect/vitest"
 * import { Cognito, CognitoConfig, CognitoError } from "effect-cognito"
 * import * as CognitoTest from "effect-cognito/CognitoTest"
 * import { Effect, Redacted } from "effect"
 *
 * it.effect("only an e-mail address can be verified", () =>
 *   Effect.gen(function*() {
 *     const request = { accessToken: Redacted.make("token"), attributeName: "nickname" }
 *     const error = yield* Effect.flip(Cognito.getUserAttributeVerificationCode(request))
 *     assert.strictEqual(error._tag, "InvalidParameterException")
 *   }).pipe(
 *     CognitoConfig.withConfig({ region: "eu-west-1", retry: "none" }),
 *     Effect.provide(CognitoTest.layer({
 *       getUserAttributeVerificationCode: ({ attributeName }) =>
 *         attributeName === "email"
 *           ? Effect.succeed({ codeDeliveryDetails: { destination: "a***@e***", deliveryMedium: "EMAIL" } })
 *           : Effect.fail(new CognitoError.InvalidParameterException({ message: "No such attribute." }))
 *     }))
 *   ))
 * ```
 *
 * @since 0.1.0
 * @category layers
 */
export const layer = (handlers: Handlers, tokens?: Tokens): Layer.Layer<HttpClient.HttpClient> => {
  const watchWait = makeWaitWatch()
  return Layer.succeed(
    HttpClient.HttpClient,
    HttpClient.make((request, url) => {
      if (request.method === "GET") return serveKeys(request, url, tokens)
      const target = request.headers["x-amz-target"]?.replace(/^.*\./, "")
      const found = Operation.list(operations).find(([, { [Operation.TypeId]: { name } }]) => name === target)
      if (found === undefined) return die(`does not know the operation ${target}`)
      const [name, { [Operation.TypeId]: declaration }] = found
      const handler = (handlers as { readonly [x: string]: AnyHandler | undefined })[name]
      if (handler === undefined) {
        return die(`has no handler for ${target}: add ${name} to the handlers that you give to CognitoTest`)
      }
      return Effect.flatMap(watchWait, (noteFailure) =>
        Effect.matchEffect(
          Effect.flatMap(decodeOrDie(declaration.request, readRequest(request)), handler),
          {
            onFailure: (error) => {
              noteFailure(declaration.name, error)
              return respondWithFailure(request, error)
            },
            onSuccess: (response) =>
              Effect.map(
                encodeResponse(name, declaration.response, response),
                (body) => respond(request, 200, JSON.stringify(body))
              )
          }
        ))
    })
  )
}

/**
 * The service `Cognito.Cognito`, whose operations are your handlers: all that a unit test of a program needs that uses
 * the service. It has a region, reads nothing from the environment, and repeats nothing, so that no test waits.
 *
 * All else is as with {@link layer}: requests and responses are those of the wire, and a call dies if it has no handler or
 * if its handler's response is not one that Cognito would send.
 *
 * @example
 * ```ts
 * import { assert, it } from "@effect/vitest"
 * import { Cognito, CognitoError } from "effect-cognito"
 * import * as CognitoTest from "effect-cognito/CognitoTest"
 * import { Effect, Redacted } from "effect"
 *
 * const greet = Effect.gen(function*() {
 *   const cognito = yield* Cognito.Cognito
 *   const { username } = yield* cognito.getUser({ accessToken: Redacted.make("token") })
 *   return `Hello, ${username}.`
 * }).pipe(
 *   Effect.catchTag("NotAuthorizedException", () => Effect.succeed("Please sign in."))
 * )
 *
 * it.effect("greets the user", () =>
 *   Effect.gen(function*() {
 *     assert.strictEqual(yield* greet, "Hello, ada.")
 *   }).pipe(Effect.provide(CognitoTest.service({
 *     getUser: () => Effect.succeed({ username: "ada", userAttributes: [] })
 *   }))))
 *
 * it.effect("asks a user whose token has expired to sign in", () =>
 *   Effect.gen(function*() {
 *     assert.strictEqual(yield* greet, "Please sign in.")
 *   }).pipe(Effect.provide(CognitoTest.service({
 *     getUser: () => Effect.fail(new CognitoError.NotAuthorizedException({ message: "Access Token has expired" }))
 *   }))))
 * ```
 *
 * @since 3.0.0
 * @category layers
 */
export const service = (handlers: Handlers): Layer.Layer<Cognito.Cognito> =>
  Layer.provide(
    // Each option that could come from the environment is given.
    Cognito.layer({
      region: "eu-west-1",
      endpoint: "https://cognito-idp.eu-west-1.amazonaws.com",
      useFipsEndpoint: false,
      useDualstackEndpoint: false,
      timeout: "30 seconds",
      retry: "none"
    }),
    layer(handlers)
  )

/** What Cognito would send. A test without types may have a handler whose response Cognito would never send. */
const encodeResponse = (name: string, schema: AnySchema, response: unknown): Effect.Effect<unknown> =>
  Effect.suspend(() => {
    const encoded = makeEncode(schema)(response)
    return "value" in encoded
      ? Effect.succeed(encoded.value)
      : die(`has a handler ${name} whose response is not one of Cognito's: ${explainIssues(encoded.listIssues([]))}`)
  })

const serveKeys = (
  request: HttpClientRequest.HttpClientRequest,
  { href, pathname }: URL,
  tokens: Tokens | undefined
): Effect.Effect<HttpClientResponse.HttpClientResponse> =>
  tokens !== undefined && pathname.endsWith(keysPath(tokens.userPoolId))
    ? Effect.succeed(respond(request, 200, JSON.stringify(tokens.keys)))
    : die(`has no keys at ${href}: hand the user pool to CognitoTest.layer(handlers, tokens)`)

const die = (why: string): Effect.Effect<never> => Effect.die(new Error(`CognitoTest ${why}.`))

// -----------------------------------------------------------------------------
// signing in
// -----------------------------------------------------------------------------

/**
 * A user of the pool that {@link signIn} plays.
 *
 * @since 3.0.0
 * @category models
 */
export interface TestUser {
  /** The password that is right. */
  readonly password: Redacted.Redacted<string>
  /** What is asked after the password, and the code that is right. */
  readonly secondFactor?: {
    /** Which second factor it is, by the name of its challenge. */
    readonly kind: "SMS_MFA" | "EMAIL_OTP" | "SOFTWARE_TOKEN_MFA"
    /** The code that is right. */
    readonly code: Redacted.Redacted<string>
  } | undefined
  /** Whether the user must choose a new password. */
  readonly isTemporary?: boolean | undefined
}

/**
 * Makes the handlers of a user pool that signs these users in, by `USER_SRP_AUTH`, `USER_PASSWORD_AUTH` and `USER_AUTH`
 * with a password. It checks the proofs of SRP for real, so a test fails for a wrong password and for a wrong user pool.
 * A wrong code is a `CodeMismatchException`, after which the same session can be used again.
 *
 * The tokens have the claims of Cognito's and no signature.
 *
 * @example
 * ```ts
 * import { CognitoAppClient, CognitoConfig, CognitoSignIn } from "effect-cognito"
 * import * as CognitoTest from "effect-cognito/CognitoTest"
 * import { Effect, Redacted } from "effect"
 *
 * const password = Redacted.make("correct horse")
 * const userPoolId = "eu-west-1_AbC123"
 *
 * const test = CognitoSignIn.start({ username: "ada", password }).pipe(
 *   CognitoConfig.withConfig({ region: "eu-west-1" }),
 *   Effect.provide(CognitoAppClient.layer({ clientId: "client", userPoolId })),
 *   Effect.provide(CognitoTest.layer(CognitoTest.signIn({ userPoolId, users: { ada: { password } } })))
 * )
 * ```
 *
 * @since 3.0.0
 * @category constructors
 */
export const signIn = (
  { userPoolId, users }: {
    /** The id of the user pool, of which the proofs of SRP are made. */
    readonly userPoolId: string
    /** The users by their names. */
    readonly users: { readonly [username: string]: TestUser }
  }
): Required<Pick<Handlers, "initiateAuth" | "respondToAuthChallenge">> => {
  const sessions = new Map<string, Pending>()
  const passwords = new Map(Object.entries(users).map(([username, { password }]) => [username, password]))
  const changed = new Set<string>()

  const knows = (username: string, password: Redacted.Redacted<string> | undefined): boolean =>
    password !== undefined && Redacted.value(password) === Redacted.value(passwords.get(username)!)

  const ask = (pending: Pending, challengeParameters: { readonly [name: string]: string }) =>
    Effect.map(Effect.orDie(randomBytes(48)), (bytes) => {
      const session = toBase64(bytes)
      sessions.set(session, pending)
      return { challengeName: pending.name, session: Redacted.make(session), challengeParameters }
    })

  const askForProof = (username: string, SRP_A: string) =>
    Effect.flatMap(
      Effect.orDie(srpServer.challenge({
        group: userPoolId.slice(userPoolId.indexOf("_") + 1),
        name: username,
        password: passwords.get(username)!
      }, SRP_A)),
      ({ challengeParameters, isProof }) =>
        ask({ name: "PASSWORD_VERIFIER", username, isProof }, {
          ...challengeParameters,
          USER_ID_FOR_SRP: username,
          USERNAME: username
        })
    )

  /** What follows a password. */
  const goOn = (
    username: string,
    clientId: string,
    hasFactor = false
  ): Effect.Effect<operations.InitiateAuthResponse> => {
    const { isTemporary = false, secondFactor } = users[username]!
    if (isTemporary && !changed.has(username)) {
      return ask({ name: "NEW_PASSWORD_REQUIRED", username }, { requiredAttributes: "[]", userAttributes: "{}" })
    }
    if (secondFactor !== undefined && !hasFactor) {
      const { code, kind } = secondFactor
      return ask({ name: kind, username, code }, {
        USER_ID_FOR_SRP: username,
        ...(kind !== "SOFTWARE_TOKEN_MFA" && {
          CODE_DELIVERY_DELIVERY_MEDIUM: kind === "SMS_MFA" ? "SMS" : "EMAIL",
          CODE_DELIVERY_DESTINATION: kind === "SMS_MFA" ? "+*******0100" : "a***@e***"
        })
      })
    }
    return Effect.map(Clock.currentTimeMillis, (now) => ({
      authenticationResult: issueTokens({ clientId, userPoolId, username, now: Math.floor(now / 1000) })
    }))
  }

  return {
    initiateAuth: ({ authFlow, authParameters, clientId }) => {
      const { PASSWORD, SRP_A, USERNAME }: Sent = authParameters ?? {}
      if (USERNAME === undefined || !passwords.has(USERNAME)) return refuse()
      if (SRP_A !== undefined) return askForProof(USERNAME, SRP_A)
      if (PASSWORD !== undefined) return knows(USERNAME, PASSWORD) ? goOn(USERNAME, clientId) : refuse()
      if (authFlow === "USER_AUTH") {
        return Effect.map(ask({ name: "SELECT_CHALLENGE", username: USERNAME }, {}), (response) => ({
          ...response,
          availableChallenges: ["PASSWORD_SRP", "PASSWORD"]
        }))
      }
      const message = `This test double does not play ${authFlow}.`
      return Effect.fail(new CognitoError.InvalidParameterException({ message }))
    },
    respondToAuthChallenge: ({ challengeName, challengeResponses, clientId, session }) => {
      const key = session === undefined ? "" : Redacted.value(session)
      const pending = sessions.get(key)
      const sent: Sent = challengeResponses ?? {}
      if (pending === undefined || pending.name !== challengeName || pending.username !== sent.USERNAME) {
        return refuse("Invalid session for the user.")
      }
      const { code, isProof, name, username } = pending
      if (code !== undefined) {
        const text = sent[`${name}_CODE`]
        if (!Redacted.isRedacted(text) || Redacted.value(text) !== Redacted.value(code)) {
          const message = "Invalid verification code provided, please try again."
          return Effect.fail(new CognitoError.CodeMismatchException({ message }))
        }
      }
      sessions.delete(key)
      if (name === "SELECT_CHALLENGE") {
        if (sent.SRP_A !== undefined) return askForProof(username, sent.SRP_A)
        return knows(username, sent.PASSWORD) ? goOn(username, clientId) : refuse()
      }
      if (isProof !== undefined) {
        const { PASSWORD_CLAIM_SIGNATURE, TIMESTAMP = "" } = sent
        const signature = PASSWORD_CLAIM_SIGNATURE === undefined ? "" : Redacted.value(PASSWORD_CLAIM_SIGNATURE)
        return Effect.flatMap(
          Effect.orDie(isProof({ TIMESTAMP, signature })),
          (isRight): Effect.Effect<operations.InitiateAuthResponse, CognitoError.NotAuthorizedException> =>
            isRight ? goOn(username, clientId) : refuse()
        )
      }
      if (name === "NEW_PASSWORD_REQUIRED" && sent.NEW_PASSWORD !== undefined) {
        passwords.set(username, sent.NEW_PASSWORD)
        changed.add(username)
      }
      return goOn(username, clientId, code !== undefined)
    }
  }
}

const refuse = (message = "Incorrect username or password.") =>
  Effect.fail(new CognitoError.NotAuthorizedException({ message }))

/** A challenge that was asked. */
interface Pending {
  readonly name: string
  readonly username: string
  readonly code?: Redacted.Redacted<string>
  readonly isProof?: srpServer.ServerChallenge["isProof"]
}

/** The parameters of any flow and the responses to any challenge. */
interface Sent {
  readonly [name: string]: string | Redacted.Redacted<string> | undefined
  readonly USERNAME?: string
  readonly PASSWORD?: Redacted.Redacted<string>
  readonly NEW_PASSWORD?: Redacted.Redacted<string>
  readonly SRP_A?: string
  readonly TIMESTAMP?: string
  readonly PASSWORD_CLAIM_SIGNATURE?: Redacted.Redacted<string>
}

/** A token of Cognito's form, without a signature. */
const makeToken = (claims: object): Redacted.Redacted<string> =>
  Redacted.make(
    [{ alg: "none" }, claims, { unsigned: true }]
      .map((part) => toBase64(utf8(JSON.stringify(part))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", ""))
      .join(".")
  )

const issueTokens = (
  { clientId, now, userPoolId, username }: {
    readonly clientId: string
    readonly now: number
    readonly userPoolId: string
    readonly username: string
  }
) => {
  const expiresIn = 3600
  const common = {
    sub: username,
    iss: `https://cognito-idp.${userPoolId.split("_")[0]}.amazonaws.com/${userPoolId}`,
    auth_time: now,
    iat: now,
    exp: now + expiresIn
  }
  return {
    accessToken: makeToken({
      ...common,
      token_use: "access",
      client_id: clientId,
      username,
      scope: "aws.cognito.signin.user.admin",
      version: 2
    }),
    idToken: makeToken({ ...common, token_use: "id", aud: clientId, "cognito:username": username }),
    refreshToken: Redacted.make(`refresh-token-of-${toBase64(utf8(username)).replaceAll(/[+/]/g, "-")}`),
    expiresIn,
    tokenType: "Bearer"
  }
}
