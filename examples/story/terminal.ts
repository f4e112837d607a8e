/** How the story looks: plain text, with a few colours where the terminal has them (and `NO_COLOR` is not set). */
import { Console } from "effect"
import { styleText } from "node:util"

const colours = process.stdout.isTTY && process.stdout.hasColors()

const paint = (format: Parameters<typeof styleText>[0]) => (text: string): string =>
  colours ? styleText(format, text) : text

export const bold = paint("bold")
export const dim = paint("dim")
const green = paint("green")
const yellow = paint("yellow")

/** A text from elsewhere, which could otherwise break the line or steer the terminal. */
export const foreign = (text: string): string => text.replaceAll(/\p{Cc}+/gu, " ")

export const say = (...lines: ReadonlyArray<string>) => Console.log(lines.join("\n"))

export const scene = (name: string) => say("", bold(name))

export const asked = (call: string) => say(`  ${dim("->")} ${call}`)

export const answered = (answer: string) => say(`  ${dim("<-")} ${green(answer)}`)

export const refused = (answer: string) => say(`  ${dim("<-")} ${yellow(answer)}`)
