/** A failure that the user can do something about: show the message and let the user try again. */
import { Data, Effect } from "effect"

export class Refused extends Data.TaggedError("Refused")<{ readonly message: string }> {}

/** Handles a failure of Cognito's, by its tag: it becomes this message for the user. */
export const refuse = (message: string) => () => Effect.fail(new Refused({ message }))
