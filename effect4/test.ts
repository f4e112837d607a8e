/** Runs the tests on Effect 4, with Vitest's own arguments: `npm run test:effect4 -- test/retry`. */
import { spawnSync } from "node:child_process"
import { join } from "node:path"
import { install } from "./install.js"
import { root } from "./resolve.js"

const vitest = join(root, "effect4/node_modules/vitest/vitest.mjs")
const config = join(root, "effect4/vitest.config.ts")

const { status } = spawnSync(install(), [vitest, "run", "--config", config, ...process.argv.slice(2)], {
  cwd: root,
  stdio: "inherit"
})
process.exitCode = status ?? 1
