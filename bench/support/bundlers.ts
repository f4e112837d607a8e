/** What a program weighs in a browser, by two bundlers. */
import commonjs from "@rollup/plugin-commonjs"
import json from "@rollup/plugin-json"
import { nodeResolve } from "@rollup/plugin-node-resolve"
import { build, transform } from "esbuild"
import { gzipSync } from "node:zlib"
import { type Plugin, rollup } from "rollup"

export interface Bundle {
  readonly file: string
  /** Whether `effect` and its own packages are left out. */
  readonly effectExternal: boolean
}

// The types of these plugins describe their CommonJS builds, which these are not.
const interop = (plugin: unknown): Plugin => (plugin as () => Plugin)()

const target = "es2022"

const define = { "process.env.NODE_ENV": "\"production\"" }

const isEffect = (id: string): boolean => /^(?:effect|@effect\/[^/]+)(?:\/|$)/.test(id)

const withEsbuild = async ({ effectExternal, file }: Bundle): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [file],
    bundle: true,
    write: false,
    platform: "browser",
    format: "esm",
    target,
    minify: true,
    define,
    external: effectExternal ? ["effect", "effect/*", "@effect/*"] : [],
    logLevel: "error"
  })
  return outputFiles[0]?.text ?? ""
}

const withRollup = async ({ effectExternal, file }: Bundle): Promise<string> => {
  const bundle = await rollup({
    input: file,
    external: (id) => effectExternal && isEffect(id),
    plugins: [nodeResolve({ browser: true, preferBuiltins: false }), interop(commonjs), interop(json)],
    // What packages do that are not ours: circular imports, `this` at the top.
    onwarn: () => {}
  })
  const { output } = await bundle.generate({ format: "esm", inlineDynamicImports: true })
  await bundle.close()
  // Rollup itself does not minify.
  const { code } = await transform(output[0].code, { format: "esm", target, minify: true, define })
  return code
}

export const bundlers = { esbuild: withEsbuild, rollup: withRollup }

export type Bundler = keyof typeof bundlers

export const bundlerNames = Object.keys(bundlers) as ReadonlyArray<Bundler>

/** Minified and gzipped. */
export const weigh = async (bundler: Bundler, bundle: Bundle): Promise<number> =>
  gzipSync(await bundlers[bundler](bundle), { level: 9 }).length
