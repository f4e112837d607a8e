/** The Markdown pages of the site: the README, the guide in its order, and what they link to. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs"
import { join, posix } from "node:path"
import { fileURLToPath } from "node:url"

export const root = fileURLToPath(new URL("../..", import.meta.url))

export const readText = (file: string): string => readFileSync(join(root, file), "utf8")

/** The README is shown by npm too, so it links to files of the package by this address. */
const unpkg = /^https:\/\/unpkg\.com\/effect-cognito(@[^/]+)?\//

/** Changes a Markdown text, except for the blocks of code. */
const mapProse = (text: string, f: (prose: string) => string): string =>
  text.split(/(^ *```[^]*?^ *```$)/m).map((part, index) => index % 2 === 1 ? part : f(part)).join("")

/** TypeDoc makes the anchor of a heading from its plain text alone, without links and code. */
const simplifyHeadings = (prose: string): string =>
  prose.replaceAll(
    /^#+ .*/gm,
    (heading) => heading.replaceAll(/\[(.+?)\]\(.+?\)/g, "$1").replaceAll("`", "")
  )

/** Replaces the targets of links and images. */
const mapLinks = (prose: string, f: (target: string) => string): string =>
  prose.split(/(`[^`\n]+`)/).map((part, index) => index % 2 === 1 ? part : part.replaceAll(/(?<=\]\()[^)\s]+/g, f))
    .join("")

export interface Page {
  /** The path of its file in the repository. */
  readonly file: string
  readonly title: string
  /** Its text, whose links lead to pages and copied files of the site. */
  readonly text: string
  /** The files that it links to, other pages included. */
  readonly links: ReadonlyArray<string>
}

const isImage = (file: string): boolean => /\.(svg|png)$/.test(file)

/** A browser shows a text, whereas it downloads a program or takes it for a page of the site. */
export const nameOnSite = (file: string): string => file.endsWith(".md") || isImage(file) ? file : `${file}.txt`

const readPage = (file: string): Page => {
  const folder = posix.dirname(file)
  const links: Array<string> = []
  const mapTarget = (target: string): string => {
    const [path = "", ...anchors] = target.replace(unpkg, () => `${posix.relative(folder, "") || "."}/`).split("#")
    // GitHub keeps as many hyphens as there are spaces in the heading, TypeDoc one of each first row of them.
    const anchor = anchors.map((name) => `#${name.replace(/--+/, "-")}`).join("")
    if (path === "") return anchor
    if (/^[a-z]+:/.test(path)) return target
    const named = posix.join(folder, path)
    if (!existsSync(join(root, named))) throw new Error(`${file} links to ${target}, and there is no such file.`)
    const linked = statSync(join(root, named)).isDirectory() ? posix.join(named, "README.md") : named
    links.push(linked)
    return `${posix.relative(folder, nameOnSite(linked))}${anchor}`
  }
  const text = mapProse(readText(file), (prose) => mapLinks(simplifyHeadings(prose), mapTarget))
  const [, title = file] = /^# (.+)/.exec(text) ?? []
  return { file, title, text, links }
}

/** The README, the guide in the order in which its first page links to it, and every page that those link to. */
export const readPages = (): ReadonlyArray<Page> => {
  const guide = readdirSync(join(root, "docs")).filter((file) => file.endsWith(".md")).toSorted()
  const open = ["README.md", "docs/README.md", ...guide.map((file) => `docs/${file}`)]
  const pages = new Map<string, Page>()
  const visit = (file: string): void => {
    if (pages.has(file) || !file.endsWith(".md")) return
    const page = readPage(file)
    pages.set(file, page)
    // The pages of the guide go first, and are in the order of its own index.
    if (file === "docs/README.md") page.links.filter((link) => link.startsWith("docs/")).forEach(visit)
  }
  open.forEach(visit)
  for (const { links } of pages.values()) links.forEach(visit)
  return [...pages.values()]
}
