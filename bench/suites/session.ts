/** What it costs to read the access token of a session that has a valid one in memory. */
import * as HttpClient from "@effect/platform/HttpClient"
import { Effect, Layer, Redacted } from "effect"
import { CognitoAppClient, CognitoSession, CognitoSessionStore } from "effect-cognito"
import { figure, spread } from "../support/report.js"
import { summarize } from "../support/statistics.js"
import type { Suite } from "./suite.js"

const encode = (claims: object) => Buffer.from(JSON.stringify(claims)).toString("base64url")

const makeToken = () => {
  const iat = Math.floor(Date.now() / 1000)
  return Redacted.make(`header.${encode({ sub: "a-sub", iat, exp: iat + 86_400 })}.signature`)
}

const SessionLive = CognitoSession.layer().pipe(
  Layer.provide(CognitoSessionStore.layerMemory),
  Layer.provide(CognitoAppClient.layer({ clientId: "client", userPoolId: "eu-west-1_AbC123" })),
  Layer.provide(Layer.succeed(HttpClient.HttpClient, HttpClient.make(() => Effect.die("Nothing is sent."))))
)

/** The CPU time of an effect, in microseconds. */
const measure = <E>(effect: Effect.Effect<unknown, E>, count: number) =>
  Effect.gen(function*() {
    const before = process.cpuUsage()
    for (let i = 0; i < count; i++) yield* effect
    const { system, user } = process.cpuUsage(before)
    return (system + user) / count
  })

export const session: Suite = ({ quick }) =>
  Effect.gen(function*() {
    const rounds = quick ? 2 : 20
    const count = quick ? 1_000 : 100_000
    const { accessToken, begin } = yield* CognitoSession.CognitoSession
    const token = makeToken()
    yield* begin({ accessToken: token, idToken: token, refreshToken: token })
    const map = Effect.map(Effect.succeed(token), (token) => token)

    const [maps, reads]: readonly [Array<number>, Array<number>] = [[], []]
    // The first rounds warm the program up.
    for (let round = -2; round < rounds; round++) {
      const figures = [yield* measure(map, count), yield* measure(accessToken, count)] as const
      if (round < 0) continue
      maps.push(figures[0])
      reads.push(figures[1])
    }

    return {
      name: "session",
      title: "Reading the access token of a session",
      notes: [`${rounds} rounds of ${count} reads of a token that is valid, in one process, beside an \`Effect.map\`.`],
      targets: [{
        what: "µs of a read beyond an `Effect.map`",
        atMost: 2,
        measured: summarize(reads.map((read, round) => read - maps[round]!)).median,
        format: figure
      }],
      tables: [{
        title: "CPU of a read",
        header: ["", "µs, median (quartiles)"],
        rows: [
          { cells: ["`Effect.map`", spread(summarize(maps))] },
          { ours: true, cells: ["`session.accessToken`", spread(summarize(reads))] }
        ]
      }],
      plots: []
    }
  }).pipe(Effect.provide(SessionLive), Effect.orDie)
