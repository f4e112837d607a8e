/** A user signs in: each step asks for something, until there are tokens. */
import type { HttpClient } from "@effect/platform"
import { Effect } from "effect"
import { type CognitoAppClient, CognitoSignIn } from "effect-cognito"
import { refuse } from "./refused.js"
import { answer, type Ask, type Unanswerable } from "./steps.js"

export const signIn = (options: CognitoSignIn.StartOptions, ask: Ask) =>
  CognitoSignIn.start(options).pipe(
    Effect.flatMap((step) => goOn(step, ask)),
    // UserNotConfirmedException and PasswordResetRequiredException are left to the caller: they lead to other pages.
    Effect.catchTags({
      NotAuthorizedException: refuse("Wrong name or password, or it took too long. Please sign in again."),
      UserNotFoundException: refuse("Wrong name or password, or it took too long. Please sign in again."),
      CodeMismatchException: refuse("That was wrong three times. Please sign in again."),
      EnableSoftwareTokenMFAException: refuse("That was wrong three times. Please sign in again."),
      InvalidPasswordException: refuse("That was wrong three times. Please sign in again."),
      PasswordHistoryPolicyViolationException: refuse("That was wrong three times. Please sign in again."),
      // A name, a password or a code that can't be one is not sent to Cognito.
      InvalidRequestError: refuse("Something is missing or mistyped. Please sign in again."),
      ExpiredCodeException: refuse("The code is too old. Please sign in again.")
    })
  )

/** Answers the step, and the next one, and so on. */
const goOn = (step: CognitoSignIn.Step, ask: Ask): Effect.Effect<
  CognitoSignIn.SignedIn,
  CognitoSignIn.AnswerError | Unanswerable,
  HttpClient.HttpClient | CognitoAppClient.CognitoAppClient
> =>
  step._tag === "SignedIn" ? Effect.succeed(step) : answer(step, ask).pipe(
    Effect.tapError((error) => isMistake(error) ? ask.wrong(error.message) : Effect.void),
    Effect.retry({ while: isMistake, times: 2 }),
    Effect.flatMap((next) => goOn(next, ask))
  )

/** After these failures, the user can answer the same step again. */
const mistakes: ReadonlySet<string> = new Set([
  "CodeMismatchException",
  "EnableSoftwareTokenMFAException",
  "InvalidPasswordException",
  "InvalidRequestError",
  "PasswordHistoryPolicyViolationException"
])

const isMistake = ({ _tag }: { readonly _tag: string }) => mistakes.has(_tag)
