/** What the test of examples/durable-verification needs: a Cognito, a user, and runners that get killed. */
import { Deferred, Effect, Redacted, Schema, type Scope } from "effect"
import { build } from "esbuild"
import { mkdir, mkdtemp, rm } from "node:fs/promises"
import { join } from "node:path"
import { fileURLToPath, pathToFileURL } from "node:url"
import type { FromRunner } from "../../examples/durable-verification/protocol.js"
import type { Runner } from "../../examples/durable-verification/spawn.js"
import type { Answer } from "../../examples/durable-verification/workflow.js"
import * as Faults from "./faults.js"

export const accessToken = "the-access-token-of-ada"
const address = "ada@new-address.example"

// -----------------------------------------------------------------------------
// Cognito
// -----------------------------------------------------------------------------

type Operation = "GetUserAttributeVerificationCode" | "VerifyUserAttribute" | "GetUser"

export interface Cognito {
  readonly endpoint: string
  /** The codes that the user received, the latest one last. */
  readonly messages: ReadonlyArray<string>
  /** The codes that it accepted. */
  readonly accepted: ReadonlyArray<string>
  readonly calls: ReadonlyArray<Operation>
  /** Done when an operation that is not answered was processed. */
  readonly unanswered: Effect.Effect<void>
}

export interface Behaviour {
  /** The code of an exception instead of the nth call (from 1) of an operation. */
  readonly refuse?: (operation: Operation, n: number) => string | undefined
  /** The operation whose first call is processed, but never answered. */
  readonly silent?: Operation
}

const Target = Schema.Literal("GetUserAttributeVerificationCode", "VerifyUserAttribute", "GetUser")
const Code = Schema.parseJson(Schema.Struct({ Code: Schema.String }))

const json = (status: number, body: object) =>
  Faults.answer(status, JSON.stringify(body), { "content-type": "application/x-amz-json-1.1" })

/** As much of Cognito as the example needs, for one user. */
export const cognito = ({ refuse = () => undefined, silent }: Behaviour = {}): Effect.Effect<
  Cognito,
  never,
  Scope.Scope
> =>
  Effect.gen(function*() {
    const messages: Array<string> = []
    const calls: Array<Operation> = []
    const processed = yield* Deferred.make<void>()
    let current: string | undefined
    const accepted: Array<string> = []

    const process = (operation: Operation, body: string): Faults.Action => {
      switch (operation) {
        case "GetUserAttributeVerificationCode": {
          current = `code-${messages.length + 1}`
          messages.push(current)
          return json(200, {})
        }
        case "VerifyUserAttribute": {
          const { Code: code } = Schema.decodeSync(Code)(body)
          if (current === undefined) return json(400, { __type: "ExpiredCodeException", message: "It is used up." })
          if (code !== current) return json(400, { __type: "CodeMismatchException", message: "It is another one." })
          current = undefined
          accepted.push(code)
          return json(200, {})
        }
        case "GetUser": {
          return json(200, {
            Username: "ada",
            UserAttributes: [{ Name: "email", Value: address }, {
              Name: "email_verified",
              Value: String(accepted.length > 0)
            }]
          })
        }
      }
    }

    const server = yield* Faults.make({
      script: (_, request) => {
        const operation = Schema.decodeUnknownSync(Target)(request.headers["x-amz-target"]?.split(".")[1])
        calls.push(operation)
        const n = calls.filter((call) => call === operation).length
        const refused = refuse(operation, n)
        if (refused !== undefined) return json(400, { __type: refused, message: "No." })
        const answer = process(operation, request.body)
        return silent === operation && n === 1
          ? [() => Effect.asVoid(Deferred.succeed(processed, undefined)), Faults.hang]
          : answer
      }
    })
    return { endpoint: server.endpoint, messages, accepted, calls, unanswered: Deferred.await(processed) }
  })

// -----------------------------------------------------------------------------
// runners
// -----------------------------------------------------------------------------

const root = fileURLToPath(new URL("../..", import.meta.url))

/** The runner in one file, which starts in a fraction of the time. */
export const bundle: Effect.Effect<URL, never, Scope.Scope> = Effect.gen(function*() {
  // It is inside the project, for the native SQLite is found from there.
  const parent = join(root, "node_modules", ".cache")
  const directory = yield* Effect.acquireRelease(
    Effect.promise(() => mkdir(parent, { recursive: true }).then(() => mkdtemp(join(parent, "durable-")))),
    (directory) => Effect.promise(() => rm(directory, { recursive: true, maxRetries: 3 }))
  )
  const outfile = join(directory, "runner.mjs")
  yield* Effect.promise(() =>
    build({
      entryPoints: [join(root, "test/support/durableRunner.ts")],
      outfile,
      bundle: true,
      platform: "node",
      target: "node20",
      format: "esm",
      external: ["libsql", "pg-native"],
      tsconfig: join(root, "tsconfig.effect3.json"),
      // The CommonJS modules in it require Node's own.
      banner: {
        js: "import { createRequire } from \"node:module\"; const require = createRequire(import.meta.url)"
      }
    })
  )
  return pathToFileURL(outfile)
})

// -----------------------------------------------------------------------------
// the user
// -----------------------------------------------------------------------------

type View = Extract<typeof FromRunner.Type, { readonly _tag: "Show" }>["view"]
type Exit = Extract<typeof FromRunner.Type, { readonly _tag: "Ended" }>["exit"]

export interface Story {
  readonly exit: Exit
  /** What the user saw, without what was only shown again. */
  readonly news: ReadonlyArray<View["news"]>
  /** How many runners it took. */
  readonly runners: number
}

export interface Plot {
  /** Starts the nth runner, from 1. */
  readonly start: (n: number) => Effect.Effect<Runner, never, Scope.Scope>
  /** What the user answers to a page that waits for an answer. */
  readonly answer: (view: View) => typeof Answer.Type
  /** What happens to the nth runner meanwhile. */
  readonly meanwhile?: (runner: Runner, n: number) => Effect.Effect<void>
  /** What the runner says that gets it killed at once. */
  readonly kill?: (message: typeof FromRunner.Type, n: number) => boolean
}

/** Types the latest code, or asks for another one if there is none. */
export const sensibly = ({ messages }: Cognito) => (): typeof Answer.Type => {
  const code = messages.at(-1)
  return code === undefined ? { _tag: "SendAnother" } : { _tag: "Code", code: Redacted.make(code) }
}

/** Lives through a verification, with a new runner whenever one is gone. */
export const live = ({ answer, kill = () => false, meanwhile = () => Effect.never, start }: Plot): Effect.Effect<
  Story
> =>
  Effect.gen(function*() {
    const news: Array<View["news"]> = []
    const seen = new Set<string>()
    let executionId: string | undefined
    /** What the user answered and no runner has confirmed. */
    let pending:
      | { readonly _tag: "Answer"; readonly token: NonNullable<View["token"]>; readonly answer: typeof Answer.Type }
      | undefined
    let runners = 0

    const session = (runner: Runner) =>
      Effect.gen(function*() {
        yield* runner.send(
          executionId === undefined
            ? {
              _tag: "Start",
              payload: {
                id: "ada",
                accessToken: Redacted.make(accessToken),
                attributeName: "email",
                value: address
              }
            }
            : { _tag: "Watch", executionId }
        )
        if (pending !== undefined) yield* runner.send(pending)
        while (true) {
          const message = yield* runner.next
          if (kill(message, runners)) yield* runner.kill
          switch (message._tag) {
            case "Started": {
              executionId = message.executionId
              break
            }
            case "Show": {
              const { token } = message.view
              if (token === undefined && news.at(-1) !== message.view.news) news.push(message.view.news)
              if (token === undefined || seen.has(token)) break
              seen.add(token)
              news.push(message.view.news)
              pending = { _tag: "Answer", token, answer: answer(message.view) }
              yield* runner.send(pending)
              break
            }
            case "Answered": {
              pending = undefined
              break
            }
            case "Ended": {
              return message.exit
            }
          }
        }
      })

    while (true) {
      const exit = yield* start(++runners).pipe(
        Effect.flatMap((runner) =>
          Effect.raceFirst(session(runner), Effect.zipRight(meanwhile(runner, runners), Effect.never))
        ),
        Effect.scoped,
        Effect.option
      )
      if (exit._tag === "Some") return { exit: exit.value, news, runners }
    }
  }).pipe(
    Effect.timeoutFail({ duration: "90 seconds", onTimeout: () => new Error("The story does not end.") }),
    Effect.orDie
  )
