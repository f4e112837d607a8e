import { assert, describe, it } from "@effect/vitest"
import { read, snippets, typeErrors } from "../support/snippets.js"

describe("the README", () => {
  it("shows only code that compiles", { timeout: 180_000 }, async () => {
    const found = snippets("README.md", await read("README.md"))
    assert.isNotEmpty(found)
    assert.deepStrictEqual(await typeErrors(found), [])
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
