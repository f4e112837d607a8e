/** The Chromium in which tests run pages. CI does not show skipped tests, so a missing Chromium is a failure there. */
import { existsSync } from "node:fs"

export const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium"

/** What to do about a missing Chromium. */
const howToGetIt = `there is no ${executablePath}: apt-get install chromium, or set CHROMIUM to the path of one`

export const missing = !existsSync(executablePath)

if (missing && process.env["CI"] === "true") throw new Error(howToGetIt)

/** What the titles of tests that need it end in: the reason, if they are skipped. */
export const reason = missing ? ` (${howToGetIt})` : ""
