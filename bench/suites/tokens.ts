/** What it costs to verify an access token, with the keys at hand. */
import { Effect, Redacted } from "effect"
import { CognitoToken } from "effect-cognito"
import * as CognitoTest from "effect-cognito/CognitoTest"
import type { ChildProcess } from "node:child_process"
import { BenchError, here, nextMessage, start } from "../support/child.js"
import { bars } from "../support/plot.js"
import { ratio, spread } from "../support/report.js"
import { figures, inAll, inWords, takeTurnsInGenerations } from "../support/rounds.js"
import { ratios, summarize } from "../support/statistics.js"
import { cpuOf } from "../support/tasks.js"
import { type Genuine, type Verifier, type VerifierId, verifierIds, verifiers } from "../support/verifiers.js"
import type { Done, Order } from "../support/verifying.js"
import type { Suite } from "./suite.js"

const verifier = (id: VerifierId): Verifier => verifiers[id]

/** A token of Cognito's size, and the key that has signed it. */
const makeGenuine = Effect.gen(function*() {
  const pool = yield* CognitoTest.tokens()
  const { clientId, issuer, keys, userPoolId } = pool
  const token = yield* pool.accessToken({ "cognito:groups": ["readers", "editors"] })
  yield* CognitoToken.decodeUnverified(token)
  // The pool of the test double has one key.
  return { token: Redacted.value(token), userPoolId, clientId, issuer, jwk: keys.keys[0] as Genuine["jwk"] }
})

const ask = (child: ChildProcess, id: VerifierId, order: Order) =>
  Effect.suspend(() => {
    child.send(order)
    return nextMessage<Done>(child, verifier(id).title)
  }).pipe(
    Effect.flatMap((done) =>
      "message" in done ? new BenchError({ message: `${verifier(id).title}: ${done.message}` }) : Effect.succeed(done)
    )
  )

const openVerifiers = (genuine: Genuine) =>
  Effect.map(
    Effect.forEach(verifierIds, (id) =>
      Effect.gen(function*() {
        const child = yield* start(here("./verifying.js"), [])
        yield* ask(child, id, { id, genuine })
        return [id, child] as const
      })),
    (children) => new Map(children)
  )

export const tokens: Suite = ({ quick }) =>
  Effect.gen(function*() {
    const genuine = yield* Effect.orDie(makeGenuine)
    const rounds = { generations: quick ? 2 : 5, warmUp: 1, counted: 2 }
    const count = quick ? 200 : 10_000
    const measured = yield* takeTurnsInGenerations(
      verifierIds,
      rounds,
      openVerifiers(genuine),
      (children, id) => ask(children.get(id)!, id, { count })
    )

    const of = (id: VerifierId) => figures(measured, id, cpuOf)
    const against = (other: VerifierId) => ratios(of("ours"), of(other))
    return {
      name: "tokens",
      title: "Verifying a token",
      notes: [
        `${inAll(rounds) * count} verifications of an access token of ${genuine.token.length} characters: ` +
        `${inWords(rounds, `${count}`)}, one after another, with the keys at hand. \`aws-jwt-verify\` uses the ` +
        "cryptography of Node itself, on the main thread, which takes less CPU than WebCrypto and blocks whatever else " +
        "the process does. `jose` and we use WebCrypto, which every runtime has and which computes on other threads."
      ],
      targets: [
        { what: "CognitoToken / bare jose", atMost: 1.15, measured: against("jose").median },
        { what: "CognitoToken / aws-jwt-verify", atMost: 1, measured: against("aws-jwt-verify").median }
      ],
      tables: [{
        title: "CPU of a verification",
        header: ["", "µs, median (quartiles)", `× ${verifiers.jose.title}`],
        rows: verifierIds.map((id) => ({
          ours: verifier(id).ours,
          cells: [verifier(id).title, spread(summarize(of(id))), spread(ratios(of(id), of("jose")), ratio)]
        }))
      }],
      plots: [bars(
        "verify",
        "CPU of verifying a token",
        "µs of CPU, less is better",
        verifierIds.map((id) => ({ title: verifier(id).title, ours: verifier(id).ours, summary: summarize(of(id)) }))
      )]
    }
  })
