import { assert, describe, it } from "@effect/vitest"
import { Cognito, Operation } from "effect-cognito"
import { readdirSync } from "node:fs"
import { join } from "node:path"
import { makeLlmsText } from "../../docs/site/llms.js"
import { operationsPage } from "../../docs/site/operations.js"
import { linksOf } from "../support/markdown.js"
import { read, root } from "../support/snippets.js"

const outOfDate = "it is out of date: run `npm run docs:generate`"

describe("docs/operations.md", () => {
  it("is what the declarations of the operations say", async () => {
    assert.strictEqual(await read("docs/operations.md"), operationsPage, outOfDate)
  })

  it("says of each operation what it is for, and names only failures that AWS documents for it", async () => {
    const rows = (await read("docs/operations.md")).split("\n").filter((line) => line.startsWith("| `"))
    const declared = Operation.list(Cognito)
    assert.lengthOf(rows, declared.length)
    for (const [own, operation] of declared) {
      const row = rows.find((line) => line.startsWith(`| \`${own}\`: `)) ?? ""
      const [, purpose = "", token, message, repeated, failures = ""] = row.split(" | ").length === 5
        ? ["", ...row.replaceAll(/^\| | \|$/g, "").split(" | ")]
        : []
      assert.match(purpose, /: [A-Z].*\.$/, own)
      assert.include(["yes", "no", "optional"], token, own)
      assert.include(["yes", "no", "perhaps"], message, own)
      const { errors, repeatable } = operation[Operation.TypeId]
      assert.strictEqual(repeated, repeatable ? "yes" : "no", own)
      const documented = errors.map(({ name }) => `\`${name}\``)
      assert.includeMembers(documented, failures.split(", "), own)
    }
  })
})

describe("docs/llms.txt", () => {
  it("is what the index of the guide says", async () => {
    assert.strictEqual(await read("docs/llms.txt"), makeLlmsText(), outOfDate)
  })

  it("names every page of the guide", async () => {
    const pages = readdirSync(join(root, "docs")).filter((file) => file.endsWith(".md") && file !== "README.md")
    const links = linksOf(await read("docs/llms.txt"))
    assert.includeMembers(links.map((link) => link.replace(/#.*/, "")), pages.map((page) => `docs/${page}`))
  })
})
