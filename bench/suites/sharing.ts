/** What becomes of a session that two tabs or two processes share, where Cognito rotates refresh tokens. */
import { Effect, type Scope } from "effect"
import { build } from "esbuild"
import { existsSync } from "node:fs"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { chromium } from "playwright-core"
import { makeRotation } from "../../test/session/rotation.js"
import type { Obey, Order } from "../sharing/client.js"
import { type BenchError, here, nextMessage, start } from "../support/child.js"
import { print } from "../support/print.js"
import type { Target } from "../support/report.js"
import type { Suite } from "./suite.js"

interface Racer {
  readonly title: string
  readonly ours?: true
  readonly name: "ours" | "amplify"
  /** How long access tokens live, in seconds: so long that in each round it is time to refresh, and not right after it. */
  readonly lifetime: number
}

const racers: ReadonlyArray<Racer> = [
  { title: "effect-cognito", ours: true, name: "ours", lifetime: 0.12 },
  // It refreshes five seconds before the expiry.
  { title: "aws-amplify", name: "amplify", lifetime: 5.1 }
]

/** Gives an order to one of the two who share a session. */
type Give = (order: Order) => Effect.Effect<Awaited<ReturnType<Obey>>, BenchError>

type Server = Effect.Effect.Success<ReturnType<typeof makeRotation>>

interface Opened {
  readonly server: Server
  readonly give: readonly [Give, Give]
}

// -----------------------------------------------------------------------------
// two tabs
// -----------------------------------------------------------------------------

const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium"

const bundle = async (name: string): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [here(`../sharing/${name}Tab.js`)],
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
    define: { "process.env.NODE_ENV": "\"production\"" },
    logLevel: "error"
  })
  return outputFiles[0]?.text ?? ""
}

const openTabs = (racer: Racer, grace: number): Effect.Effect<Opened, BenchError, Scope.Scope> =>
  Effect.gen(function*() {
    const server = yield* makeRotation({
      grace,
      lifetime: racer.lifetime,
      files: {
        "/": `<!doctype html><script type="module" src="/tab.js"></script>`,
        "/tab.js": yield* Effect.promise(async () => bundle(racer.name))
      }
    })
    const browser = yield* Effect.acquireRelease(
      Effect.promise(async () => chromium.launch({ executablePath, args: ["--no-sandbox", "--process-per-tab"] })),
      (browser) => Effect.promise(async () => browser.close())
    )
    const context = yield* Effect.promise(async () => browser.newContext())
    const open = Effect.promise(async (): Promise<Give> => {
      const page = await context.newPage()
      await page.goto(server.endpoint)
      // The page has put the function there.
      return (order) => Effect.promise(async () => page.evaluate(`obey(${JSON.stringify(order)})`) as ReturnType<Obey>)
    })
    return { server, give: [yield* open, yield* open] }
  })

// -----------------------------------------------------------------------------
// two processes
// -----------------------------------------------------------------------------

const openProcesses = (racer: Racer, grace: number): Effect.Effect<Opened, BenchError, Scope.Scope> =>
  Effect.gen(function*() {
    const server = yield* makeRotation({ grace, lifetime: racer.lifetime })
    const directory = yield* Effect.acquireRelease(
      Effect.promise(async () => mkdtemp(join(tmpdir(), "effect-cognito-bench-"))),
      (directory) => Effect.promise(async () => rm(directory, { recursive: true }))
    )
    const file = here(`../sharing/${racer.name}Process.js`)
    const open = Effect.map(
      start(file, [], [server.endpoint, directory]),
      (child): Give => (order) =>
        Effect.suspend(() => {
          child.send(order)
          return Effect.map(
            nextMessage<{ readonly value?: string | boolean }>(child, racer.title),
            ({ value }) => value
          )
        })
    )
    return { server, give: [yield* open, yield* open] }
  })

// -----------------------------------------------------------------------------
// the trial
// -----------------------------------------------------------------------------

interface Counts {
  readonly usedTwice: number
  readonly signedOut: number
  readonly errors: number
  readonly refreshes: number
  readonly names: ReadonlySet<string>
}

/** How long both wait before they begin at the same moment, in milliseconds. By then it is time to refresh. */
const wait = 100

/** How long a browser may take to tell one tab of what another has stored, in milliseconds. */
const settling = 20

const count = (
  { give: [first, second], server: { stats } }: Opened,
  rounds: number
): Effect.Effect<Counts, BenchError> =>
  Effect.gen(function*() {
    const names = new Set<string>()
    let [usedTwice, signedOut, errors] = [0, 0, 0]
    const signIn = Effect.suspend(() => first({ name: "signIn", at: Date.now() }))
    yield* signIn
    for (let round = 0; round < rounds; round++) {
      const { usedAgain } = stats
      const order = { name: "ask", at: Date.now() + wait } as const
      const outcomes = yield* Effect.all([first(order), second(order)], { concurrency: 2 })
      for (const outcome of outcomes) {
        if (typeof outcome !== "string") continue
        errors++
        names.add(outcome)
      }
      if (stats.usedAgain > usedAgain) usedTwice++
      if (yield* first({ name: "isSignedIn", at: Date.now() + settling })) continue
      signedOut++
      yield* signIn
    }
    return { usedTwice, signedOut, errors, refreshes: stats.refreshes, names }
  })

interface Setting {
  readonly title: string
  readonly open: (racer: Racer, grace: number) => Effect.Effect<Opened, BenchError, Scope.Scope>
}

const tabs: Setting = { title: "Two tabs of Chromium, by `localStorage`", open: openTabs }

const processes: Setting = { title: "Two processes on Node, by files", open: openProcesses }

const graces = [0, 5]

const none = (what: string, measured: number): Target => ({ what, atMost: 0, measured, format: String })

export const sharing: Suite = ({ quick }) =>
  Effect.gen(function*() {
    const rounds = quick ? 5 : 100
    const settings = existsSync(executablePath) ? [tabs, processes] : [processes]
    const trials = settings.flatMap((setting) =>
      graces.flatMap((grace) => racers.map((racer) => ({ setting, grace, racer })))
    )
    const counted = yield* Effect.forEach(trials, ({ grace, racer, setting }) => {
      print(`${setting.title}, a grace of ${grace} seconds: ${racer.title}`)
      return Effect.map(
        Effect.scoped(Effect.flatMap(setting.open(racer, grace), (opened) => count(opened, rounds))),
        (counts) => ({ grace, racer, setting, counts })
      )
    })

    return {
      name: "sharing",
      title: "A session that is shared, where refresh tokens rotate",
      notes: [
        `${rounds} rounds. In each, two tabs or two processes that share a session ask for an access token at the same ` +
        "moment, when it is time to refresh it. The service on the loopback interface gives a new refresh token each " +
        "time, and refuses one that has a successor for longer than the grace period. It ends no session otherwise. If " +
        "the user is signed out after a round, the next one begins with a sign-in.",
        "Amplify is used as its documentation says: `signIn`, then `fetchAuthSession`. It has no store for processes, so " +
        "there it has one of the bench's, with a file for each key that is replaced as a whole.",
        "`amazon-cognito-identity-js` is not here, because it refreshes by `InitiateAuth` with `REFRESH_TOKEN_AUTH` only, " +
        "which Cognito refuses for an app client that rotates refresh tokens: there, it can't refresh at all.",
        ...counted.flatMap(({ counts: { names }, grace, racer, setting }) =>
          names.size === 0
            ? []
            : [`Errors of ${racer.title}, ${setting.title}, ${grace} seconds: ${[...names].toSorted().join(", ")}.`]
        )
      ],
      targets: counted.filter(({ racer }) => racer.ours).flatMap(({ counts, grace, setting }) => [
        none(`refresh tokens used twice: ${setting.title}, ${grace} seconds`, counts.usedTwice),
        none(`users signed out: ${setting.title}, ${grace} seconds`, counts.signedOut),
        none(`errors: ${setting.title}, ${grace} seconds`, counts.errors)
      ]),
      tables: settings.flatMap((setting) =>
        graces.map((grace) => ({
          title: `${setting.title}, a grace of ${grace} seconds`,
          header: [
            "",
            "refreshes",
            "rounds with a refresh token used twice",
            "rounds that signed the user out",
            "errors"
          ],
          rows: counted.filter((trial) => trial.setting === setting && trial.grace === grace).map(
            ({ counts: { errors, refreshes, signedOut, usedTwice }, racer }) => ({
              ours: racer.ours,
              cells: [racer.title, ...[refreshes, usedTwice, signedOut, errors].map(String)]
            })
          )
        }))
      ),
      plots: []
    }
  })
