/**
 * Sequences of faults between a client and a service on the loopback interface, which counts what it processed. The
 * counting of outcomes is in `tally.ts`. `npm run bench -- chaos` sends AWS's own SDK through the same sequences.
 */
import { Effect, type Scope } from "effect"
import * as fc from "fast-check"
import * as net from "node:net"
import { exception } from "./exception.js"
import { type Action, answer, close, drip, half, hang, head, make as makeServer, reset, write } from "./faults.js"
import { listen, portOf, refusingPort } from "./loopback.js"

/** What happens to one attempt. */
export interface Step {
  readonly name: string
  readonly at: "a port that refuses" | "a port that closes at once" | "the service"
  /** What the service does, once it has read the request. */
  readonly action: Action
  /** Whether it processes the request, and so sends a message, before things go wrong. */
  readonly processed: boolean
  /** Whether another attempt is right, as far as the client can know. `"done"` needs none. */
  readonly again: "always" | "if harmless" | "never" | "done"
  /** Whether only the client's own timeout ends it. */
  readonly silent?: boolean
}

/** A client makes so many attempts at most. */
export const maxAttempts = 3

// -----------------------------------------------------------------------------
// steps
// -----------------------------------------------------------------------------

const json = { "content-type": "application/x-amz-json-1.1", "x-amzn-requestid": "chaos" }

/** An answer to either operation. */
const healthyBody = JSON.stringify({
  CodeDeliveryDetails: { DeliveryMedium: "EMAIL" },
  Username: "ann",
  UserAttributes: []
})

const healthy: Step = {
  name: "healthy",
  at: "the service",
  action: answer(200, healthyBody, json),
  processed: true,
  again: "done"
}

const hints = fc.constantFrom(
  {},
  { "retry-after": 0 },
  { "retry-after": "Thu, 01 Jan 2026 00:00:00 GMT" },
  { "x-amz-retry-after": 1 },
  { "x-amz-retry-after": 3 }
)

const throttling: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom(
    [429, exception("TooManyRequestsException")] as const,
    [429, "<html></html>"] as const,
    [400, exception("TooManyRequestsException")] as const,
    [400, exception("ThrottlingException")] as const,
    [400, exception("com.amazonaws#RequestLimitExceeded")] as const,
    [503, exception("SlowDown")] as const
  ),
  hint: hints
}).map(({ hint, kind: [status, body] }) => ({
  name: `throttled with ${status}`,
  at: "the service",
  action: answer(status, body, { ...json, ...hint }),
  processed: false,
  again: "always"
}))

const serverError: fc.Arbitrary<Step> = fc.record({
  status: fc.constantFrom(500, 502, 503, 504),
  body: fc.constantFrom("", "<html></html>", exception("InternalErrorException"), exception("ServiceUnavailable")),
  processed: fc.boolean(),
  hint: hints
}).map(({ body, hint, processed, status }) => ({
  name: `${status}`,
  at: "the service",
  action: answer(status, body, { ...json, ...hint }),
  processed,
  again: "if harmless"
}))

const lost: fc.Arbitrary<Step> = fc.record({
  before: fc.constantFrom(
    ["without an answer", undefined] as const,
    ["in the middle of the headers", half("headers")] as const,
    ["in the middle of the body", half("body")] as const,
    ["in the middle of the chunked body", half("chunked body")] as const
  ),
  end: fc.constantFrom(["reset", reset] as const, ["closed", close] as const),
  processed: fc.boolean()
}).map(({ before: [where, part], end: [name, end], processed }) => ({
  name: `${name} ${where}`,
  at: "the service",
  action: part === undefined ? [end] : [part, end],
  // Who begins to answer has acted.
  processed: processed || part !== undefined,
  again: "if harmless"
}))

/** A body that takes 5 seconds. */
const drips = [write(head(200, { ...json, "content-length": 105 }) + healthyBody.padEnd(100)), drip("     ", 1000)]

const silent: fc.Arbitrary<Step> = fc.constantFrom(
  ["hangs before it acts", [hang], false] as const,
  ["hangs after it acted", [hang], true] as const,
  ["drips", drips, true] as const
).map(([name, action, processed]) => ({
  name,
  at: "the service",
  action,
  processed,
  again: "if harmless",
  silent: true
}))

const step = (name: string, at: Step["at"], again: Step["again"], action: Action = []): fc.Arbitrary<Step> =>
  fc.constant({ name, at, action, processed: false, again })

const fault: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: step("refused", "a port that refuses", "always") },
  { weight: 3, arbitrary: step("closed at once", "a port that closes at once", "if harmless") },
  { weight: 6, arbitrary: throttling },
  { weight: 6, arbitrary: serverError },
  { weight: 6, arbitrary: lost },
  { weight: 1, arbitrary: silent },
  {
    weight: 1,
    arbitrary: step("limited", "the service", "never", answer(429, exception("LimitExceededException"), json))
  },
  {
    weight: 1,
    arbitrary: step("denied", "the service", "never", answer(400, exception("NotAuthorizedException"), json))
  }
)

const perhaps = fc.oneof(fault, fc.constant(healthy))

/** Sequences that are the same in every run. Each starts with a fault. */
export const sequences = (count: number): ReadonlyArray<ReadonlyArray<Step>> =>
  fc.sample(fc.tuple(fault, perhaps, perhaps), { seed: 20160418, numRuns: count })

// -----------------------------------------------------------------------------
// the service and its ports
// -----------------------------------------------------------------------------

/** A call that meets a sequence. */
export interface Call {
  readonly steps: ReadonlyArray<Step>
  readonly endpoint: string
  /** How often the client tried, and how often the service processed what came. */
  attempts: number
  processed: number
  /** Whether the service has fallen silent on the latest attempt. */
  silent: boolean
  /** Where the next attempt goes. Each attempt has a path, so that nobody repeats one unseen. */
  readonly route: () => { readonly port: number; readonly path: string }
}

export interface Chaos {
  readonly call: (steps: ReadonlyArray<Step>) => Call
  /** The connections that are open, seen from the service. */
  readonly openConnections: () => number
}

export const make: Effect.Effect<Chaos, never, Scope.Scope> = Effect.gen(function*() {
  const calls: Array<Call> = []

  const service = yield* makeServer({
    script: (_, { head }) => {
      const [, id, attempt] = /^POST \/(\d+)\/(\d+)\/ /.exec(head) ?? []
      const call = calls[Number(id)]
      const step = call?.steps[Number(attempt)]
      if (call === undefined || step === undefined) return answer(404)
      if (step.processed) call.processed++
      call.silent = step.silent === true
      return step.action
    }
  })
  const holder = yield* makeServer({ script: () => [] })
  const ports = {
    "the service": portOf(service.endpoint),
    "a port that closes at once": yield* listen(net.createServer((socket) => socket.destroy())),
    "a port that refuses": yield* refusingPort(portOf(holder.endpoint))
  }

  return {
    call: (steps) => {
      const id = calls.length
      const call: Call = {
        steps,
        endpoint: `${service.endpoint}/${id}/`,
        attempts: 0,
        processed: 0,
        silent: false,
        route: () => {
          const attempt = call.attempts++
          call.silent = false
          return { port: ports[steps[attempt]?.at ?? "the service"], path: `/${id}/${attempt}/` }
        }
      }
      calls.push(call)
      return call
    },
    openConnections: () => service.connections.filter(({ socket }) => !socket.destroyed).length
  }
})
