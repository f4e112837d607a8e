/** White space and control characters are skipped in comparisons, because a text may be wrapped anywhere. */
const blanks = /[\s\p{Cc}]+/gu
const isBlank = /[\s\p{Cc}]/u

export const skipBlanks = (text: string): string => text.replaceAll(blanks, "")

/**
 * The characters of a text that are compared, and where each of them begins and ends in the original text.
 */
export interface View {
  readonly characters: string
  readonly begins: ReadonlyArray<number>
  readonly ends: ReadonlyArray<number>
}

const read = (text: string, tokens: RegExp, place: (begin: number, end: number) => readonly [number, number]): View => {
  const begins: Array<number> = []
  const ends: Array<number> = []
  let characters = ""
  for (const { 0: token, index } of text.matchAll(tokens)) {
    const character = token.length === 1
      ? token
      : token.length > 2
      ? String.fromCharCode(parseInt(token.slice(2), 16))
      // The escapes with a letter stand for control characters, which are skipped like any white space.
      : token.replace(/^\\[bfnrt]$/, "\n").slice(-1)
    if (isBlank.test(character)) continue
    const [begin, end] = place(index, index + token.length)
    characters += character
    begins.push(begin)
    ends.push(end)
  }
  return { characters, begins, ends }
}

const readPlain = (text: string): View => read(text, /[^]/g, (begin, end) => [begin, end])

/** Every escape of JSON is the character that it stands for. */
const readEscaped = ({ begins, characters, ends }: View): View =>
  read(characters, /\\u[\da-f]{4}|\\[^]|[^]/gi, (begin, end) => [begins[begin]!, ends[end - 1]!])

/**
 * The ways to read a text: a backslash can be a plain character, or begin an escape, or begin one in a JSON text within
 * a JSON text.
 */
export const viewsOf = (text: string): ReadonlyArray<View> => {
  const views = [readPlain(text)]
  while (views.length < 3 && views.at(-1)!.characters.includes("\\")) views.push(readEscaped(views.at(-1)!))
  return views
}

/** `fetch` reads headers as Latin-1, though servers write them in UTF-8. */
const asLatin1 = (text: string): string =>
  Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join("")

/**
 * The ways to spell a secret that no reading of the text undoes: UTF-8 as Latin-1, and backslashes that stayed plain
 * though other characters were escaped.
 */
export const spellingsOf = (secret: string): ReadonlyArray<string> => {
  const spellings = secret.includes("\\") ? [secret, readEscaped(readPlain(secret)).characters] : [secret]
  return spellings
    .flatMap((spelling) => /[^ -~]/.test(spelling) ? [spelling, asLatin1(spelling)] : [spelling])
    .map(skipBlanks)
}
