import type * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"

export * from "effect/Schedule"

export { whileMetadata as while }

export const max = <A, I1, R1, B, I2, R2>(
  [first, second]: readonly [Schedule.Schedule<A, I1, R1>, Schedule.Schedule<B, I2, R2>]
) => Schedule.intersect(first, second)

interface Metadata<Input> {
  readonly input: Input
}

export const tap = <Input, R>(f: (metadata: Metadata<Input>) => Effect.Effect<unknown, never, R>) =>
  Schedule.tapInput((input: Input) => f({ input }))

const whileMetadata = <Input>(isWanted: (metadata: Metadata<Input>) => boolean) =>
  Schedule.whileInput((input: Input) => isWanted({ input }))
