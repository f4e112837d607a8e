/** An overview for language models, in the form of https://llmstxt.org, made of the lists of links in `docs/README.md`. */
import { readFileSync } from "node:fs"

const read = (file: string): string => readFileSync(new URL(`../../${file}`, import.meta.url), "utf8")

/** A list item that begins with a link, and goes on in the lines that are indented. */
const item = /^[-*] \[([^\]]+)\]\(([^)]+)\)[\s:,.–—-]*(.*(?:\n {2,}(?![-*] ).+)*)/gm

/** The items of a section under its heading, with links that are relative to the package. */
const rewriteSection = (section: string): ReadonlyArray<string> => {
  const items = [...section.matchAll(item)].map(([, title, link = "", note = ""]) => {
    const { hash, href, pathname, protocol } = new URL(link, "file:///docs/")
    const target = protocol === "file:" ? `${pathname.slice(1)}${hash}` : href
    return `- [${title}](${target})${note === "" ? "" : `: ${note.replaceAll(/\n +/g, " ")}`}`
  })
  const [, heading = "Guide"] = /^## (.+)/.exec(section) ?? []
  return items.length === 0 ? [] : [`## ${heading}\n\n${items.join("\n")}`]
}

/** The text of `docs/llms.txt`. */
export const makeLlmsText = (): string => {
  // `JSON.parse` gives what is in the file, and this manifest has both.
  const { description, name } = JSON.parse(read("package.json")) as {
    readonly description: string
    readonly name: string
  }
  return `${
    [
      `# ${name}`,
      `> ${description}.`,
      "The links are paths of files in the npm package.",
      ...read("docs/README.md").split(/^(?=## )/m).flatMap(rewriteSection)
    ].join("\n\n")
  }\n`
}
