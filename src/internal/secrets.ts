/**
 * The secrets of a request, and how foreign texts are cleaned of them.
 */

/** The secrets of one request, as plain texts. */
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
  collected = secrets
  try {
    return [encode(), secrets]
  } finally {
    collected = undefined
  }
}

// -----------------------------------------------------------------------------
// cleaning
// -----------------------------------------------------------------------------

/** Cognito issues nothing shorter, and a fragment of a word is no secret. */
const shortest = 4

const clean = (text: string, secrets: Secrets, limit: number): string =>
  secrets
    .filter((secret) => secret.length <= text.length)
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)])
    .filter((secret) => secret.length >= shortest)
    // A secret may contain another one: the longest goes first, so that no rest of it stays.
    .toSorted((a, b) => b.length - a.length)
    .reduce((cleaned, secret) => cleaned.replaceAll(secret, "<redacted>"), text)
    .slice(0, limit)
    .replace(/[\p{Cc}\u2028\u2029]+/gu, " ")

export const cleanMessage = (text: string, secrets: Secrets): string => clean(text, secrets, 1024)

export const cleanLine = (text: string, secrets: Secrets, limit: number): string => clean(text, secrets, limit)
