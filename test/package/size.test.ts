/**
 * Own bytes, as a browser gets them: minified and gzipped, with Effect external. They may not
 * grow unseen, and what was saved stays saved. `npm run bench -- size` compares them with everyone else's.
 */
import { assert, describe, it } from "@effect/vitest"
import { Cognito, Operation } from "effect-cognito"
import { build, type Plugin } from "esbuild"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { gzipSync } from "node:zlib"
import budget from "../../bench/budget.json" with { type: "json" }
import { resolveFile } from "../../effect4/resolve.js"
import { major } from "../support/major.js"

const allowed = budget[`effect${major}`]

const oneOperation =
  `export { getUserAttributeVerificationCode } from "./operations/GetUserAttributeVerificationCode.js"\n`

const sessionOperations = `
  export { getTokensFromRefreshToken } from "./operations/GetTokensFromRefreshToken.js"
  export { globalSignOut } from "./operations/GlobalSignOut.js"
  export { initiateAuth } from "./operations/InitiateAuth.js"
  export { revokeToken } from "./operations/RevokeToken.js"
  export * from "./CognitoAppClient.js"
`

interface Entry {
  readonly source: string
  /** What a program has in any case, which does not count. */
  readonly beside?: string
}

const entries: { readonly [Name in keyof typeof allowed]: Entry } = {
  "one operation": { source: oneOperation },
  "all operations and the service": { source: `export * from "./Cognito.js"` },
  "the verifier of tokens, beside one operation and jose": {
    source: `${oneOperation}export { layer, Verifier } from "./CognitoToken.js"`,
    beside: oneOperation
  },
  "a session and its stores, beside its operations": {
    source: `${sessionOperations}export * as Session from "./CognitoSession.js"
      export * as Store from "./CognitoSessionStore.js"`,
    beside: sessionOperations
  },
  "a session in cookies, beside its operations": {
    source: `${sessionOperations}export * as Session from "./CognitoSession.js"
      export * as Cookies from "./CognitoSessionCookies.js"`,
    beside: sessionOperations
  }
}

/** Finds the modules for this major of Effect. */
const ownModules: Plugin = {
  name: "own modules",
  setup: ({ onResolve }) => {
    if (major === 4) {
      onResolve({ filter: /^\./ }, ({ path, resolveDir }) => ({
        path: resolveFile(path, join(resolveDir, "x"))!,
        // As package.json says.
        sideEffects: false
      }))
    }
  }
}

const bundle = async (source: string): Promise<Uint8Array> => {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: fileURLToPath(new URL("../../src", import.meta.url)) },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    external: ["effect", "@effect/platform", "jose"],
    plugins: [ownModules],
    write: false
  })
  return outputFiles[0]!.contents
}

const ownBytes = async (source: string): Promise<number> => gzipSync(await bundle(source), { level: 9 }).length

describe("own bytes", () => {
  for (const [name, { beside, source }] of Object.entries(entries) as ReadonlyArray<[keyof typeof allowed, Entry]>) {
    it(`of ${name} stay within bench/budget.json`, async () => {
      const bytes = await ownBytes(source) - (beside === undefined ? 0 : await ownBytes(beside))
      assert.isAtMost(bytes, allowed[name], `${name} has grown: make it smaller, or raise the budget and say why.`)
      // Compressors differ by a few bytes from one Node to another.
      assert.isAtLeast(bytes, allowed[name] * 0.98, `${name} is smaller now: lower the budget, so that it stays so.`)
    })
  }
})

const exceptionsIn = async (source: string): Promise<ReadonlyArray<string>> =>
  [...new Set(Buffer.from(await bundle(source)).toString().match(/"[A-Za-z]+Exception"/g))].toSorted()

describe("a bundle", () => {
  it("has the exceptions of the operation that it calls, and of no other", async () => {
    const documented = Cognito.getUser[Operation.TypeId].errors.map(({ _tag }) => `"${_tag}"`)
    const found = await exceptionsIn(`export { getUser } from "./operations/GetUser.js"`)
    // The guards name some codes that are no classes.
    const codes = ["LimitExceededException", "ProvisionedThroughputExceededException", "RequestThrottledException"]
    assert.includeMembers(found.map(String), documented)
    assert.notInclude(found, `"WebAuthnNotEnabledException"`)
    assert.notInclude(found, `"CodeMismatchException"`)
    assert.isBelow(found.length, documented.length + codes.length + 8)
  })

  it("has no shape that nothing uses", async () => {
    const text = Buffer.from(await bundle(`export { TokenModelType } from "./CognitoSchema.js"`)).toString()
    assert.include(text, "[A-Za-z0-9-_=.]")
    // A pattern of user names, a challenge, and a member of a list of devices.
    for (const other of ["\\p{L}", "PASSWORD_VERIFIER", "deviceAttributes"]) assert.notInclude(text, other)
  })

  it("has signing in only for those who import it, and then with SRP in 9 kB", async () => {
    const operations = ["InitiateAuth", "RespondToAuthChallenge", "AssociateSoftwareToken", "VerifySoftwareToken"]
      .concat("ConfirmDevice")
      .map((name) => `export * from "./operations/${name}.js"`)
      .join("\n")
    const signIn = `export * as signIn from "./CognitoSignIn.js"\nexport * as appClient from "./CognitoAppClient.js"`
    const added = await ownBytes(`${operations}\n${signIn}`) - await ownBytes(operations)
    assert.isAtMost(added, 9_000)

    const steps = /AuthenticatorSetupRequired|Caldera Derived Key/
    assert.match(Buffer.from(await bundle(signIn)).toString(), steps)
    const others = ["Cognito", "CognitoConfig", "CognitoError", "CognitoSchema", "CognitoSecretHash", "Operation"]
    const without = others.map((name) => `export * as ${name} from "./${name}.js"`).join("\n")
    assert.notMatch(Buffer.from(await bundle(without)).toString(), steps)
    const used = await bundle(`import { Cognito } from "./index.js"\nexport const { getUser } = Cognito`)
    assert.notMatch(Buffer.from(used).toString(), steps)
  })
})
