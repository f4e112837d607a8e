/**
 * The secrets of a request: how they are collected, and how foreign texts are cleaned of them.
 */
import { sentences } from "./sentences.js"
import { skipBlanks, spellingsOf, type View, viewsOf } from "./spellings.js"

/**
 * The secrets of one request, as plain texts.
 */
export type Secrets = ReadonlyArray<string>

// -----------------------------------------------------------------------------
// collecting
// -----------------------------------------------------------------------------

let collected: Array<string> | undefined

/**
 * Notes a secret that is about to be sent. The schemas of secrets call this when they read one, so that what is sent
 * and what is known can't differ, even if a member is inherited or a getter returns another value each time.
 */
export const noteSecret = (secret: unknown): void => {
  if (typeof secret === "string") collected?.push(secret)
}

/** Runs a synchronous function, and returns its result with the secrets that schemas read meanwhile. */
export const collectSecrets = <A>(encode: () => A): readonly [result: A, secrets: Secrets] => {
  const secrets: Array<string> = []
  // A getter of a request may make a request itself.
  const around = collected
  collected = secrets
  try {
    return [encode(), secrets]
  } finally {
    collected = around
  }
}

// -----------------------------------------------------------------------------
// cleaning
// -----------------------------------------------------------------------------

const mark = "<redacted>"

/** Cognito issues nothing shorter, and a fragment of a word is no secret. */
const shortest = 4

/** A quote may be cut: as many characters in a row as this are replaced, whichever part of a secret they are. */
const telling = 16

/** We read on behind a limit, so that a secret that only our limit would cut is still recognised. */
const margin = 1024

/**
 * Rules most texts out at little cost, where the secret is visible ASCII, which has one spelling only. Sixteen characters
 * of a text contain at least one of the text's blocks of eight, so a secret that contains none of these blocks cannot be
 * in the text.
 */
const mayHold = (characters: string, secret: string): boolean => {
  if (characters.includes("\\") || /[^!-[\]-~]/.test(secret)) return true
  if (secret.length < telling) return characters.includes(secret)
  const block = telling / 2
  const blocks = characters.length > 1024 ? windowsOf(secret, block) : undefined
  for (let i = 0; i + block <= characters.length; i += block) {
    const candidate = characters.slice(i, i + block)
    if (blocks === undefined ? secret.includes(candidate) : blocks.has(candidate)) return true
  }
  return false
}

/** All that is so long and stands in a text. */
const windowsOf = (text: string, size: number): ReadonlySet<string> => {
  const windows = new Set<string>()
  for (let i = 0; i + size <= text.length; i++) windows.add(text.slice(i, i + size))
  return windows
}

/** Marks what is to be replaced. It looks at each place of the secret and of the text once, so its work is linear. */
const hide = (hidden: Uint8Array, { begins, characters, ends }: View, secret: string): void => {
  const size = Math.min(secret.length, telling)
  const windows = windowsOf(secret, size)
  for (let i = 0; i + size <= characters.length; i++) {
    if (windows.has(characters.slice(i, i + size))) hidden.fill(1, begins[i], ends[i + size - 1])
  }
}

/**
 * Whether a word is quoted as a value: in quotes, unless it is the key of an object or the member in "Value at 'member'";
 * or alone behind `:` or `=`.
 */
const isEcho = (before: string, after: string): boolean =>
  /["'`]\s*$/.test(before)
    ? /^\s*\\*["'`](?!\s*[:=])/.test(after) && !/\bat \\*["'`]\s*$/.test(before)
    : /[:=]\s*$/.test(before) && /^[ \t]*([,;&)\]}\r\n]|\.?$)/.test(after)

/**
 * Whether a match is a part of Cognito's own wording, with the words that it begins and ends in. To replace it would
 * damage the sentence and tell which word was sent.
 */
const isWording = (text: string, begin: number, end: number): boolean => {
  if (end - begin > 128) return false
  const before = text.slice(Math.max(0, begin - 32), begin)
  const after = text.slice(end, end + 32)
  const wording = (/\w*$/.exec(before)![0] + text.slice(begin, end) + /^\w*/.exec(after)![0])
    .replaceAll(/[^\w\s]/g, "\\$&")
    .replaceAll(/\s+/g, " ")
  return new RegExp(`(^|\\W)${wording}(\\W|$)`).test(sentences) && !isEcho(before, after)
}

const clean = (text: string, secrets: Secrets, limit: number): string => {
  const characters = skipBlanks(text)
  const suspects = secrets.filter((secret) => secret.length >= shortest && mayHold(characters, secret))
  let cleaned = text.slice(0, limit)
  if (suspects.length > 0) {
    const hidden = new Uint8Array(text.length)
    const views = viewsOf(text)
    for (const spelling of suspects.flatMap(spellingsOf)) {
      if (spelling.length >= shortest) { for (const view of views) hide(hidden, view, spelling) }
    }
    cleaned = ""
    for (let begin = 0, end = 0; begin < Math.min(text.length, limit); begin = end) {
      const next = hidden.indexOf(1 - hidden[begin]!, begin)
      end = next === -1 ? text.length : next
      const isShown = hidden[begin] === 0 || isWording(text, begin, end)
      cleaned += isShown ? text.slice(begin, Math.min(end, limit)) : mark
    }
  }
  // Neither a limit nor a replaced secret may leave half of a surrogate pair.
  return cleaned.slice(0, limit).replaceAll(/\p{Cs}/gu, "\ufffd")
}

const messageLimit = 65_536

/**
 * Cleans a message of the secrets of a request. It stays whole up to 64 KiB, with its line breaks and tabs, because
 * Lambda triggers put JSON there; every other control character becomes a blank.
 *
 * A secret is found as it is, in JSON's escapes (also those of JSON within JSON), and in UTF-8 that was read as Latin-1,
 * with white space anywhere within; no other encoding is known. A quote of at least 16 characters of it is found, too.
 *
 * A secret that is a word or a phrase of Cognito's own sentences is replaced only where it is quoted as a value: in
 * quotes, or alone behind `:` or `=`. Every other secret is replaced wherever it stands.
 */
export const cleanMessage = (text: string, secrets: Secrets): string =>
  clean(text.slice(0, messageLimit + margin).replaceAll(/[^\P{Cc}\t\n\r]/gu, " "), secrets, messageLimit)

/**
 * Cleans a short foreign text (a request id, a name, an element of a path) in the same way, and keeps at most `limit`
 * characters of it, in one line.
 */
export const cleanLine = (text: string, secrets: Secrets, limit: number): string =>
  clean(text.slice(0, limit + margin).replaceAll(/[\p{Cc}\u2028\u2029]+/gu, " "), secrets, limit)
