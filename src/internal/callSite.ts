/**
 * The line of the program that made a call. A stack is of no use for that when the call fails, because the program was
 * somewhere else by then.
 */

/** Where a call was made. */
export interface CallSite {
  readonly stack?: string
}

// The types of Node have this member, and those of browsers do not. Engines other than V8 ignore it.
const stacks: Pick<ErrorConstructor, "prototype"> & { stackTraceLimit?: number | undefined } = Error

/** Notes where the function was called that calls this one. The stack becomes a text only if it is read. */
export const captureCallSite = (): CallSite => {
  const limit = stacks.stackTraceLimit
  stacks.stackTraceLimit = 3
  const site = new Error()
  stacks.stackTraceLimit = limit
  return site
}

/**
 * Makes errors that get the stack of the call later. To capture a stack for each of them would take a tenth of the time
 * of a call that fails. Without that: call the function.
 */
export const withoutStack = <A>(make: () => A): A => {
  const limit = stacks.stackTraceLimit
  stacks.stackTraceLimit = 0
  try {
    return make()
  } finally {
    stacks.stackTraceLimit = limit
  }
}

/**
 * Gives an error the stack of the call, in place of one that shows how this library works. It is made when it is read,
 * because to write a stack as text takes longer than all else that an error costs.
 */
export const showCallSite = (error: Error, operation: string, site: CallSite): void => {
  Object.defineProperty(error, "stack", {
    configurable: true,
    get: () => `${error.name}: ${error.message}\n    at Cognito.${operation}${locate(site)}`,
    set: (value: unknown) => {
      Object.defineProperty(error, "stack", { configurable: true, writable: true, value })
    }
  })
}

const locate = ({ stack = "" }: CallSite): string => {
  const frame = stack.split("\n")[3]?.replace(/^\s*at /, "")
  return frame === undefined ? "" : ` (${/\(([^)]*)\)$/.exec(frame)?.[1] ?? frame})`
}
