/**
 * What an attempt is given, and what becomes of it.
 */
import type * as HttpClient from "@effect/platform/HttpClient"
import * as Exit from "effect/Exit"
import type * as Tracer from "effect/Tracer"
import type * as CognitoError from "../CognitoError.js"
import type { Outgoing } from "./request.js"
import type { Incoming, Outcome } from "./response.js"
import type { Secrets } from "./secrets.js"
import { type AnyFiber, endSpan } from "./spans.js"
import type { Trace } from "./trace.js"

/** What an attempt needs. It is the same for all attempts of a call. */
export interface Attempt {
  readonly operation: string
  readonly client: HttpClient.HttpClient
  readonly outgoing: Outgoing
  readonly decode: (incoming: Incoming, secrets: Secrets, now: number) => Outcome
  /** In milliseconds. */
  readonly timeout: number
  /** The call that it belongs to. */
  readonly trace: Trace
}

/** What is known of one attempt. An attempt that is late may end during the next one, so each has its own. */
export interface State {
  span: Tracer.Span | undefined
  /** Whether its time is up. */
  isLate: boolean
}

/** Ends the span of the attempt, without the response, which may hold tokens. */
export const conclude = (caller: AnyFiber, { span }: State, outcome: Outcome): Outcome => {
  const { result } = outcome
  if (span !== undefined) endSpan(caller, span, "value" in result ? Exit.void : Exit.fail(result.error))
  return outcome
}

/** The same for an attempt that got no response. */
export const concludeWithout = (caller: AnyFiber, state: State, error: CognitoError.CognitoError): Outcome =>
  conclude(caller, state, { result: { error }, requestId: undefined, retryAfter: 0 })
