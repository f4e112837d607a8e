/** Runs all tests on both majors of Effect, with Vitest's own arguments: `npm test -- test/retry`. */
import { spawnSync } from "node:child_process"

const run = (script: string, parameters: ReadonlyArray<string>): number | null =>
  spawnSync("npm", ["run", script, "--", ...parameters], {
    stdio: "inherit",
    // On Windows, `npm` is a script.
    shell: process.platform === "win32"
  }).status

const parameters = process.argv.slice(2)

// A report that goes to `report.json` goes to `report.effect4.json` too, for the second one must not replace the first.
const isFile = (parameter: string): boolean => parameter.startsWith("--outputFile")

const ends = [
  run("test:effect3", parameters),
  run(
    "test:effect4",
    parameters.map((parameter) => isFile(parameter) ? parameter.replace(/(\.[^./\\]*)?$/, ".effect4$1") : parameter)
  )
]
process.exitCode = ends.every((status) => status === 0) ? 0 : 1
