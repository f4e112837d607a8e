import { join } from "node:path"
import { build } from "./build.js"
import { root } from "./pages.js"

const out = join(root, "docs/site/out")
build(out)
process.stdout.write(`The site is made: open ${join(out, "index.html")}\n`)
