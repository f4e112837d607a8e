/**
 * Own bytes, as a browser gets them: minified and gzipped, with `effect` and `@effect/platform` external. They may not
 * grow unseen, and what was saved stays saved. `npm run bench -- size` compares them with everyone else's.
 */
import { assert, describe, it } from "@effect/vitest"
import { build } from "esbuild"
import { fileURLToPath } from "node:url"
import { gzipSync } from "node:zlib"
import budget from "../../bench/budget.json" with { type: "json" }

const entries: { readonly [Name in keyof typeof budget]: string } = {
  "one operation":
    `export { getUserAttributeVerificationCode } from "./operations/GetUserAttributeVerificationCode.js"`,
  "all operations and the service": `export * from "./Cognito.js"`
}

const ownBytes = async (source: string): Promise<number> => {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: fileURLToPath(new URL("../../src", import.meta.url)) },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    external: ["effect", "@effect/platform"],
    write: false
  })
  return gzipSync(outputFiles[0]!.contents, { level: 9 }).length
}

describe("own bytes", () => {
  for (const [name, source] of Object.entries(entries) as ReadonlyArray<[keyof typeof budget, string]>) {
    it(`of ${name} stay within bench/budget.json`, async () => {
      const bytes = await ownBytes(source)
      const allowed = budget[name]
      assert.isAtMost(bytes, allowed, `${name} has grown: make it smaller, or raise the budget and say why.`)
      // Compressors differ by a few bytes from one Node to another.
      assert.isAtLeast(bytes, allowed * 0.98, `${name} is smaller now: lower the budget, so that it stays so.`)
    })
  }
})
