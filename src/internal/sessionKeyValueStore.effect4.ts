/**
 * What the two majors return where a key-value store has nothing.
 */
import type * as Effect from "effect/Effect"
import type * as KeyValueStore from "effect/persistence/KeyValueStore"

export const getText = (
  store: KeyValueStore.KeyValueStore,
  key: string
): Effect.Effect<string | undefined, unknown> => store.get(key)
