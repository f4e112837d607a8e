import { execFile } from "node:child_process"
import { mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { renameForEffect4 } from "../../effect4/resolve.js"
import { major } from "./major.js"

export const root = fileURLToPath(new URL("../..", import.meta.url))

/** A TypeScript block in a Markdown text, or in the docstrings of a module. */
export interface Snippet {
  readonly file: string
  /** The line of its first line of code. */
  readonly line: number
  readonly code: string
}

/** The blocks fenced as `ts` or `typescript`. In a module only docstrings count, without their stars. */
export const snippets = (file: string, text: string): ReadonlyArray<Snippet> => {
  const found: Array<Snippet> = []
  let open: { readonly line: number; readonly typescript: boolean; readonly code: Array<string> } | undefined
  for (const [index, line] of text.split("\n").entries()) {
    const content = file.endsWith(".ts") ? line.match(/^\s*\* ?(.*)$/)?.[1] : line
    const fence = content?.match(/^\s*```(.*)$/)?.[1]
    if (fence === undefined) {
      if (content !== undefined) open?.code.push(content)
    } else if (open === undefined) {
      open = { line: index + 2, typescript: /^(ts|typescript)\b/.test(fence), code: [] }
    } else {
      if (open.typescript) found.push({ file, line: open.line, code: open.code.join("\n") })
      open = undefined
    }
  }
  if (open !== undefined) throw new Error(`${file}:${open.line - 1} opens a block that is never closed.`)
  return found
}

/**
 * Checks snippets with the project's compiler and settings, each as a module of its own and with the names of the major
 * on which this runs. Returns what is wrong with them: `file:line: error TS2322: ...`.
 */
export const typeErrors = async (all: ReadonlyArray<Snippet>): Promise<ReadonlyArray<string>> => {
  const folder = await mkdtemp(join(tmpdir(), "effect-cognito-snippets-"))
  try {
    await symlink(join(root, "node_modules"), join(folder, "node_modules"), "junction")
    await writeFile(
      join(folder, "tsconfig.json"),
      JSON.stringify({
        extends: join(root, `tsconfig.effect${major}.json`),
        include: [],
        files: all.map((_, index) => `${index}.mts`)
      })
    )
    // As many empty lines go first as in the original, so that the compiler counts as its reader does.
    await Promise.all(
      all.map(({ code, line }, index) => {
        const named = major === 4 ? renameForEffect4(code) : code
        return writeFile(join(folder, `${index}.mts`), `${"\n".repeat(line - 1)}${named}\n`)
      })
    )
    // A line that is indented explains the one before.
    const diagnostics = (await tsc(folder)).split(/\n(?! )/).filter((diagnostic) => diagnostic !== "")
    return diagnostics.flatMap((diagnostic) => {
      const [, index, row, problem] = diagnostic.match(/^(\d+)\.mts\((\d+),\d+\): (.*)$/s) ?? []
      const snippet = all[Number(index)]
      if (snippet === undefined || row === undefined || problem === undefined) return [diagnostic]
      // A snippet ends with what it declares; an import that it does not use is still one too many.
      const unused = problem.startsWith("error TS6133:")
      const isImport = snippet.code.split("\n")[Number(row) - snippet.line]?.startsWith("import ")
      return unused && isImport !== true ? [] : [`${snippet.file}:${row}: ${problem}`]
    })
  } finally {
    await rm(folder, { recursive: true })
  }
}

const tsc = (folder: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const compiler = join(root, "node_modules/typescript/bin/tsc")
    execFile(process.execPath, [compiler, "--pretty", "false"], { cwd: folder }, (error, stdout, stderr) => {
      // The compiler leaves with an error when it found one, and says so on the standard output.
      if (error !== null && stdout === "") reject(new Error(`The compiler did not run: ${stderr}`, { cause: error }))
      else resolve(stdout)
    })
  })

/** The text of a file of this repository, by its path in it. */
export const read = (file: string): Promise<string> => readFile(join(root, file), "utf8")
