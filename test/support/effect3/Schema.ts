export * from "effect/Schema"

export {
  decode as decodeEffect,
  decodeUnknown as decodeUnknownEffect,
  encode as encodeEffect,
  encodedSchema as toEncoded,
  encodeUnknown as encodeUnknownEffect,
  typeSchema as toType
} from "effect/Schema"
