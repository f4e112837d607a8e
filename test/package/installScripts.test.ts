/** What npm says of install scripts to someone who installs this repository. */
import { assert, describe, it } from "@effect/vitest"
import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { root } from "./lines.js"

interface Manifest {
  readonly allowScripts?: Readonly<Record<string, boolean>>
}

/** What npm notes in `node_modules` of all that it installed there. */
interface Lockfile {
  readonly packages: Readonly<Record<string, { readonly hasInstallScript?: boolean }>>
}

const lockfile = "node_modules/.package-lock.json"

const read = (folder: string, file: string): unknown => JSON.parse(readFileSync(join(root, folder, file), "utf8"))

/** The packages whose scripts npm would list as not reviewed. */
const findUnreviewed = ({ packages }: Lockfile, { allowScripts = {} }: Manifest): ReadonlyArray<string> =>
  Object.entries(packages)
    .filter(([, { hasInstallScript }]) => hasInstallScript === true)
    .map(([path]) => path.replace(/^.*node_modules\//, ""))
    .filter((name) => !(name in allowScripts))

describe("install scripts", () => {
  const installed = ["", "effect4", "bench"].filter((folder) => existsSync(join(root, folder, lockfile)))

  it("are all reviewed in `allowScripts`, so that npm 11 lists none of them", () => {
    assert.include(installed, "")
    for (const folder of installed) {
      // These files are npm's, and their types above are as npm documents them.
      const packages = read(folder, lockfile) as Lockfile
      const manifest = read(folder, "package.json") as Manifest
      assert.deepStrictEqual(findUnreviewed(packages, manifest), [], `run "npm install-scripts ls" in ./${folder}`)
    }
  })

  it("would be found if one were not reviewed", () => {
    const packages = read("", lockfile) as Lockfile
    assert.include(findUnreviewed(packages, {}), "esbuild")
  })
})
