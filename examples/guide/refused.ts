/** Something that the user can mend: show the message and let the user try again. */
import { Data, Effect } from "effect"

export class Refused extends Data.TaggedError("Refused")<{ readonly message: string }> {}

/** What to do about a failure, by its tag. */
export const refuse = (message: string) => () => Effect.fail(new Refused({ message }))
