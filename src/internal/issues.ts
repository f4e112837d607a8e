/**
 * Where a value breaks its schema, and what belongs there. The formatters of `effect` quote the value, which may be a
 * secret, so this module never looks at it.
 */
import type { Issue } from "../CognitoError.js"
import { cleanLine, type Secrets } from "./secrets.js"

/** An error with more issues than these is no more helpful. */
const maxIssues = 20

/** Where a value breaks its schema, before secrets are removed from the path. */
export interface Found {
  readonly path: ReadonlyArray<PropertyKey>
  readonly expected: string
}

/** The first issues of a value that broke its schema. A path may contain a secret, as the key of a map. */
export const listIssues = (found: Iterable<Found>, secrets: Secrets): ReadonlyArray<Issue> =>
  takeFirst(found).map(({ expected, path }) => ({
    path: path.map((key) => typeof key === "number" ? key : cleanLine(String(key), secrets, 64)),
    expected
  }))

export const takeFirst = (found: Iterable<Found>): ReadonlyArray<Found> => {
  const first: Array<Found> = []
  for (const one of found) {
    first.push(one)
    if (first.length === maxIssues) break
  }
  return first
}

/** Of the issues of a union's members, those of the member that was meant: they lie deepest. */
export const chooseNearest = (issues: ReadonlyArray<Found>): ReadonlyArray<Found> => {
  const depth = issues.reduce((depth, { path }) => Math.max(depth, path.length), 0)
  const deepest = issues.filter(({ path }) => path.length === depth)
  const named = deepest.filter(({ expected }) => !/^(undefined|null)$/.test(expected))
  const meant = named.length > 0 ? named : deepest
  const { path } = meant[0]!
  return meant.every((issue) => String(issue.path) === String(path))
    ? [{ path, expected: [...new Set(meant.map(({ expected }) => expected))].join(" or ") }]
    : meant
}

/** Tells a person what belongs there, in place of the language of `Schema`. */
export const describeExpected = (expected: string): string =>
  /^(string|number|boolean)$/.test(expected)
    ? `a ${expected}`
    // What a list or an object consists of would be a long text.
    : /^(array$|ReadonlyArray<)/.test(expected)
    ? "a list"
    : /^(object$|\{|\(?Struct )/.test(expected)
    ? "an object"
    : expected
