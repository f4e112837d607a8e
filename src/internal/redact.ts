import { isReadonlyRecord } from "effect/Predicate"
import * as Redacted from "effect/Redacted"

/** Cognito issues nothing shorter, and a fragment of a word is no secret. */
const shortest = 4

/** A request is at most three levels deep; what is not a request may be a cycle. */
const collect = (value: unknown, secrets: Array<string>, depth: number): void => {
  if (Redacted.isRedacted(value)) secrets.push(String(Redacted.value(value)))
  else if (isReadonlyRecord(value) && depth > 0) {
    // A member is sent though it is not enumerable.
    for (const key of Object.getOwnPropertyNames(value)) {
      try {
        collect(value[key], secrets, depth - 1)
      } catch {
        // A Redacted that was wiped on the way, or a getter that throws, has nothing more to give away.
      }
    }
  }
}

/**
 * The secrets of a request.
 *
 * @internal
 */
export type Secrets = ReadonlyArray<string>

/**
 * They are read before the request goes out, for whoever made it may wipe them while it is on its way.
 *
 * @internal
 */
export const secretsOf = (request: unknown): Secrets => {
  const secrets: Array<string> = []
  collect({ request }, secrets, 5)
  // What is pushed to has room for more, which each pending call would hold.
  return secrets.slice()
}

/**
 * Cleans a foreign text (Cognito quotes what it rejects, and a proxy may echo a whole request) of the secrets of a
 * request, plain and as JSON escapes them, and keeps at most `limit` characters of it.
 *
 * @internal
 */
export const scrub = (text: string, secrets: Secrets, limit = 1024): string =>
  secrets
    // Most texts are shorter than a token.
    .filter((secret) => secret.length <= text.length)
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)])
    .filter((secret) => secret.length >= shortest)
    // A secret may contain another one: the longest goes first, so that no rest of it stays.
    .toSorted((a, b) => b.length - a.length)
    .reduce((cleaned, secret) => cleaned.replaceAll(secret, "<redacted>"), text)
    .slice(0, limit)
    // A message is one line, wherever it ends up.
    .replace(/[\p{Cc}\u2028\u2029]+/gu, " ")
