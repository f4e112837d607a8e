import { isReadonlyRecord } from "effect/Predicate"
import * as Redacted from "effect/Redacted"

/** Cognito issues nothing shorter, and a fragment of a word is no secret. */
const shortest = 4

/** A request is at most three levels deep; what is not a request may be a cycle. */
const secretsOf = (read: () => unknown, depth = 4): ReadonlyArray<string> => {
  try {
    const value = read()
    if (Redacted.isRedacted(value)) return [String(Redacted.value(value))]
    if (!isReadonlyRecord(value) || depth === 0) return []
    return Object.keys(value).flatMap((key) => secretsOf(() => value[key], depth - 1))
  } catch {
    // A Redacted that was wiped on the way, or a getter that throws, has nothing more to give away.
    return []
  }
}

/**
 * Cleans a foreign text (Cognito quotes what it rejects, and a proxy may echo a whole request) of the secrets of a
 * request, plain and as JSON escapes them, and keeps at most `limit` characters of it.
 *
 * @internal
 */
export type Scrub = (text: string, limit?: number) => string

/**
 * The secrets are read before the request goes out, for whoever made it may wipe them while it is on its way.
 *
 * @internal
 */
export const scrubber = (request: unknown): Scrub => {
  const secrets = secretsOf(() => request)
  return (text, limit = 1024) =>
    secrets
      .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)])
      .filter((secret) => secret.length >= shortest)
      // A secret may contain another one: the longest goes first, so that no rest of it stays.
      .toSorted((a, b) => b.length - a.length)
      .reduce((cleaned, secret) => cleaned.replaceAll(secret, "<redacted>"), text)
      .slice(0, limit)
      // A message is one line, wherever it ends up.
      .replace(/[\p{Cc}\u2028\u2029]+/gu, " ")
}
