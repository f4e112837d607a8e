/**
 * A test double: an `HttpClient` that responds as Cognito does on the wire, from handlers that you write in the types
 * of the operations. What you test still encodes, sends, reads and decodes for real.
 *
 * Only by `effect-cognito/CognitoTest`, so that it never ends up in a production bundle.
 *
 * @since 0.1.0
 */
import * as HttpClient from "@effect/platform/HttpClient"
import type * as HttpClientError from "@effect/platform/HttpClientError"
import type * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import * as HttpClientResponse from "@effect/platform/HttpClientResponse"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as CognitoError from "./CognitoError.js"
import { decodeOrDie, encodeOrDie } from "./internal/codec.js"
import { requestError } from "./internal/platformError.js"
import { keysPath, makeTokens, type Tokens } from "./internal/testTokens.js"
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
  options?: { readonly userPoolId?: string | undefined; readonly clientId?: string | undefined }
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
  ? (request: Request) => Effect.Effect<Response, Exclude<Error, Unsent>>
  : never

type Unsent = CognitoError.InvalidRequestError | CognitoError.InvalidConfigurationError

/** What the handlers have in common, whatever their operation. */
type AnyHandler = (request: unknown) => Effect.Effect<unknown, Exclude<CognitoError.CognitoError, Unsent>>

/**
 * A layer of that client. A call without a handler dies, and says which handler is missing.
 *
 * Throttling is retried as in production, after a wait: set `retry: "none"`, or adjust the `TestClock`. A
 * `TransportError` of reason `"Timeout"` is a response that never comes. With {@link tokens}, the client also serves the
 * keys of that user pool.
 *
 * @example
 * ```ts
 * import { Cognito, CognitoConfig, CognitoError } from "effect-cognito"
 * import * as CognitoTest from "effect-cognito/CognitoTest"
 * import { Effect, Redacted } from "effect"
 *
 * const test = Cognito.getUserAttributeVerificationCode({
 *   accessToken: Redacted.make("token"),
 *   attributeName: "email"
 * }).pipe(
 *   CognitoConfig.withConfig({ region: "eu-west-1" }),
 *   Effect.provide(CognitoTest.layer({
 *     getUserAttributeVerificationCode: ({ attributeName }) =>
 *       attributeName === "email"
 *         ? Effect.succeed({ codeDeliveryDetails: { destination: "a***@e***", deliveryMedium: "EMAIL" } })
 *         : Effect.fail(new CognitoError.InvalidParameterException({ message: "No such attribute.", status: 400 }))
 *   }))
 * )
 * ```
 *
 * @since 0.1.0
 * @category layers
 */
export const layer = (handlers: Handlers, tokens?: Tokens): Layer.Layer<HttpClient.HttpClient> =>
  Layer.succeed(
    HttpClient.HttpClient,
    HttpClient.make((request, url) => {
      if (request.method === "GET") return serveKeys(request, url, tokens)
      const target = request.headers["x-amz-target"]?.replace(/^.*\./, "")
      const found = Operation.list(operations).find(([, { [Operation.TypeId]: { name } }]) => name === target)
      if (found === undefined) return die(`does not know the operation ${target}`)
      const [name, { [Operation.TypeId]: declaration }] = found
      const handler = (handlers as { readonly [x: string]: AnyHandler | undefined })[name]
      if (handler === undefined) {
        return die(`has no handler for ${target}: add ${name} to CognitoTest.layer({ ... })`)
      }
      return Effect.matchEffect(
        Effect.flatMap(decodeOrDie(declaration.request, bodyOf(request)), handler),
        {
          onFailure: (error) => failure(request, error),
          onSuccess: (response) =>
            Effect.map(
              encodeOrDie(declaration.response, response),
              (body) => respond(request, 200, JSON.stringify(body))
            )
        }
      )
    })
  )

const serveKeys = (
  request: HttpClientRequest.HttpClientRequest,
  { href, pathname }: URL,
  tokens: Tokens | undefined
): Effect.Effect<HttpClientResponse.HttpClientResponse> =>
  tokens !== undefined && pathname.endsWith(keysPath(tokens.userPoolId))
    ? Effect.succeed(respond(request, 200, JSON.stringify(tokens.keys)))
    : die(`has no keys at ${href}: hand the user pool to CognitoTest.layer(handlers, tokens)`)

const die = (why: string): Effect.Effect<never> => Effect.die(new Error(`CognitoTest ${why}.`))

const bodyOf = ({ body }: HttpClientRequest.HttpClientRequest): unknown =>
  body._tag === "Uint8Array" ? JSON.parse(new TextDecoder().decode(body.body)) : undefined

const respond = (
  request: HttpClientRequest.HttpClientRequest,
  status: number,
  body: string,
  requestId = "cognito-test"
): HttpClientResponse.HttpClientResponse =>
  HttpClientResponse.fromWeb(request, new Response(body, { status, headers: { "x-amzn-requestid": requestId } }))

const failure = (
  request: HttpClientRequest.HttpClientRequest,
  error: Exclude<CognitoError.CognitoError, Unsent>
): Effect.Effect<HttpClientResponse.HttpClientResponse, HttpClientError.HttpClientError> => {
  switch (error._tag) {
    case "TransportError": {
      if (error.reason === "Timeout") return Effect.never
      const cause = error.reason === "Connect"
        ? Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" })
        : new Error("the connection was reset")
      return Effect.fail(requestError(request, cause))
    }
    case "InvalidResponseError": {
      return Effect.succeed(respond(request, error.status, "<html></html>", error.requestId))
    }
    default: {
      const body = {
        __type: error._tag === "UnknownServiceException" ? error.code : error._tag,
        message: error.message,
        reasonCode: "reasonCode" in error ? error.reasonCode : undefined
      }
      return Effect.succeed(respond(request, error.status, JSON.stringify(body), error.requestId))
    }
  }
}
