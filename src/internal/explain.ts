/**
 * What a person reads of the issues of a value.
 */
import type { Issue } from "../CognitoError.js"

/** Says which members are wrong, and what belongs there. */
export const explainIssues = (issues: ReadonlyArray<Issue>): string =>
  issues.map(({ expected, path }) => `${path.length > 0 ? `${path.join(".")} must be` : "expected"} ${expected}`).join(
    "; "
  )
