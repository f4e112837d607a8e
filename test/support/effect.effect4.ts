export {
  Cause,
  Config,
  ConfigProvider,
  Context,
  Deferred,
  Effect,
  Exit,
  Layer,
  Logger,
  Metric,
  Queue,
  Random,
  Redacted,
  Result,
  Schedule,
  Schema
} from "effect"
export * as TestClock from "effect/testing/TestClock"
