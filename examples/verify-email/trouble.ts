import { Data } from "effect"
import { CognitoError } from "effect-cognito"

/** Something that the program needs is missing. */
export class Trouble extends Data.TaggedError("Trouble")<{ readonly message: string }> {}

/** What a person can do about an exception whose own message does not say it. */
const advice: { readonly [Tag in CognitoError.CognitoError["_tag"]]?: string } = {
  CodeMismatchException: "the code was wrong three times. Start again for a new one.",
  ExpiredCodeException: "the code is too old. Start again for a new one.",
  ForbiddenException: "a firewall of the user pool blocks this, or the token lacks the right scope.",
  InvalidParameterException: "the user has no such attribute, or Cognito cannot verify it.",
  LimitExceededException: "too many codes or attempts within the hour. Try again when it is over.",
  NotAuthorizedException: "the access token is expired, revoked or of another region. Sign in again for a new one.",
  ResourceNotFoundException: "the user pool of this access token is not in this region.",
  UserNotFoundException: "the user of this access token does not exist any more."
}

/** Why the program ended, in one line. */
export const describe = (error: unknown): string => {
  if (error instanceof Trouble) return error.message
  if (!CognitoError.isCognitoError(error)) return `The program has a defect: ${error}`.replaceAll("\n", " ")
  const hint = advice[error._tag]
  return `${error._tag}: ${hint === undefined ? "" : `${hint} Cognito says: `}${error.message}`.replaceAll("\n", " ")
}
