/**
 * What the page does with Cognito: sign in, ask for a code, give it back, add a passkey. Nothing here depends on the page.
 *
 * Modules are imported one by one, so that a bundler leaves out the others.
 */
import type * as HttpClient from "@effect/platform/HttpClient"
import * as Cognito from "effect-cognito/Cognito"
import type * as CognitoAppClient from "effect-cognito/CognitoAppClient"
import * as CognitoPasskey from "effect-cognito/CognitoPasskey"
import * as CognitoSignIn from "effect-cognito/CognitoSignIn"
import * as Clock from "effect/Clock"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import type * as Redacted from "effect/Redacted"

/** A signed-in user. */
export interface Session {
  readonly accessToken: Redacted.Redacted
  readonly email: string
  readonly verified: boolean
}

/** A failure: what to tell the user, and what it is about. After `"session"`, the user must sign in again. */
export class Trouble extends Data.TaggedError("Trouble")<{
  readonly about: "password" | "code" | "digits" | "session" | "page"
  readonly message: string
}> {}

type Step<A> = Effect.Effect<A, Trouble, HttpClient.HttpClient>

type SignInStep<A> = Effect.Effect<A, Trouble, HttpClient.HttpClient | CognitoAppClient.CognitoAppClient>

/** What a sign-in comes to: a session, or the code of an authenticator app or of a message that is asked for. */
export type Next =
  | { readonly _tag: "Session"; readonly session: Session }
  | CognitoSignIn.CodeRequired
  | CognitoSignIn.AuthenticatorCodeRequired

/** The password is proven by SRP, and not sent. */
export const signIn = (username: string, password: Redacted.Redacted): SignInStep<Next> =>
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

export const signInWithPasskey = (username: string): SignInStep<Next> =>
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
  step: Exclude<Next, { readonly _tag: "Session" }>,
  code: Redacted.Redacted
): SignInStep<Next> =>
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
): Effect.Effect<Next, Cognito.GetUserError | Trouble, HttpClient.HttpClient> => {
  switch (step._tag) {
    case "SignedIn":
      return Effect.map(session(step.accessToken), (session) => ({ _tag: "Session", session }))
    case "CodeRequired":
    case "AuthenticatorCodeRequired":
      return Effect.succeed(step)
    default:
      return fail("page", `Cognito asks for one thing more (${step._tag}), which this page can't answer.`)
  }
}

/** Lets the browser make a passkey for the next sign-in. */
export const addPasskey = ({ accessToken }: Session): Step<void> =>
  Effect.gen(function*() {
    const { credentialCreationOptions } = yield* Cognito.startWebAuthnRegistration({ accessToken })
    const credential = yield* CognitoPasskey.create(credentialCreationOptions)
    yield* Cognito.completeWebAuthnRegistration({ accessToken, credential })
  }).pipe(Effect.catchAll(explain("The connection was lost. Please try again.")))

const session = (accessToken: Redacted.Redacted) =>
  Effect.map(Cognito.getUser({ accessToken }), ({ userAttributes }): Session => {
    const attribute = (wanted: string) => userAttributes.find(({ name }) => name === wanted)?.value
    return {
      accessToken,
      email: attribute("email") ?? "your address",
      verified: attribute("email_verified") === "true"
    }
  })

/** Returns where the code was sent. Cognito masks the address (`a***@e***`), and the emulator does not tell it. */
export const sendCode = ({ accessToken, email }: Session): Step<string> =>
  Cognito.getUserAttributeVerificationCode({ accessToken, attributeName: "email" }).pipe(
    Effect.map(({ codeDeliveryDetails }) => codeDeliveryDetails?.destination ?? email),
    Effect.catchTags({
      CodeDeliveryFailureException: () => fail("page", "The code could not be delivered. Please try again later."),
      InvalidParameterException: () => fail("page", "Your account has no e-mail address to verify.")
    }),
    Effect.catchAll(
      explain("The connection was lost. The code may be on its way: look for it before you ask for another one.")
    )
  )

export const verify = (session: Session, code: Redacted.Redacted): Step<void> =>
  Cognito.verifyUserAttribute({ accessToken: session.accessToken, attributeName: "email", code }).pipe(
    Effect.asVoid,
    // Cognito may have accepted the code before the connection was lost. A second attempt is then refused as expired.
    Effect.catchTags({
      TransportError: (error) => unlessVerified(session, error),
      ExpiredCodeException: (error) => unlessVerified(session, error)
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
const unlessVerified = <E>({ accessToken }: Session, error: E): Effect.Effect<void, E, HttpClient.HttpClient> =>
  session(accessToken).pipe(
    Effect.orElseFail(() => error),
    Effect.flatMap(({ verified }) => verified ? Effect.void : Effect.fail(error))
  )

const fail = (about: Trouble["about"], message: string) => Effect.fail(new Trouble({ about, message }))

/** Handles the failures that can happen in every step. */
const explain =
  (connectionLost: string) =>
  (error: { readonly _tag: string; readonly message: string }): Effect.Effect<never, Trouble> => {
    if (error instanceof Trouble) return Effect.fail(error)
    switch (error._tag) {
      case "CognitoPasskeyError":
        return fail("page", error.message)
      case "NotAuthorizedException":
      case "UserNotFoundException":
        return fail("session", "Your session has expired. Please sign in again.")
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
