import { Effect, type Scope } from "effect"
import * as Http from "node:http"
import { listen } from "./loopback.js"

export interface Recorded {
  readonly method: string | undefined
  readonly path: string | undefined
  readonly headers: Http.IncomingHttpHeaders
  readonly body: string
}

export interface Answer {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** A server on the loopback interface that notes what arrives. */
export interface Recorder {
  readonly url: string
  /** From now on, every request gets this answer; what arrived before is forgotten. */
  readonly answer: (answer: Answer) => void
  /** What arrived since the last time. */
  readonly take: () => ReadonlyArray<Recorded>
}

export const make: Effect.Effect<Recorder, never, Scope.Scope> = Effect.gen(function*() {
  let scripted: Answer = {}
  let requests: Array<Recorded> = []

  const port = yield* listen(Http.createServer((request, response) => {
    const chunks: Array<Buffer> = []
    request.on("data", (chunk: Buffer) => chunks.push(chunk))
    request.on("end", () => {
      const { headers, method, url } = request
      requests.push({ method, path: url, headers, body: Buffer.concat(chunks).toString("utf8") })
      const { body = "{}", headers: answered = {}, status = 200 } = scripted
      response.writeHead(status, { "content-type": "application/x-amz-json-1.1", ...answered }).end(body)
    })
  }))

  return {
    url: `http://127.0.0.1:${port}`,
    answer: (answer) => {
      scripted = answer
      requests = []
    },
    take: () => {
      const taken = requests
      requests = []
      return taken
    }
  }
})
