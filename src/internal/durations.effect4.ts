/**
 * Durations as options have them.
 */
import * as Duration from "effect/Duration"
import * as Option from "effect/Option"

/** A number of milliseconds, or a text such as `"5 seconds"`. */
export type DurationInput = Duration.Input

/** A duration in milliseconds. What is no duration is 0. */
export const toMillis = (input: DurationInput): number =>
  typeof input === "number"
    ? input
    : Duration.toMillis(Option.getOrElse(Duration.fromInput(input), () => Duration.zero))
