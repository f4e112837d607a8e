import { build, type Plugin } from "esbuild"
import { mkdir, rename, symlink } from "node:fs/promises"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { renameModule, resolveFile } from "../../effect4/resolve.js"
import { copySource, pack, run } from "../package/installed.js"
import { type Line, lines, root } from "../package/lines.js"

const suite = fileURLToPath(new URL("suite.ts", import.meta.url))

/** Finds what the suite imports: the package where it was unpacked, and everything else where its line is developed. */
const resolving = ({ major }: Line, consumer: string): Plugin => ({
  name: "a line of the package",
  setup: ({ onResolve, resolve }) => {
    const home = major === 4 ? join(root, "effect4") : root
    onResolve({ filter: /^[@a-z]/ }, ({ importer, kind, path, pluginData }) => {
      if (pluginData === suite || importer.includes("node_modules")) return undefined
      const isOwn = /^effect-cognito(\/|$)/.test(path)
      return resolve(major === 4 ? renameModule(path) : path, {
        kind,
        pluginData: suite,
        resolveDir: isOwn ? consumer : home
      })
    })
    onResolve({ filter: /^\./ }, ({ importer, path }) => {
      const file = major === 4 ? resolveFile(path, importer) : undefined
      return file === undefined ? undefined : { path: file }
    })
  }
})

/** Packs both lines of the package outside the repository, and bundles the suite with each, as `suite.js` in its folder. */
export const bundle = async (folder: string): Promise<Readonly<Record<Line["major"], string>>> => {
  const source = join(folder, "source")
  await copySource(source)
  // The build is a part of it, as it is when someone publishes.
  await run(source, "npm", ["run", "build"])
  const [three, four] = await Promise.all([lines[3], lines[4]].map((line) => bundleLine(folder, source, line)))
  return { 3: three!, 4: four! }
}

const bundleLine = async (folder: string, source: string, line: Line): Promise<string> => {
  const own = join(folder, `effect${line.major}`)
  const modules = join(own, "consumer/node_modules")
  await mkdir(modules, { recursive: true })
  const { tarball } = await pack(source, line, own)
  await run(modules, "tar", ["-xzf", tarball])
  await rename(join(modules, "package"), join(modules, "effect-cognito"))
  const home = line.major === 4 ? join(root, "effect4") : root
  await Promise.all(
    ["effect", "@effect"].map((peer) => symlink(join(home, "node_modules", peer), join(modules, peer), "junction"))
  )
  await symlink(join(root, "node_modules/jose"), join(modules, "jose"), "junction")
  await build({
    entryPoints: [suite],
    bundle: true,
    format: "esm",
    target: "es2022",
    outfile: join(own, "suite.js"),
    plugins: [resolving(line, join(own, "consumer"))],
    logLevel: "warning"
  })
  return own
}
