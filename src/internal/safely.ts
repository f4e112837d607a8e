/** Evaluates what may throw, such as a getter of a foreign object. If it throws, the result is `undefined`. */
export const safely = <A>(evaluate: () => A): A | undefined => {
  try {
    return evaluate()
  } catch {
    return undefined
  }
}
