/**
 * The line of the program that made a call. A stack is of no use for that when the call fails, because the program was
 * somewhere else by then.
 */

/** Where a call was made. */
export interface CallSite {
  readonly stack?: string
}

/**
 * Sets how many frames a stack has at most, and returns the limit before. Engines that have no such limit ignore it.
 * `Reflect` is used because an assignment throws where a program has frozen the objects of the language.
 */
const setStackLimit = (limit: unknown): unknown => {
  const before: unknown = Reflect.get(Error, "stackTraceLimit")
  Reflect.set(Error, "stackTraceLimit", limit)
  return before
}

/** The frames of a stack before the caller's: `captureCallSite`, and the function that the caller called. */
const ownFrames = 2

/** Notes where the function was called that calls this one. The stack becomes a text only if it is read. */
export const captureCallSite = (): CallSite => {
  const before = setStackLimit(ownFrames + 1)
  const site = new Error()
  setStackLimit(before)
  return site
}

/**
 * Makes errors that get the stack of the call later. To capture a stack for each of them would take a tenth of the time
 * of a call that fails. Without that: call the function.
 */
export const withoutStack = <A>(make: () => A): A => {
  const before = setStackLimit(0)
  try {
    return make()
  } finally {
    setStackLimit(before)
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
  // Only V8 begins a stack with the name of the error, and tools that map sources write a colon behind it.
  const frame = stack.replace(/^Error(: *)?\n/, "").split("\n")[ownFrames]?.replace(/^\s*at /, "")
  return frame === undefined ? "" : ` (${/\(([^)]*)\)$/.exec(frame)?.[1] ?? frame})`
}
