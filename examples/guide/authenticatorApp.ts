/** A signed-in user adds an authenticator app. From then on, each sign-in asks for the digits that it shows. */
import { Effect, Redacted } from "effect"
import { Cognito } from "effect-cognito"
import { refuse, Refused } from "./refused.js"

/** Returns the text of the QR code that the app scans. It is a secret: show it to the user, and do not store it. */
export const begin = (accessToken: Redacted.Redacted<string>, issuer: string, account: string) =>
  Effect.gen(function*() {
    const { secretCode } = yield* Cognito.associateSoftwareToken({ accessToken })
    if (secretCode === undefined) return yield* new Refused({ message: "That did not work. Please begin again." })
    const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`
    const secret = Redacted.value(secretCode)
    return Redacted.make(`otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent(issuer)}`)
  })

/** Takes the digits that the app shows now. */
export const finish = (accessToken: Redacted.Redacted<string>, digits: Redacted.Redacted<string>) =>
  Effect.gen(function*() {
    const { status } = yield* Cognito.verifySoftwareToken({ accessToken, userCode: digits })
    if (status !== "SUCCESS") return yield* new Refused({ message: "That did not work. Please begin again." })
    return yield* Cognito.setUserMFAPreference({
      accessToken,
      softwareTokenMfaSettings: { enabled: true, preferredMfa: true }
    })
  }).pipe(
    Effect.asVoid,
    Effect.catchTags({
      EnableSoftwareTokenMFAException: refuse("That is not what the app shows. Is your phone's clock right?"),
      CodeMismatchException: refuse("That is not what the app shows. Is your phone's clock right?"),
      // Anything but six digits is not sent to Cognito.
      InvalidRequestError: refuse("The app shows six digits.")
    })
  )
