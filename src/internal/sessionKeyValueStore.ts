/**
 * What the two majors return where a key-value store has nothing.
 */
import type * as KeyValueStore from "@effect/platform/KeyValueStore"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"

export const getText = (
  store: KeyValueStore.KeyValueStore,
  key: string
): Effect.Effect<string | undefined, unknown> => Effect.map(store.get(key), Option.getOrUndefined)
