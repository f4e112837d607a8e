export * from "effect/Cause"

export {
  failureOption as findErrorOption,
  isDie as hasDies,
  isFailure as hasFails,
  isInterrupted as hasInterrupts,
  isInterruptedOnly as hasInterruptsOnly,
  isTimeoutException as isTimeoutError
} from "effect/Cause"
