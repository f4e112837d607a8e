/** Makes the site of the guide and of all modules, by TypeDoc: `npm run docs`. */
import { spawnSync } from "node:child_process"
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { execPath } from "node:process"
import { installPackages } from "../../effect4/install.js"
import { nameOnSite, type Page, readPages, readText, root } from "./pages.js"
import { prepareSource } from "./sources.js"

const site = join(root, "docs/site")

const groupOf = (file: string): string =>
  file.startsWith("docs/") ? "Guide" : file.startsWith("examples/") ? "Examples" : "Project"

/** A page as TypeDoc reads it. It gives the first page of the site a title by itself. */
const renderPage = ({ file, text, title }: Page): string =>
  file === "README.md"
    ? text.replace(/^# .+/, "")
    : `---\ntitle: ${JSON.stringify(title.replaceAll("`", ""))}\ngroup: ${groupOf(file)}\n---\n\n${text}`

/** Names an operation or an exception of the table as a link to its documentation. */
const linkTable = (text: string): string =>
  text
    .replaceAll(/^\| `(\w+)`/gm, "| {@link Cognito.$1 | `$1`}")
    .replaceAll(/(?<=[|,] )`(\w+Exception)`(?=[,| ])/g, "{@link CognitoError.$1 | `$1`}")

/** Makes the site in a folder, and fails if TypeDoc has a warning. */
export const build = (out: string): void => {
  installPackages("docs/site")
  const stage = mkdtempSync(join(tmpdir(), "effect-cognito-site-"))
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(stage, file)), { recursive: true })
    writeFileSync(join(stage, file), text)
  }
  try {
    symlinkSync(join(root, "node_modules"), join(stage, "node_modules"), "junction")
    write("package.json", readText("package.json"))
    for (const file of readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })) {
      if (/(?<!\.effect4)\.ts$/.test(file)) {
        const name = file.replaceAll("\\", "/")
        write(`src/${name}`, prepareSource(name, readText(`src/${name}`)))
      }
    }
    write("tsconfig.json", JSON.stringify({ extends: join(root, "tsconfig.effect3.json"), include: ["src"] }))

    const pages = readPages()
    for (const page of pages) {
      write(page.file, page.file === "docs/operations.md" ? linkTable(renderPage(page)) : renderPage(page))
    }
    for (const file of pages.flatMap(({ links }) => links)) {
      const copy = join(stage, nameOnSite(file))
      if (existsSync(copy)) continue
      mkdirSync(dirname(copy), { recursive: true })
      cpSync(join(root, file), copy)
    }

    write(
      "typedoc.json",
      JSON.stringify({
        extends: [join(site, "typedoc.json")],
        entryPoints: ["src/*.ts"],
        exclude: ["src/index.ts"],
        tsconfig: "tsconfig.json",
        readme: "README.md",
        projectDocuments: pages.map(({ file }) => file).filter((file) => file !== "README.md")
      })
    )
    const typedoc = join(site, "node_modules/typedoc/bin/typedoc")
    const { output, status } = spawnSync(execPath, [typedoc, "--options", stage, "--out", out], {
      cwd: stage,
      encoding: "utf8"
    })
    if (status !== 0) throw new Error(`TypeDoc has complaints, so there is no site:\n${output.join("")}`)
  } finally {
    rmSync(stage, { recursive: true })
  }
}
