import { execFile } from "node:child_process"
import { cp, mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises"
import { basename, join } from "node:path"
import { renameForEffect4 } from "../../effect4/resolve.js"
import { type Line, line, root } from "./lines.js"

/** The versions of TypeScript that the package is made for. */
export const compilers = ["5.9", "6.0", "7.0"]

interface Manifest {
  readonly version: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: unknown
  readonly scripts?: Readonly<Record<string, string>>
  readonly peerDependencies: Readonly<Record<string, string>>
}

interface Packed {
  readonly tarball: string
  /** The paths in the tarball. */
  readonly packed: ReadonlyArray<string>
}

/** The package as it would be published, and as someone has it who installed it. */
export interface Installed extends Packed {
  /** The modules of `src`, as paths without extension, the internal ones included. */
  readonly modules: ReadonlyArray<string>
  /** The project of someone who installed it. */
  readonly consumer: string
  /** The `package.json` that is in there. */
  readonly manifest: Manifest
}

export const run = (
  folder: string,
  command: string,
  args: ReadonlyArray<string>,
  env: NodeJS.ProcessEnv = process.env
): Promise<string> =>
  new Promise((resolve, reject) => {
    execFile(command, args, { cwd: folder, env, maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout)
      else reject(new Error(`${basename(command)} ${args.join(" ")} failed:\n${stdout}${stderr}`, { cause: error }))
    })
  })

export const node = (folder: string, ...args: ReadonlyArray<string>): Promise<string> =>
  run(folder, process.execPath, args)

const manifestIn = async (folder: string): Promise<Manifest> =>
  // The tests look at what they use of it.
  JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as Manifest

const leftOut = new Set(["node_modules", "dist", "package", "coverage", ".git"])

/** Copies the repository, so that a build leaves the `dist` of the original to whatever else needs it. */
export const copySource = async (folder: string): Promise<void> => {
  await cp(root, folder, {
    recursive: true,
    filter: (path) => path === root || !leftOut.has(basename(path)) || path === join(root, "test/package")
  })
  await Promise.all(
    ["node_modules", "effect4/node_modules"].map((modules) =>
      symlink(join(root, modules), join(folder, modules), "junction")
    )
  )
}

/** Packs one line of what was built, with what `npm` says of it. */
export const pack = async (source: string, { folder }: Line, destination: string): Promise<Packed> => {
  const report = await run(join(source, folder), "npm", [
    "pack",
    "--json",
    "--ignore-scripts",
    "--pack-destination",
    destination
  ])
  const [packed] = JSON.parse(report) as [{ filename: string; files: ReadonlyArray<{ path: string }> }]
  return { tarball: join(destination, packed.filename), packed: packed.files.map(({ path }) => path).toSorted() }
}

/** Builds, packs and installs in a folder outside the repository. */
export const install = async (temporary: string): Promise<Installed> => {
  const source = join(temporary, "source")
  const consumer = join(temporary, "consumer")

  await copySource(source)
  await run(source, "npm", ["run", "build"])
  const modules = (await readdir(join(source, line.folder, "src"), { recursive: true }))
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".effect4.ts"))
    .map((file) => file.replaceAll("\\", "/").slice(0, -".ts".length))
  const { packed, tarball } = await pack(source, line, temporary)

  await mkdir(consumer)
  await writeFile(join(consumer, "package.json"), JSON.stringify({ private: true, type: "module" }))
  await run(consumer, "npm", [
    "install",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    tarball,
    ...Object.entries(line.peers).map(([peer, version]) => `${peer}@${version}`),
    ...compilers.map((version) => `typescript-${version}@npm:typescript@~${version}.0`)
  ])
  const program = await readFile(join(root, "test/package/program.ts"), "utf8")
  await Promise.all(
    ["program.ts", "program.cts"].map((file) =>
      writeFile(join(consumer, file), line.major === 4 ? renameForEffect4(program) : program)
    )
  )

  return {
    tarball,
    packed,
    modules,
    consumer,
    manifest: await manifestIn(join(consumer, "node_modules/effect-cognito"))
  }
}
