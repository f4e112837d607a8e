export * from "effect/Config"

export {
  boolean as Boolean,
  duration as Duration,
  integer as Int,
  nonEmptyString as NonEmptyString,
  redacted as Redacted,
  string as String
} from "effect/Config"
