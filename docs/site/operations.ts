/** The page with the table of all operations, made of their declarations, their docstrings and AWS's model. */
import { Cognito, Operation } from "effect-cognito"
import { readFileSync } from "node:fs"
import { model } from "../../test/support/model.js"

interface Docstring {
  readonly summary: string
  /** The exceptions in the list of failures to expect. */
  readonly failures: ReadonlyArray<string>
}

/** The docstring above the declaration of an operation. */
const readDocstring = (name: string, own: string): Docstring => {
  const text = readFileSync(new URL(`../../src/operations/${name}.ts`, import.meta.url), "utf8")
  const before = text.slice(0, text.indexOf(`export const ${own}:`))
  const docstring = before.slice(before.lastIndexOf("/**")).replaceAll(/^(\/\*\*| \*\/?) ?/gm, "")
  const [paragraph = ""] = docstring.trim().split("\n\n")
  const [sentence = ""] = paragraph.replaceAll("\n", " ").split(/(?<=\.) /)
  return {
    summary: sentence.replaceAll(/\{@link (\w+)\}/g, "`$1`"),
    // An item begins with one name or two, and errors of our own end with `Error`.
    failures: [...docstring.matchAll(/^- (`\w+Exception`)(?: and (`\w+Exception`))?/gm)]
      .flatMap(([, first, second]) => [first, second])
      .filter((failure) => failure !== undefined)
  }
}

const accessTokens: Readonly<Record<string, string>> = { required: "yes", optional: "optional" }

const row = ([own, operation]: readonly [string, Operation.Any]): string => {
  const { name, repeatable } = operation[Operation.TypeId]
  const documented = model.operations[name]
  if (documented === undefined) throw new Error(`AWS's model has no operation ${name}.`)
  const { failures, summary } = readDocstring(name, own)
  const mayDeliver = Object.keys(documented.output?.members ?? {}).some((member) =>
    /^(CodeDeliveryDetails|ChallengeParameters)/.test(member)
  )
  const message = summary.startsWith("Sends ") ? "yes" : mayDeliver ? "perhaps" : "no"
  const token = accessTokens[documented.accessToken] ?? "no"
  const cells = [
    `\`${own}\`: ${summary}`,
    token,
    message,
    repeatable ? "yes" : "no",
    failures.join(", ")
  ]
  return `| ${cells.join(" | ")} |`
}

const operations = Operation.list(Cognito)

/** The text of `docs/operations.md`. */
export const operationsPage = `# Operations

<!-- Written by docs/site/operations.ts from the declarations. Do not edit. -->

These are the ${operations.length} operations of Amazon Cognito user pools that an application calls without AWS credentials. Each is a
function of \`Cognito\`, a method of the service \`Cognito.Cognito\`, and a module of its own, such as
\`effect-cognito/operations/GetUser\`.

The columns mean:

- **Token**: whether the request takes the access token of the signed-in user.
  \`optional\` means that it does, but that some callers have a session or a device key in its place.
- **Message**: whether Cognito sends the user a code by e-mail or text message. \`perhaps\` means that this depends on the
  user pool and the user, and the response says whether it did.
- **Repeated**: whether the call is repeated after a lost connection, a timeout or a failure of the service. Where it is
  not, a repetition could send a second message, use up a code or change something twice, so the call is repeated only
  when Cognito certainly did not act.
- **Failures to expect**: the exceptions that the program or its user can do something about. The documentation of each
  operation says what they mean there. The type of its errors also has the other exceptions that AWS documents for it,
  and five tags that all operations share.

| Operation | Token | Message | Repeated | Failures to expect |
| --- | --- | --- | --- | --- |
${operations.map(row).join("\n")}
`
