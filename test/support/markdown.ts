/** The links and the headings of Markdown files, as GitHub reads them. */

/** A text without its code, which may look like anything. */
const withoutCode = (text: string): string =>
  text.replaceAll(/^ *```[^]*?^ *```$/gm, "").replaceAll(/<!--[^]*?-->/g, "")

/** The targets of its links and images, in the order of the text. */
export const linksOf = (text: string): ReadonlyArray<string> => {
  const prose = withoutCode(text).replaceAll(/`[^`\n]+`/g, "code")
  const inline = [...prose.matchAll(/\]\(\s*<?([^)\s>]+)/g)]
  const named = [...prose.matchAll(/^\[[^\]]+\]: +(\S+)/gm)]
  const html = [...prose.matchAll(/<(?:a|img|source)\b[^>]*?\b(?:href|src|srcset)="([^"]+)"/g)]
  return [...inline, ...named, ...html].map(([, target = ""]) => target)
}

/** The anchors of its headings. */
export const anchorsOf = (text: string): ReadonlySet<string> => {
  const anchors = new Set<string>()
  for (const [, heading = ""] of withoutCode(text).matchAll(/^#+ +(.+?)(?: +#+)?$/gm)) {
    const slug = heading
      .replaceAll(/\[(.+?)\]\(.+?\)/g, "$1")
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\p{M}\s_-]/gu, "")
      .trim()
      .replaceAll(" ", "-")
    let anchor = slug
    for (let count = 1; anchors.has(anchor); count++) anchor = `${slug}-${count}`
    anchors.add(anchor)
  }
  return anchors
}
