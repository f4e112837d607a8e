import { assert, describe, it } from "@effect/vitest"
import { execFileSync } from "node:child_process"
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join, posix } from "node:path"
import { anchorsOf, linksOf } from "../support/markdown.js"
import { root } from "../support/snippets.js"

const examples = readdirSync(join(root, "examples"), { withFileTypes: true }).filter((entry) => entry.isDirectory())

const files = ["", "docs", "bench", "test", "examples", ...examples.map(({ name }) => `examples/${name}`)]
  .flatMap((folder) => readdirSync(join(root, folder)).map((file) => posix.join(folder, file)))
  .filter((file) => file.endsWith(".md"))

const readFile = (file: string): string => readFileSync(join(root, file), "utf8")

/** npm shows the README without the files that it links to, so those are at this address. */
const unpkg = /^https:\/\/unpkg\.com\/effect-cognito(@[^/]+)?\//

const isElsewhere = (target: string): boolean => /^[a-z]+:/.test(target) && !unpkg.test(target)

/** The file that a link in another file leads to, by its path here. */
const resolveLink = (file: string, target: string): string => {
  const [path = ""] = target.replace(unpkg, "").split("#")
  return path === "" ? file : unpkg.test(target) ? path : posix.join(posix.dirname(file), path)
}

/** The links of a Markdown file of this repository that lead nowhere. */
const deadLinks = (file: string, text: string): ReadonlyArray<string> =>
  linksOf(text).filter((target) => {
    if (isElsewhere(target)) return false
    const linked = resolveLink(file, target)
    if (linked !== file && !existsSync(join(root, linked))) return true
    const [, anchor] = target.split("#")
    return anchor !== undefined && !anchorsOf(linked === file ? text : readFile(linked)).has(anchor)
  })

describe("the links of Markdown files", () => {
  it.each(files)("lead to files and headings: %s", (file) => {
    assert.deepStrictEqual(deadLinks(file, readFile(file)), [])
  })

  it("are caught leading nowhere", () => {
    const text = "# Cause & effect\n\n[a](#cause--effect), [b](#cause-effect), [`c`](gone.md), [d](README.md#gone), " +
      "`[e](code)`\n\n```md\n[f](code)\n```\n\n[g]: gone\n"
    assert.deepStrictEqual(deadLinks("test/Some.md", text), ["#cause-effect", "gone.md", "README.md#gone", "gone"])
  })

  it("lead from one file of the package to another, where a reader has only the package", () => {
    // `JSON.parse` gives what npm documents of its report.
    const [packed] = JSON.parse(
      execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], { cwd: root, encoding: "utf8" })
    ) as [{ readonly files: ReadonlyArray<{ readonly path: string }> }]
    const inPackage = new Set(packed.files.map(({ path }) => path))
    const pages = files.filter((file) => inPackage.has(file))
    assert.includeMembers(pages, ["README.md", "docs/operations.md"])
    const dead = pages.flatMap((file) =>
      linksOf(readFile(file))
        // The relative links of the README are for the repository.
        .filter((target) => !isElsewhere(target) && (file !== "README.md" || unpkg.test(target)))
        .filter((target) => !inPackage.has(resolveLink(file, target)))
        .map((target) => `${file} links to ${target}`)
    )
    assert.deepStrictEqual(dead, [])
  })
})
