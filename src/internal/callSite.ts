/**
 * The line of the program that made a call. A stack is of no use for that when the call fails, because the program was
 * somewhere else by then.
 */

/** Where a call was made. */
export interface CallSite {
  readonly stack?: string
}

// Engines other than V8 have no such limit, and are none the worse for it.
const stacks: { stackTraceLimit?: number | undefined } = Error

/** Notes where the function was called that calls this one. The stack becomes a text only if it is read. */
export const captureCallSite = (): CallSite => {
  const limit = stacks.stackTraceLimit
  stacks.stackTraceLimit = 3
  const site = new Error()
  stacks.stackTraceLimit = limit
  return site
}

/** Gives an error the stack of the call, in place of one that shows how this library works. */
export const showCallSite = (error: Error, operation: string, { stack = "" }: CallSite): void => {
  const frame = stack.split("\n")[3]?.replace(/^\s*at /, "")
  const location = frame === undefined ? "" : ` (${/\(([^)]*)\)$/.exec(frame)?.[1] ?? frame})`
  error.stack = `${error.name}: ${error.message}\n    at Cognito.${operation}${location}`
}
