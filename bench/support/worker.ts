/** The child: one contestant in a process of its own, which lives until its parent is done with it. */
import * as assert from "node:assert/strict"
import { setImmediate, setTimeout } from "node:timers/promises"
import type { Client } from "../contestants/client.js"
import { contestant } from "../contestants/index.js"
import { destination, exceptionName } from "./exchange.js"
import { installStub, type Stub } from "./stubFetch.js"
import type { Answers, Cost, Reply, Request, TaskName, Tasks } from "./tasks.js"

interface Opened {
  readonly client: Client
  readonly stub: Stub | undefined
}

let opened: Opened | undefined

const current = (): Opened => {
  assert.ok(opened !== undefined, "open comes first")
  return opened
}

const collect = (): void => {
  assert.ok(globalThis.gc !== undefined, "the process was started without --expose-gc")
  globalThis.gc()
}

/**
 * What `count` calls cost. Nothing is collected by force before them: V8 throws away compiled code with the rest, and
 * what follows would be the cost of compiling it again, two and a half times that of a running program.
 */
const measure = async (count: number, run: () => Promise<void>): Promise<Cost> => {
  const stub = opened?.stub
  const before = stub?.calls ?? 0
  const startedAt = performance.now()
  const cpu = process.cpuUsage()
  await run()
  const { system, user } = process.cpuUsage(cpu)
  const wall = (performance.now() - startedAt) * 1000
  if (stub !== undefined) assert.equal(stub.calls - before, count, "requests sent")
  return { cpu: (user + system) / count, wall: wall / count }
}

const expectDestination = (actual: string | undefined): void => {
  if (actual !== destination) assert.fail(`the destination is ${String(actual)}`)
}

const open = async ({ endpoint, id }: Tasks["open"]): Promise<null> => {
  // Before the contestant is loaded, which may keep the `fetch` that it finds.
  const stub = endpoint === undefined ? installStub() : undefined
  const make = await contestant(id).load()
  opened = { client: await make(endpoint ?? "http://127.0.0.1:1"), stub }
  expectDestination(await opened.client.call())
  if (stub !== undefined) {
    stub.answer = { kind: "exception" }
    assert.equal(await opened.client.refused(), exceptionName)
    stub.answer = { kind: "success" }
  }
  return null
}

const calls = ({ count, inFlight }: Tasks["calls"]): Promise<Cost> => {
  const { client } = current()
  let left = count
  const caller = async () => {
    while (left > 0) {
      left -= 1
      expectDestination(await client.call())
    }
  }
  return measure(count, async () => {
    await Promise.all(Array.from({ length: inFlight }, caller))
  })
}

const waves = ({ count, inFlight }: Tasks["waves"]): Promise<Cost> => {
  const { client } = current()
  return measure(count, async () => {
    for (let left = count; left > 0; left -= inFlight) {
      const wave = Array.from({ length: Math.min(left, inFlight) }, () => client.call())
      for (const actual of await Promise.all(wave)) expectDestination(actual)
    }
  })
}

const refusals = async ({ answer, count, expected }: Tasks["refusals"]): Promise<Cost> => {
  const { client, stub } = current()
  assert.ok(stub !== undefined)
  stub.answer = answer
  const cost = await measure(count, async () => {
    for (let i = 0; i < count; i++) {
      const actual = await client.refused()
      if (actual !== expected) assert.fail(`the exception is ${actual}`)
    }
  })
  stub.answer = { kind: "success" }
  return cost
}

const metadata = ({ count, entries }: Tasks["metadata"]): Promise<Cost> => {
  const { client } = current()
  const clientMetadata = Object.fromEntries(Array.from({ length: entries }, (_, i) => [`key${i}`, `value${i}`]))
  return measure(count, async () => {
    for (let i = 0; i < count; i++) expectDestination(await client.call(clientMetadata))
  })
}

/** The bytes in use, once everything that can be collected is. */
const used = async (): Promise<number> => {
  for (let i = 0; i < 3; i++) {
    await setTimeout(20)
    collect()
  }
  return process.memoryUsage().heapUsed
}

const pending = async ({ count }: Tasks["pending"]): Promise<number> => {
  const { client, stub } = current()
  assert.ok(stub !== undefined)
  stub.answer = { kind: "never" }
  const held: Array<Promise<unknown>> = []
  const hold = async (count: number) => {
    const sent = stub.calls + count
    for (let i = 0; i < count; i++) held.push(client.call())
    while (stub.calls < sent) await setImmediate()
  }
  // What the first pending calls make is not theirs alone.
  await hold(Math.ceil(count / 10))
  const before = await used()
  await hold(count)
  const bytes = (await used() - before) / count
  assert.ok(held.length > count)
  return bytes
}

const tasks: { readonly [N in TaskName]: (input: Tasks[N]) => Promise<Answers[N]> } = {
  open,
  calls,
  waves,
  refusals,
  metadata,
  pending
}

const perform = <N extends TaskName>({ input, name }: Request<N>): Promise<Answers[N]> => tasks[name](input)

const reply = (message: Reply): void => {
  process.send?.(message)
}

process.on("message", (request: Request) => {
  perform(request).then(
    (value) => reply({ ok: true, value }),
    (error: unknown) => reply({ ok: false, message: error instanceof Error ? String(error.stack) : String(error) })
  )
})
// The parent is gone, however it ended.
process.once("disconnect", () => process.exit())
