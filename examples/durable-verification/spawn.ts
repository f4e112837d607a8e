/** The other side of a runner: starts it, talks to it, kills it. */
import { Deferred, Effect, Queue, Schema, type Scope } from "effect"
import { type ChildProcess, fork } from "node:child_process"
import { FromRunner, ToRunner } from "./protocol.js"

export interface Runner {
  readonly send: (message: typeof ToRunner.Type) => Effect.Effect<void>
  /** The next message, unless the runner ends before. */
  readonly next: Effect.Effect<typeof FromRunner.Type, "RunnerGone">
  /** Ends it as a power cut does. */
  readonly kill: Effect.Effect<void>
}

/** Starts a process, which ends with the scope. What this one's environment says of AWS is not meant for it. */
export const spawn = (
  file: URL,
  env: Readonly<Record<string, string>>
): Effect.Effect<Runner, never, Scope.Scope> =>
  Effect.gen(function*() {
    const heard = yield* Queue.unbounded<unknown>()
    const gone = yield* Deferred.make<void>()
    const end = (child: ChildProcess) => Effect.zipRight(Effect.sync(() => child.kill("SIGKILL")), Deferred.await(gone))
    const child = yield* Effect.acquireRelease(
      Effect.sync(() => {
        const child = fork(file, { env })
        child.on("message", (message) => Queue.unsafeOffer(heard, message))
        child.once("exit", () => Deferred.unsafeDone(gone, Effect.void))
        return child
      }),
      // It has nothing to tidy up: all that it knows is stored.
      end
    )

    return {
      send: (message) =>
        Effect.flatMap(
          Effect.orDie(Schema.encode(ToRunner)(message)),
          // Whether it arrives is seen from its answer.
          (encoded) => Effect.sync(() => child.connected && child.send(encoded, () => {}))
        ),
      next: Effect.raceFirst(
        Queue.take(heard),
        Effect.zipRight(Deferred.await(gone), Effect.fail("RunnerGone" as const))
      ).pipe(Effect.flatMap((message) => Effect.orDie(Schema.decodeUnknown(FromRunner)(message)))),
      kill: end(child)
    }
  })
