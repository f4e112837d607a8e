/**
 * How a session gets new tokens from Cognito, and which errors end it.
 */
import type * as HttpClient from "@effect/platform/HttpClient"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"
import { CognitoAppClient, identify, type WebCryptoError } from "../CognitoAppClient.js"
import * as CognitoConfig from "../CognitoConfig.js"
import * as CognitoError from "../CognitoError.js"
import type * as CognitoSchema from "../CognitoSchema.js"
import { getTokensFromRefreshToken, type GetTokensFromRefreshTokenError } from "../operations/GetTokensFromRefreshToken.js"
import { initiateAuth, type InitiateAuthError } from "../operations/InitiateAuth.js"
import { literals, string, taggedError, unchecked } from "./errors.js"
import { type Held, toHeld } from "./sessionTokens.js"

/** The exceptions by which Cognito says that a session is over. Any other failure says nothing about it. */
const endings = [
  "NotAuthorizedException",
  "RefreshTokenReuseException",
  "UserNotFoundException",
  "UserNotConfirmedException",
  "PasswordResetRequiredException"
] as const

type Ending = typeof endings[number]

/**
 * Why there is no session: there was none from the beginning, the user has signed out, or Cognito has refused to renew it
 * by this exception.
 *
 * @since 3.0.0
 * @category models
 */
export type SignedOutReason = "NoSession" | "SignedOut" | Ending

/**
 * There is no session, so the user has to sign in.
 *
 * @since 3.0.0
 * @category errors
 */
export class SignedOutError extends /*#__PURE__*/ taggedError<SignedOutError>("")("SignedOutError", {
  /** Why. */
  reason: /*#__PURE__*/ literals("NoSession", "SignedOut", ...endings),
  /** The same for a person. */
  message: string
}) {}

export const signedOut = (reason: SignedOutReason): SignedOutError =>
  new SignedOutError({
    reason,
    message: `The user has to sign in: ${
      reason === "NoSession"
        ? "there is no session."
        : reason === "SignedOut"
        ? "the session was ended by signing out."
        : `Cognito has ended the session with ${reason}.`
    }`
  }, unchecked)

type RequestError = GetTokensFromRefreshTokenError | InitiateAuthError | WebCryptoError

/**
 * What a refresh can fail with that says nothing about the session.
 *
 * @since 3.0.0
 * @category errors
 */
export type RefreshError = Exclude<RequestError, { readonly _tag: Ending }>

/** Tells the errors that end a session from those that do not. AWS does not document all of them for each operation. */
export const endingOf = (error: RequestError): Ending | undefined =>
  endings.find((tag) => tag === error._tag || (error._tag === "UnknownServiceException" && tag === error.code))

/**
 * Allows the request to be repeated after a failure of which nobody knows whether Cognito has processed it. If it has,
 * the old refresh token is good for the grace period of its rotation, so sooner is better than later.
 */
const withRepeats = <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.flatMap(CognitoConfig.CognitoConfig, ({ retry = {} }) =>
    retry === "none" || Schedule.isSchedule(retry)
      ? effect
      : CognitoConfig.withConfig(effect, { retry: { repeatable: true, ...retry } }))

/** Whether a Cognito, such as an emulator, has the older operation only. */
const isUnknownOperation = (error: RequestError): boolean =>
  error._tag === "OperationNotEnabledException" ||
  (error._tag === "UnknownServiceException" &&
    (error.status === 501 || /^(UnknownOperation|Unsupported|NotImplemented)/.test(error.code)))

interface Response {
  readonly authenticationResult?: CognitoSchema.AuthenticationResultType
}

/** Asks in the older way, which knows no rotation. */
const askByFlow = ({ deviceKey, refreshToken, username }: Held) =>
  Effect.flatMap(identify(username), ({ clientId, secretHash }) =>
    initiateAuth({
      clientId,
      authFlow: "REFRESH_TOKEN_AUTH",
      authParameters: {
        REFRESH_TOKEN: refreshToken,
        ...(secretHash && { SECRET_HASH: secretHash }),
        ...(deviceKey !== undefined && { DEVICE_KEY: deviceKey })
      }
    }))

const ask = ({ deviceKey, refreshToken }: Held) =>
  Effect.flatMap(CognitoAppClient, ({ clientId, clientSecret }) =>
    getTokensFromRefreshToken({ refreshToken, clientId, clientSecret, deviceKey }))

/** Gets new tokens in place of these. */
export type Refresh<R> = (held: Held) => Effect.Effect<Held, RequestError, R>

/** Makes the function that refreshes. It remembers which operation Cognito has. */
export const makeRefresh = (): Refresh<HttpClient.HttpClient | CognitoAppClient> => {
  let hasOperation = true
  return (held) =>
    Effect.flatMap(Clock.currentTimeMillis, (now) => {
      type Asked = Effect.Effect<Response, RequestError, HttpClient.HttpClient | CognitoAppClient>
      const asked: Asked = hasOperation
        ? Effect.matchEffect(ask(held), {
          onFailure: (error): Asked => {
            if (!isUnknownOperation(error)) return Effect.fail(error)
            hasOperation = false
            return askByFlow(held)
          },
          onSuccess: (response) => Effect.succeed(response)
        })
        : askByFlow(held)
      return Effect.flatMap(withRepeats(asked), ({ authenticationResult: result }) => {
        const next = result?.accessToken && toHeld(
          {
            accessToken: result.accessToken,
            idToken: result.idToken ?? held.idToken,
            // Without rotation the old one stays.
            refreshToken: result.refreshToken ?? held.refreshToken
          },
          { now, isNew: true }
        )
        return next === undefined
          ? Effect.fail(
            new CognitoError.InvalidResponseError({
              operation: hasOperation ? "GetTokensFromRefreshToken" : "InitiateAuth",
              status: 200,
              issues: [{ path: ["authenticationResult"], expected: "the tokens of a user" }]
            })
          )
          : Effect.succeed(next)
      })
    })
}
