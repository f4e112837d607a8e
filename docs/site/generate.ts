/**
 * Writes the pages of `docs/` that are made of other files. To update them:
 *
 *     npm run docs:generate
 */
import { writeFileSync } from "node:fs"
import { makeLlmsText } from "./llms.js"
import { operationsPage } from "./operations.js"

writeFileSync(new URL("../operations.md", import.meta.url), operationsPage)
writeFileSync(new URL("../llms.txt", import.meta.url), makeLlmsText())
