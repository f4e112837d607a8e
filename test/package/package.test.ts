import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { build } from "esbuild"
import { readdirSync } from "node:fs"
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { createServer } from "node:http"
import { createRequire } from "node:module"
import { tmpdir } from "node:os"
import { basename, dirname, join } from "node:path"
import { json } from "node:stream/consumers"
import { publint } from "publint"
import { formatMessage } from "publint/utils"
import { renameForEffect4 } from "../../effect4/resolve.js"
import { exception } from "../support/exception.js"
import { listen } from "../support/loopback.js"
import { listMembers, listUndocumented } from "../support/members.js"
import { snippets } from "../support/snippets.js"
import { places, startEditor } from "./hovers.js"
import { compilers, install, type Installed, node, run } from "./installed.js"
import { line, root } from "./lines.js"

/** Builds, an installation and compilers: minutes on a slow machine. */
const timeout = 600_000

const require = createRequire(import.meta.url)

let temporary: string
let installed: Installed
/** What follows `effect-cognito` in the names of the public modules. */
let entrypoints: ReadonlyArray<string>
let operations: ReadonlyArray<string>

beforeAll(async () => {
  temporary = await mkdtemp(join(tmpdir(), "effect-cognito-package-"))
  installed = await install(temporary)
  const open = installed.modules.filter((module) => !module.startsWith("internal/"))
  entrypoints = open.map((module) => module === "index" ? "" : `/${module}`)
  operations = open.filter((module) => /^operations\/(?!index$)/.test(module)).map((module) => basename(module))
}, timeout)

afterAll(() => rm(temporary, { recursive: true }))

/** What a checker that failed has to say, or nothing. */
const complaint = (checked: Promise<string>): Promise<string> => checked.then(() => "", String)

describe("the package", () => {
  it("holds what it should and nothing else", () => {
    const expected = installed.modules.flatMap((module) => [
      `src/${module}.ts`,
      ...[".js", ".js.map", ".d.ts", ".d.ts.map"].map((extension) => `dist/${module}${extension}`)
    ])
    expected.push("CHANGELOG.md", "LICENSE", "README.md", "SECURITY.md", "package.json")
    // The pages of the guide, without the folder of its site.
    expected.push(...readdirSync(join(root, "docs")).filter((file) => file.includes(".")).map((file) => `docs/${file}`))
    assert.deepStrictEqual(installed.packed, expected.toSorted())
  })

  it("leads from its maps to the sources that it holds", async () => {
    const { consumer, modules, packed } = installed
    const sources = await Promise.all(
      packed.filter((file) => file.endsWith(".map")).map(async (file) => {
        const map = JSON.parse(await readFile(join(consumer, "node_modules/effect-cognito", file), "utf8")) as {
          readonly sources: ReadonlyArray<string>
        }
        return map.sources.map((to) => join(dirname(file), to).replaceAll("\\", "/"))
      })
    )
    assert.deepStrictEqual(
      sources.flat().toSorted(),
      modules.flatMap((module) => [`src/${module}.ts`, `src/${module}.ts`]).toSorted()
    )
  })

  it("depends on its peers and on jose alone", () => {
    assert.hasAllKeys(installed.manifest.dependencies, ["jose"])
    assert.isUndefined(installed.manifest.optionalDependencies)
    assert.hasAllKeys(installed.manifest.peerDependencies, Object.keys(line.peers))
    for (const [peer, range] of Object.entries(installed.manifest.peerDependencies)) {
      // What is tested is what the range allows.
      assert.isTrue(line.peers[peer]?.startsWith(range.replace(/^\^/, "").replace(/\.\d+$/, ".")), peer)
    }
  })

  it("runs nothing when it is installed, and has the major of Effect", () => {
    const { scripts = {}, version } = installed.manifest
    assert.notIncludeMembers(Object.keys(scripts), ["preinstall", "install", "postinstall", "prepare"])
    assert.strictEqual(Number.parseInt(version), line.major)
  })

  it("says in the declarations of each module what it is for", async () => {
    const { consumer } = installed
    const named = entrypoints.filter((entrypoint) => !entrypoint.startsWith("/operations/"))
    const silent = await Promise.all(named.map(async (entrypoint) => {
      const file = `node_modules/effect-cognito/dist${entrypoint === "" ? "/index" : entrypoint}.d.ts`
      return (await readFile(join(consumer, file), "utf8")).startsWith("/**\n") ? [] : [file]
    }))
    assert.deepStrictEqual(silent.flat(), [])
  })

  it("passes publint", { timeout }, async () => {
    const { buffer } = new Uint8Array(await readFile(installed.tarball))
    const { messages, pkg } = await publint({ pack: { tarball: buffer }, strict: true })
    assert.deepStrictEqual(messages.map((message) => formatMessage(message, pkg, { color: false })), [])
  })

  it("has the right types by every name, says attw", { timeout }, async () => {
    const attw = dirname(require.resolve("@arethetypeswrong/cli/package.json"))
    const names = entrypoints.map((entrypoint) => entrypoint.slice(1) || ".")
    const args = [installed.tarball, "--profile", "esm-only", "--no-color", "--entrypoints", ...names]
    assert.strictEqual(await complaint(node(installed.consumer, join(attw, "dist/index.js"), ...args)), "")
  })
})

/** Compiles files of the consumer. Everything is checked that they lead to, libraries included. */
const tsc = async (version: string, name: string, files: ReadonlyArray<string>, options: object) => {
  const compilerOptions = {
    target: "ES2022",
    lib: ["ES2022", "DOM", "DOM.Iterable"],
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    // These belong to TypeScript itself.
    skipDefaultLibCheck: true,
    ...options
  }
  const { consumer } = installed
  const project = `${name}-${version}.json`
  await writeFile(join(consumer, project), JSON.stringify({ compilerOptions, files }))
  return node(consumer, `node_modules/typescript-${version}/bin/tsc`, "--pretty", "false", "--project", project)
}

const forNode = { module: "NodeNext" }
const forBundler = { module: "ESNext", moduleResolution: "bundler", noEmit: true }

/** Runs a program beside a server that answers as Cognito, and tells what it printed and asked for. */
const besideCognito = (program: string) =>
  Effect.gen(function*() {
    const requests: Array<{ readonly target: unknown; readonly agent: unknown; readonly body: unknown }> = []
    const port = yield* listen(createServer(async (request, response) => {
      const target = request.headers["x-amz-target"]
      requests.push({ target, agent: request.headers["x-amz-user-agent"], body: await json(request) })
      const asksForCode = target === "AWSCognitoIdentityProviderService.GetUserAttributeVerificationCode"
      response.writeHead(asksForCode ? 200 : 400, { "content-type": "application/x-amz-json-1.1" })
      response.end(
        asksForCode
          ? JSON.stringify({ CodeDeliveryDetails: { Destination: "a***@e***" } })
          : exception("CodeMismatchException")
      )
    }))
    const environment = {
      AWS_REGION: "eu-west-1",
      AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: `http://127.0.0.1:${port}`
    }
    const printed = yield* Effect.promise(() => run(installed.consumer, process.execPath, [program], environment))
    const code = yield* Effect.promise(() => readFile(join(installed.consumer, program), "utf8"))
    return { printed, requests, code }
  }).pipe(Effect.scoped, Effect.runPromise)

describe("a program that installed it", () => {
  for (const version of compilers) {
    it(`is checked by TypeScript ${version}`, { timeout }, async () => {
      await writeFile(
        join(installed.consumer, "modules.ts"),
        entrypoints.map((entrypoint, index) => `export * as m${index} from "effect-cognito${entrypoint}"\n`).join("")
      )
      const complaints = await Promise.all([
        tsc(version, "node", ["program.ts", "program.cts", "modules.ts"], { ...forNode, noEmit: true }),
        tsc(version, "bundler", ["program.ts", "modules.ts"], forBundler),
        tsc(version, "strict", ["program.ts", "modules.ts"], { ...forBundler, exactOptionalPropertyTypes: false })
      ].map(complaint))
      assert.deepStrictEqual(complaints, ["", "", ""])
    })
  }

  it("is refused by TypeScript where it is wrong", { timeout }, async () => {
    await writeFile(
      join(installed.consumer, "wrong.ts"),
      "import { Cognito } from \"effect-cognito\"\n"
        + "Cognito.verifyUserAttribute({ accessToken: \"plain\", attributeName: \"email\", code: \"plain\" })\n"
    )
    assert.include(
      await complaint(tsc("7.0", "wrong", ["wrong.ts"], forBundler)),
      "wrong.ts(2,31): error TS2322: Type 'string' is not assignable to type 'Redacted<string>'"
    )
  })

  it("calls Cognito, whether it imports or requires the package", { timeout }, async () => {
    await tsc("7.0", "emit", ["program.ts", "program.cts"], { ...forNode, outDir: "out" })
    const imports = await besideCognito("out/program.js")
    const requires = await besideCognito("out/program.cjs")
    assert.include(imports.code, "from \"effect-cognito\"")
    assert.include(requires.code, "require(\"effect-cognito\")")

    for (const { printed, requests } of [imports, requires]) {
      assert.strictEqual(printed, "[\"a***@e***\",\"wrong code\"]\n")
      // The version that it tells Cognito is its own.
      const agent = `effect-cognito/${installed.manifest.version}`
      assert.deepStrictEqual(requests, [
        {
          target: "AWSCognitoIdentityProviderService.GetUserAttributeVerificationCode",
          agent,
          body: { AccessToken: "token", AttributeName: "email" }
        },
        {
          target: "AWSCognitoIdentityProviderService.VerifyUserAttribute",
          agent,
          body: { AccessToken: "token", AttributeName: "email", Code: "123456" }
        }
      ])
    }
  })

  it("is the first one of the README that it has, as it stands", { timeout }, async () => {
    const readme = await readFile(join(installed.consumer, "node_modules/effect-cognito/README.md"), "utf8")
    const [first] = snippets("README.md", readme)
    await writeFile(join(installed.consumer, "first.mjs"), first?.code ?? "")
    const { printed, requests } = await besideCognito("first.mjs")
    assert.strictEqual(printed, "A code is on its way to a***@e***.\n")
    assert.lengthOf(requests, 1)
  })

  it("reaches every public module by its path, and no internal one", { timeout }, async () => {
    const script = "const outcomes = await Promise.all(process.argv.slice(1).map((name) => import(name).then("
      + "(module) => Object.keys(module).length > 0, (error) => error.code)));"
      + "process.stdout.write(JSON.stringify(outcomes))"
    const names = installed.modules.map((module) => `effect-cognito/${module}`)
    assert.deepStrictEqual(
      JSON.parse(await node(installed.consumer, "--input-type=module", "--eval", script, "effect-cognito", ...names)),
      [true, ...names.map((name) => name.includes("/internal/") ? "ERR_PACKAGE_PATH_NOT_EXPORTED" : true)]
    )
  })
})

describe("an editor", () => {
  beforeAll(async () => {
    const { consumer } = installed
    const program = await readFile(new URL("hovered.ts", import.meta.url), "utf8")
    await writeFile(join(consumer, "hovered.ts"), line.major === 4 ? renameForEffect4(program) : program)
    const imports = entrypoints.map((entrypoint) => `import "effect-cognito${entrypoint}"\n`).join("")
    await writeFile(join(consumer, "documented.ts"), imports)
    const compilerOptions = { ...forNode, target: "ES2022", types: [], strict: true, skipLibCheck: true }
    await writeFile(join(consumer, "documented.json"), JSON.stringify({ compilerOptions, files: ["documented.ts"] }))
  })

  // TypeScript 7.0 shows no documentation of a member of a mapped type, such as those of every schema, although its
  // compiler knows it. 7.1 does (microsoft/typescript-go#4677).
  for (const version of ["5.9", "6.0"]) {
    it(
      `shows by TypeScript ${version} what a name is for, and a type that a person can read`,
      { timeout },
      async () => {
        const editor = await startEditor(installed.consumer, version, "hovered.ts")
        assert.isAbove(places.length, 20)
        for (const place of places) {
          const { documentation, type } = editor.hover(place)
          assert.notStrictEqual(documentation, "", place)
          assert.isAtMost(type.split("\n").length, 12, `${place}: ${type}`)
          assert.isAtMost(type.length, 420, `${place}: ${type}`)
          assert.notMatch(type, /\bany\b/, place)
        }
      }
    )
  }

  it("finds documentation of every public member, as in the sources", { timeout }, () => {
    const members = listMembers({
      project: join(installed.consumer, "documented.json"),
      folder: join(installed.consumer, "node_modules/effect-cognito/dist"),
      modules: entrypoints.map((entrypoint) => `${entrypoint.slice(1) || "index"}.d.ts`)
    })
    assert.isAbove(members.length, 1000)
    const undocumented = listUndocumented(members)
    assert.deepStrictEqual(undocumented.map(({ file, path }) => `${file}: ${path}`), [])
  })
})

const bundle = async (contents: string, external: Array<string> = ["effect", "@effect/platform"]) => {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: installed.consumer },
    bundle: true,
    write: false,
    format: "esm",
    // Without comments, which may well name another operation.
    minifyWhitespace: true,
    external,
    logLevel: "silent"
  })
  return outputFiles.map(({ text }) => text).join("\n")
}

const methodOf = (name: string) => name.charAt(0).toLowerCase() + name.slice(1)

/** The operations of which something is in a bundle. */
const named = (text: string) =>
  operations.filter((name) => new RegExp(`\\b(${name}|${methodOf(name)})(Request|Response)?\\b`).test(text))

describe("a bundle of it", () => {
  it("is empty where nothing of it is used", { timeout }, async () => {
    const text = await bundle(entrypoints.map((name) => `import "effect-cognito${name}"`).join("\n"), [])
    assert.strictEqual(text.slice(0, 500), "")
  })

  it("holds one operation where one is imported, by its own path or from Cognito", { timeout }, async () => {
    assert.isNotEmpty(operations)
    const held = await Promise.all(operations.map(async (name) => {
      const deep = `export { ${methodOf(name)} } from "effect-cognito/operations/${name}"`
      const namespace = `import * as Cognito from "effect-cognito/Cognito"\nexport const c = Cognito.${methodOf(name)}`
      return [named(await bundle(deep)), named(await bundle(namespace))]
    }))
    assert.deepStrictEqual(held, operations.map((name) => [[name], [name]]))
  })

  it("holds every operation where the service is used, and never the test double", { timeout }, async () => {
    const text = await bundle("import { Cognito } from \"effect-cognito\"\nexport const { layer } = Cognito")
    assert.deepStrictEqual(named(text), operations)
    assert.notInclude(text, "CognitoTest")
  })
})
