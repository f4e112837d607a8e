/** Taking turns, so that a machine that drifts hits everyone alike. */
import { Effect } from "effect"
import { print } from "./print.js"

/** What each contestant measured, by round. The first rounds only warm up. */
export type Measured<K, A> = ReadonlyMap<K, ReadonlyArray<A>>

export interface Rounds {
  readonly warmUp: number
  readonly counted: number
}

/** Each round begins with another one, and every second round goes backwards. */
const order = <K>(keys: ReadonlyArray<K>, round: number): ReadonlyArray<K> => {
  const start = round % keys.length
  const rotated = [...keys.slice(start), ...keys.slice(0, start)]
  return round % 2 === 0 ? rotated : rotated.toReversed()
}

export const takeTurns = <K, A, E>(
  keys: ReadonlyArray<K>,
  { counted, warmUp }: Rounds,
  turn: (key: K, warmingUp: boolean) => Effect.Effect<A, E>
): Effect.Effect<Measured<K, A>, E> =>
  Effect.gen(function*() {
    const measured = new Map<K, Array<A>>(keys.map((key) => [key, []]))
    for (let round = 0; round < warmUp + counted; round++) {
      print(round < warmUp ? "warming up" : `round ${round - warmUp + 1} of ${counted}`)
      for (const key of order(keys, round)) {
        const value = yield* turn(key, round < warmUp)
        if (round >= warmUp) measured.get(key)?.push(value)
      }
    }
    return measured
  })

/** One figure of what was measured. */
export const figures = <K, A>(measured: Measured<K, A>, key: K, figure: (value: A) => number): ReadonlyArray<number> =>
  (measured.get(key) ?? []).map(figure)
