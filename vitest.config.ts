import { fileURLToPath } from "node:url"
import { defineConfig } from "vitest/config"

const src = fileURLToPath(new URL("./src", import.meta.url))

export default defineConfig({
  resolve: {
    alias: [
      { find: /^effect-cognito$/, replacement: `${src}/index.ts` },
      { find: /^effect-cognito\/(.+)$/, replacement: `${src}/$1.ts` }
    ]
  },
  test: {
    include: ["test/**/*.test.ts"],
    // It runs programs on both majors, for which this Node may be too old.
    exclude: ["test/package/majors.test.ts"],
    // By default a core is left to Vitest itself, which has next to nothing to do while the tests run.
    maxWorkers: "100%",
    // How long a test takes on a busy machine says nothing about what it tests. A few tests have yet more time.
    testTimeout: 60_000,
    typecheck: { enabled: true, include: ["test/**/*.test-d.ts"], tsconfig: "test/types/tsconfig.json" }
  }
})
