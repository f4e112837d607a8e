/**
 * Lets Node run a program of this repository on Effect 4, from its TypeScript:
 *
 *     node --import ./effect4/register.ts examples/contracts/main.effect4.ts
 */
import { registerHooks } from "node:module"
import { fileURLToPath, pathToFileURL } from "node:url"
import { manifest, renameModule, resolveFile } from "./resolve.ts"

const parent = pathToFileURL(manifest).href

registerHooks({
  resolve: (specifier, context, next) => {
    const importer = context.parentURL?.startsWith("file:") ? fileURLToPath(context.parentURL) : undefined
    // Packages resolve what they import as ever, and so does what Node itself asks for.
    if (importer === undefined || importer.includes("/node_modules/")) return next(specifier, context)
    const file = resolveFile(specifier, importer)
    if (file !== undefined) return next(pathToFileURL(file).href, context)
    const name = renameModule(specifier)
    try {
      return next(name, { ...context, parentURL: parent })
    } catch {
      return next(name, context)
    }
  }
})
