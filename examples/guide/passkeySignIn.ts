/** A user signs in with a passkey. This runs in the browser, on the domain that the user pool has for passkeys. */
import { Effect } from "effect"
import { CognitoPasskey, CognitoSignIn } from "effect-cognito"
import { refuse, Refused } from "./refused.js"

export const signInWithPasskey = (username: string) =>
  Effect.gen(function*() {
    const step = yield* CognitoSignIn.start({ username, authFlow: "USER_AUTH", preferredChallenge: "WEB_AUTHN" })
    // Whoever has no passkey is asked to choose another way.
    if (step._tag !== "PasskeyRequired") return step
    return yield* CognitoSignIn.answer(step, yield* CognitoPasskey.get(step.options))
  }).pipe(
    Effect.catchTags({
      CognitoPasskeyError: ({ message }) => Effect.fail(new Refused({ message })),
      NotAuthorizedException: refuse("This passkey is not the one of that account.")
    })
  )
