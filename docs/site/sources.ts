/** The sources as TypeDoc needs them: its own tags would be noise in an editor, so they are added here. */

/** Names the module in the comment at its top. */
const nameModule = (file: string, text: string): string => {
  const [, name] = /^(\w+)\.ts$/.exec(file) ?? []
  return name === undefined ? text : text.replace(/^ \*\/$/m, ` * @module ${name}\n */`)
}

/** Lets operations be documented as functions, with what they take and return, and links the failures to expect. */
const describeOperation = (text: string): string =>
  text
    .replaceAll(/^ \* @category operations$/gm, " * @function\n$&")
    .replaceAll(/^ \* - .*?:/gm, (list) => list.replaceAll(/`(\w+Exception)`/g, "{@link CognitoError.$1 | `$1`}"))

/** Shows what a type stands for in place of its name, where nobody else can use the name. */
const expandTypes = (text: string): string =>
  text
    .replaceAll(/^ \*\/\n(?=(?:type|interface) )/gm, " * @inline\n */\n")
    .replaceAll(/^(\/\*\* .*) \*\/\n(?=(?:type|interface) )/gm, "$1 @inline */\n")
    .replaceAll(/(?<!\*\/\n)^(?:(?:type|interface) |export type \w+ = typeof )/gm, "/** @inline */\n$&")

/** The text of a source, by its path in `src`. */
export const prepareSource = (file: string, text: string): string =>
  expandTypes(file.startsWith("operations/") ? describeOperation(text) : nameModule(file, text))
