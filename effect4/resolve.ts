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

/** Modules of Effect 3 that are elsewhere on Effect 4, and not among those of HTTP. */
const modules: { readonly [specifier: string]: string } = {
  "effect/TestClock": "effect/testing/TestClock",
  "@effect/platform/FileSystem": "effect/FileSystem",
  "@effect/platform/KeyValueStore": "effect/persistence/KeyValueStore"
}

/** The module that is meant, where it is one of a package: shared files name those of the platform as Effect 3 does. */
export const renameModule = (specifier: string): string =>
  modules[specifier] ?? specifier.replace(/^@effect\/platform(?=\/|$)/, "effect/http")

/** What examples in documentation use, where nothing but the name differs. */
const names = { "Config.string": "Config.String", "Config.redacted": "Config.Redacted" }

/** The text of a module or of documentation, with the names that Effect 4 has. */
export const renameForEffect4 = (text: string): string =>
  Object.entries(names)
    .reduce((renamed, [name, onEffect4]) => renamed.replaceAll(`${name}(`, `${onEffect4}(`), text)
    .replaceAll(
      /"(@effect\/platform[^"]*|effect\/TestClock)"/g,
      (_, specifier: string) => `"${renameModule(specifier)}"`
    )

/** Of the files in a folder, those that are for Effect 4. */
export const selectForEffect4 = (files: ReadonlyArray<string>): ReadonlyArray<string> => {
  const all = new Set(files)
  return files.filter((file) => !all.has(file.replace(/\.ts$/, ".effect4.ts")))
}
