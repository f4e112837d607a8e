/** The page of `examples/browser`, in a browser that a keyboard steers. */
import { afterAll, afterEach, assert, beforeAll, beforeEach, describe, it, vi } from "@effect/vitest"
import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, readdirSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { type Browser, type BrowserContext, chromium, type Locator, type Page, type Route } from "playwright-core"
import { executablePath, missing, reason } from "../support/chromium.js"

const root = fileURLToPath(new URL("../..", import.meta.url))
const email = "ada@example.com"
const password = "Analytical-Engine-1843"

// Of what a busy machine needs; nothing here takes a second by itself.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })
const patience = 30_000

// -----------------------------------------------------------------------------
// the command and the browser
// -----------------------------------------------------------------------------

interface Command {
  readonly child: ChildProcess
  readonly url: string
  readonly output: () => string
}

/** Runs what the README says to run, until it says where the page is. */
const start = async (env: Readonly<Record<string, string>> = {}): Promise<Command> => {
  // As a loader, tsx needs no process of its own, which could outlive an interrupted test.
  const child = spawn(process.execPath, ["--import", "tsx", "examples/browser/main.ts"], {
    cwd: root,
    env: { PATH: process.env["PATH"], ...env }
  })
  let output = ""
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: string) => {
      output += chunk
      const found = /^Open (http:\/\/localhost:\d+) [^]*\n$/.exec(output)?.[1]
      if (found !== undefined) resolve(found)
    }
    child.stdout.setEncoding("utf8").on("data", read)
    child.stderr.setEncoding("utf8").on("data", read)
    child.once("close", () => reject(new Error(`It ended too early: ${output}`)))
  })
  return { child, url, output: () => output }
}

/** Ctrl-C. */
const end = async ({ child }: Command): Promise<unknown> => {
  const ended = once(child, "close")
  child.kill("SIGINT")
  const [code] = await ended
  return code
}

let browser: Browser
let context: BrowserContext
/** The tab that the user looks at. */
let page: Page
/** What the page says to the console, and where it goes. */
let traces: Array<string>
let secrets: Set<string>
/** The operations that were sent. */
let sent: Array<string>

const open = async (url: string): Promise<void> => {
  page = await context.newPage()
  page.setDefaultTimeout(patience)
  page.on("console", (message) => traces.push(message.text()))
  page.on("pageerror", (error) => traces.push(`uncaught: ${error.stack}`))
  page.on("request", (request) => {
    traces.push(request.url())
    const operation = request.headers()["x-amz-target"]?.split(".")[1]
    if (operation === undefined) return
    sent.push(operation)
    const body = request.postData() ?? "{}"
    // SRP proves the password.
    assert.notInclude(body, password)
    secrets.add(JSON.parse(body).AccessToken ?? password)
  })
  await page.goto(url)
}

/** Looks at another tab, which is opened if need be. */
const turnTo = async (tab: Page | string): Promise<Page> => {
  const before = page
  if (typeof tab === "string") await open(tab)
  else {
    page = tab
    await page.bringToFront()
  }
  return before
}

/** What the browser keeps, and the tokens in it. */
const readStorage = async () => {
  const kept = await page.evaluate(() => Object.entries(localStorage))
  const tokens = [...JSON.stringify(kept).matchAll(/(access|id|refresh)Token\\":\\"([^"\\]+)/g)].map(([, , token]) =>
    token ?? ""
  )
  return { kept, tokens }
}

// -----------------------------------------------------------------------------
// what a user does and notices
// -----------------------------------------------------------------------------

const press = async (...keys: ReadonlyArray<string>): Promise<void> => {
  // One key after the other, as fingers do.
  await keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve())
}

const type = (text: string) => page.keyboard.type(text)

const heading = (name: string) => page.getByRole("heading", { level: 1, name })
const button = (name: string) => page.getByRole("button", { name })
const field = (name: string) => page.getByRole("textbox", { name, exact: true })
const status = (text: string | RegExp) => page.getByRole("status").filter({ hasText: text })
const focused = (locator: Locator) => locator.and(page.locator(":focus")).waitFor()

/** A field that is marked as wrong, has the focus, and says why both aloud and in its description. */
const refused = async (name: string, message: string): Promise<void> => {
  await page.getByRole("alert").filter({ hasText: message }).waitFor()
  await focused(field(name).and(page.locator("[aria-invalid=true]")))
  const description = await field(name).evaluate((input) =>
    (input.getAttribute("aria-describedby") ?? "").split(" ").map((id) => document.getElementById(id)?.textContent)
      .join(" ")
  )
  assert.include(description, message)
}

const enterPassword = async (name: string): Promise<void> => {
  await field("E-mail address").focus()
  await type(name)
  await press("Tab")
  await type(password)
  await press("Enter")
}

const signIn = async (): Promise<void> => {
  await enterPassword(email)
  await focused(heading("Verify your e-mail address"))
}

const askForCode = async (): Promise<void> => {
  await press("Tab", "Enter")
  await focused(field("Code"))
}

const tryCode = async (): Promise<void> => {
  await type("123456")
  await press("Enter")
}

const newestCode = async (): Promise<string> => {
  const newest = page.getByRole("complementary", { name: "Mailbox of the emulator" }).getByRole("listitem").first()
  return /\d{6}/.exec(await newest.innerText())?.[0] ?? "none"
}

/** Who is signed in. */
const account = (name = email) => page.getByRole("banner").filter({ hasText: `Signed in as ${name}` })

const noticeSignOut = async (tab: Page): Promise<void> => {
  await turnTo(tab)
  await status("You are signed out.").waitFor()
  await focused(field("Password").or(field("E-mail address")))
  assert.strictEqual(await page.getByRole("banner").count(), 0)
}

const animation = () =>
  button("Send me a code").evaluate((element) => getComputedStyle(element, "::before").animationName)

// -----------------------------------------------------------------------------
// what Cognito can answer
// -----------------------------------------------------------------------------

type Answer = (route: Route) => Promise<void>

const answer = (status: number, body: object): Answer => (route) =>
  route.fulfill({
    status,
    headers: { "access-control-allow-origin": "*" },
    contentType: "application/x-amz-json-1.1",
    body: JSON.stringify(body)
  })

const exception = (name: string): Answer => answer(400, { __type: name, message: "In the words of Cognito." })

const revoked: Answer = answer(400, { __type: "NotAuthorizedException", message: "Access Token has been revoked" })

/** It may have been processed. */
const lost: Answer = (route) => route.abort("connectionreset")

const user = (verified: boolean) =>
  answer(200, {
    Username: "ada",
    UserAttributes: [{ Name: "email", Value: email }, { Name: "email_verified", Value: String(verified) }]
  })

describe.skipIf(missing)(`the page${reason}`, () => {
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync"
      ]
    })
  })
  afterAll(() => browser?.close())

  beforeEach(async () => {
    traces = []
    sent = []
    secrets = new Set([password])
    context = await browser.newContext({ viewport: { width: 900, height: 900 } })
  })

  afterEach(async () => {
    // The session is where the page says it is, and nowhere else.
    const { kept, tokens } = await readStorage()
    for (const [name, value] of kept) {
      assert.match(name, /^CognitoSession\./)
      assert.notInclude(value, password)
    }
    for (const token of tokens) secrets.add(token)
    const shown = await Promise.all(
      context.pages().map(async (tab) =>
        tab.evaluate(async () => [
          document.documentElement.outerHTML,
          location.href,
          JSON.stringify([{ ...sessionStorage }, document.cookie, await indexedDB.databases()])
        ])
      )
    )
    await context.close()
    for (const secret of secrets) {
      assert.isFalse([...traces, ...shown.flat()].some((text) => text.includes(secret)), "a secret can be read")
    }
    // A browser reports each status of 400 and above, and each lost connection.
    const complaints = traces.filter((text) => !/^http|^Failed to load resource/.test(text))
    assert.deepStrictEqual(complaints, [])
  })

  it("leads from the sign-in to a verified address, and the command ends with Ctrl-C", async () => {
    const TMPDIR = mkdtempSync(join(tmpdir(), "browser-"))
    const command = await start({ TMPDIR, TSX_DISABLE_CACHE: "1" })
    try {
      assert.include(command.output(), `sign in as ${email}`)
      await open(command.url)

      await press("Tab")
      await focused(field("E-mail address"))
      await press("Enter")
      await refused("E-mail address", "Type your e-mail address.")
      await type(email)
      await press("Enter")
      await refused("Password", "Type your password.")
      await type("not-it")
      await press("Enter")
      await refused("Password", "Wrong e-mail address or password.")
      await type(password)
      await press("Enter")

      await focused(heading("Verify your e-mail address"))
      await page.getByText(`We send a code to ${email}.`).waitFor()
      await press("Tab")
      await focused(button("Send me a code"))
      await press("Enter")

      await focused(field("Code"))
      await status("A code is on its way.").waitFor()
      assert.strictEqual(await field("Code").getAttribute("autocomplete"), "one-time-code")
      assert.strictEqual(await field("Code").getAttribute("inputmode"), "numeric")
      const first = await newestCode()
      await press("Enter")
      await refused("Code", "Type the code.")
      await type("000000")
      await press("Enter")
      await refused("Code", "That is not the code. Check it, and type it again.")

      await press("Tab", "Tab")
      await focused(button("Send me a new code"))
      await press("Enter")
      await focused(field("Code"))
      await page.getByRole("listitem").filter({ hasText: `To ${email}` }).nth(1).waitFor()
      const second = await newestCode()
      assert.notStrictEqual(second, first)
      await type(`${second.slice(0, 3)} ${second.slice(3)}`)
      await press("Enter")
      await focused(heading("Your address is verified"))

      // The user is still signed in, and Cognito says so, too.
      await page.reload()
      await heading("Your address is verified").waitFor()
      await account().waitFor()
      await press("Tab")
      await focused(button("Sign out"))
      await press("Enter")
      await focused(field("E-mail address"))
      await status("You are signed out.").waitFor()
      assert.deepStrictEqual((await readStorage()).tokens, [])
      await page.reload()
      await enterPassword(email)
      await focused(heading("Your address is verified"))
      assert.isAbove(secrets.size, 1)
    } finally {
      assert.strictEqual(await end(command), 0)
      const left = readdirSync(TMPDIR)
      rmSync(TMPDIR, { recursive: true })
      assert.deepStrictEqual(left, [])
    }
  })

  // ---------------------------------------------------------------------------
  // what the emulator does not do
  // ---------------------------------------------------------------------------

  describe("where Cognito", () => {
    let command: Command
    beforeAll(async () => {
      command = await start()
    })
    afterAll(async () => assert.strictEqual(await end(command), 0))

    /** From now on, each operation is answered like this. The others reach the emulator. */
    let answers: { [operation: string]: Answer }

    beforeEach(async () => {
      answers = {}
      await context.route((url) => url.origin !== command.url, (route) => {
        const operation = route.request().headers()["x-amz-target"]?.split(".")[1] ?? ""
        return answers[operation]?.(route) ?? route.continue()
      })
      await open(command.url)
    })

    it("takes its time, the button is busy, keeps the focus and sends nothing twice", async () => {
      const held: Array<Route> = []
      answers["GetUserAttributeVerificationCode"] = async (route) => {
        held.push(route)
      }
      await signIn()
      await press("Tab", "Enter")
      await status("Sending a code…").waitFor()
      await focused(button("Send me a code").and(page.locator("[aria-busy=true][aria-disabled=true]")))
      await press("Enter", "Tab", "Enter")
      await focused(button("I have a code already"))
      await Promise.all(held.map((route) => answer(200, {})(route)))
      await focused(field("Code"))
      assert.deepStrictEqual(sent, [
        "InitiateAuth",
        "RespondToAuthChallenge",
        "GetUser",
        "GetUserAttributeVerificationCode"
      ])
      assert.strictEqual(await page.locator("[aria-busy=true], [aria-disabled=true]").count(), 0)
    })

    it("says where it sent the code, the page repeats it", async () => {
      answers["GetUserAttributeVerificationCode"] = answer(200, {
        CodeDeliveryDetails: { AttributeName: "email", DeliveryMedium: "EMAIL", Destination: "a***@e***" }
      })
      await signIn()
      await askForCode()
      await page.getByText("It is in the message to a***@e***").waitFor()
      assert.strictEqual(await page.getByRole("main").getByText(email).locator("visible=true").count(), 0)
    })

    it("refuses too many attempts, the page says when to try again", async () => {
      answers["GetUserAttributeVerificationCode"] = exception("LimitExceededException")
      answers["VerifyUserAttribute"] = exception("LimitExceededException")
      await signIn()

      const before = Date.now()
      await press("Tab", "Enter")
      const told = await status(/^Too many attempts\. Try again after \d\d:\d\d\.$/).innerText()
      const hour = 3_600_000
      const times = [before, Date.now()].map((now) => {
        const time = new Date(now + hour + 59_999)
        return [time.getHours(), time.getMinutes()].map((part) => String(part).padStart(2, "0")).join(":")
      })
      assert.isTrue(times.some((time) => told.includes(time)), `${told} ${times.join()}`)
      await focused(button("Send me a code"))

      await press("Tab", "Enter")
      await focused(field("Code"))
      await tryCode()
      await status(/^Too many attempts/).waitFor()
      await focused(field("Code"))
    })

    it("no longer accepts the tokens, the user signs in again and goes on", async () => {
      answers["GetUserAttributeVerificationCode"] = revoked
      answers["GetTokensFromRefreshToken"] = exception("NotAuthorizedException")
      await signIn()
      await press("Tab", "Enter")
      await status("Your session has expired. Please sign in again.").waitFor()
      await focused(field("Password"))
      assert.strictEqual(await field("E-mail address").inputValue(), email)
      assert.strictEqual(await page.getByRole("banner").count(), 0)
      assert.deepStrictEqual((await readStorage()).tokens, [])

      delete answers["GetUserAttributeVerificationCode"]
      answers["VerifyUserAttribute"] = exception("UserNotFoundException")
      await type(password)
      await press("Enter")
      await focused(heading("Verify your e-mail address"))
      await askForCode()
      await tryCode()
      await status("Your session has expired. Please sign in again.").waitFor()
      await focused(field("Password"))
      assert.deepStrictEqual((await readStorage()).tokens, [])
    })

    it("revokes the access token before its time, the user notices nothing", async () => {
      answers["GetUserAttributeVerificationCode"] = async (route) => {
        delete answers["GetUserAttributeVerificationCode"]
        await revoked(route)
      }
      await signIn()
      const before = await readStorage()
      await askForCode()
      const after = await readStorage()
      assert.strictEqual(after.tokens.length, 3)
      assert.notStrictEqual(after.tokens[0], before.tokens[0])
      for (const token of before.tokens) secrets.add(token)
      assert.deepStrictEqual(sent.slice(3), [
        "GetUserAttributeVerificationCode",
        "GetTokensFromRefreshToken",
        "GetUserAttributeVerificationCode"
      ])
    })

    it("knows a user, all tabs know who it is, also after a reload and after one of them has signed out", async () => {
      const second = await turnTo(command.url)
      await field("E-mail address").waitFor()
      const first = await turnTo(second)
      await signIn()
      await account().waitFor()
      // The other tab was open before the sign-in, and a new one finds the session.
      await turnTo(first)
      await account().waitFor()
      await focused(heading("Verify your e-mail address"))
      await turnTo(command.url)
      await account().waitFor()
      await heading("Verify your e-mail address").waitFor()
      assert.strictEqual(await field("E-mail address").count(), 0)

      await page.reload()
      await account().waitFor()
      await button("Send me a code").focus()
      await press("Enter")
      await focused(field("Code"))

      await button("Sign out").focus()
      await press("Enter")
      await noticeSignOut(page)
      await noticeSignOut(first)
      await noticeSignOut(second)
      await page.reload()
      await field("E-mail address").waitFor()
      assert.strictEqual(sent.filter((operation) => operation === "InitiateAuth").length, 1)
      assert.strictEqual(sent.filter((operation) => operation === "RevokeToken").length, 1)
    })

    it("can't be reached, the user stays signed in after a reload, and can sign out", async () => {
      await signIn()
      for (const token of (await readStorage()).tokens) secrets.add(token)
      answers["GetUser"] = lost
      answers["RevokeToken"] = lost
      await page.reload()
      await account().waitFor()
      await heading("Verify your e-mail address").waitFor()
      await status("Cognito can't be reached at the moment, but you are still signed in.").waitFor()
      await context.setOffline(true)
      await button("Sign out").focus()
      await press("Enter")
      await status("You are signed out here, but Cognito could not be told.").waitFor()
      await focused(field("E-mail address"))
      assert.deepStrictEqual((await readStorage()).tokens, [])
      await context.setOffline(false)
    })

    it("says that the password is wrong, the page does not say whether there is such a user", async () => {
      await field("E-mail address").focus()
      await type(email)
      await press("Tab")
      answers["InitiateAuth"] = exception("NotAuthorizedException")
      await type(password)
      await press("Enter")
      await refused("Password", "Wrong e-mail address or password.")
      answers["InitiateAuth"] = exception("UserNotFoundException")
      await press("Enter")
      await refused("Password", "Wrong e-mail address or password.")
      assert.deepStrictEqual(sent, ["InitiateAuth", "InitiateAuth"])
    })

    it("says that the code is too old, the user asks for another one", async () => {
      answers["VerifyUserAttribute"] = exception("ExpiredCodeException")
      await signIn()
      await askForCode()
      await tryCode()
      await refused("Code", "This code is too old. Ask for a new one.")
      await press("Tab", "Tab", "Enter")
      await status("A code is on its way.").waitFor()
      assert.strictEqual(await field("Code").inputValue(), "")
      await focused(field("Code"))
    })

    it("can't be reached because the user is offline, nothing is sent", async () => {
      await signIn()
      await context.setOffline(true)
      await status("You are offline.").waitFor()
      await press("Tab", "Enter")
      await status("You are offline, so nothing was sent. Try again when you are back.").waitFor()
      await focused(button("Send me a code"))
      assert.deepStrictEqual(sent, ["InitiateAuth", "RespondToAuthChallenge", "GetUser"])

      await context.setOffline(false)
      await status("You are back online.").waitFor()
      await press("Enter")
      await focused(field("Code"))
    })

    it("is lost while it sends a code, the user is told to look first, and can type the code", async () => {
      answers["GetUserAttributeVerificationCode"] = lost
      await signIn()
      await press("Tab", "Enter")
      await status("The code may be on its way: look for it before you ask for another one.").waitFor()
      assert.deepStrictEqual(sent, [
        "InitiateAuth",
        "RespondToAuthChallenge",
        "GetUser",
        "GetUserAttributeVerificationCode"
      ])
      await press("Tab", "Enter")
      await focused(field("Code"))
    })

    it("is lost while it checks the code, the page asks what came of it", async () => {
      answers["VerifyUserAttribute"] = lost
      await signIn()
      await askForCode()
      await tryCode()
      await status("your address is perhaps verified already").waitFor()
      answers["GetUser"] = user(true)
      await press("Enter")
      await focused(heading("Your address is verified"))
      assert.strictEqual(sent.filter((operation) => operation === "VerifyUserAttribute").length, 2)
    })

    it("takes a code for old that it has accepted, the page knows that the address is verified", async () => {
      answers["VerifyUserAttribute"] = exception("ExpiredCodeException")
      await signIn()
      await askForCode()
      answers["GetUser"] = user(true)
      await tryCode()
      await focused(heading("Your address is verified"))
      assert.deepStrictEqual(sent.slice(-2), ["VerifyUserAttribute", "GetUser"])
    })

    it("fails by itself, the page says so and stays usable", async () => {
      answers["GetUserAttributeVerificationCode"] = answer(500, { __type: "InternalErrorException" })
      await signIn()
      await press("Tab", "Enter")
      await status("That did not work, and it is not your fault.").waitFor()
      assert.deepStrictEqual(sent, [
        "InitiateAuth",
        "RespondToAuthChallenge",
        "GetUser",
        "GetUserAttributeVerificationCode"
      ])
      delete answers["GetUserAttributeVerificationCode"]
      await press("Enter")
      await focused(field("Code"))
    })

    it("asks for the digits of an authenticator app, the user types them, wrong ones first", async () => {
      await enterPassword("grace@example.com")
      await focused(field("Code"))
      await heading("Enter the code of your second factor").waitFor()
      await page.getByText("Your authenticator app shows it.").waitFor()
      await press("Enter")
      await refused("Code", "Type the code.")
      const app = page.getByRole("listitem").filter({ hasText: "To grace@example.com" })
      const shown = /\d{6}/.exec(await app.innerText())?.[0] ?? "none"
      await type(shown === "000000" ? "111111" : "000000")
      await press("Enter")
      await refused("Code", "That is not the code. Check it, and type it again.")
      // The app may have gone on meanwhile.
      await type(/\d{6}/.exec(await app.innerText())?.[0] ?? "none")
      await press("Enter")
      await focused(heading("Verify your e-mail address"))
      assert.strictEqual(sent.filter((operation) => operation === "RespondToAuthChallenge").length, 3)
    })

    it("asks for a code that it sent, the page says where it is", async () => {
      const challenge = { ChallengeName: "SMS_MFA", Session: "s".repeat(20) }
      answers["InitiateAuth"] = answer(200, {
        ...challenge,
        ChallengeParameters: { CODE_DELIVERY_DELIVERY_MEDIUM: "SMS", CODE_DELIVERY_DESTINATION: "+*******0100" }
      })
      answers["RespondToAuthChallenge"] = exception("ExpiredCodeException")
      await enterPassword(email)
      await focused(field("Code"))
      await page.getByText("It is in the message to +*******0100.").waitFor()
      await tryCode()
      await status("This code is too old. Please sign in again.").waitFor()
      await focused(field("Password"))
      assert.deepStrictEqual(sent, ["InitiateAuth", "RespondToAuthChallenge"])
    })

    it("asks for what the page can't answer, the page says so", async () => {
      answers["InitiateAuth"] = answer(200, { ChallengeName: "NEW_PASSWORD_REQUIRED", Session: "s".repeat(20) })
      await enterPassword(email)
      await status("Cognito asks for one thing more (NewPasswordRequired), which this page can't answer.").waitFor()
      assert.deepStrictEqual(sent, ["InitiateAuth"])
    })

    it("knows a passkey, the user signs in with it and no password", async () => {
      const session = await context.newCDPSession(page)
      await session.send("WebAuthn.enable")
      await session.send("WebAuthn.addVirtualAuthenticator", {
        options: {
          protocol: "ctap2",
          transport: "internal",
          hasResidentKey: true,
          hasUserVerification: true,
          isUserVerified: true
        }
      })
      await field("E-mail address").focus()
      await type(email)
      await press("Tab", "Tab", "Tab")
      await focused(button("Sign in with a passkey"))
      await press("Enter")
      await status("There is no passkey for this address. Sign in with your password.").waitFor()

      answers["GetUser"] = user(true)
      await field("Password").focus()
      await type(password)
      await press("Enter")
      await focused(heading("Your address is verified"))
      delete answers["GetUser"]
      await press("Tab")
      await focused(button("Add a passkey for the next time"))
      await press("Enter")
      await status("You can sign in with a passkey from now on.").waitFor()
      await press("Enter")
      await status("This device has a passkey of this user already.").waitFor()

      await button("Sign out").focus()
      await press("Enter")
      await focused(field("Password"))
      await page.reload()
      sent = []
      answers["GetUser"] = user(true)
      await field("E-mail address").focus()
      await type(email)
      await press("Tab", "Tab", "Tab", "Enter")
      await focused(heading("Your address is verified"))
      assert.deepStrictEqual(sent, ["InitiateAuth", "RespondToAuthChallenge", "GetUser"])
    })

    it("has passkeys, a browser without them does not offer them", async () => {
      await context.addInitScript("delete globalThis.PublicKeyCredential")
      await page.reload()
      await field("Password").waitFor()
      assert.strictEqual(await button("Sign in with a passkey").count(), 0)
    })

    it("is slow and the screen narrow, nothing turns for those who want no motion, and nothing is cut off", async () => {
      await page.setViewportSize({ width: 320, height: 640 })
      await page.emulateMedia({ reducedMotion: "reduce" })
      answers["GetUserAttributeVerificationCode"] = () => new Promise(() => {})
      await signIn()
      await press("Tab", "Enter")
      await status("Sending a code…").waitFor()
      assert.strictEqual(await animation(), "none")
      await page.emulateMedia({ reducedMotion: "no-preference" })
      assert.strictEqual(await animation(), "turn")
      assert.isAtMost(await page.evaluate(() => document.documentElement.scrollWidth), 320)
    })
  })
})
