/** Prints the trace of a call that is throttled once: `npx tsx examples/tracing/main.ts`. */
import * as NodeSdk from "@effect/opentelemetry/NodeSdk"
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import { InMemorySpanExporter, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base"
import { Console, Effect, Redacted } from "effect"
import { Cognito, CognitoConfig } from "effect-cognito"
import { throttlingOnce } from "./server.js"
import { renderTree } from "./tree.js"

/** Keeps the spans in memory. An application has an exporter in its place that sends them to a collector. */
const exporter = new InMemorySpanExporter()

const TracingLive = NodeSdk.layer(() => ({
  resource: { serviceName: "profile-page" },
  spanProcessor: new SimpleSpanProcessor(exporter)
}))

const askForCode = Cognito.getUserAttributeVerificationCode({
  accessToken: Redacted.make("an-access-token"),
  attributeName: "email"
}).pipe(Effect.withSpan("verify e-mail address"))

const program = Effect.gen(function*() {
  const endpoint = yield* throttlingOnce
  yield* CognitoConfig.withConfig(askForCode, { region: "eu-west-1", endpoint })
  yield* Console.log(renderTree(exporter.getFinishedSpans()))
})

program.pipe(
  Effect.scoped,
  Effect.provide([TracingLive, NodeHttpClient.layerUndici]),
  NodeRuntime.runMain
)
