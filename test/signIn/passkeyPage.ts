/** What the page of `passkey.test.ts` offers to the test. */
import * as CognitoPasskey from "effect-cognito/CognitoPasskey"
import * as Effect from "effect/Effect"

export interface Outcome {
  readonly credential?: unknown
  readonly reason?: string
  readonly message?: string
}

const run = (effect: Effect.Effect<unknown, CognitoPasskey.CognitoPasskeyError>): Promise<Outcome> =>
  Effect.runPromise(Effect.match(effect, {
    onSuccess: (credential): Outcome => ({ credential }),
    onFailure: ({ message, reason }): Outcome => ({ reason, message })
  }))

export const page = {
  isSupported: CognitoPasskey.isSupported,
  create: (options: unknown) => run(CognitoPasskey.create(options)),
  get: (options: unknown) => run(CognitoPasskey.get(options))
}

Object.assign(globalThis, { page })
