import { execFile } from "node:child_process"
import { copyFile, cp, mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises"
import { basename, join } from "node:path"
import { fileURLToPath } from "node:url"

const root = fileURLToPath(new URL("../..", import.meta.url))

/** The versions of TypeScript that the package is made for. */
export const compilers = ["5.9", "6.0", "7.0"]

interface Manifest {
  readonly version: string
  readonly dependencies?: unknown
  readonly optionalDependencies?: unknown
  readonly devDependencies: Readonly<Record<string, string>>
  readonly peerDependencies: Readonly<Record<string, string>>
}

/** The package as it would be published, and as someone has it who installed it. */
export interface Installed {
  readonly tarball: string
  /** The paths in the tarball. */
  readonly packed: ReadonlyArray<string>
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

const leftOut = new Set(["node_modules", "dist", "coverage", ".git"])

/** Copies the repository, so that a build leaves the `dist` of the original to whatever else needs it. */
export const copySource = async (folder: string): Promise<void> => {
  await cp(root, folder, {
    recursive: true,
    filter: (path) => path === root || !leftOut.has(basename(path))
  })
  await symlink(join(root, "node_modules"), join(folder, "node_modules"), "junction")
}

/** Builds, packs and installs in a folder outside the repository. */
export const install = async (temporary: string): Promise<Installed> => {
  const source = join(temporary, "source")
  const consumer = join(temporary, "consumer")

  await copySource(source)
  const modules = (await readdir(join(source, "src"), { recursive: true }))
    .filter((file) => file.endsWith(".ts"))
    .map((file) => file.replaceAll("\\", "/").slice(0, -".ts".length))

  await run(source, "npm", ["run", "build"])
  const report = await run(source, "npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", temporary])
  const [packed] = JSON.parse(report) as [{ filename: string; files: ReadonlyArray<{ path: string }> }]
  const tarball = join(temporary, packed.filename)

  await mkdir(consumer)
  await writeFile(join(consumer, "package.json"), JSON.stringify({ private: true, type: "module" }))
  const { devDependencies, peerDependencies } = await manifestIn(source)
  await run(consumer, "npm", [
    "install",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    tarball,
    ...Object.keys(peerDependencies).map((peer) => `${peer}@${devDependencies[peer]}`),
    ...compilers.map((version) => `typescript-${version}@npm:typescript@~${version}.0`)
  ])
  await copyFile(join(root, "test/package/program.ts"), join(consumer, "program.ts"))
  await copyFile(join(root, "test/package/program.ts"), join(consumer, "program.cts"))

  return {
    tarball,
    packed: packed.files.map(({ path }) => path).toSorted(),
    modules,
    consumer,
    manifest: await manifestIn(join(consumer, "node_modules/effect-cognito"))
  }
}
