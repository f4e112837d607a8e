import { build } from "esbuild"
import { mkdir, readdir, readFile, rename, symlink } from "node:fs/promises"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { copySource, run } from "../package/installed.js"

const root = fileURLToPath(new URL("../..", import.meta.url))

/** Packs the package outside the repository, and bundles the suite with what is in the tarball, as `suite.js`. */
export const bundle = async (folder: string): Promise<void> => {
  const source = join(folder, "source")
  const modules = join(folder, "consumer/node_modules")

  await copySource(source)
  await mkdir(modules, { recursive: true })
  // The build is a part of it, as it is when someone publishes.
  await run(source, "npm", ["pack", "--pack-destination", modules])

  const [tarball = ""] = await readdir(modules)
  await run(modules, "tar", ["-xzf", tarball])
  await rename(join(modules, "package"), join(modules, "effect-cognito"))
  await Promise.all(
    ["effect", "@effect"].map((peer) => symlink(join(root, "node_modules", peer), join(modules, peer), "junction"))
  )

  await build({
    stdin: {
      contents: await readFile(new URL("suite.ts", import.meta.url), "utf8"),
      loader: "ts",
      resolveDir: join(folder, "consumer")
    },
    bundle: true,
    format: "esm",
    target: "es2022",
    outfile: join(folder, "suite.js"),
    logLevel: "warning"
  })
}
