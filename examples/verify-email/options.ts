import { Effect } from "effect"
import { parseArgs } from "node:util"
import { Trouble } from "./trouble.js"

export const usage = `A user verifies an e-mail address or a phone number.

  npm start
    with an emulator, in this process

  AWS_REGION=... COGNITO_ACCESS_TOKEN=... npm start
    with your own user pool: Cognito sends one message to
    the user of the token, and you type the code in it.
    Needs the scope aws.cognito.signin.user.admin.

Options, as in npm start -- --attribute phone_number:
  --attribute <name>   email (default) or phone_number
  --effect <major>     3 (default) or 4, of Effect
  --help               show this`

export const parse = Effect.fnUntraced(function*(args: ReadonlyArray<string>) {
  const { attribute, help } = yield* Effect.try({
    try: () =>
      parseArgs({
        args: [...args],
        options: { attribute: { type: "string", default: "email" }, help: { type: "boolean", default: false } }
      }).values,
    // The first sentence says what is wrong. The rest is about positional arguments, which this program does not take.
    catch: (error) => new Trouble({ message: `${String(error).replace(/^.*?: /, "").split(". ")[0]}. See --help.` })
  })
  if (attribute === "email" || attribute === "phone_number") return { attributeName: attribute, help } as const
  return yield* new Trouble({ message: "The option --attribute is email or phone_number. See --help." })
})
