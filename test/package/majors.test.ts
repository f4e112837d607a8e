/**
 * Both lines of the package, as npm installs them: each beside its own Effect, both in one workspace, and neither beside
 * the other's Effect.
 */
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { renameForEffect4 } from "../../effect4/resolve.js"
import { afterAll, assert, beforeAll, describe, it } from "../support/vitest.js"
import { copySource, node, pack, run } from "./installed.js"
import { type Line, lines, root } from "./lines.js"

/** A build and several installations: minutes on a slow machine. */
const timeout = 600_000

const both = [lines[3], lines[4]]

let temporary: string
let tarballs: Readonly<Record<Line["major"], string>>

beforeAll(async () => {
  temporary = await mkdtemp(join(tmpdir(), "effect-cognito-majors-"))
  const source = join(temporary, "source")
  await copySource(source)
  await run(source, "npm", ["run", "build"])
  const [three, four] = await Promise.all(both.map((line) => pack(source, line, temporary)))
  tarballs = { 3: three!.tarball, 4: four!.tarball }
}, timeout)

afterAll(() => rm(temporary, { recursive: true }))

/** A program that calls the double, so that it needs no network. */
const program = `
import { Cognito } from "effect-cognito"
import * as CognitoTest from "effect-cognito/CognitoTest"
import { Effect, Layer, Redacted } from "effect"
import type { HttpClient } from "@effect/platform"

const call: Effect.Effect<unknown, unknown, HttpClient.HttpClient> = Cognito.getUserAttributeVerificationCode({
  accessToken: Redacted.make("token"),
  attributeName: "email"
})

const program: Effect.Effect<string, unknown, Cognito.Cognito> = Effect.gen(function*() {
  const cognito = yield* Cognito.Cognito
  const { codeDeliveryDetails } = yield* cognito.getUserAttributeVerificationCode({
    accessToken: Redacted.make("token"),
    attributeName: "email"
  })
  return codeDeliveryDetails?.destination ?? "nowhere"
})

const destination = await Effect.runPromise(Effect.provide(
  program,
  Cognito.layer({ region: "eu-west-1" }).pipe(Layer.provide(CognitoTest.layer({
    getUserAttributeVerificationCode: () => Effect.succeed({ codeDeliveryDetails: { destination: "a***@e***" } })
  })))
))
console.log(Effect.isEffect(call), destination)
`

const write = async (folder: string, manifest: object): Promise<void> => {
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, "package.json"), JSON.stringify({ private: true, type: "module", ...manifest }))
}

const npmInstall = (folder: string, ...packages: ReadonlyArray<string>): Promise<string> =>
  run(folder, "npm", [
    "install",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    // `npm run --silent` would have it keep silent too.
    "--loglevel=error",
    ...packages
  ])

/** Checks and runs the program in a folder that has what it needs. */
const tryProgram = async (folder: string, { major }: Line): Promise<string> => {
  await writeFile(join(folder, "program.ts"), major === 4 ? renameForEffect4(program) : program)
  const compilerOptions = {
    target: "ES2022",
    module: "NodeNext",
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    outDir: "."
  }
  await writeFile(
    join(folder, "tsconfig.json"),
    JSON.stringify({
      compilerOptions: { ...compilerOptions, lib: ["ES2022", "DOM", "DOM.Iterable"] },
      files: ["program.ts"]
    })
  )
  await node(folder, join(root, "node_modules/typescript/bin/tsc"), "--pretty", "false")
  return node(folder, "program.js")
}

/** What someone installs by name, in the versions that the package is developed with. */
const peersOf = ({ peers }: Line): ReadonlyArray<string> =>
  Object.entries(peers).map(([name, version]) => `${name}@${version}`)

describe.each(both)("the line for Effect $major", (line) => {
  it("type-checks and runs beside its own Effect, by a plain installation", { timeout }, async () => {
    const folder = join(temporary, `alone-${line.major}`)
    await write(folder, {})
    await npmInstall(folder, tarballs[line.major], ...peersOf(line))
    assert.strictEqual(await tryProgram(folder, line), "true a***@e***\n")
  })

  it("is refused by npm beside the other Effect", { timeout }, async () => {
    const folder = join(temporary, `wrong-${line.major}`)
    await write(folder, {})
    const other = lines[line.major === 3 ? 4 : 3]
    const refusal = await npmInstall(folder, tarballs[line.major], ...peersOf(other)).then(() => "", String)
    assert.include(refusal, "ERESOLVE", refusal)
    assert.include(refusal, "peer effect@")
  })
})

it("both lines work in one workspace, with an app on each", { timeout }, async () => {
  const folder = join(temporary, "workspace")
  await write(folder, { workspaces: ["apps/*"] })
  await Promise.all(both.map(({ major, peers }) =>
    write(join(folder, `apps/on-${major}`), {
      name: `on-${major}`,
      dependencies: { ...peers, "effect-cognito": `file:${tarballs[major]}` }
    })
  ))
  await npmInstall(folder)
  const printed = await Promise.all(both.map((line) => tryProgram(join(folder, `apps/on-${line.major}`), line)))
  assert.deepStrictEqual(printed, ["true a***@e***\n", "true a***@e***\n"])
  const versions = await Promise.all(
    both.map(async ({ major }) => {
      const found = await node(
        join(folder, `apps/on-${major}`),
        "--print",
        `require("effect-cognito/package.json").version + " " + require("effect/package.json").version`
      )
      return found.trim()
    })
  )
  const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as { readonly version: string }
  assert.deepStrictEqual(
    versions,
    both.map(({ major, peers }) => `${version.replace(/^\d+/, String(major))} ${peers["effect"]}`)
  )
})
