/** Runs a program on Effect 3, or on Effect 4: `tsx effect4/start.ts examples/verify-email/main.ts --effect 4`. */
import { spawn } from "node:child_process"
import { join, resolve } from "node:path"
import { pathToFileURL } from "node:url"
import { install } from "./install.js"
import { resolveFile, root } from "./resolve.js"

const [program = "", ...given] = process.argv.slice(2)

const at = given.findIndex((arg) => /^--effect(=|$)/.test(arg))
const [, inline] = given[at]?.split("=") ?? []
const major = at < 0 ? "3" : inline ?? given[at + 1]
// The program does not know the option.
const args = at < 0 ? given : given.toSpliced(at, inline === undefined ? 2 : 1)

if (major === "3") {
  process.argv = [process.execPath, resolve(program), ...args]
  await import(pathToFileURL(program).href)
} else if (major === "4") {
  const file = resolveFile(`./${program}`, join(process.cwd(), "any.ts")) ?? program
  const register = pathToFileURL(join(root, "effect4/register.ts")).href
  const child = spawn(install(), ["--import", "tsx", "--import", register, file, ...args], { stdio: "inherit" })
  // The terminal interrupts the program too, and this waits until it has ended.
  process.on("SIGINT", () => {})
  child.once("close", (code) => {
    process.exitCode = code ?? 1
  })
} else {
  process.exitCode = 1
  process.stderr.write("The option --effect is 3 or 4. See --help.\n")
}
