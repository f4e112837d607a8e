export * from "effect/Config"

export {
  boolean as Boolean,
  duration as Duration,
  integer as Int,
  nonEmptyString as NonEmptyString,
  string as String
} from "effect/Config"
