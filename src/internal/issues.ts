/**
 * Where a value breaks its schema, and what belongs there. The formatters of `effect` quote the value, which may be a
 * secret, so this module never looks at it.
 */
import * as Option from "effect/Option"
import type * as ParseResult from "effect/ParseResult"
import * as SchemaAST from "effect/SchemaAST"
import type { Issue } from "../CognitoError.js"
import { cleanLine, type Secrets } from "./secrets.js"

/** An error with more issues than these is no more helpful. */
const maxIssues = 20

/** The first issues of a value that broke its schema. A path may contain a secret, as the key of a map. */
export const listIssues = (issue: ParseResult.ParseIssue, secrets: Secrets): ReadonlyArray<Issue> =>
  takeFirst(walk(issue, [])).map(({ expected, path }) => ({
    path: path.map((key) => typeof key === "number" ? key : cleanLine(String(key), secrets, 64)),
    expected
  }))

const takeFirst = (found: Iterable<Found>): ReadonlyArray<Found> => {
  const first: Array<Found> = []
  for (const one of found) {
    first.push(one)
    if (first.length === maxIssues) break
  }
  return first
}

interface Found {
  readonly path: ReadonlyArray<PropertyKey>
  readonly expected: string
}

/** Yields one issue at a time, so that a list with many wrong elements costs no more than a correct one. */
function* walk(issue: ParseResult.ParseIssue, path: Found["path"]): Generator<Found> {
  switch (issue._tag) {
    case "Pointer": {
      yield* walk(issue.issue, [...path, ...toArray(issue.path)])
      return
    }
    case "Composite": {
      if (issue.ast._tag === "Union") {
        if (Option.isSome(SchemaAST.getDescriptionAnnotation(issue.ast))) {
          yield { path, expected: describe(issue.ast) }
          return
        }
        yield* chooseNearest(toArray(issue.issues).flatMap((inner) => takeFirst(walk(inner, path))))
        return
      }
      for (const inner of toArray(issue.issues)) yield* walk(inner, path)
      return
    }
    case "Transformation": {
      yield* walk(issue.issue, path)
      return
    }
    case "Refinement": {
      if (issue.kind === "From") yield* walk(issue.issue, path)
      else yield { path, expected: describe(issue.ast) }
      return
    }
    case "Unexpected": {
      yield { path, expected: "nothing" }
      return
    }
    default: {
      yield { path, expected: describe(issue.ast) }
    }
  }
}

const toArray = <A>(one: ParseResult.SingleOrNonEmpty<A>): ReadonlyArray<A> => [one].flat() as ReadonlyArray<A>

/** Of the issues of a union's members, those of the member that was meant: they lie deepest. */
const chooseNearest = (issues: ReadonlyArray<Found>): ReadonlyArray<Found> => {
  const depth = issues.reduce((depth, { path }) => Math.max(depth, path.length), 0)
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
    // What a list or an object consists of would be a long text in the language of `Schema`.
    : expected.startsWith("ReadonlyArray<")
    ? "a list"
    : /^(\{|\(?Struct )/.test(expected)
    ? "an object"
    : expected
}
