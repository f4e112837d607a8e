import { assert, describe, it } from "@effect/vitest"
import { readdirSync } from "node:fs"
import { join } from "node:path"
import { selectForEffect4 } from "../../effect4/resolve.js"
import { major } from "../support/major.js"
import { read, root, snippets, typeErrors } from "../support/snippets.js"

const files = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => `src/${file.replaceAll("\\", "/")}`)
  .toSorted()

const modules = major === 4 ? selectForEffect4(files) : files.filter((file) => !file.endsWith(".effect4.ts"))

const since = /^\s*\* @since \d+\.\d+\.\d+$/m
const category = /^\s*\* @category \S/m
const declaration = /^export (declare )?(abstract )?(const|class|interface|type|function\*?|namespace) \w/

/** The docstring that ends on the line above, or nothing. */
const docstringAbove = (lines: ReadonlyArray<string>, index: number): string => {
  if (!/^\s*\*\/$/.test(lines[index - 1] ?? "")) return ""
  return lines.slice(lines.findLastIndex((line, at) => at < index && /^\s*\/\*\*$/.test(line)), index).join("\n")
}

/** The exports of a module whose docstring does not say since when they exist and where they belong. */
const undocumented = (file: string, text: string): ReadonlyArray<string> => {
  const lines = text.split("\n")
  const problems: Array<string> = []
  const opening = text.startsWith("/**\n") ? text.slice(0, text.indexOf("*/")) : ""
  if (!since.test(opening) || category.test(opening)) problems.push(`${file}:1 does not open with @since`)

  let listed = false
  for (const [index, line] of lines.entries()) {
    if (line === "export {") {
      listed = true
    } else if (line.startsWith("}")) {
      listed = false
    } else if (declaration.test(line) || (listed && /^\s*(type )?\w+( as \w+)?,?$/.test(line))) {
      const docstring = docstringAbove(lines, index)
      if (!since.test(docstring) || !category.test(docstring)) {
        problems.push(`${file}:${index + 1} lacks @since or @category: ${line}`)
      }
    } else if (/^\s*export\b/.test(line) && !/^export \* (as \w+ )?from /.test(line)) {
      problems.push(`${file}:${index + 1} exports in a way that this test cannot read: ${line}`)
    }
  }
  return problems
}

describe("the docstrings", () => {
  it("show only examples that compile", { timeout: 180_000 }, async () => {
    const found = (await Promise.all(modules.map(async (file) => snippets(file, await read(file))))).flat()
    assert.isNotEmpty(found)
    assert.deepStrictEqual(await typeErrors(found), [])
  })

  it("are caught showing a broken example, by file and line", { timeout: 180_000 }, async () => {
    const broken =
      "const star = 2\n  * 3\n/**\n * @example\n * ```ts\n * const one: string = 1\n * ```\n */\nexport {}\n"
    assert.deepStrictEqual(await typeErrors(snippets("src/Broken.ts", broken)), [
      "src/Broken.ts:6: error TS2322: Type 'number' is not assignable to type 'string'."
    ])
  })

  it("never hide an example outside a block", async () => {
    const texts = await Promise.all(modules.map(async (file) => ({ file, text: await read(file) })))
    const hidden = texts.filter(({ text }) => /\* @example\n(?!\s*\* ```ts\n)/.test(text)).map(({ file }) => file)
    assert.deepStrictEqual(hidden, [])
  })

  it("say of every export since when it exists and where it belongs", async () => {
    const open = modules.filter((file) => !file.startsWith("src/internal/"))
    assert.deepStrictEqual(
      (await Promise.all(open.map(async (file) => undocumented(file, await read(file))))).flat(),
      []
    )
  })

  it("are caught when they do not", () => {
    const opening = "/**\n * @since 0.1.0\n */\n"
    const documented = "/**\n * @since 0.1.0\n * @category models\n */\nexport type A = 1\n"
    assert.deepStrictEqual(undocumented("src/A.ts", opening + documented), [])
    for (
      const broken of [
        documented,
        `${opening}export type A = 1\n`,
        `${opening}${documented}export type B = 1\n`,
        `${opening}${documented}\n/** Not it. */\nconst b = 1\nexport type B = 1\n`,
        `${opening}/**\n * @since 0.1.0\n */\nexport class A {}\n`,
        `${opening}/**\n * @category models\n */\nexport class A {}\n`,
        `${opening}/**\n * @since 0.1.0\n * @category models\n */\nexport default 1\n`,
        `${opening}const a = 1\nexport { a }\n`,
        `${opening}export {\n  /**\n   * @since 0.1.0\n   */\n  a\n} from "./A.js"\n`
      ]
    ) {
      assert.lengthOf(undocumented("src/A.ts", broken), 1, broken)
    }
  })
})
