/**
 * A schedule of the user's, one step at a time.
 */
import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"
import type * as CognitoError from "../CognitoError.js"

/** Waits as long as the schedule says after an error, and fails where the schedule ends. */
export type Step = (error: CognitoError.CognitoError) => Effect.Effect<unknown, unknown>

export const makeStep = (schedule: Schedule.Schedule<unknown, CognitoError.CognitoError>): Effect.Effect<Step> =>
  Effect.map(Schedule.driver(schedule), (driver) => (error) => driver.next(error))
