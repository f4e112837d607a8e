/** The parent of a runner, which starts it, exchanges messages with it and kills it. */
import { Deferred, Effect, Queue, Schema, type Scope } from "effect"
import { type ChildProcess, fork } from "node:child_process"
import { FromRunner, ToRunner } from "./protocol.js"

export interface Runner {
  readonly send: (message: typeof ToRunner.Type) => Effect.Effect<void>
  /** Waits for the next message. It fails if the runner ends before there is one. */
  readonly next: Effect.Effect<typeof FromRunner.Type, "RunnerGone">
  /** Kills the runner at once, as a power cut does. */
  readonly kill: Effect.Effect<void>
}

/** Starts a runner, in this environment and no other. It is killed when the scope closes. */
export const spawn = (
  file: URL,
  env: Readonly<Record<string, string>>
): Effect.Effect<Runner, never, Scope.Scope> =>
  Effect.gen(function*() {
    const messages = yield* Queue.unbounded<unknown>()
    const gone = yield* Deferred.make<void>()
    const end = (child: ChildProcess) => Effect.zipRight(Effect.sync(() => child.kill("SIGKILL")), Deferred.await(gone))
    const child = yield* Effect.acquireRelease(
      Effect.sync(() => {
        const child = fork(file, { env })
        child.on("message", (message) => Queue.unsafeOffer(messages, message))
        child.once("exit", () => Deferred.unsafeDone(gone, Effect.void))
        return child
      }),
      // Nothing has to be tidied up: everything that the runner knows is stored.
      end
    )

    return {
      send: (message) =>
        Effect.flatMap(
          Effect.orDie(Schema.encode(ToRunner)(message)),
          // The runner confirms what it received by a message of its own.
          (encoded) => Effect.sync(() => child.connected && child.send(encoded, () => {}))
        ),
      next: Effect.raceFirst(
        Queue.take(messages),
        Effect.zipRight(Deferred.await(gone), Effect.fail("RunnerGone" as const))
      ).pipe(Effect.flatMap((message) => Effect.orDie(Schema.decodeUnknown(FromRunner)(message)))),
      kill: end(child)
    }
  })
