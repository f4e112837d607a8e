/**
 * What AWS demands of a text.
 */

export interface Constraints {
  readonly min?: number
  readonly max?: number
  readonly pattern?: string
  /** What belongs there, where the pattern alone would not tell a person. */
  readonly description?: string
}

/** AWS counts the length of a string in Unicode scalar values, where JavaScript counts UTF-16 units. */
export const hasLength = (text: string, min: number, max: number): boolean => {
  // A scalar value takes one unit or two, so only a length in between has to be counted.
  if (text.length >= min * 2 && text.length <= max) return true
  if (text.length > max * 2) return false
  let length = 0
  for (const _ of text) length++
  return length >= min && length <= max
}

/** Whether a text meets its constraints. */
export const makeCheck = ({ max = Infinity, min = 0, pattern = "" }: Constraints): (text: string) => boolean => {
  const regExp = new RegExp(pattern, "u")
  return (text) => regExp.test(text) && hasLength(text, min, max)
}

/** Tells a person what belongs there. */
export const describe = ({ description, max = Infinity, min = 0, pattern = "" }: Constraints): string =>
  description ??
    "a string" +
      (max < Infinity
        ? ` of ${min < max ? `${min} to ` : ""}${max} characters`
        : min > 0
        ? ` of at least ${min} characters`
        : "") +
      (pattern && ` that matches ${pattern}`)

/** The constraints in the terms of JSON Schema, for OpenAPI. */
export const toJsonSchema = ({ max = Infinity, min = 0, pattern = "" }: Constraints) => ({
  ...(min > 0 && { minLength: min }),
  ...(max < Infinity && { maxLength: max }),
  ...(pattern && { pattern })
})

/** The longest key and the longest value of a map in a request. */
export const maxStringLength = 131_072
