/** What a contestant is to the suites. */
import * as Effect from "effect/Effect"
import type * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"
import type { Answer } from "../support/exchange.js"

export type Metadata = Readonly<Record<string, string>>

export interface Client {
  /** Makes the call; the destination in the answer. Only the contestants of `growth` send the metadata. */
  readonly call: (metadata?: Metadata) => Promise<string | undefined>
  /** Makes the call, which is refused; the name of the exception that the caller catches. */
  readonly refused: () => Promise<string>
}

export type MakeClient = (endpoint: string) => Promise<Client>

const surprise = (): string => "no exception"

/** The client of a library whose calls are promises. */
export const fromPromise = (
  call: Client["call"],
  nameOf: (error: unknown) => string = (error) => error instanceof Error ? error.name : String(error)
): Client => ({ call, refused: () => call().then(surprise, nameOf) })

/** The client of a library whose calls are effects, on a runtime that is made once. */
export const fromEffect = async <R, E>(
  layer: Layer.Layer<R>,
  make: Effect.Effect<(metadata?: Metadata) => Effect.Effect<string | undefined, E, R>, never, R>,
  nameOf: (error: E) => string
): Promise<Client> => {
  const runtime = ManagedRuntime.make(layer)
  const call = await runtime.runPromise(make)
  return {
    call: (metadata) => runtime.runPromise(call(metadata)),
    refused: () => runtime.runPromise(Effect.match(call(), { onFailure: nameOf, onSuccess: surprise }))
  }
}

class Refused extends Error {
  constructor(name: string | undefined) {
    super("refused")
    this.name = name ?? "Unknown"
  }
}

/** What the contestants without a library make of an answer. */
export const read = (status: number, text: string): string | undefined => {
  const answer = JSON.parse(text) as Answer
  if (status !== 200) throw new Refused(answer.__type)
  return answer.CodeDeliveryDetails?.Destination
}
