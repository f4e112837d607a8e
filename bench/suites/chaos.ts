/** What faulty networks make of a call that sends a message, and of one that only reads. */
import {
  CognitoIdentityProviderClient,
  GetUserAttributeVerificationCodeCommand,
  GetUserCommand
} from "@aws-sdk/client-cognito-identity-provider"
import type * as HttpClient from "@effect/platform/HttpClient"
import { Effect, Layer, Redacted, type Scope } from "effect"
import { Cognito, CognitoConfig, type CognitoError } from "effect-cognito"
import { Agent } from "node:http"
import { type Call, make, maxAttempts, sequences as makeSequences } from "../../test/support/chaos.js"
import { count, type Kind, kinds, meet, options, type Outcome, type Tally } from "../../test/support/tally.js"
import { fetch } from "../contestants/layerOfFetch.js"
import * as layers from "../contestants/layers.js"
import { accessToken, attributeName, region } from "../support/exchange.js"
import { print } from "../support/print.js"
import type { Table, Target } from "../support/report.js"
import type { Suite } from "./suite.js"

type Run = (kind: Kind, call: Call) => Effect.Effect<Outcome>

interface Racer {
  readonly title: string
  readonly ours?: true
  readonly run: Effect.Effect<Run, never, Scope.Scope>
}

const request = { accessToken: Redacted.make(accessToken), attributeName }

const ours = (title: string, layer: Layer.Layer<HttpClient.HttpClient>): Racer => ({
  title: `effect-cognito, ${title}`,
  ours: true,
  run: Effect.map(Layer.build(layer), (context): Run => (kind, call) => {
    const operation: Effect.Effect<unknown, CognitoError.CognitoError, HttpClient.HttpClient> = kind === "sending"
      ? Cognito.getUserAttributeVerificationCode(request)
      : Cognito.getUser(request)
    return Effect.provide(meet(CognitoConfig.withConfig(operation, options(call)), call), context)
  })
})

/** A client with its defaults, except for a timeout, which it lacks by default. */
const clientOf = (call: Call, httpAgent: Agent): CognitoIdentityProviderClient => {
  const client = new CognitoIdentityProviderClient({
    region,
    endpoint: call.endpoint,
    maxAttempts,
    requestHandler: { httpAgent, requestTimeout: 5000, throwOnRequestTimeout: true }
  })
  client.middlewareStack.add((next) => (args) => {
    // At this step the SDK has its HTTP request.
    Object.assign(args.request as object, call.route())
    return next(args)
  }, { step: "finalizeRequest", priority: "low" })
  return client
}

const sdk: Racer = {
  title: "AWS SDK, node handler",
  run: Effect.map(
    Effect.acquireRelease(
      Effect.sync(() => new Agent({ keepAlive: true })),
      (agent) => Effect.sync(() => agent.destroy())
    ),
    (agent): Run => (kind, call) =>
      Effect.promise(() => {
        const client = clientOf(call, agent)
        const sent = kind === "sending"
          ? client.send(
            new GetUserAttributeVerificationCodeCommand({
              AccessToken: accessToken,
              AttributeName: attributeName
            })
          )
          : client.send(new GetUserCommand({ AccessToken: accessToken }))
        return sent.then((): Outcome => "success", (): Outcome => "failure")
      })
  )
}

const racers: ReadonlyArray<Racer> = [
  ours("fetch", fetch),
  ours("undici", layers.undici),
  ours("node http", layers.node),
  sdk
]

const titles: Readonly<Record<Kind, string>> = {
  sending: "GetUserAttributeVerificationCode, which sends a message",
  harmless: "GetUser, which only reads"
}

type Tallies = ReadonlyArray<Readonly<Record<Kind, Tally>> & { readonly racer: Racer }>

const table = (kind: Kind, tallies: Tallies): Table => ({
  title: titles[kind],
  header: [
    "",
    "attempts",
    "successes",
    ...(kind === "sending" ? ["second messages"] : []),
    "avoidable failures"
  ],
  rows: tallies.map(({ [kind]: tally, racer }) => ({
    ours: racer.ours,
    cells: [
      racer.title,
      ...[
        tally.attempts,
        tally.successes,
        ...(kind === "sending" ? [tally.secondMessages] : []),
        tally.avoidable
      ].map(String)
    ]
  }))
})

const none = (what: string, measured: number): Target => ({ what, atMost: 0, measured, format: String })

export const chaos: Suite = ({ quick }) =>
  Effect.gen(function*() {
    const sequences = makeSequences(quick ? 100 : 1000)

    const tallies = yield* Effect.forEach(racers, (racer) =>
      Effect.scoped(Effect.gen(function*() {
        print(racer.title)
        const world = yield* make
        const run = yield* racer.run
        const tally = (kind: Kind) => count(world, kind, sequences, (call) => run(kind, call))
        return { racer, sending: yield* tally("sending"), harmless: yield* tally("harmless") }
      })))

    return {
      name: "chaos",
      title: "Second messages in faulty networks",
      notes: [
        `${sequences.length} random sequences of up to ${maxAttempts} faults, the same for everyone: refused ` +
        "connections, connections that are reset or closed at some point, throttling, server errors, silence. The " +
        "service on the loopback interface counts what it processed before the fault: a call for which it did so " +
        "twice has sent its user a second message. A failure is avoidable if a client that makes no mistake would " +
        `have succeeded. Every client may make ${maxAttempts} attempts.`
      ],
      targets: tallies.filter(({ racer }) => racer.ours).flatMap(({ harmless, racer, sending }) => [
        none(`second messages: ${racer.title}`, sending.secondMessages),
        none(`avoidable failures: ${racer.title}`, sending.avoidable + harmless.avoidable)
      ]),
      tables: kinds.map((kind) => table(kind, tallies)),
      plots: []
    }
  })
