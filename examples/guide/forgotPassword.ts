/** A user who forgot the password sets a new one, by a code. */
import { Effect, type Redacted } from "effect"
import { Cognito } from "effect-cognito"
import { refuse, Refused } from "./refused.js"

/** Returns what to tell the user, the same whether there is such a user or not. The code is for `resetPassword`. */
export const forgotPassword = (clientId: string, username: string) =>
  Cognito.forgotPassword({ clientId, username }).pipe(
    Effect.asVoid,
    Effect.catchTags({
      UserNotFoundException: () => Effect.void,
      LimitExceededException: refuse("Those were many codes: ask again in an hour."),
      // No address of this user is verified, so there is nowhere to send a code.
      InvalidParameterException: refuse("We can't send you a code. Please ask our support.")
    }),
    Effect.as("If you have an account, a code is on its way to you.")
  )

export const resetPassword = (
  clientId: string,
  username: string,
  code: Redacted.Redacted<string>,
  password: Redacted.Redacted<string>
) =>
  Cognito.confirmForgotPassword({ clientId, username, confirmationCode: code, password }).pipe(
    Effect.asVoid,
    Effect.catchTags({
      CodeMismatchException: refuse("That is not the code."),
      ExpiredCodeException: refuse("This code is too old: ask for another one."),
      TooManyFailedAttemptsException: refuse("Those were too many wrong codes: ask for another one later."),
      // The messages say what is wrong with the password.
      InvalidPasswordException: ({ message }) => Effect.fail(new Refused({ message })),
      PasswordHistoryPolicyViolationException: ({ message }) => Effect.fail(new Refused({ message })),
      // An empty code or password is not sent to Cognito.
      InvalidRequestError: refuse("That is not a code, or not a password.")
    })
  )
