/**
 * A user pool whose app client rotates refresh tokens, as far as a session sees it. It counts what must not happen: a
 * refresh token that is used again although its successor was received and its grace period is over, and two refreshes
 * of one session at the same time.
 */
import { Clock, Redacted } from "effect"
import { CognitoError } from "effect-cognito"
import type * as CognitoTest from "effect-cognito/CognitoTest"
import { Effect } from "../support/effect.js"
import { clientId, makeJwt, sign } from "./jwt.js"

export { clientId }
export const userPoolId = "eu-west-1_AbC123"

/** What becomes of a request to the pool. */
export type Fate =
  | "good"
  /** It is not processed. */
  | "lost before"
  | "internal error"
  | "throttled"
  | "lambda failed"
  /** It is processed, but the response does not arrive. */
  | "lost after"
  /** The user's session is over. */
  | typeof endings[number]

export const endings = [
  "NotAuthorizedException",
  "RefreshTokenReuseException",
  "UserNotFoundException",
  "UserNotConfirmedException",
  "PasswordResetRequiredException"
] as const

export interface Options {
  /** In seconds. `undefined` means that refresh tokens are not rotated. */
  readonly grace?: number | undefined
  /** How long access tokens live, in seconds. */
  readonly lifetime?: number
  /** How long a request takes, in milliseconds. */
  readonly delay?: () => number
  readonly fate?: () => Fate
  /** How far Cognito's clock is ahead of the one of the tests, in milliseconds. */
  readonly ahead?: number
  /** Whether the pool has the older operation only, as some emulators do. */
  readonly isOld?: boolean
}

const failures = {
  "internal error": (operation: string) =>
    new CognitoError.InternalErrorException({ message: "Something went wrong.", status: 500, operation }),
  throttled: () => new CognitoError.TooManyRequestsException({ message: "Rate exceeded" }),
  "lambda failed": () => new CognitoError.UserLambdaValidationException({ message: "PreTokenGeneration failed" })
} as const

const isEnding = (fate: Fate): fate is typeof endings[number] => endings.some((ending) => ending === fate)

/** AWS does not document each of them for each operation, so they may come as any code may. */
const end = (code: typeof endings[number]) => {
  const message = "Refresh Token has been revoked"
  switch (code) {
    case "NotAuthorizedException":
      return new CognitoError.NotAuthorizedException({ message })
    case "UserNotFoundException":
      return new CognitoError.UserNotFoundException({ message })
    default:
      return new CognitoError.UnknownServiceException({ code, message, status: 400 })
  }
}

const lost = (operation: string) => new CognitoError.TransportError({ operation, reason: "Lost" })

export const makePool = (
  { ahead = 0, delay = () => 0, fate = () => "good", grace, isOld = false, lifetime = 3600 }: Options = {}
) => {
  const stats = {
    /** Refreshes that were processed. */
    refreshes: 0,
    reuses: 0,
    /** Refresh tokens whose successors were lost on the way, and that came again after their grace period. */
    orphans: 0,
    inFlight: 0,
    mostInFlight: 0,
    /** What was sent, by the names of operations. */
    calls: [] as Array<string>,
    /** Every text that is secret. */
    secrets: [] as Array<string>
  }
  let serial = 0
  /** The access tokens that are valid, by text, with when they expire in Cognito's time. */
  const accessTokens = new Map<string, number>()
  /** The refresh tokens that were issued, and when their successors were. */
  const refreshTokens = new Map<string, number | undefined>()
  const received = new Set<string>()

  const now = Effect.map(Clock.currentTimeMillis, (now) => now + ahead)

  const issueTokens = (rotated: boolean) =>
    Effect.map(now, (now) => {
      const name = `${++serial}`
      const iat = Math.floor(now / 1000)
      const claims = { sub: "a-sub", iat, exp: iat + lifetime, origin_jti: "an-origin", jti: name }
      const accessToken = makeJwt(`access ${name}`, {
        ...claims,
        token_use: "access",
        client_id: clientId,
        username: "ada",
        device_key: "eu-west-1_0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9"
      })
      const idToken = makeJwt(`id ${name}`, { ...claims, aud: clientId, "cognito:username": "ada" })
      const refreshToken = sign(`refresh ${name}`)
      accessTokens.set(accessToken, (iat + lifetime) * 1000)
      stats.secrets.push(accessToken.split(".")[2]!, idToken.split(".")[2]!)
      if (rotated) {
        refreshTokens.set(refreshToken, undefined)
        stats.secrets.push(refreshToken)
      }
      return {
        accessToken: Redacted.make(accessToken),
        idToken: Redacted.make(idToken),
        ...(rotated && { refreshToken: Redacted.make(refreshToken) }),
        expiresIn: lifetime,
        tokenType: "Bearer"
      }
    })

  /** Tokens as a sign-in has them. */
  const signIn = Effect.map(issueTokens(true), (tokens) => ({
    ...tokens,
    refreshToken: tokens.refreshToken ?? Redacted.make("")
  }))

  const refresh = (operation: string, token: string, rotates: boolean) =>
    Effect.gen(function*() {
      stats.calls.push(operation)
      stats.inFlight++
      stats.mostInFlight = Math.max(stats.mostInFlight, stats.inFlight)
      yield* Effect.sleep(delay() / 2)
      const outcome = fate()
      if (outcome === "lost before") return yield* Effect.fail(lost(operation))
      if (outcome !== "good" && outcome !== "lost after") {
        return yield* Effect.fail(isEnding(outcome) ? end(outcome) : failures[outcome](operation))
      }
      const time = yield* now
      if (!refreshTokens.has(token)) {
        return yield* Effect.fail(new CognitoError.NotAuthorizedException({ message: "Invalid Refresh Token" }))
      }
      const rotatedAt = refreshTokens.get(token)
      if (rotates && rotatedAt !== undefined && time >= rotatedAt + (grace ?? 0) * 1000) {
        if (received.has(token)) stats.reuses++
        else stats.orphans++
        return yield* Effect.fail(end("RefreshTokenReuseException"))
      }
      if (rotates && rotatedAt === undefined) refreshTokens.set(token, time)
      const tokens = yield* issueTokens(rotates)
      stats.refreshes++
      yield* Effect.sleep(delay() / 2)
      if (outcome === "lost after") return yield* Effect.fail(lost(operation))
      received.add(token)
      return { authenticationResult: tokens }
    }).pipe(Effect.ensuring(Effect.sync(() => stats.inFlight--)))

  const isValid = (accessToken: Redacted.Redacted<string>) =>
    Effect.map(now, (now) => now < (accessTokens.get(Redacted.value(accessToken)) ?? 0))

  const refuse = (accessToken: Redacted.Redacted<string>) =>
    Effect.flatMap(isValid(accessToken), (isValid) =>
      isValid
        ? Effect.void
        : Effect.fail(new CognitoError.NotAuthorizedException({ message: "Access Token has been revoked" })))

  const handlers: CognitoTest.Handlers = {
    getTokensFromRefreshToken: ({ refreshToken }) =>
      isOld
        ? Effect.suspend(() => {
          stats.calls.push("GetTokensFromRefreshToken")
          return Effect.fail(
            new CognitoError.UnknownServiceException({
              code: "Unsupported",
              message: "Cognito Local unsupported feature",
              status: 500
            })
          )
        })
        : refresh("GetTokensFromRefreshToken", Redacted.value(refreshToken), grace !== undefined),
    initiateAuth: ({ authFlow, authParameters }) =>
      authFlow === "REFRESH_TOKEN_AUTH"
        ? refresh("InitiateAuth", Redacted.value(authParameters.REFRESH_TOKEN), false)
        : Effect.die("a session only refreshes"),
    revokeToken: ({ token }) =>
      Effect.suspend(() => {
        stats.calls.push("RevokeToken")
        if (fate() !== "good") return Effect.fail(lost("RevokeToken"))
        refreshTokens.delete(Redacted.value(token))
        return Effect.succeed({})
      }),
    globalSignOut: ({ accessToken }) =>
      Effect.suspend(() => {
        stats.calls.push("GlobalSignOut")
        return Effect.map(refuse(accessToken), () => {
          accessTokens.clear()
          refreshTokens.clear()
          return {}
        })
      }),
    getUser: ({ accessToken }) =>
      Effect.suspend(() => {
        stats.calls.push("GetUser")
        return Effect.as(refuse(accessToken), { username: "ada", userAttributes: [] })
      })
  }

  return {
    handlers,
    stats,
    signIn,
    /** Whether Cognito would accept the token now. */
    isValid,
    /** Refuses an access token before its time. */
    revokeAccessToken: (token: Redacted.Redacted<string>) => accessTokens.delete(Redacted.value(token)),
    /** The access token that was issued last. */
    latest: () => {
      const last = [...accessTokens.keys()].at(-1)
      return last === undefined ? undefined : Redacted.make(last)
    },
    hasRefreshToken: (token: Redacted.Redacted<string>) => refreshTokens.has(Redacted.value(token))
  }
}

export type Pool = ReturnType<typeof makePool>
