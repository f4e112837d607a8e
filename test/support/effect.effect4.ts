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
export { TestClock } from "effect/testing"
