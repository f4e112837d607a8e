/** A signed-in user proves that an e-mail address or a phone number is theirs. */
import { Effect, type Redacted } from "effect"
import { Cognito } from "effect-cognito"
import { refuse } from "./refused.js"

type AttributeName = "email" | "phone_number"

/** Returns what to tell the user. The code that the user receives is for `verify`. */
export const sendCode = (accessToken: Redacted.Redacted<string>, attributeName: AttributeName) =>
  Cognito.getUserAttributeVerificationCode({ accessToken, attributeName }).pipe(
    Effect.map(({ codeDeliveryDetails }) => `We sent a code to ${codeDeliveryDetails?.destination ?? "you"}.`),
    Effect.catchTags({
      LimitExceededException: refuse("Five codes in an hour are enough: try again later."),
      CodeDeliveryFailureException: refuse("We could not send you a code.")
    })
  )

export const verify = (
  accessToken: Redacted.Redacted<string>,
  attributeName: AttributeName,
  code: Redacted.Redacted<string>
) =>
  Cognito.verifyUserAttribute({ accessToken, attributeName, code }).pipe(
    Effect.asVoid,
    Effect.catchTags({
      CodeMismatchException: refuse("That is not the code."),
      ExpiredCodeException: refuse("This code is too old: ask for another one."),
      AliasExistsException: refuse("Somebody else signs in with it."),
      // A code that is empty or has a space in it is not sent to Cognito.
      InvalidRequestError: refuse("That is not a code.")
    })
  )
