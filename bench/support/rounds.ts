/** Taking turns, so that a machine that drifts hits everyone alike. */
import { Effect, type Scope } from "effect"
import { print } from "./print.js"

/** What each contestant measured, by round. The first rounds only warm up. */
export type Measured<K, A> = ReadonlyMap<K, ReadonlyArray<A>>

export interface Rounds {
  readonly warmUp: number
  readonly counted: number
}

/** The same rounds again and again. */
export interface Generations extends Rounds {
  readonly generations: number
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
  turn: (key: K, warmingUp: boolean) => Effect.Effect<A, E>,
  /** Where the order goes on. */
  roundsBefore = 0
): Effect.Effect<Measured<K, A>, E> =>
  Effect.gen(function*() {
    const measured = new Map<K, Array<A>>(keys.map((key) => [key, []]))
    for (let round = 0; round < warmUp + counted; round++) {
      print(round < warmUp ? "warming up" : `round ${round - warmUp + 1} of ${counted}`)
      for (const key of order(keys, roundsBefore + round)) {
        const value = yield* turn(key, round < warmUp)
        if (round >= warmUp) measured.get(key)?.push(value)
      }
    }
    return measured
  })

/**
 * Takes turns with what is opened anew for each generation; the rounds of all of them are one sample. V8 does not
 * optimize a program alike in two processes, so that a single process would be a single draw.
 */
export const takeTurnsInGenerations = <K, O, A, E>(
  keys: ReadonlyArray<K>,
  { generations, ...rounds }: Generations,
  open: Effect.Effect<O, E, Scope.Scope>,
  turn: (opened: O, key: K, warmingUp: boolean) => Effect.Effect<A, E>
): Effect.Effect<Measured<K, A>, E> =>
  Effect.gen(function*() {
    const measured = new Map<K, Array<A>>(keys.map((key) => [key, []]))
    for (let generation = 0; generation < generations; generation++) {
      print(`generation ${generation + 1} of ${generations}`)
      const before = generation * (rounds.warmUp + rounds.counted)
      const taken = yield* open.pipe(
        Effect.flatMap((opened) => takeTurns(keys, rounds, (key, warmingUp) => turn(opened, key, warmingUp), before)),
        Effect.scoped
      )
      for (const [key, values] of taken) measured.get(key)?.push(...values)
    }
    return measured
  })

/** The rounds of all generations. */
export const inAll = ({ counted, generations }: Generations): number => generations * counted

/** How a note tells of them, each of which is of this size. */
export const inWords = ({ counted, generations }: Generations, size: string): string =>
  `${counted} ${counted === 1 ? "round" : "rounds"} of ${size} in each of ${generations} processes`

/** One figure of what was measured. */
export const figures = <K, A>(measured: Measured<K, A>, key: K, figure: (value: A) => number): ReadonlyArray<number> =>
  (measured.get(key) ?? []).map(figure)
