/** The middle of some measurements, and how far they spread. */

export interface Summary {
  readonly median: number
  /** The quartiles. */
  readonly low: number
  readonly high: number
}

const quantile = (sorted: ReadonlyArray<number>, q: number): number => {
  const position = (sorted.length - 1) * q
  const below = sorted[Math.floor(position)] ?? NaN
  const above = sorted[Math.ceil(position)] ?? NaN
  return below + (above - below) * (position - Math.floor(position))
}

export const summarize = (values: ReadonlyArray<number>): Summary => {
  const sorted = values.toSorted((a, b) => a - b)
  return { median: quantile(sorted, 0.5), low: quantile(sorted, 0.25), high: quantile(sorted, 0.75) }
}

/** The ratios of two contestants, round by round. */
export const ratios = (values: ReadonlyArray<number>, floor: ReadonlyArray<number>): Summary =>
  summarize(values.map((value, round) => value / (floor[round] ?? NaN)))
