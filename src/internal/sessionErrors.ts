/**
 * Which errors end a session.
 */
import { literals, string, taggedError, unchecked } from "./errors.js"

/** The exceptions by which Cognito says that a session is over. Any other failure says nothing about it. */
const endings = [
  "NotAuthorizedException",
  "RefreshTokenReuseException",
  "UserNotFoundException",
  "UserNotConfirmedException",
  "PasswordResetRequiredException"
] as const

export type Ending = typeof endings[number]

/**
 * Why there is no session: there was none from the beginning, the user has signed out, or Cognito has refused to renew it
 * by this exception.
 *
 * @since 3.0.0
 * @category models
 */
export type SignedOutReason = "NoSession" | "SignedOut" | Ending

/**
 * There is no session, so the user has to sign in.
 *
 * @since 3.0.0
 * @category errors
 */
export class SignedOutError extends /*#__PURE__*/ taggedError<SignedOutError>("")("SignedOutError", {
  /** Why there is no session. */
  reason: /*#__PURE__*/ literals("NoSession", "SignedOut", ...endings),
  /** The reason in a sentence for a person. */
  message: string
}) {}

export const signedOut = (reason: SignedOutReason): SignedOutError =>
  new SignedOutError({
    reason,
    message: `The user has to sign in: ${
      reason === "NoSession"
        ? "there is no session."
        : reason === "SignedOut"
        ? "the session was ended by signing out."
        : `Cognito has ended the session with ${reason}.`
    }`
  }, unchecked)

/** What may end a session. */
interface Failure {
  readonly _tag: string
  readonly code?: string
}

/** Tells the errors that end a session from those that do not. AWS does not document all of them for each operation. */
export const endingOf = (error: Failure): Ending | undefined =>
  endings.find((tag) => tag === error._tag || (error._tag === "UnknownServiceException" && tag === error.code))
