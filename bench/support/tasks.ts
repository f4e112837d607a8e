/** What a child does for its parent, and what it answers: one task at a time. */
import type { Id } from "../contestants/index.js"
import type { StubAnswer } from "./stubFetch.js"

export interface Tasks {
  /** Makes the client, and verifies it: against the endpoint, or the stub if there is none. */
  readonly open: { readonly id: Id; readonly endpoint: string | undefined }
  /** So many calls, so many of them at a time. */
  readonly calls: { readonly count: number; readonly inFlight: number }
  /** The same in waves: each wave is answered before the next begins. */
  readonly waves: { readonly count: number; readonly inFlight: number }
  /** Sequential calls that are refused with this exception. */
  readonly refusals: { readonly count: number; readonly answer: StubAnswer; readonly expected: string }
  /** Sequential calls with so many entries of metadata. */
  readonly metadata: { readonly count: number; readonly entries: number }
  /** So many calls that are never answered: the bytes of each. */
  readonly pending: { readonly count: number }
}

export type TaskName = keyof Tasks

/** Of one call, in microseconds. */
export interface Cost {
  readonly cpu: number
  readonly wall: number
}

export const cpuOf = ({ cpu }: Cost): number => cpu

export interface Answers {
  readonly open: null
  readonly calls: Cost
  readonly waves: Cost
  readonly refusals: Cost
  readonly metadata: Cost
  readonly pending: number
}

export interface Request<N extends TaskName = TaskName> {
  readonly name: N
  readonly input: Tasks[N]
}

export type Reply =
  | { readonly ok: true; readonly value: Answers[TaskName] }
  | { readonly ok: false; readonly message: string }
