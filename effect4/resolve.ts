/** Where a file of this repository finds what it imports when it runs on Effect 4. */
import { existsSync } from "node:fs"
import { dirname, join, resolve } from "node:path"
import { fileURLToPath } from "node:url"

export const root = fileURLToPath(new URL("..", import.meta.url))

/** A file here, so that whoever resolves a package from it gets the one that is installed for Effect 4. */
export const manifest = join(root, "effect4/package.json")

/** The file that is meant, where it is one of this repository: `x.effect4.ts` takes the place of `x.ts`. */
export const resolveFile = (specifier: string, importer: string): string | undefined => {
  const [, own] = /^effect-cognito(?:\/(.+))?$/.exec(specifier) ?? []
  const path = own !== undefined || specifier === "effect-cognito"
    ? join(root, "src", own ?? "index")
    : /^\.{1,2}\//.test(specifier) && !importer.includes("/node_modules/")
    ? resolve(dirname(importer), specifier.replace(/\.[jt]s$/, ""))
    : undefined
  return path === undefined ? undefined : [`${path}.effect4.ts`, `${path}.ts`].find((file) => existsSync(file))
}

/** The module that is meant, where it is one of a package: shared files name the modules of HTTP as Effect 3 does. */
export const renameModule = (specifier: string): string =>
  specifier.replace(/^@effect\/platform(?=\/|$)/, "effect/http")

/** A module's text, with the names of modules that Effect 4 has. Its docstrings name modules too. */
export const renameModules = (text: string): string =>
  text.replaceAll(/"(@effect\/platform[^"]*)"/g, (_, specifier: string) => `"${renameModule(specifier)}"`)
