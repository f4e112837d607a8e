/**
 * Builds the package for Effect 4 in effect4/package, from the sources of the package for Effect 3: `x.effect4.ts` takes
 * the place of `x.ts`, and modules have the names that Effect 4 gives them.
 */
import { spawnSync } from "node:child_process"
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { install } from "./install.js"
import { renameForEffect4, root, selectForEffect4 } from "./resolve.js"

const target = join(root, "effect4/package")

const suffix = ".effect4.ts"

const layOut = (): void => {
  const files = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
  for (const file of selectForEffect4(files.filter((file) => file.endsWith(".ts")))) {
    const path = join(target, "src", file.replace(suffix, ".ts"))
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, renameForEffect4(readFileSync(join(root, "src", file), "utf8")))
  }
  for (const file of ["LICENSE", "CHANGELOG.md", "README.md", "SECURITY.md"]) {
    cpSync(join(root, file), join(target, file))
  }
  // The pages of the guide, without the folder of its site.
  const pages = readdirSync(join(root, "docs")).filter((file) => file.includes("."))
  for (const page of pages) cpSync(join(root, "docs", page), join(target, "docs", page))
  for (const file of ["README.md", ...pages.map((page) => `docs/${page}`)]) {
    const path = join(target, file)
    writeFileSync(path, renameDocumentation(readFileSync(path, "utf8")))
  }
}

/** A page of documentation, with the names of Effect 4 in its code, and with links to the package of Effect 4. */
const renameDocumentation = (text: string): string =>
  renameForEffect4(text)
    .replaceAll("unpkg.com/effect-cognito@3/", "unpkg.com/effect-cognito@4/")
    .replace(/(?<=The code(?: here)? is for Effect )3(?=\.)/, "4")

const writeManifest = (): void => {
  // What the published manifest has in common with the one of Effect 3 is whatever is not about developing it.
  const { allowScripts: _, devDependencies: __, scripts: ___, version, ...shared } = JSON.parse(
    readFileSync(join(root, "package.json"), "utf8")
  ) as { readonly [member: string]: unknown; readonly version: string }
  const own = {
    ...shared,
    // Our major is Effect's.
    version: version.replace(/^\d+/, "4"),
    peerDependencies: { effect: "^4.1.0" },
    engines: { node: ">=22.19" }
  }
  writeFileSync(join(target, "package.json"), `${JSON.stringify(own, undefined, 2)}\n`)
}

const compile = (): number => {
  install()
  const tsc = join(root, "node_modules/typescript/bin/tsc")
  const { status } = spawnSync(process.execPath, [tsc, "-p", join(root, "effect4/tsconfig.build.json")], {
    stdio: "inherit"
  })
  return status ?? 1
}

rmSync(target, { recursive: true, force: true })
layOut()
writeManifest()
process.exitCode = compile()
