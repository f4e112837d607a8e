import { Console } from "effect"
import { styleText } from "node:util"

/**
 * Breaks lines at blanks where the terminal would break words, and replaces what could steer the terminal. A terminal that
 * does not know its width says that it is 0, and an output that is no terminal has no width: no line is broken there.
 */
export const wrap = (text: string, columns: number | undefined): string => {
  const printable = text.replaceAll(/[^\P{Cc}\n]+/gu, " ")
  if (columns === undefined || columns === 0) return printable
  return printable.replaceAll(/^( *)(.+)$/gm, (_, indent: string, content: string) => {
    const line = new RegExp(`\\S.{0,${Math.max(columns - indent.length - 1, 0)}}(?=\\s|$)|\\S+`, "g")
    return Array.from(content.matchAll(line), ([words]) => indent + words).join("\n")
  })
}

/** Prints a text, with its style where the terminal has colours and `NO_COLOR` is not set. */
export const say = (text: string, style?: "bold" | "green" | "yellow") => {
  const wrapped = wrap(text, process.stdout.columns)
  const hasStyle = style !== undefined && process.stdout.isTTY && process.stdout.hasColors()
  return Console.log(hasStyle ? styleText(style, wrapped) : wrapped)
}
