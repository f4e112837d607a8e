import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { resolveFile, root } from "../../effect4/resolve.js"

const register = pathToFileURL(join(root, "effect4/register.ts")).href

/** What Node needs to run a program of this repository from its TypeScript, on the major that is tested. */
export const nodeArguments = (program: string): ReadonlyArray<string> => {
  const file = resolveFile(`./${program}`, join(root, "program.ts"))
  if (file === undefined) throw new Error(`There is no ${program}.`)
  return ["--import", "tsx", "--import", register, file]
}

/** With what a program ends that was interrupted by Ctrl-C: as shells have it, 128 and the number of the signal. */
export const interruptedCode = 130
