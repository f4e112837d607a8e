/** The site that `npm run docs` makes. */
import { afterAll, assert, beforeAll, describe, it, vi } from "@effect/vitest"
import { Cognito, Operation } from "effect-cognito"
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { tmpdir } from "node:os"
import { extname, join, posix } from "node:path"
import { type Browser, chromium, type Page } from "playwright-core"
import { build } from "../../docs/site/build.js"
import { executablePath, missing, reason } from "../support/chromium.js"
import { root } from "../support/snippets.js"

// The first time, TypeDoc is installed.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 600_000 })

/** The public modules: every file in `src`, but for the one that exports them all. */
const modules = readdirSync(join(root, "src"))
  .map((file) => /^(\w+)\.ts$/.exec(file)?.[1] ?? "index")
  .filter((name) => name !== "index")

const operations = Operation.list(Cognito).map(([name]) => name)

let site: string
/** The files of the site by their paths in it, and the text of those that are pages. */
let files: ReadonlyMap<string, string>

beforeAll(() => {
  site = mkdtempSync(join(tmpdir(), "effect-cognito-docs-"))
  build(site)
  files = new Map(
    readdirSync(site, { recursive: true, encoding: "utf8", withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const path = join(entry.parentPath, entry.name)
        const text = entry.name.endsWith(".html") ? readFileSync(path, "utf8") : ""
        return [path.slice(site.length + 1).replaceAll("\\", "/"), text]
      })
  )
})

afterAll(() => rmSync(site, { recursive: true }))

const decode = (attribute: string): string =>
  attribute.replaceAll("&quot;", "\"").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&")

/** The values of an attribute in the tags of a page. A `>` is never in a value, because TypeDoc escapes it. */
const attributes = (html: string, name: string): ReadonlyArray<string> =>
  [...html.matchAll(/<[a-z][^>]*>/gi)].flatMap(([tag]) =>
    [...tag.matchAll(new RegExp(`\\s${name}="([^"]*)"`, "g"))].map(([, value = ""]) => decode(value))
  )

/** The links of a page that lead out of the site, to a file that is not there, or to no place in it. */
const deadLinks = (page: string, html: string): ReadonlyArray<string> =>
  [...attributes(html, "href"), ...attributes(html, "src")].filter((link) => {
    if (/^https?:/.test(link)) return false
    const [path = "", anchor] = link.split("#").map(decodeURIComponent)
    const target = path === "" ? page : posix.join(posix.dirname(page), path)
    const text = target === page ? html : files.get(target)
    if (text === undefined || /^([a-z]+:|\/)/i.test(link)) return true
    // What is no page is a picture, whose parts are named within.
    return anchor !== undefined && anchor !== "" && target.endsWith(".html") && !attributes(text, "id").includes(anchor)
  })

describe("the site", () => {
  it("has a page for every public module and every operation, and the chapters of the guide", () => {
    const guide = readdirSync(join(root, "docs")).filter((file) => file.endsWith(".md")).length
    assert.includeMembers([...files.keys()], [
      "index.html",
      ...modules.map((name) => `modules/${name}.html`),
      ...operations.map((name) => `functions/Cognito.${name}.html`)
    ])
    assert.isAtLeast([...files.keys()].filter((file) => file.startsWith("documents/")).length, guide)
    assert.lengthOf(operations, 35)
  })

  it("shows of an operation what it takes, returns and fails with, and an example", () => {
    for (const name of operations) {
      const text = files.get(`functions/Cognito.${name}.html`) ?? ""
      const aws = name.charAt(0).toUpperCase() + name.slice(1)
      const links = attributes(text, "href").map((link) => posix.basename(link))
      for (const type of ["Request", "Response", "Error"]) assert.include(links, `Cognito.${aws}${type}.html`)
      assert.include(text, ">Example<", name)
    }
  })

  it("names the errors that an operation can fail with", () => {
    for (const [name, operation] of Operation.list(Cognito)) {
      const { errors, name: aws } = operation[Operation.TypeId]
      const links = attributes(files.get(`types/Cognito.${aws}Error.html`) ?? "", "href")
      for (const error of [...errors.map((exception) => exception.name), "TransportError"]) {
        assert.include(links, `../classes/CognitoError.${error}.html`, name)
      }
    }
  })

  it("has no broken link", () => {
    const dead = [...files].flatMap(([page, html]) => deadLinks(page, html).map((link) => `${page} links to ${link}`))
    assert.deepStrictEqual(dead, [])
  })

  it("is caught having one", () => {
    const html =
      `<a href="modules/Cognito.html">a</a><a href="modules/Gone.html">b</a><a href="#here" id="here">c</a>` +
      `<a href="#gone">d</a><img src="/etc/x.png"/><a href="file:///x">e</a><a href="modules/Cognito.html#gone">f</a>`
    assert.deepStrictEqual(deadLinks("index.html", html), [
      "modules/Gone.html",
      "#gone",
      "file:///x",
      "modules/Cognito.html#gone",
      "/etc/x.png"
    ])
  })

  it("says nothing of the machine that made it, and has no page for what is internal", () => {
    for (const [page, html] of files) {
      assert.notInclude(html, root, page)
      assert.notInclude(html, tmpdir() + "/effect-cognito-", page)
      assert.notMatch(page, /internal/)
    }
  })
})

describe.skipIf(missing)(`the site in a browser${reason}`, () => {
  const types: Readonly<Record<string, string>> = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml"
  }
  let browser: Browser
  let page: Page
  /** What the pages load, and what they complain of. */
  let requests: Array<string>
  let complaints: Array<string>

  let server: Server
  let origin: string

  const open = (file: string) => page.goto(`${origin}/${file}`)

  beforeAll(async () => {
    server = createServer(({ url = "/" }, response) => {
      const file = new URL(url, "http://127.0.0.1").pathname.slice(1)
      response.setHeader("content-type", types[extname(file)] ?? "text/plain")
      response.statusCode = files.has(file) ? 200 : 404
      response.end(files.has(file) ? readFileSync(join(site, file)) : "")
    })
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
    // A server that listens on an IP address has this kind of address.
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    requests = []
    complaints = []
    browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] })
    page = await browser.newPage()
    page.on("request", (request) => requests.push(request.url()))
    page.on("console", (message) => complaints.push(message.text()))
    page.on("pageerror", (error) => complaints.push(String(error)))
  })

  afterAll(async () => {
    await browser?.close()
    server.close()
  })

  it("is found its way around by the navigation", async () => {
    await open("index.html")
    const link = page.locator("#tsd-nav-container a", { hasText: "CognitoSession" }).first()
    await link.waitFor({ state: "attached" })
    const links = await page.locator("#tsd-nav-container a").evaluateAll((elements) =>
      elements.map((element) => element.getAttribute("href") ?? "")
    )
    assert.isAbove(links.length, modules.length)
    assert.deepStrictEqual(
      links.filter((target) => !files.has(posix.normalize(decodeURIComponent(target.split("#")[0] ?? "")))),
      []
    )
  })

  it("is searched, the chapters of the guide included, and a click opens what was found", async () => {
    await open("index.html")
    await page.locator("#tsd-search-trigger").click()
    const field = page.locator("#tsd-search-input")
    const results = page.locator("#tsd-search-results a")
    // A word of no other page.
    await field.fill("repetition")
    await results.filter({ hasText: /^\s*Operations$/ }).waitFor()
    await field.fill("getUserAttributeVerif")
    await results.filter({ hasText: /^\s*Cognito\.getUserAttributeVerificationCode$/ }).click()
    await page.waitForURL(/\/functions\/Cognito\.getUserAttributeVerificationCode\.html/)
    const heading = await page.getByRole("heading", { level: 1 }).innerText()
    assert.include(heading, "getUserAttributeVerificationCode")
  })

  it("is light or dark as its reader likes", async () => {
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    await page.emulateMedia({ colorScheme: "light" })
    await open("modules/Cognito.html")
    const light = await background()
    await page.emulateMedia({ colorScheme: "dark" })
    assert.notStrictEqual(await background(), light)
  })

  it.each([
    "index.html",
    "documents/Operations.html",
    "modules/CognitoError.html",
    "functions/Cognito.getUserAttributeVerificationCode.html",
    "classes/CognitoError.InvalidSmsRoleTrustRelationshipException.html",
    "interfaces/Cognito.Service.html",
    "types/Cognito.RespondToAuthChallengeRequest.html"
  ])("fits on a phone: %s", async (file) => {
    await page.setViewportSize({ width: 360, height: 740 })
    await open(file)
    assert.isAtMost(await page.evaluate(() => document.documentElement.scrollWidth), 360)
  })

  it("has loaded nothing from elsewhere until here, and has not complained", () => {
    assert.isNotEmpty(requests)
    assert.deepStrictEqual(requests.filter((url) => !url.startsWith(`${origin}/`)), [])
    assert.deepStrictEqual(complaints, [])
  })
})
