/** The child of the suite of tokens: one verifier in a process of its own. */
import type { Cost } from "./tasks.js"
import { type Genuine, type VerifierId, verifiers } from "./verifiers.js"

/** What the child is asked for: at first to load a verifier, and then to verify so often. */
export type Order = { readonly id: VerifierId; readonly genuine: Genuine } | { readonly count: number }

/** What it responds. */
export type Done = Cost | { readonly message: string }

let verify: ((count: number) => Promise<void>) | undefined

const obey = async (order: Order): Promise<Cost> => {
  const count = "count" in order ? order.count : 1
  if ("id" in order) verify = await verifiers[order.id].load(order.genuine)
  const startedAt = performance.now()
  const cpu = process.cpuUsage()
  await verify?.(count)
  const { system, user } = process.cpuUsage(cpu)
  return { cpu: (user + system) / count, wall: (performance.now() - startedAt) * 1000 / count }
}

const respond = (done: Done): void => {
  process.send?.(done)
}

process.on("message", (order: Order) => {
  obey(order).then(respond, (error: unknown) => respond({ message: String(error) }))
})
// The parent is gone, however it ended.
process.once("disconnect", () => process.exit())
