/**
 * The issues of `Schema`, one at a time.
 */
import * as Option from "effect/Option"
import type * as ParseResult from "effect/ParseResult"
import * as SchemaAST from "effect/SchemaAST"
import { chooseNearest, describeExpected, type Found, takeFirst } from "./issues.js"

/** Yields one issue at a time, so that a list with many wrong elements costs no more than a correct one. */
export function* walk(issue: ParseResult.ParseIssue, path: Found["path"] = []): Generator<Found> {
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
      // What is missing is a member, which has a name that is in the path already.
      yield { path, expected: describe(issue._tag === "Missing" ? issue.ast.type : issue.ast) }
    }
  }
}

const toArray = <A>(one: ParseResult.SingleOrNonEmpty<A>): ReadonlyArray<A> => [one].flat() as ReadonlyArray<A>

const describe = (ast: { toString(): string }): string => describeExpected(String(ast))
