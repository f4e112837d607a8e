/**
 * Lays out what the bench measures on Effect 4, in effect4/bench: its contestants and its smallest programs, from the
 * sources of those for Effect 3. The package is the one that effect4/build.ts made.
 */
import { transformSync } from "esbuild"
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { renameForEffect4, root, selectForEffect4 } from "./resolve.js"

const target = join(root, "effect4/bench")

rmSync(target, { recursive: true, force: true })
for (const folder of ["contestants", "entries", "support"]) {
  mkdirSync(join(target, folder), { recursive: true })
  const files = readdirSync(join(root, "bench", folder)).filter((file) => file.endsWith(".ts"))
  for (const file of selectForEffect4(files)) {
    const source = renameForEffect4(readFileSync(join(root, "bench", folder, file), "utf8"))
    const { code } = transformSync(source, { loader: "ts", target: "es2022" })
    writeFileSync(join(target, folder, file.replace(/(\.effect4)?\.ts$/, ".js")), code)
  }
}
// Bundlers take the nearest one, and the root's leads to the sources for Effect 3.
writeFileSync(join(target, "tsconfig.json"), "{}")
mkdirSync(join(target, "generated"))
mkdirSync(join(target, "node_modules"))
symlinkSync(join(root, "effect4/package"), join(target, "node_modules/effect-cognito"), "junction")
