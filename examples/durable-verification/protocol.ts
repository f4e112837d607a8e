/** The messages between a runner and the process that started it. */
import * as DurableDeferred from "@effect/workflow/DurableDeferred"
import { Schema } from "effect"
import { Answer, Verification, View } from "./workflow.js"

export const ToRunner = Schema.Union(
  Schema.TaggedStruct("Start", { payload: Verification.payloadSchema }),
  Schema.TaggedStruct("Watch", { executionId: Schema.String }),
  Schema.TaggedStruct("Answer", { token: DurableDeferred.Token, answer: Answer })
)

export const FromRunner = Schema.Union(
  /** The verification is stored. */
  Schema.TaggedStruct("Started", { executionId: Schema.String }),
  Schema.TaggedStruct("Show", { view: View }),
  /** The answer is stored. */
  Schema.TaggedStruct("Answered", {}),
  Schema.TaggedStruct("Ended", {
    exit: Schema.Exit({ success: Schema.Void, failure: Verification.errorSchema, defect: Schema.Defect })
  })
)
