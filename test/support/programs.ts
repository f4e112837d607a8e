import { execFile } from "node:child_process"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { nodeArguments } from "./nodeArguments.js"

/** Runs an example to its end, by its path in this repository. */
export const runProgram = (program: string, { timeout }: { readonly timeout: number }) =>
  promisify(execFile)(process.execPath, nodeArguments(program), {
    cwd: fileURLToPath(new URL("../..", import.meta.url)),
    timeout
  })
