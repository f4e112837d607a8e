/** Lets Node find what a program imports as `vitest.config.ts` lets Vitest find it: `node --import tsx --import ./effect4/register.ts`. */
import { registerHooks } from "node:module"
import { fileURLToPath, pathToFileURL } from "node:url"
import { manifest, renameModule, resolveFile } from "./resolve.js"

registerHooks({
  resolve(specifier, context, nextResolve) {
    const { parentURL } = context
    if (parentURL?.startsWith("file:") !== true) return nextResolve(specifier, context)
    const importer = fileURLToPath(parentURL)
    const file = resolveFile(specifier, importer)
    if (file !== undefined) return nextResolve(pathToFileURL(file).href, context)
    if (!/^[@a-z]/.test(specifier) || importer.includes("/node_modules/")) return nextResolve(specifier, context)
    try {
      return nextResolve(renameModule(specifier), { ...context, parentURL: pathToFileURL(manifest).href })
    } catch {
      // It is not among the packages for Effect 4.
      return nextResolve(specifier, context)
    }
  }
})
