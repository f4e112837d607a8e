/**
 * What the page does with Cognito: sign in, stay signed in, ask for a code, give it back, add a passkey, sign out. Nothing
 * here depends on the page.
 *
 * Modules are imported one by one, so that a bundler leaves out the others.
 */
import type * as HttpClient from "@effect/platform/HttpClient"
import * as KeyValueStore from "@effect/platform/KeyValueStore"
import * as Cognito from "effect-cognito/Cognito"
import type * as CognitoAppClient from "effect-cognito/CognitoAppClient"
import type * as CognitoError from "effect-cognito/CognitoError"
import * as CognitoPasskey from "effect-cognito/CognitoPasskey"
import * as CognitoSession from "effect-cognito/CognitoSession"
import * as CognitoSessionStore from "effect-cognito/CognitoSessionStore"
import * as CognitoSignIn from "effect-cognito/CognitoSignIn"
import * as Clock from "effect/Clock"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Redacted from "effect/Redacted"

/** The tokens are kept in the browser, where a reload and other tabs find them, and are refreshed in time. */
export const SessionLive = CognitoSession.layer().pipe(
  Layer.provide(CognitoSessionStore.layerKeyValueStore()),
  Layer.provide(KeyValueStore.layerStorage(() => localStorage))
)

/** A user who is signed in. */
export interface User {
  readonly email: string
  readonly verified: boolean
}

// -----------------------------------------------------------------------------
// what can go wrong
// -----------------------------------------------------------------------------

/** A failure: what to tell the user, and what it is about. After `"session"`, the user must sign in again. */
export class Trouble extends Data.TaggedError("Trouble")<{
  readonly about: "password" | "code" | "digits" | "session" | "page"
  readonly message: string
}> {}

const fail = (about: Trouble["about"], message: string) => Effect.fail(new Trouble({ about, message }))

/** What to tell a user whose session has ended. */
export const explainEnd = (reason: CognitoSession.SignedOutReason): string =>
  reason === "NoSession"
    ? ""
    : reason === "SignedOut"
    ? "You are signed out."
    : "Your session has expired. Please sign in again."

/** Handles the failures that can happen in every step. */
const explain =
  (connectionLost: string) =>
  (error: { readonly _tag: string; readonly message: string }): Effect.Effect<never, Trouble> => {
    if (error instanceof Trouble) return Effect.fail(error)
    if (error instanceof CognitoSession.SignedOutError) return fail("session", explainEnd(error.reason))
    switch (error._tag) {
      case "CognitoPasskeyError":
        return fail("page", error.message)
      case "SessionStoreError":
        return fail("page", "Your browser does not let this page keep you signed in: it needs storage for that.")
      case "NotAuthorizedException":
      case "UserNotFoundException":
        return fail("session", explainEnd("NotAuthorizedException"))
      case "LimitExceededException":
        return Effect.flatMap(
          Clock.currentTimeMillis,
          (now) => fail("page", `Too many attempts. Try again after ${formatTime(now + hour)}.`)
        )
      case "TooManyRequestsException":
        return fail("page", "It is very busy here. Please try again in a moment.")
      case "TransportError":
        return fail("page", connectionLost)
      default:
        return fail("page", "That did not work, and it is not your fault. Please try again later.")
    }
  }

/** Cognito's limit is hourly, and Cognito does not say when the hour began. */
const hour = 3_600_000
const minute = 60_000

/** Formats a time for the clock of the user, rounded up to the minute. */
const formatTime = (milliseconds: number): string =>
  new Intl.DateTimeFormat("en", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" })
    .format(Math.ceil(milliseconds / minute) * minute)

// -----------------------------------------------------------------------------
// sign in
// -----------------------------------------------------------------------------

export type Requirements = HttpClient.HttpClient | CognitoAppClient.CognitoAppClient | CognitoSession.CognitoSession

type Step<A> = Effect.Effect<A, Trouble, Requirements>

/** What a sign-in comes to: the user is signed in, or has to give the code of an authenticator app or of a message. */
export type Next = CognitoSignIn.SignedIn | CognitoSignIn.CodeRequired | CognitoSignIn.AuthenticatorCodeRequired

/** The password is proven by SRP, and not sent. */
export const signIn = (username: string, password: Redacted.Redacted): Step<Next> =>
  CognitoSignIn.start({ username, password }).pipe(
    Effect.flatMap(next),
    Effect.catchTags({
      NotAuthorizedException: () => fail("password", "Wrong e-mail address or password."),
      UserNotFoundException: () => fail("password", "Wrong e-mail address or password."),
      UserNotConfirmedException: () => fail("page", "Your sign-up is not complete: confirm it first."),
      PasswordResetRequiredException: () => fail("page", "You must set a new password first.")
    }),
    Effect.catchAll(explain("The connection was lost, so you are not signed in. Please try again."))
  )

export const signInWithPasskey = (username: string): Step<Next> =>
  Effect.gen(function*() {
    const step = yield* CognitoSignIn.start({ username, authFlow: "USER_AUTH", preferredChallenge: "WEB_AUTHN" })
    if (step._tag !== "PasskeyRequired") {
      return yield* fail("page", "You have no passkey yet. Sign in with your password, and add one.")
    }
    return yield* CognitoSignIn.answer(step, yield* CognitoPasskey.get(step.options))
  }).pipe(
    Effect.flatMap(next),
    Effect.catchTags({
      NotAuthorizedException: () => fail("page", "There is no passkey for this address. Sign in with your password."),
      UserNotFoundException: () => fail("page", "There is no passkey for this address. Sign in with your password.")
    }),
    Effect.catchAll(explain("The connection was lost, so you are not signed in. Please try again."))
  )

/** Answers what was asked for after the password. */
export const answerCode = (
  step: Exclude<Next, CognitoSignIn.SignedIn>,
  code: Redacted.Redacted
): Step<Next> =>
  CognitoSignIn.answer(step, code).pipe(
    Effect.flatMap(next),
    Effect.catchTags({
      CodeMismatchException: () => fail("digits", "That is not the code. Check it, and type it again."),
      ExpiredCodeException: () => fail("session", "This code is too old. Please sign in again."),
      InvalidRequestError: () => fail("digits", "That is not a code."),
      NotAuthorizedException: () => fail("session", "It took too long. Please sign in again.")
    }),
    Effect.catchAll(explain("The connection was lost, so you are not signed in. Please try again."))
  )

const next = (
  step: CognitoSignIn.Step
): Effect.Effect<Next, CognitoSession.SessionStoreError | CognitoError.InvalidRequestError | Trouble, Requirements> => {
  switch (step._tag) {
    case "SignedIn":
      return Effect.as(Effect.flatMap(CognitoSession.CognitoSession, ({ begin }) => begin(step)), step)
    case "CodeRequired":
    case "AuthenticatorCodeRequired":
      return Effect.succeed(step)
    default:
      return fail("page", `Cognito asks for one thing more (${step._tag}), which this page can't answer.`)
  }
}

// -----------------------------------------------------------------------------
// signed in
// -----------------------------------------------------------------------------

/**
 * Calls Cognito for the user. If the access token was revoked before its time, the call is made again with a new one. If
 * Cognito does not know the user any more, the tokens are of no use.
 */
const asUser = <A, E extends { readonly _tag: string }>(
  use: (accessToken: Redacted.Redacted) => Effect.Effect<A, E, HttpClient.HttpClient>
) =>
  Effect.flatMap(CognitoSession.CognitoSession, ({ forget, withAccessToken }) =>
    withAccessToken(use).pipe(
      Effect.tapError(({ _tag }) =>
        _tag === "NotAuthorizedException" || _tag === "UserNotFoundException" ? Effect.ignore(forget) : Effect.void
      )
    ))

const getUser = Effect.map(
  asUser((accessToken) => Cognito.getUser({ accessToken })),
  ({ userAttributes }): User => {
    const attribute = (wanted: string) => userAttributes.find(({ name }) => name === wanted)?.value
    return { email: attribute("email") ?? "your address", verified: attribute("email_verified") === "true" }
  }
)

/** What the tokens say of the user, without a request. The address may have been verified since they were issued. */
export const userOf = ({ claims }: CognitoSession.SignedIn): User => ({
  email: String(claims["email"] ?? "your address"),
  verified: claims["email_verified"] === true
})

/** Asks Cognito for the user. */
export const readUser: Step<User> = Effect.catchAll(
  getUser,
  explain("Cognito can't be reached at the moment, but you are still signed in.")
)

/** Lets the browser make a passkey for the next sign-in. */
export const addPasskey: Step<void> = Effect.gen(function*() {
  const { credentialCreationOptions } = yield* asUser((accessToken) =>
    Cognito.startWebAuthnRegistration({ accessToken })
  )
  const credential = yield* CognitoPasskey.create(credentialCreationOptions)
  yield* asUser((accessToken) => Cognito.completeWebAuthnRegistration({ accessToken, credential }))
}).pipe(Effect.catchAll(explain("The connection was lost. Please try again.")))

/** Returns where the code was sent. Cognito masks the address (`a***@e***`), and the emulator does not tell it. */
export const sendCode = ({ email }: User): Step<string> =>
  asUser((accessToken) => Cognito.getUserAttributeVerificationCode({ accessToken, attributeName: "email" })).pipe(
    Effect.map(({ codeDeliveryDetails }) => codeDeliveryDetails?.destination ?? email),
    Effect.catchTags({
      CodeDeliveryFailureException: () => fail("page", "The code could not be delivered. Please try again later."),
      InvalidParameterException: () => fail("page", "Your account has no e-mail address to verify.")
    }),
    Effect.catchAll(
      explain("The connection was lost. The code may be on its way: look for it before you ask for another one.")
    )
  )

export const verify = (code: Redacted.Redacted): Step<void> =>
  asUser((accessToken) => Cognito.verifyUserAttribute({ accessToken, attributeName: "email", code })).pipe(
    Effect.asVoid,
    // Cognito may have accepted the code before the connection was lost. A second attempt is then refused as expired.
    Effect.catchTags({
      TransportError: (error) => unlessVerified(error),
      ExpiredCodeException: (error) => unlessVerified(error)
    }),
    Effect.catchTags({
      CodeMismatchException: () => fail("code", "That is not the code. Check it, and type it again."),
      ExpiredCodeException: () => fail("code", "This code is too old. Ask for a new one."),
      // A text that can't be a code is not sent to Cognito.
      InvalidRequestError: () => fail("code", "That is not a code."),
      AliasExistsException: () => fail("page", "Somebody else signs in with this address.")
    }),
    Effect.catchAll(explain("The connection was lost, and your address is perhaps verified already. Please try again."))
  )

/** Succeeds if the address is verified by now, and fails with the error otherwise. */
const unlessVerified = <E>(error: E): Effect.Effect<void, E, Requirements> =>
  getUser.pipe(
    Effect.orElseFail(() => error),
    Effect.flatMap(({ verified }) => verified ? Effect.void : Effect.fail(error))
  )

/** Forgets the tokens, in all tabs and whatever happens, and revokes them if Cognito can be reached. */
export const signOut: Step<void> = Effect.flatMap(CognitoSession.CognitoSession, (session) => session.signOut).pipe(
  Effect.catchTag("SessionStoreError", () => fail("session", "You are signed out, but your browser kept your tokens.")),
  Effect.catchAll((error) =>
    error instanceof Trouble
      ? Effect.fail(error)
      : fail("session", "You are signed out here, but Cognito could not be told.")
  )
)
