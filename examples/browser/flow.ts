/**
 * What the page does with Cognito: sign in, ask for a code, give it back. Nothing here depends on the page.
 *
 * Modules are imported one by one, so that a bundler leaves out the others.
 */
import type * as HttpClient from "@effect/platform/HttpClient"
import * as Cognito from "effect-cognito/Cognito"
import type * as CognitoError from "effect-cognito/CognitoError"
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
  readonly about: "password" | "code" | "session" | "page"
  readonly message: string
}> {}

type Step<A> = Effect.Effect<A, Trouble, HttpClient.HttpClient>

export const signIn = (clientId: string, username: string, password: Redacted.Redacted): Step<Session> =>
  Cognito.initiateAuth({
    clientId,
    // This flow sends the password to Cognito. With `CognitoSrp`, the password is not sent at all.
    authFlow: "USER_PASSWORD_AUTH",
    authParameters: { USERNAME: username, PASSWORD: password }
  }).pipe(
    Effect.catchTags({
      NotAuthorizedException: () => fail("password", "Wrong e-mail address or password."),
      UserNotFoundException: () => fail("password", "Wrong e-mail address or password."),
      UserNotConfirmedException: () => fail("page", "Your sign-up is not complete: confirm it first."),
      PasswordResetRequiredException: () => fail("page", "You must set a new password first."),
      UnknownServiceException: (error) =>
        // Only the emulator responds with this. Cognito responds with NotAuthorizedException.
        error.code === "InvalidPasswordException"
          ? fail("password", "Wrong e-mail address or password.")
          : Effect.fail(error)
    }),
    Effect.flatMap(({ authenticationResult, challengeName }): Effect.Effect<Redacted.Redacted, Trouble> =>
      authenticationResult?.accessToken === undefined
        ? fail("page", `Cognito asks for one thing more (${challengeName}), which this page can't answer.`)
        : Effect.succeed(authenticationResult.accessToken)
    ),
    Effect.flatMap(session),
    Effect.catchAll(explain("The connection was lost, so you are not signed in. Please try again."))
  )

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
  (connectionLost: string) => (error: CognitoError.CognitoError | Trouble): Effect.Effect<never, Trouble> => {
    switch (error._tag) {
      case "Trouble":
        return Effect.fail(error)
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
