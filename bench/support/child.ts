/** The parent's side of a child process. */
import { Data, Effect, type Scope } from "effect"
import { type ChildProcess, fork } from "node:child_process"
import { availableParallelism } from "node:os"
import { fileURLToPath } from "node:url"
import { contestant, type Id } from "../contestants/index.js"
import { onEffect4 } from "./effect4.js"
import type { Answers, Reply, Request, TaskName, Tasks } from "./tasks.js"

export class BenchError extends Data.TaggedError("BenchError")<{ readonly message: string }> {}

export interface Child {
  readonly ask: <N extends TaskName>(name: N, input: Tasks[N]) => Effect.Effect<Answers[N], BenchError>
}

/** No task takes this long, unless it hangs. */
const patience = "2 minutes"

/** Whoever runs this may have told AWS's tools about an account of their own. */
export const environment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !name.startsWith("AWS_"))
)

/** The path of a module beside this one. */
export const here = (module: string): string => fileURLToPath(new URL(module, import.meta.url))

/** Starts a process, which is killed when the scope closes. */
export const start = (
  file: string,
  execArgv: ReadonlyArray<string>,
  args: ReadonlyArray<string> = []
): Effect.Effect<ChildProcess, never, Scope.Scope> =>
  Effect.acquireRelease(
    Effect.sync(() =>
      fork(file, args, {
        execArgv: ["--no-warnings", ...execArgv],
        env: environment,
        stdio: ["ignore", "ignore", "inherit", "ipc"]
      })
    ),
    (child) => Effect.sync(() => child.kill("SIGKILL"))
  )

/** Waits for the next message of a process. */
export const nextMessage = <A>(child: ChildProcess, what: string): Effect.Effect<A, BenchError> =>
  Effect.async<A, BenchError>((resume) => {
    const onMessage = (message: unknown) => done(Effect.succeed(message as A))
    const onExit = (code: number | null) => done(new BenchError({ message: `${what}: its process ended with ${code}` }))
    const onError = (error: Error) => done(new BenchError({ message: `${what}: ${error.message}` }))
    const stop = () => child.off("message", onMessage).off("exit", onExit).off("error", onError)
    const done = (exit: Effect.Effect<A, BenchError>) => {
      stop()
      resume(exit)
    }
    child.on("message", onMessage).on("exit", onExit).on("error", onError)
    return Effect.sync(stop)
  }).pipe(Effect.timeoutFail({
    duration: patience,
    onTimeout: () => new BenchError({ message: `${what}: no answer within ${patience}` })
  }))

/** A contestant in a process of its own, verified. Without an endpoint, `fetch` is the stub. */
export const openChild = (id: Id, endpoint?: string): Effect.Effect<Child, BenchError, Scope.Scope> =>
  Effect.gen(function*() {
    const { major, title } = contestant(id)
    const child = yield* start(major === 4 ? onEffect4("support/worker.js") : here("./worker.js"), ["--expose-gc"])

    const ask = <N extends TaskName>(name: N, input: Tasks[N]): Effect.Effect<Answers[N], BenchError> =>
      Effect.suspend(() => {
        child.send({ name, input } satisfies Request)
        return nextMessage<Reply>(child, title)
      }).pipe(
        Effect.flatMap((reply) =>
          reply.ok
            ? Effect.succeed(reply.value as Answers[N])
            : new BenchError({ message: `${title}: ${name}: ${reply.message}` })
        )
      )

    yield* ask("open", { id, endpoint })
    return { ask }
  })

/** A child for each. */
export const openChildren = (
  ids: ReadonlyArray<Id>,
  endpoint?: string
): Effect.Effect<(id: Id) => Child, BenchError, Scope.Scope> =>
  Effect.forEach(
    ids,
    (id) => Effect.map(openChild(id, endpoint), (child) => [id, child] as const),
    { concurrency: availableParallelism() }
  ).pipe(
    Effect.map((pairs) => {
      const children = new Map(pairs)
      return (id) => children.get(id)!
    })
  )

/** The server of `sockets`, and where it is. */
export const openServer: Effect.Effect<string, BenchError, Scope.Scope> = Effect.gen(function*() {
  const child = yield* start(here("./server.js"), [])
  const port = yield* nextMessage<number>(child, "the server")
  return `http://127.0.0.1:${port}/`
})
