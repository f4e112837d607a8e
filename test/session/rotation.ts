/**
 * A Cognito on loopback that signs everybody in and rotates refresh tokens, for programs in other processes and in browsers. It counts each use
 * of a refresh token that had a successor already.
 */
import * as http from "node:http"
import { Effect } from "../support/effect.js"
import { listen } from "../support/loopback.js"
import { clientId, makeJwt } from "./jwt.js"

export interface Tokens {
  readonly AccessToken: string
  readonly IdToken: string
  readonly RefreshToken: string
  readonly ExpiresIn: number
}

interface Options {
  /** How long a refresh token that has a successor is accepted, in seconds. */
  readonly grace: number
  /** How long access tokens live, in seconds. By default, half of it is less than a round of the programs. */
  readonly lifetime?: number
  /** What there is for browsers, by path. */
  readonly files?: { readonly [path: string]: string }
}

export const makeRotation = ({ files = {}, grace, lifetime = 0.12 }: Options) =>
  Effect.gen(function*() {
    const stats = { refreshes: 0, usedAgain: 0, refused: 0, inFlight: 0, mostInFlight: 0 }
    const rotatedAt = new Map<string, number | undefined>()
    let serial = 0

    const issue = (): Tokens => {
      const name = `${++serial}`
      const now = Date.now() / 1000
      const claims = { sub: "a-sub", iat: now, exp: now + lifetime, jti: name }
      const refresh = `refresh-${name}`
      rotatedAt.set(refresh, undefined)
      return {
        AccessToken: makeJwt(`access ${name}`, { ...claims, client_id: clientId, username: "ada" }),
        IdToken: makeJwt(`id ${name}`, { ...claims, aud: clientId }),
        RefreshToken: refresh,
        ExpiresIn: 1
      }
    }

    const refresh = (token: string) => {
      const rotated = rotatedAt.get(token)
      if (rotated !== undefined) {
        stats.usedAgain++
        if (Date.now() >= rotated + grace * 1000) {
          stats.refused++
          return { status: 400, body: { __type: "RefreshTokenReuseException", message: "Refresh token reused" } }
        }
      }
      if (!rotatedAt.has(token)) return { status: 400, body: { __type: "NotAuthorizedException", message: "Invalid" } }
      rotatedAt.set(token, rotated ?? Date.now())
      stats.refreshes++
      return { status: 200, body: { AuthenticationResult: issue() } }
    }

    const respond = (operation: string, { RefreshToken }: { readonly RefreshToken: string }) => {
      switch (operation) {
        case "InitiateAuth":
          return { status: 200, body: { AuthenticationResult: issue(), ChallengeParameters: {} } }
        case "RevokeToken":
          return { status: 200, body: {} }
        default:
          return refresh(RefreshToken)
      }
    }

    const server = http.createServer((request, response) => {
      const file = request.method === "GET" ? files[request.url ?? ""] : undefined
      if (file !== undefined) {
        response.setHeader("content-type", request.url === "/" ? "text/html" : "text/javascript").end(file)
        return
      }
      if (request.method !== "POST") {
        response.writeHead(404).end()
        return
      }
      stats.mostInFlight = Math.max(stats.mostInFlight, ++stats.inFlight)
      let text = ""
      request.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk
      })
      request.on("end", () => {
        const operation = String(request.headers["x-amz-target"]).split(".")[1] ?? ""
        const { body, status } = respond(operation, JSON.parse(text))
        // What takes no time is never interleaved.
        setTimeout(() => {
          stats.inFlight--
          response.writeHead(status, { "content-type": "application/x-amz-json-1.1" }).end(JSON.stringify(body))
        }, 5)
      })
    })
    const port = yield* listen(server)
    return { endpoint: `http://127.0.0.1:${port}`, stats, issue }
  })
