import type * as ParseResult from "effect/ParseResult"
import type { Issue } from "../CognitoError.js"
import { scrub, type Secrets } from "./redact.js"

/**
 * Where a value breaks its schema and what belongs there. The formatters of `effect` quote the value, which may be a
 * secret, so this one does not look at it.
 *
 * @internal
 */
export const fromParseIssue = (
  issue: ParseResult.ParseIssue,
  secrets: Secrets,
  path: Issue["path"] = []
): ReadonlyArray<Issue> => {
  switch (issue._tag) {
    case "Pointer": {
      const keys = [issue.path].flat().map((key) => typeof key === "number" ? key : scrub(String(key), secrets, 64))
      return fromParseIssue(issue.issue, secrets, [...path, ...keys])
    }
    case "Composite": {
      const issues = [issue.issues].flat().flatMap((inner) =>
        fromParseIssue(inner as ParseResult.ParseIssue, secrets, path)
      )
      return issue.ast._tag === "Union" ? nearest(issues) : issues
    }
    case "Transformation": {
      return fromParseIssue(issue.issue, secrets, path)
    }
    case "Refinement": {
      return issue.kind === "From"
        ? fromParseIssue(issue.issue, secrets, path)
        : [{ path, expected: describe(issue.ast) }]
    }
    case "Unexpected": {
      return [{ path, expected: "nothing" }]
    }
    default: {
      return [{ path, expected: describe(issue.ast) }]
    }
  }
}

/** Of the complaints of a union's members, those of the member that was meant: they lie deepest. */
const nearest = (issues: ReadonlyArray<Issue>): ReadonlyArray<Issue> => {
  const depth = Math.max(...issues.map(({ path }) => path.length))
  const deepest = issues.filter(({ path }) => path.length === depth)
  const named = deepest.filter(({ expected }) => !/^(undefined|null)$/.test(expected))
  const meant = named.length > 0 ? named : deepest
  const { path } = meant[0]!
  return meant.every((issue) => String(issue.path) === String(path))
    ? [{ path, expected: [...new Set(meant.map(({ expected }) => expected))].join(" or ") }]
    : meant
}

const describe = (ast: { toString(): string }): string => {
  const expected = String(ast)
  return /^(string|number|boolean)$/.test(expected)
    ? `a ${expected}`
    // What they consist of would be a long text in the language of `Schema`.
    : expected.startsWith("ReadonlyArray<")
    ? "a list"
    : /^(\{|\(?Struct )/.test(expected)
    ? "an object"
    : expected
}
