/** Runs a program with a Node on which Effect 4 runs: `tsx effect4/node.ts program.js arguments`. */
import { spawnSync } from "node:child_process"
import { install } from "./install.js"

const { status } = spawnSync(install(), process.argv.slice(2), { stdio: "inherit" })
process.exitCode = status ?? 1
