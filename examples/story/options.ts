/** What can be said on the command line. */
import { Effect } from "effect"
import { parseArgs } from "node:util"
import { Trouble } from "./trouble.js"

export const usage = `Tells how a user verifies an e-mail address or a phone number with Amazon Cognito.

  npm start                                    with an emulator, in this process
  npm start -- --attribute phone_number        the same for a phone number
  AWS_REGION=... COGNITO_ACCESS_TOKEN=... npm start
                                               with Cognito; you are asked for the code it sends you

Options:
  --attribute <name>   email (default) or phone_number
  --help               show this

With Cognito, it sends one real message to the user of the access token, whose scope must include
aws.cognito.signin.user.admin. A region alone changes nothing.`

export const parse = Effect.fnUntraced(function*(args: ReadonlyArray<string>) {
  const { values } = yield* Effect.try({
    try: () =>
      parseArgs({
        args: [...args],
        options: { attribute: { type: "string", default: "email" }, help: { type: "boolean", default: false } }
      }),
    catch: (error) => {
      // What follows the first sentence is about positional arguments, of which there are none.
      const [sentence] = error instanceof Error ? error.message.split(". ") : []
      return new Trouble({ message: `${sentence}. See --help.` })
    }
  })
  const { attribute, help } = values
  if (attribute !== "email" && attribute !== "phone_number") {
    return yield* new Trouble({ message: "The option --attribute is email or phone_number. See --help." })
  }
  return { attributeName: attribute, help } as const
})
