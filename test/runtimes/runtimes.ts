/**
 * The runtimes: where each one's binary may be, how to get it, and how it runs the suite.
 */
import { Effect } from "effect"
import { execFile, spawn } from "node:child_process"
import { once } from "node:events"
import { readFile, writeFile } from "node:fs/promises"
import { createServer } from "node:http"
import { join } from "node:path"
import { createInterface } from "node:readline"
import type { Readable } from "node:stream"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { chromium } from "playwright-core"
import { type Line } from "../package/lines.js"
import { listen } from "../support/loopback.js"
import type { Addresses, Outcome, Traits } from "./suite.js"

export interface Job {
  readonly binary: string
  /** Where `suite.js` is. */
  readonly folder: string
  readonly addresses: Addresses
  readonly traits: Traits
  /** Aborted when it takes too long. */
  readonly signal: AbortSignal
}

export interface Runtime {
  readonly name: string
  /** The majors of Effect that run there. */
  readonly majors: ReadonlyArray<Line["major"]>
  readonly traits: Traits
  readonly binaries: ReadonlyArray<string>
  readonly howToGet: string
  readonly run: (job: Job) => Promise<ReadonlyArray<Outcome>>
}

/** What came out of a runtime is what `suite` returned there. */
const outcomes = (json: string) => JSON.parse(json) as ReadonlyArray<Outcome>

const argumentsOf = ({ addresses, traits }: Job) => `${JSON.stringify(addresses)}, ${JSON.stringify(traits)}`

/** A command that runs a module. It has nothing of our environment, where proxies and AWS's variables may be. */
const command = (name: string, ...args: ReadonlyArray<string>): Runtime["run"] => async (job) => {
  const { binary, folder, signal } = job
  const main = `${name}.js`
  await writeFile(
    join(folder, main),
    `import { suite } from "./suite.js"\nconsole.log(JSON.stringify(await suite(${argumentsOf(job)})))\n`
  )
  const env = { HOME: folder, NO_COLOR: "1" }
  const { stdout } = await promisify(execFile)(binary, [...args, main], { cwd: folder, env, signal })
  return outcomes(stdout)
}

const workerd: Runtime["run"] = async (job) => {
  const { binary, folder, signal } = job
  await writeFile(
    join(folder, "worker.js"),
    `import { suite } from "./suite.js"\n`
      + `export default { fetch: async () => Response.json(await suite(${argumentsOf(job)})) }\n`
  )
  await writeFile(
    join(folder, "workerd.capnp"),
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .worker),
    (name = "internet", network = (allow = ["public", "private"], tlsOptions = (trustBrowserCas = true)))
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")]
);
const worker :Workerd.Worker = (
  modules = [
    (name = "worker.js", esModule = embed "worker.js"),
    (name = "suite.js", esModule = embed "suite.js")
  ],
  compatibilityDate = "2026-11-01"
);
`
  )
  // It tells on the last of these which port it got.
  const server = spawn(binary, ["serve", "workerd.capnp", "--control-fd=3"], {
    cwd: folder,
    env: {},
    signal,
    stdio: ["ignore", "inherit", "inherit", "pipe"]
  })
  const ended = once(server, "close")
  try {
    // A pipe that a child writes to is a stream to read.
    const [line] = await Promise.race([once(createInterface(server.stdio[3] as Readable), "line", { signal }), ended])
    const { port } = JSON.parse(String(line)) as { readonly port: number }
    const response = await fetch(`http://127.0.0.1:${port}`, { signal })
    return outcomes(await response.text())
  } finally {
    server.kill()
    await ended
  }
}

const inChromium: Runtime["run"] = async (job) => {
  const suite = await readFile(join(job.folder, "suite.js"))
  const pages = createServer(({ url }, response) => {
    const script = url === "/suite.js"
    response.setHeader("content-type", script ? "text/javascript" : "text/html")
    response.end(script ? suite : "<!doctype html><title>The suite</title>")
  })
  return listen(pages).pipe(
    Effect.flatMap((port) => Effect.promise(() => inPage(`http://127.0.0.1:${port}`, job))),
    Effect.scoped,
    Effect.runPromise
  )
}

const inPage = async (url: string, job: Job): Promise<ReadonlyArray<Outcome>> => {
  const browser = await chromium.launch({
    executablePath: job.binary,
    args: ["--disable-gpu", "--disable-quic", "--disable-component-update", "--disable-sync"]
  })
  job.signal.addEventListener("abort", () => void browser.close())
  try {
    const page = await browser.newPage()
    await page.goto(url)
    const json = `import("/suite.js").then(({ suite }) => suite(${argumentsOf(job)})).then(JSON.stringify)`
    return outcomes(String(await page.evaluate(json)))
  } finally {
    await browser.close()
  }
}

const { arch, env, execPath, platform } = process
const inModules = (path: string) => fileURLToPath(new URL(`../../node_modules/${path}`, import.meta.url))
const os = platform === "win32" ? "windows" : platform
const exe = platform === "win32" ? ".exe" : ""
const newest = `node-${platform === "win32" ? "win" : platform}-${arch}`

const server: Traits = { browser: false, tellsRefusal: true, tellsHandshake: true }
/** These say only that a connection was lost. */
const silent = { tellsRefusal: false, tellsHandshake: false }

export const runtimes: ReadonlyArray<Runtime> = [
  {
    name: "Node",
    majors: [3],
    traits: server,
    binaries: [execPath],
    howToGet: "it is what runs this",
    run: command("node")
  },
  {
    name: "oldest Node of Effect 4",
    majors: [4],
    traits: server,
    binaries: [
      fileURLToPath(new URL(`../../effect4/node_modules/${newest}/bin/node${exe}`, import.meta.url)),
      execPath
    ],
    howToGet: "npm run test:effect4",
    run: command("effect4-node")
  },
  {
    name: "newest Node",
    majors: [3, 4],
    traits: server,
    binaries: [inModules(`${newest}/bin/node${exe}`)],
    // With its link in node_modules/.bin it would become the Node of every script.
    howToGet: `npm install --no-save --no-bin-links ${newest}`,
    run: command("newest-node")
  },
  {
    name: "Bun",
    majors: [3, 4],
    traits: { ...server, tellsHandshake: false },
    // Its install script moves it from the one to the other, where install scripts may run.
    binaries: [
      inModules(`@oven/bun-${os}-${arch === "arm64" ? "aarch64" : arch}/bin/bun${exe}`),
      inModules("bun/bin/bun.exe")
    ],
    howToGet: "npm install",
    run: command("bun")
  },
  {
    name: "Deno",
    majors: [3, 4],
    traits: server,
    binaries: [inModules(`@deno/${platform}-${arch}${platform === "linux" ? "-glibc" : ""}/deno${exe}`)],
    howToGet: "npm install",
    run: command("deno", "run", "--no-prompt", "--allow-net=127.0.0.1")
  },
  {
    name: "workerd",
    majors: [3, 4],
    traits: { browser: false, ...silent },
    binaries: [inModules(`@cloudflare/workerd-${os}-${arch === "x64" ? "64" : arch}/bin/workerd${exe}`)],
    howToGet: "npm install",
    run: workerd
  },
  {
    name: "Chromium",
    majors: [3, 4],
    traits: { browser: true, ...silent },
    binaries: [env["CHROMIUM"] ?? "/usr/bin/chromium"],
    howToGet: "apt-get install chromium, or set CHROMIUM to the path of a Chromium or a Chrome",
    run: inChromium
  }
]
