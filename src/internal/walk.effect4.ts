/**
 * The issues of `Schema`, one at a time.
 */
import * as SchemaAST from "effect/SchemaAST"
import * as SchemaIssue from "effect/SchemaIssue"
import { chooseNearest, describeExpected, type Found, takeFirst } from "./issues.js"

/** Yields one issue at a time, so that a list with many wrong elements costs no more than a correct one. */
export function* walk(
  issue: SchemaIssue.Issue,
  path: Found["path"] = [],
  parent?: SchemaAST.AST
): Generator<Found> {
  switch (issue._tag) {
    case "Pointer": {
      yield* walk(issue.issue, [...path, ...issue.path], memberOf(parent, issue.path[0]))
      return
    }
    case "Composite": {
      for (const inner of issue.issues) yield* walk(inner, path, issue.ast)
      return
    }
    case "AnyOf": {
      if (issue.issues.length === 0 || SchemaAST.resolveDescription(issue.ast) !== undefined) {
        yield { path, expected: describeSchema(issue.ast) }
        return
      }
      yield* chooseNearest(issue.issues.flatMap((inner) => takeFirst(walk(inner, path))))
      return
    }
    case "Encoding": {
      yield* walk(issue.issue, path, parent)
      return
    }
    case "Filter": {
      if (issue.issue._tag === "InvalidValue") yield { path, expected: expectedBy(issue.filter) }
      else yield* walk(issue.issue, path, parent)
      return
    }
    case "InvalidType": {
      yield { path, expected: describeType(issue.ast) }
      return
    }
    case "MissingKey": {
      // The issue does not say what is missing, which the structure says: the side of it that a value is read by.
      yield { path, expected: parent === undefined ? "a value" : describeSchema(SchemaAST.toEncoded(parent)) }
      return
    }
    case "UnexpectedKey": {
      yield { path, expected: "nothing" }
      return
    }
    default: {
      yield {
        path,
        expected: "annotations" in issue ? issue.annotations?.expected ?? "a valid value" : "a valid value"
      }
    }
  }
}

/** The schema of a structure's member. */
const memberOf = (parent: SchemaAST.AST | undefined, key: PropertyKey | undefined): SchemaAST.AST | undefined =>
  parent?._tag === "Objects" ? parent.propertySignatures.find(({ name }) => name === key)?.type : undefined

const expectedBy = ({ annotations }: SchemaAST.Check<unknown>): string => annotations?.expected ?? "a valid value"

/** What belongs there, with its checks. */
export const describeSchema = (ast: SchemaAST.AST): string =>
  ast.checks === undefined ? describeType(ast) : expectedBy(ast.checks[ast.checks.length - 1]!)

/** What belongs there, without its checks. */
const describeType = (ast: SchemaAST.AST): string =>
  SchemaAST.resolveDescription(ast) ?? describeExpected(expectedOf(ast))

const format = /*#__PURE__*/ SchemaIssue.makeFormatterDefault()

/** What `Schema` itself says, which it says of an issue only. */
const expectedOf = (ast: SchemaAST.AST): string => format(new SchemaIssue.InvalidType(ast)).replace(/^Expected /, "")
