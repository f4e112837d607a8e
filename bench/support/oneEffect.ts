/** Several copies of Effect in one process would be measured, too, and would not work together. */
import { realpathSync } from "node:fs"
import { createRequire } from "node:module"

/** Those that have Effect as a peer. */
const dependents = ["effect-cognito", "@effect-aws/client-cognito-identity-provider", "itty-aws"]

const copyOf = (name: string, from: string): string => realpathSync(createRequire(from).resolve(`${name}/package.json`))

export const assertOneEffect = (): void => {
  const modules = new URL("../../../node_modules/", import.meta.url)
  const froms = [import.meta.url, ...dependents.map((name) => new URL(`${name}/package.json`, modules).href)]
  for (const name of ["effect", "@effect/platform"]) {
    const copies = new Set(froms.map((from) => copyOf(name, from)))
    if (copies.size !== 1) throw new Error(`there are several copies of ${name}: ${[...copies].join(", ")}`)
  }
}
