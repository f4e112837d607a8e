/** Why the story broke off, in one line for a person. */
import { Cause, Data } from "effect"
import { CognitoError } from "effect-cognito"
import { foreign } from "./terminal.js"

/** Something that the story needs is missing. */
export class Trouble extends Data.TaggedError("Trouble")<{ readonly message: string }> {}

/** What a person can do about a refusal. The others speak for themselves. */
const advice: { readonly [Tag in CognitoError.CognitoError["_tag"]]?: string } = {
  AliasExistsException: "another user has verified this and uses it to sign in.",
  CodeDeliveryFailureException: "Cognito could not deliver the code.",
  CodeMismatchException: "that was not the code either. Start again for a new one.",
  ExpiredCodeException: "the code is too old. Start again for a new one.",
  ForbiddenException: "the firewall of the user pool blocks this, or the token lacks the right scope.",
  InvalidParameterException: "the user has no such attribute, or Cognito cannot verify it.",
  LimitExceededException: "too many codes or attempts within the hour. Try again when it is over.",
  NotAuthorizedException: "the access token is expired, revoked or of another region. Sign in again for a new one.",
  PasswordResetRequiredException: "the user must first set a new password.",
  ResourceNotFoundException: "the user pool of this access token is not in this region.",
  TooManyRequestsException: "Cognito is busy. Try again in a moment.",
  UserNotConfirmedException: "the user must first confirm the account.",
  UserNotFoundException: "the user of this access token does not exist any more."
}

const explain = (error: CognitoError.CognitoError): string => {
  // Its own message names the schema, which is for programmers.
  if (error._tag === "InvalidRequestError") {
    const what = error.issues[0]?.path[0] === "code" ? "a code" : "an access token"
    return `${error._tag}: that is not ${what}, so nothing was sent.`
  }
  const hint = advice[error._tag]
  return hint === undefined
    ? `${error._tag}: ${error.message}`
    : `${error._tag}: ${hint} Cognito says: ${error.message}`
}

export const inOneLine = (cause: Cause.Cause<Trouble | CognitoError.CognitoError>): string => {
  const error = Cause.squash(cause)
  return foreign(
    CognitoError.isCognitoError(error)
      ? explain(error)
      : error instanceof Trouble
      ? error.message
      : `The story broke off, by a fault of its own: ${String(error)}`
  )
}
