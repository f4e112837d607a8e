/**
 * What a runner does. In an application this is a web server. Here, messages to and from the process that started the
 * runner take the place of pages and forms.
 */
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import type { WorkflowEngine } from "@effect/workflow/WorkflowEngine"
import { Effect, Layer, Queue, Schema } from "effect"
import { FromRunner, ToRunner } from "./protocol.js"
import { runtime } from "./runtime.js"
import { answer, Page, Verification } from "./workflow.js"

/** Sends a message, and waits until it is written, so that it is not lost if this process ends right after. */
const send = (message: typeof FromRunner.Type) =>
  Effect.flatMap(
    Effect.orDie(Schema.encode(FromRunner)(message)),
    (encoded) => Effect.async<void>((resume) => void process.send?.(encoded, () => resume(Effect.void)))
  )

const page = Layer.succeed(Page, { show: (view) => send({ _tag: "Show", view }) })

/** Waits for the result of a workflow, and sends it. */
const watch: (executionId: string) => Effect.Effect<void, never, WorkflowEngine> = Effect.fnUntraced(
  function*(executionId) {
    const result = yield* Verification.poll(executionId)
    if (result?._tag === "Complete") return yield* send({ _tag: "Ended", exit: result.exit })
    yield* Effect.sleep("50 millis")
    yield* watch(executionId)
  }
)

const handle = Effect.fnUntraced(function*(message: typeof ToRunner.Type) {
  switch (message._tag) {
    case "Start": {
      const executionId = yield* Verification.execute(message.payload, { discard: true })
      yield* send({ _tag: "Started", executionId })
      return yield* watch(executionId)
    }
    case "Watch": {
      return yield* watch(message.executionId)
    }
    case "Answer": {
      yield* answer(message.token, message.answer)
      return yield* send({ _tag: "Answered" })
    }
  }
})

const serve = Effect.gen(function*() {
  const messages = yield* Queue.unbounded<unknown>()
  process.on("message", (message) => Queue.unsafeOffer(messages, message))
  return yield* Queue.take(messages).pipe(
    Effect.flatMap(Schema.decodeUnknown(ToRunner)),
    Effect.flatMap((message) => Effect.fork(handle(message))),
    Effect.forever
  )
})

/** Ends when the process that started this one has ended. */
const parentIsGone = Effect.async<void>((resume) => {
  process.once("disconnect", () => resume(Effect.void))
  // The parent may have ended before this process was ready.
  if (!process.connected) resume(Effect.void)
})

export const runner = Effect.raceFirst(serve, parentIsGone).pipe(
  Effect.provide(runtime.pipe(Layer.provide([page, NodeHttpClient.layerUndici])))
)
