/** The process that gets killed. */
import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import { Effect } from "effect"
import { database } from "./runtime.js"
import { runner } from "./serve.js"

NodeRuntime.runMain(Effect.provide(runner, database))
