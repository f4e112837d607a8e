/** A new user signs up with an e-mail address, and proves by a code that it is theirs. */
import { Effect, type Redacted } from "effect"
import { Cognito } from "effect-cognito"
import { refuse, Refused } from "./refused.js"

/** Returns what to tell the user. The code that the user receives is for `confirmSignUp`. */
export const signUp = (clientId: string, email: string, password: Redacted.Redacted<string>) =>
  Cognito.signUp({ clientId, username: email, password, userAttributes: [{ name: "email", value: email }] }).pipe(
    Effect.map(({ codeDeliveryDetails, userConfirmed }) =>
      userConfirmed ? "You can sign in now." : `We sent a code to ${codeDeliveryDetails?.destination ?? email}.`
    ),
    Effect.catchTags({
      // The message says what the password lacks.
      InvalidPasswordException: ({ message }) => Effect.fail(new Refused({ message })),
      UsernameExistsException: refuse("You have an account already: sign in."),
      // The account was created all the same.
      CodeDeliveryFailureException: () => Effect.succeed("We could not send you a code: ask for another one."),
      LimitExceededException: () => Effect.succeed("We could not send you a code: ask for another one later.")
    })
  )

export const confirmSignUp = (clientId: string, email: string, code: Redacted.Redacted<string>) =>
  Cognito.confirmSignUp({ clientId, username: email, confirmationCode: code }).pipe(
    Effect.asVoid,
    Effect.catchTags({
      CodeMismatchException: refuse("That is not the code."),
      ExpiredCodeException: refuse("This code is too old: ask for another one."),
      // A code that is empty or has a space in it is not sent to Cognito.
      InvalidRequestError: refuse("That is not a code.")
    })
  )

export const resendCode = (clientId: string, email: string) =>
  Cognito.resendConfirmationCode({ clientId, username: email }).pipe(
    Effect.map(({ codeDeliveryDetails }) => `We sent a code to ${codeDeliveryDetails?.destination ?? email}.`),
    Effect.catchTag("LimitExceededException", refuse("Those were many codes: ask again in an hour."))
  )
