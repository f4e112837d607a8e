/**
 * Passkeys in Chromium, with its virtual authenticator: what comes back is verified as a server does it, by the public key
 * of the registration. The static functions and `toJSON`, which some browsers and password managers lack, are taken away.
 */
import { build, type Plugin } from "esbuild"
import { createHash, createPublicKey, verify } from "node:crypto"
import * as http from "node:http"
import type { AddressInfo } from "node:net"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { type Browser, type BrowserContext, type CDPSession, chromium, type Page } from "playwright-core"
import { renameModule, resolveFile, root } from "../../effect4/resolve.js"
import { executablePath, missing, reason } from "../support/chromium.js"
import { major } from "../support/major.js"
import { afterAll, afterEach, assert, beforeAll, beforeEach, describe, it, vi } from "../support/vitest.js"
import type { Outcome } from "./passkeyPage.js"

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

// -----------------------------------------------------------------------------
// the page
// -----------------------------------------------------------------------------

/** Finds the modules for this major of Effect. */
const modules: Plugin = {
  name: "modules",
  setup: ({ onResolve, resolve }) => {
    const resolveDir = major === 4 ? join(root, "effect4") : root
    onResolve({ filter: /^[@a-z]/ }, ({ kind, path, pluginData, importer }) => {
      const own = resolveFile(path, importer)
      if (own !== undefined && path.startsWith("effect-cognito")) {
        return { path: major === 4 ? own : own.replace(".effect4.ts", ".ts") }
      }
      if (pluginData === modules || importer.includes("node_modules")) return undefined
      return resolve(major === 4 ? renameModule(path) : path, { kind, resolveDir, pluginData: modules })
    })
    onResolve({ filter: /^\./ }, ({ importer, path }) => {
      const file = major === 4 ? resolveFile(path, importer) : undefined
      return file === undefined ? undefined : { path: file }
    })
  }
}

const bundle = async (): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("passkeyPage.ts", import.meta.url))],
    bundle: true,
    format: "esm",
    target: "es2022",
    plugins: [modules],
    write: false
  })
  return outputFiles[0]!.text
}

let browser: Browser
let server: http.Server
let origin: string

const options = (challenge: string) => ({
  challenge: Buffer.from(challenge).toString("base64url"),
  rp: { id: "localhost", name: "Example" },
  user: { id: Buffer.from("ada").toString("base64url"), name: "ada@example.com", displayName: "Ada" },
  pubKeyCredParams: [{ type: "public-key", alg: -7 }, { type: "public-key", alg: -257 }],
  timeout: 60_000,
  authenticatorSelection: { residentKey: "required", userVerification: "preferred" },
  excludeCredentials: [] as ReadonlyArray<object>
})

const request = (challenge: string, allowCredentials: ReadonlyArray<object> = []) => ({
  challenge: Buffer.from(challenge).toString("base64url"),
  rpId: "localhost",
  timeout: 60_000,
  userVerification: "preferred",
  allowCredentials
})

// -----------------------------------------------------------------------------
// a server's checks
// -----------------------------------------------------------------------------

interface CredentialJson {
  readonly id: string
  readonly rawId: string
  readonly type: string
  readonly response: { readonly [name: string]: string }
}

/** The credential of an outcome. */
const credentialOf = ({ credential, message }: Outcome): CredentialJson => {
  assert.isObject(credential, message)
  return credential as CredentialJson
}

const decode = (text: string | undefined) => Buffer.from(text ?? "", "base64url")

const assertClientData = (json: CredentialJson, type: string, challenge: string) => {
  assert.strictEqual(json.type, "public-key")
  assert.strictEqual(json.rawId, json.id)
  const clientData = JSON.parse(decode(json.response["clientDataJSON"]).toString("utf8"))
  assert.strictEqual(clientData.type, type)
  assert.strictEqual(clientData.origin, origin)
  assert.strictEqual(decode(clientData.challenge).toString("utf8"), challenge)
}

/** Whether the private key of the registration signed the request. */
const isSigned = (registration: CredentialJson, { response }: CredentialJson): boolean => {
  const key = createPublicKey({ key: decode(registration.response["publicKey"]), format: "der", type: "spki" })
  const hash = createHash("sha256").update(decode(response["clientDataJSON"])).digest()
  const signed = Buffer.concat([decode(response["authenticatorData"]), hash])
  return verify("sha256", signed, key, decode(response["signature"]))
}

// -----------------------------------------------------------------------------
// tests
// -----------------------------------------------------------------------------

const lacks: ReadonlyArray<readonly [what: string, script: string]> = [
  ["all that the standard has", ""],
  [
    "no static functions, as Safari had none",
    `delete PublicKeyCredential.parseCreationOptionsFromJSON
     delete PublicKeyCredential.parseRequestOptionsFromJSON`
  ],
  [
    "a toJSON that throws, as password managers have it",
    `PublicKeyCredential.prototype.toJSON = () => { throw new TypeError("Illegal invocation") }`
  ],
  [
    "neither",
    `delete PublicKeyCredential.parseCreationOptionsFromJSON
     delete PublicKeyCredential.parseRequestOptionsFromJSON
     delete PublicKeyCredential.prototype.toJSON`
  ]
]

describe.skipIf(missing)(`passkeys${reason}`, () => {
  let context: BrowserContext
  let page: Page
  let session: CDPSession
  let authenticatorId: string

  beforeAll(async () => {
    const script = await bundle()
    server = http.createServer((request, response) => {
      const isScript = request.url === "/page.js"
      response
        .writeHead(200, { "content-type": isScript ? "text/javascript" : "text/html" })
        .end(isScript ? script : `<!doctype html><title>page</title><script type="module" src="/page.js"></script>`)
    })
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
    // The server listens on an IP address.
    origin = `http://localhost:${(server.address() as AddressInfo).port}`
    browser = await chromium.launch({
      executablePath,
      args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
    })
  })

  afterAll(async () => {
    await browser?.close()
    server?.close()
    server?.closeAllConnections()
  })

  beforeEach(async () => {
    context = await browser.newContext()
    page = await context.newPage()
    await page.goto(origin)
    await page.waitForFunction("typeof page === 'object'")
    session = await context.newCDPSession(page)
    await session.send("WebAuthn.enable")
    const added = await session.send("WebAuthn.addVirtualAuthenticator", {
      options: {
        protocol: "ctap2",
        transport: "internal",
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true
      }
    })
    authenticatorId = added.authenticatorId
  })

  afterEach(() => context.close())

  const create = (options: unknown) => page.evaluate<Outcome>(`page.create(${JSON.stringify(options)})`)
  const get = (options: unknown) => page.evaluate<Outcome>(`page.get(${JSON.stringify(options)})`)

  for (const [what, script] of lacks) {
    it(`work in a browser with ${what}`, async () => {
      await page.evaluate(script)
      assert.isTrue(await page.evaluate("page.isSupported()"))
      const registration = credentialOf(await create(options("a registration, ÿ")))
      assertClientData(registration, "webauthn.create", "a registration, ÿ")
      assert.isAbove(decode(registration.response["attestationObject"]).length, 100)

      const signIn = async (allowed: ReadonlyArray<object>) => {
        const assertion = credentialOf(await get(request("a sign-in", allowed)))
        assertClientData(assertion, "webauthn.get", "a sign-in")
        assert.strictEqual(assertion.id, registration.id)
        assert.strictEqual(decode(assertion.response["userHandle"]).toString("utf8"), "ada")
        assert.isTrue(isSigned(registration, assertion))
      }
      await signIn([])
      await signIn([{ type: "public-key", id: registration.id }])
    })
  }

  it("are made from options that are wrapped, too", async () => {
    const registration = credentialOf(await create({ publicKey: options("wrapped") }))
    assertClientData(registration, "webauthn.create", "wrapped")
  })

  it("are refused where the device has one already", async () => {
    const { id } = credentialOf(await create(options("first")))
    const excludeCredentials = [{ type: "public-key", id }]
    const { reason } = await create({ ...options("second"), excludeCredentials })
    assert.strictEqual(reason, "AlreadyRegistered")
  })

  it("are cancelled by the user", async () => {
    await session.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: false })
    const authenticatorSelection = { residentKey: "required", userVerification: "required" }
    const { message, reason } = await create({ ...options("unverified"), authenticatorSelection })
    assert.strictEqual(reason, "Cancelled")
    assert.include(message, "cancelled")
  })

  it("are not there for a sign-in that allows another one", async () => {
    const id = Buffer.from("another").toString("base64url")
    const { reason } = await get({ ...request("a sign-in", [{ type: "public-key", id }]), timeout: 1 })
    assert.strictEqual(reason, "Cancelled")
  })

  it("are bound to a domain", async () => {
    const rp = { id: "elsewhere.example", name: "Elsewhere" }
    assert.strictEqual((await create({ ...options("elsewhere"), rp })).reason, "WrongDomain")
    assert.strictEqual((await get({ ...request("elsewhere"), rpId: rp.id })).reason, "WrongDomain")
  })

  it("are not made from what are no options", async () => {
    const broken = [null, "text", {}, { challenge: 7 }, { ...options("a"), user: {} }, { ...options("a"), user: null }]
    // One at a time, as a page has one dialog.
    await broken.reduce(async (before, options) => {
      await before
      const { message, reason } = await create(options)
      assert.strictEqual(reason, "InvalidOptions", JSON.stringify(options))
      assert.include(message, "what Cognito sent")
    }, Promise.resolve())
    assert.strictEqual((await get({ ...request("a"), allowCredentials: [{ id: 7 }] })).reason, "InvalidOptions")
  })

  it("are not offered where there are none", async () => {
    await page.evaluate("delete globalThis.PublicKeyCredential")
    assert.isFalse(await page.evaluate("page.isSupported()"))
    assert.strictEqual((await create(options("none"))).reason, "NotSupported")
    assert.strictEqual((await get(request("none"))).reason, "NotSupported")
  })
})
