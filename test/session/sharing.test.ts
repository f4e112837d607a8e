/**
 * Two processes that share a file, and two tabs that share `localStorage`, keep one session for 100 rounds each. Cognito
 * rotates the refresh token, with and without a grace period, and never sees one that it has replaced.
 */
import { assert, describe } from "@effect/vitest"
import { build, type Plugin } from "esbuild"
import { execFile } from "node:child_process"
import * as fs from "node:fs/promises"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { chromium, type Page } from "playwright-core"
import { manifest, renameModule, resolveFile } from "../../effect4/resolve.js"
import { executablePath, missing, reason } from "../support/chromium.js"
import { Effect } from "../support/effect.js"
import { major } from "../support/major.js"
import { it } from "../support/vitest.js"
import { makeRotation } from "./rotation.js"
import type { Asked } from "./rounds.js"
import type { SessionPage } from "./tab.js"

const rounds = 100

/** Finds modules for this major of Effect. */
const resolving: Plugin = {
  name: "modules",
  setup: ({ onResolve, resolve }) => {
    if (major === 3) return
    onResolve({ filter: /./ }, async ({ importer, kind, path, pluginData, resolveDir }) => {
      if (pluginData === resolving || importer === "") return undefined
      const file = resolveFile(path, importer)
      if (file !== undefined) return { path: file }
      if (!/^[@a-z]/.test(path) || importer.includes("/node_modules/")) return undefined
      const found = await resolve(renameModule(path), { kind, pluginData: resolving, resolveDir: dirname(manifest) })
      return found.errors.length === 0 ? found : resolve(path, { kind, pluginData: resolving, resolveDir })
    })
  }
}

const bundle = async (name: string, platform: "node" | "browser"): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(name, import.meta.url))],
    bundle: true,
    format: "esm",
    platform,
    target: "es2022",
    // Packages of CommonJS ask for it.
    banner: platform === "node"
      ? { js: `import { createRequire } from "node:module"; const require = createRequire(import.meta.url);` }
      : {},
    plugins: [resolving],
    write: false,
    logLevel: "error"
  })
  return outputFiles[0]!.text
}

type Stats = Effect.Success<ReturnType<typeof makeRotation>>["stats"]

const check = (stats: Stats, asked: ReadonlyArray<Asked>) => {
  for (const { errors, tokens } of asked) {
    assert.deepStrictEqual(errors, [])
    assert.strictEqual(tokens, rounds)
  }
  assert.strictEqual(stats.usedAgain, 0)
  assert.strictEqual(stats.refused, 0)
  assert.strictEqual(stats.mostInFlight, 1)
  // Most rounds need a refresh, and it serves both.
  assert.isAbove(stats.refreshes, rounds / 2)
  assert.isBelow(stats.refreshes, rounds * 1.9)
}

/** Runs a function in a page. */
const inTab = <A, B>(page: Page, use: (page: SessionPage, value: A) => Promise<B>, value: A) =>
  // The page has put it there.
  page.evaluate(`(${use})(sessionPage, ${JSON.stringify(value)})`) as Promise<B>

describe.each([0, 5])("with a grace of %i seconds", { timeout: 120_000 }, (grace) => {
  it.live("two processes keep one session", () =>
    Effect.gen(function*() {
      const directory = yield* Effect.acquireRelease(
        Effect.promise(async () => fs.mkdtemp(join(tmpdir(), "effect-cognito-"))),
        (directory) => Effect.promise(async () => fs.rm(directory, { recursive: true }))
      )
      const program = join(directory, "process.mjs")
      yield* Effect.promise(async () => fs.writeFile(program, await bundle("process.ts", "node")))
      const { endpoint, issue, stats } = yield* makeRotation({ grace })
      const run = async (...args: ReadonlyArray<string>) => {
        const { stdout } = await promisify(execFile)(process.execPath, [program, endpoint, directory, ...args])
        return stdout
      }
      yield* Effect.promise(async () => run("0", JSON.stringify(issue())))
      const asked = yield* Effect.promise(async () => Promise.all([run(`${rounds}`), run(`${rounds}`)]))
      check(stats, asked.map((output) => JSON.parse(output)))
    }))

  it.live.skipIf(missing)(
    `two tabs of Chromium keep one session, and end it together${reason}`,
    () =>
      Effect.gen(function*() {
        const script = yield* Effect.promise(async () => bundle("tab.ts", "browser"))
        const { endpoint, issue, stats } = yield* makeRotation({
          grace,
          files: { "/": `<!doctype html><script type="module" src="/tab.js"></script>`, "/tab.js": script }
        })
        const browser = yield* Effect.acquireRelease(
          Effect.promise(async () => chromium.launch({ executablePath, args: ["--no-sandbox", "--process-per-tab"] })),
          (browser) => Effect.promise(async () => browser.close())
        )
        const tabs = yield* Effect.promise(async () => {
          const context = await browser.newContext()
          const open = async (): Promise<Page> => {
            const page = await context.newPage()
            await page.goto(endpoint)
            return page
          }
          return [await open(), await open()] as const
        })
        yield* Effect.promise(async () => {
          await inTab(tabs[0], async (page, tokens) => page.begin(tokens), issue())
          const asked = await Promise.all(tabs.map(async (tab) => inTab(tab, async (page, n) => page.ask(n), rounds)))
          check(stats, asked)

          const told = inTab(tabs[1], async (page) => page.waitForSignOut(), undefined)
          await inTab(tabs[0], async (page) => page.forget(), undefined)
          await told
        })
      })
  )
})
