/** The passkeys of a signed-in user. This runs in the browser, on the domain that the user pool has for passkeys. */
import { Effect, type Redacted } from "effect"
import { Cognito, CognitoPasskey, type CognitoSchema } from "effect-cognito"
import { refuse, Refused } from "./refused.js"

export const registerPasskey = (accessToken: Redacted.Redacted<string>) =>
  Effect.gen(function*() {
    const { credentialCreationOptions } = yield* Cognito.startWebAuthnRegistration({ accessToken })
    const credential = yield* CognitoPasskey.create(credentialCreationOptions)
    yield* Cognito.completeWebAuthnRegistration({ accessToken, credential })
  }).pipe(
    Effect.catchTags({
      // The message says why the browser made none: the user may have said no.
      CognitoPasskeyError: ({ message }) => Effect.fail(new Refused({ message })),
      WebAuthnChallengeNotFoundException: refuse("It took too long. Please try again."),
      WebAuthnCredentialNotSupportedException: refuse("We can't use passkeys of this kind."),
      LimitExceededException: refuse("Those are too many passkeys: delete one, or try again later.")
    })
  )

/** Returns all passkeys. Show the `friendlyCredentialName`, and delete by the `credentialId`. */
export const listPasskeys = (accessToken: Redacted.Redacted<string>) =>
  Effect.gen(function*() {
    const passkeys: Array<CognitoSchema.WebAuthnCredentialDescription> = []
    let page: Partial<Cognito.ListWebAuthnCredentialsResponse> = {}
    do {
      page = yield* Cognito.listWebAuthnCredentials({ accessToken, nextToken: page.nextToken })
      passkeys.push(...page.credentials ?? [])
    } while (page.nextToken !== undefined)
    return passkeys
  })

export const deletePasskey = (accessToken: Redacted.Redacted<string>, credentialId: string) =>
  Cognito.deleteWebAuthnCredential({ accessToken, credentialId }).pipe(
    Effect.asVoid,
    // The passkey was already deleted, perhaps in another tab.
    Effect.catchTag("ResourceNotFoundException", () => Effect.void)
  )
