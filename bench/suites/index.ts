/** The suites, in the order of the results. */
import { chaos } from "./chaos.js"
import { cpu } from "./cpu.js"
import { failures } from "./failures.js"
import { growth } from "./growth.js"
import { memory } from "./memory.js"
import { session } from "./session.js"
import { sharing } from "./sharing.js"
import { size } from "./size.js"
import { sockets } from "./sockets.js"
import { startup } from "./startup.js"
import type { Suite } from "./suite.js"
import { tokens } from "./tokens.js"

export const suites = {
  cpu,
  failures,
  sockets,
  growth,
  memory,
  startup,
  size,
  tokens,
  session,
  sharing,
  chaos
} satisfies Record<string, Suite>

export type SuiteName = keyof typeof suites

export const suiteNames = Object.keys(suites) as ReadonlyArray<SuiteName>

export const isSuiteName = (name: string): name is SuiteName => Object.hasOwn(suites, name)
