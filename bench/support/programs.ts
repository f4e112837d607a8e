/** The programs that `startup` starts: written, and bundled, into a folder of their own. */
import { build } from "esbuild"
import { mkdir, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { entries, entry, type EntryId } from "../entries/index.js"
import { destination } from "./exchange.js"

const here = fileURLToPath(new URL("./", import.meta.url))

const folder = fileURLToPath(new URL("../generated/", import.meta.url))

const stubbed = fileURLToPath(new URL("./stubbed.js", import.meta.url))

/** Says what the process cost until here, and ends it. */
const accounting = [
  "import { writeSync } from \"node:fs\"",
  "const { system, user } = process.cpuUsage()",
  "writeSync(1, String(system + user))",
  "process.exit()"
]

const lines = (...lines: ReadonlyArray<string>): string => `${lines.join("\n")}\n`

const importing = (modules: ReadonlyArray<string>): string =>
  lines(...modules.map((module) => `import ${JSON.stringify(module)}`), ...accounting)

/** Nothing but Node. */
export const nothing = importing([])

/** Imports a library, and nothing with it. */
export const imports = (id: EntryId): string => importing(entry(id).modules)

/** Imports what an entry imports, and keeps it from being shaken off. */
export const loads = (id: EntryId): string =>
  lines(`import { call } from ${JSON.stringify(entries[id].file)}`, "globalThis.kept = call", ...accounting)

/** Makes the call of an entry, against the stub. */
export const calls = (id: EntryId): string =>
  lines(
    `import ${JSON.stringify(stubbed)}`,
    `import { call } from ${JSON.stringify(entries[id].file)}`,
    "const actual = await call(\"http://127.0.0.1:1\")",
    `if (actual !== ${JSON.stringify(destination)}) throw new Error(\`the destination is \${actual}\`)`,
    ...accounting
  )

/** Imports exactly those modules of Effect that the deep import of our operation reaches. */
export const sameEffectModules = async (): Promise<string> => {
  const [module = ""] = entries["ours-deep"].modules
  const { metafile } = await build({
    stdin: { contents: `export * from ${JSON.stringify(module)}`, resolveDir: here },
    bundle: true,
    write: false,
    metafile: true,
    format: "esm",
    external: ["effect", "effect/*", "@effect/*"],
    // What is imported is loaded, even if nothing of it is used.
    ignoreAnnotations: true,
    logLevel: "error"
  })
  const reached = Object.values(metafile.inputs).flatMap(({ imports }) =>
    imports.filter(({ external }) => external === true).map(({ path }) => path)
  )
  return importing(
    [...new Set(reached)].toSorted().concat("effect-cognito/CognitoError", "effect-cognito/CognitoSchema")
  )
}

/** The path of a program. */
export const writeProgram = async (name: string, source: string): Promise<string> => {
  const file = join(folder, `${name}.js`)
  await mkdir(folder, { recursive: true })
  await writeFile(file, source)
  return file
}

/** The path of its bundle. */
export const bundleProgram = async (file: string): Promise<string> => {
  const outfile = file.replace(/\.js$/, ".bundle.mjs")
  await build({
    entryPoints: [file],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    minify: true,
    // CommonJS packages in the bundle ask for Node's own modules.
    banner: { js: "import { createRequire } from \"node:module\"; const require = createRequire(import.meta.url);" },
    logLevel: "error"
  })
  return outfile
}
