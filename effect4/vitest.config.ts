import { defineConfig, type Plugin } from "vitest/config"
import { manifest, renameModule, resolveFile, root } from "./resolve.js"

/** Packages are those that are installed for Effect 4; what is not among them comes from the root. */
const effect4: Plugin = {
  name: "effect4",
  enforce: "pre",
  async resolveId(specifier, importer) {
    if (importer === undefined) return null
    const file = resolveFile(specifier, importer)
    if (file !== undefined) return file
    if (!/^[@a-z]/.test(specifier) || importer.includes("/node_modules/")) return null
    const name = renameModule(specifier)
    return await this.resolve(name, manifest, { skipSelf: true }) ??
      await this.resolve(name, importer, { skipSelf: true })
  }
}

export default defineConfig({
  root,
  plugins: [effect4],
  test: {
    include: ["test/**/*.test.ts"],
    // test/README.md says why these are for Effect 3 alone.
    exclude: [
      "test/nativeBody.test.ts",
      "test/examples/durable.test.ts",
      "test/examples/browser.test.ts",
      "test/docs/site.test.ts"
    ],
    maxWorkers: "100%",
    // How long a test takes on a busy machine says nothing about what it tests. A few tests have yet more time.
    testTimeout: 60_000,
    // The cache does not know that a new `x.effect4.ts` takes the place of an `x.ts`.
    fsModuleCache: false,
    typecheck: { enabled: true, include: ["test/**/*.test-d.ts"], tsconfig: "test/types/tsconfig.effect4.json" }
  }
})
