/** Ten thousand calls, five hundred at a time, of which every twentieth meets a fault. */
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import { Redacted } from "effect"
import { Cognito, CognitoConfig } from "effect-cognito"
import { type ChildProcess, fork } from "node:child_process"
import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"
import { Effect } from "./support/effect.js"
import { assert, it } from "./support/vitest.js"

const calls = 10_000
const concurrency = 500

const service = Effect.acquireRelease(
  Effect.callback<{ readonly endpoint: string; readonly child: ChildProcess }, Error>((resume) => {
    const child = fork(new URL("./support/loadServer.mjs", import.meta.url))
    child.once("error", (error) => resume(Effect.fail(error)))
    child.once("message", (port) => resume(Effect.succeed({ endpoint: `http://127.0.0.1:${port}`, child })))
  }),
  ({ child }) => Effect.sync(() => child.kill())
)

/** What becomes of a call, by what its token says. */
const outcomes: Readonly<Record<string, (token: string) => string>> = {
  ok: (token) => token,
  throttled: (token) => token,
  denied: () => "NotAuthorizedException",
  failing: () => "InternalErrorException",
  lost: () => "TransportError",
  cut: () => "TransportError"
}

const faults = Object.keys(outcomes).slice(1)

const fateOf = (i: number): string => i % 20 === 0 ? faults[i / 20 % faults.length]! : "ok"

/** Makes so many calls, and says which ended otherwise than they had to. */
const load = (endpoint: string, name: string, calls: number) =>
  Effect.gen(function*() {
    const wrong: Array<string> = []
    yield* Effect.forEach(Array.from({ length: calls }, (_, i) => i), (i) => {
      const fate = fateOf(i)
      const token = `${fate}-${name}-${i}`
      return Cognito.getUserAttributeVerificationCode({
        accessToken: Redacted.make(token),
        attributeName: "email"
      }).pipe(
        Effect.match({
          onFailure: (error) => error._tag,
          onSuccess: ({ codeDeliveryDetails }) => codeDeliveryDetails?.destination
        }),
        Effect.map((outcome) => {
          if (outcome !== outcomes[fate]?.(token)) wrong.push(`${token}: ${outcome}`)
        })
      )
    }, { concurrency, discard: true })
    return wrong
  }).pipe(CognitoConfig.withConfig({ endpoint, timeout: "5 minutes", retry: { throttledDelay: "1 millis" } }))

setFlagsFromString("--expose-gc")
const collect = runInNewContext("gc") as () => void

/** The bytes in use, once everything that can be collected is. */
const used = Effect.map(
  Effect.replicateEffect(
    Effect.map(Effect.sleep("50 millis"), () => {
      collect()
      return process.memoryUsage().heapUsed
    }),
    5
  ),
  (samples) => Math.min(...samples)
)

it.live("every call ends as it must, and nothing of it stays in memory", () =>
  Effect.gen(function*() {
    const rejections: Array<unknown> = []
    const onRejection = (reason: unknown) => rejections.push(reason)
    yield* Effect.acquireRelease(
      Effect.sync(() => process.on("unhandledRejection", onRejection)),
      () => Effect.sync(() => process.off("unhandledRejection", onRejection))
    )
    const { endpoint } = yield* service
    // What is made once is made: connections, codecs, code.
    assert.deepStrictEqual(yield* load(endpoint, "warm", 1000), [])
    const before = yield* used
    assert.deepStrictEqual(yield* load(endpoint, "load", calls), [])
    const left = (yield* used) - before
    assert.deepStrictEqual(rejections, [])
    assert.isBelow(left, calls * 512, "bytes left behind")
  }).pipe(Effect.provide(FetchHttpClient.layer)), 300_000)
