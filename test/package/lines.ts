/** The two lines of the package, one for each major of Effect. One build makes both. */
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { major } from "../support/major.js"

export const root = fileURLToPath(new URL("../..", import.meta.url))

export interface Line {
  readonly major: 3 | 4
  /** What is packed, from the root of the repository. */
  readonly folder: string
  /** What someone installs beside the package, in the versions that it is developed with. */
  readonly peers: Readonly<Record<string, string>>
}

const readVersions = (file: string, member: "dependencies" | "devDependencies") =>
  // These files are manifests, and `JSON.parse` gives what is in them.
  (JSON.parse(readFileSync(join(root, file), "utf8")) as { readonly [Member in typeof member]: Line["peers"] })[member]

const of3 = readVersions("package.json", "devDependencies")
const of4 = readVersions("effect4/package.json", "dependencies")

export const lines: { readonly [Major in 3 | 4]: Line } = {
  3: {
    major: 3,
    folder: ".",
    peers: { effect: of3["effect"]!, "@effect/platform": of3["@effect/platform"]! }
  },
  4: { major: 4, folder: "effect4/package", peers: { effect: of4["effect"]! } }
}

/** The line for the Effect on which the tests run. */
export const line: Line = lines[major]
