import * as KeyValueStore from "@effect/platform/KeyValueStore"
import * as CognitoSessionStore from "effect-cognito/CognitoSessionStore"
import * as Layer from "effect/Layer"
import { serveTab } from "./client.js"
import { make } from "./ours.js"

const store = CognitoSessionStore.layerKeyValueStore().pipe(
  Layer.provide(KeyValueStore.layerStorage(() => localStorage))
)

serveTab(make(location.origin, store))
