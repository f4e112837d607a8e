/**
 * The timer of an attempt.
 */
import type * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { isLive } from "./spans.js"

/** The longest wait of a platform's timer. */
const longestWait = 2 ** 31 - 1

type Timer = ReturnType<typeof setTimeout> | (() => void) | undefined

/** A plain timer where the time is the real one, because it takes no fiber. */
export const startTimer = (clock: Clock.Clock, milliseconds: number, ring: () => void): Timer =>
  milliseconds > longestWait
    ? undefined
    : isLive(clock)
    ? setTimeout(ring, milliseconds)
    : Effect.runCallback(clock.sleep(Duration.millis(milliseconds)), {
      onExit: (exit) => Exit.isSuccess(exit) && ring()
    })

export const stopTimer = (timer: Timer): void => typeof timer === "function" ? timer() : clearTimeout(timer)
