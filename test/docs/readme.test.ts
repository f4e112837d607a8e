import { assert, describe, it } from "@effect/vitest"
import { readdirSync } from "node:fs"
import { join } from "node:path"
import { read, root, snippets, typeErrors } from "../support/snippets.js"

describe("the README and the pages of the guide", () => {
  it("show only code that compiles", { timeout: 180_000 }, async () => {
    const pages = readdirSync(join(root, "docs")).filter((file) => file.endsWith(".md")).map((page) => `docs/${page}`)
    const found = await Promise.all(
      ["README.md", "SECURITY.md", ...pages].map(async (file) => snippets(file, await read(file)))
    )
    const programs = readdirSync(join(root, "examples/guide")).filter((file) => file.endsWith(".ts"))
    const compiledAnyway = await Promise.all(programs.map((file) => read(`examples/guide/${file}`)))
    const own = found.flat().filter(({ code }) => !compiledAnyway.includes(`${code}\n`))
    assert.isNotEmpty(own)
    assert.deepStrictEqual(await typeErrors(own), [])
  })
})

describe("the README", () => {
  it("is read in one go", async () => {
    const words = (await read("README.md")).split(/\s+/).filter((word) => /\w/.test(word))
    assert.isAtMost(words.length, 1200)
  })

  it("is caught showing broken code, by file and line", { timeout: 180_000 }, async () => {
    const broken = [
      "# Title",
      "```sh",
      "npm install",
      "```",
      "```ts",
      "import { Effect, Redacted } from \"effect\"",
      "import { Cognito } from \"effect-cognito\"",
      "",
      "const program = Cognito.verifyUserAttribute({",
      "  accessToken: \"a plain string\",",
      "  attributeName: \"email\",",
      "  code: Redacted.make(\"123456\")",
      "})",
      "```",
      "```ts",
      "const program: number = 1",
      "```"
    ]
    const errors = await typeErrors(snippets("README.md", broken.join("\n")))
    assert.deepStrictEqual(errors.map((error) => error.replace(/(error TS\d+).*/s, "$1")), [
      "README.md:6: error TS6133",
      "README.md:10: error TS2322"
    ])
  })

  it("is caught leaving a block open", () => {
    assert.throws(() => snippets("README.md", "text\n```ts\nconst one = 1\n"), "README.md:2")
  })
})
