/**
 * The fault server that every runtime talks to: a path stands for what goes wrong there. It tells what it saw on a path
 * to whoever asks for `/seen/<path>`, and it answers preflights as Cognito does.
 */
import { Deferred, Effect, type Scope } from "effect"
import { exception } from "../support/exception.js"
import {
  type Action,
  answer,
  chunk,
  close,
  type Connection,
  flood,
  hang,
  head,
  make,
  pause,
  type Received,
  reset,
  write
} from "../support/faults.js"
import { portOf, refusingPort } from "../support/loopback.js"
import { cut, untrusted } from "../support/networks.js"
import type { Addresses, Seen } from "./suite.js"

/** What Cognito lets a page on another origin send, and what it shows to that page. */
const preflighted = {
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "POST",
  "access-control-allow-headers": "content-type,x-amz-target,x-amz-user-agent,cache-control"
}
const exposed = {
  "access-control-allow-origin": "*",
  "access-control-expose-headers": "x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date"
}

const json = { ...exposed, "content-type": "application/x-amz-json-1.1", "x-amzn-requestid": "request-1" }

/** A connection serves one request: Deno and Chromium by themselves send again what is lost on a used one. */
const once = (status: number, body: string, headers: Readonly<Record<string, string>> = json): Action => [
  ...answer(status, body, { ...headers, connection: "close" }),
  close
]

const delivered = JSON.stringify({
  CodeDeliveryDetails: { AttributeName: "email", DeliveryMedium: "EMAIL", Destination: "a***@e***" }
})
const half = write(head(200, { ...json, "content-length": delivered.length }) + delivered.slice(0, 20))

/** What the server does with the nth request on a path, from 0. */
type Route = (nth: number, body: string) => Action

const routes = (elsewhere: string): Readonly<Record<string, Route>> => ({
  success: () => once(200, delivered),
  exception: (_, body) => once(400, exception("com.amazonaws#NotAuthorizedException", `Revoked: ${body}`)),
  header: () => once(400, "", { ...json, "x-amzn-errortype": "InvalidParameterException:http://amazon.com/" }),
  unknown: () => once(400, exception("NextYearsException")),
  unexposed: () => once(400, exception("NotAuthorizedException"), { ...json, "access-control-expose-headers": "Date" }),
  page: (_, body) => once(502, `<html><body>${body}</body></html>`, { ...exposed, "content-type": "text/html" }),
  "redirect-here": (_, body) => once(307, body, { ...exposed, location: "/target" }),
  "redirect-elsewhere": (_, body) => once(308, body, { ...exposed, location: elsewhere }),
  hang: () => [hang],
  "hang-in-flight": () => [hang],
  "hang-in-body": () => [half, hang],
  reset: () => [reset],
  // What was written gets some time, for the reset would overtake it.
  "reset-in-body": () => [half, pause(50), reset],
  "throttled-once": (nth) => nth === 0 ? once(400, exception("TooManyRequestsException")) : once(200, delivered),
  throttled: () => once(400, exception("TooManyRequestsException")),
  broken: () => once(500, exception("InternalErrorException")),
  "broken-once": (nth) =>
    nth === 0
      ? once(500, exception("InternalErrorException"))
      : once(200, JSON.stringify({ Username: "ada", UserAttributes: [] })),
  chunked: () => [
    write(head(200, { ...json, connection: "close", "transfer-encoding": "chunked" })),
    ...[delivered.slice(0, 20), delivered.slice(20), ""].map((text) => write(chunk(text))),
    close
  ],
  unbounded: () => [write(head(200, { ...json, connection: "close" }) + delivered), close],
  large: () => once(200, " ".repeat(1024 * 1024) + delivered),
  keys: () => once(200, `{"keys":[]}`),
  "no-keys": () => once(200, "<html></html>"),
  // 1 GiB, for which no test would wait.
  endless: () => [write(head(200, { ...json, "transfer-encoding": "chunked" })), flood(16_384, "chunked")]
})

/** Starts it, for as long as the scope is open. */
export const start: Effect.Effect<Addresses, never, Scope.Scope> = Effect.gen(function*() {
  const notes = new Map<
    string,
    { preflights: Array<string>; requests: Array<Received>; connections: Array<Connection> }
  >()
  const notesOn = (path: string) => {
    const known = notes.get(path) ?? { preflights: [], requests: [], connections: [] }
    notes.set(path, known)
    return known
  }

  const seen = Effect.fnUntraced(function*(path: string) {
    const { connections, preflights, requests } = notesOn(path)
    const closed = yield* Effect.filter(connections, ({ closedByClient }) => Deferred.isDone(closedByClient))
    const seen: Seen = {
      preflights,
      requests: requests.map(({ body, headers }) => ({ body, headers })),
      closed: closed.length
    }
    return once(200, JSON.stringify(seen))
  })

  const elsewhere = yield* make({
    script: (_, request) => {
      notesOn("elsewhere").requests.push(request)
      return once(200, delivered)
    }
  })
  const routesByPath = routes(elsewhere.endpoint)

  const { endpoint } = yield* make({
    script: (_, request) => {
      const [method, target = ""] = request.head.split(" ")
      const [, path = "", subject = ""] = target.split("/")
      if (path === "seen") {
        return [
          (connection) => Effect.flatMap(seen(subject), Effect.forEach((step) => step(connection), { discard: true }))
        ]
      }
      const known = notesOn(path)
      if (method === "OPTIONS") {
        known.preflights.push(request.headers["access-control-request-headers"] ?? "")
        return once(200, "", preflighted)
      }
      const nth = known.requests.push(request) - 1
      return [
        (connection) => Effect.sync(() => known.connections.push(connection)),
        ...(routesByPath[path]?.(nth, request.body) ?? once(404, ""))
      ]
    }
  })
  const port = yield* refusingPort(portOf(endpoint))
  return {
    endpoint,
    refused: `http://127.0.0.1:${port}`,
    forbidden: `http://localhost:${port}`,
    untrusted: (yield* untrusted).endpoint,
    cut: (yield* cut).endpoint
  }
})
