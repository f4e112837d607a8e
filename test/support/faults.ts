/**
 * A server on loopback that does what bad networks and bad servers do. It speaks just enough HTTP/1.1 to read one POST
 * after another on a connection; what it does with each is scripted, down to the bytes.
 */
import { Fiber, type Scope } from "effect"
import * as net from "node:net"
import { Deferred, Effect, Queue } from "./effect.js"
import { listen } from "./loopback.js"

/** A request that was read completely. */
export interface Received {
  /** Its first line and its headers, as they came. */
  readonly head: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface Connection {
  readonly socket: net.Socket
  /** Done when the connection ends without the server having ended it. */
  readonly closedByClient: Deferred.Deferred<void>
  /** Takes note that the server does nothing more. */
  readonly hangs: Effect.Effect<void>
  /** The bytes that the kernel took from the server. */
  written: number
  /** Whether the server reset or closed it. */
  ended: boolean
}

/** Stops where it is when the connection ends. */
export type Step = (connection: Connection) => Effect.Effect<void>

/** What the server does, step by step. After the last one it waits for the next request. */
export type Action = ReadonlyArray<Step>

export interface Options {
  /** What to do with the nth request (from 0, over all connections) once it is read. */
  readonly script: (n: number, request: Received) => Action
  /** What to do as soon as the first byte of the nth request is there, before it is read. Nothing, unless told. */
  readonly before?: (n: number) => Action
}

export interface Server {
  readonly endpoint: string
  readonly connections: ReadonlyArray<Connection>
  /** The requests that were read completely: a service would have processed them. */
  readonly processed: ReadonlyArray<Received>
  /** Waits for the next connection that comes to its `hang`. */
  readonly hung: Effect.Effect<Connection>
}

// -----------------------------------------------------------------------------
// steps
// -----------------------------------------------------------------------------

/** Writes, and waits until the kernel has taken it all. */
export const write = (bytes: string | Uint8Array): Step => (connection) =>
  Effect.callback((resume) => {
    connection.socket.write(bytes, (error) => {
      if (error) return
      connection.written += Buffer.byteLength(bytes)
      resume(Effect.void)
    })
  })

/** Waits, so that what was written arrives before what comes next. */
export const pause = (milliseconds: number): Step => () => Effect.sleep(milliseconds)

/** Writes byte by byte, with a wait after each. */
export const drip = (bytes: string, milliseconds: number): Step => (connection) =>
  Effect.forEach(
    Buffer.from(bytes),
    (byte) => Effect.andThen(write(Uint8Array.of(byte))(connection), Effect.sleep(milliseconds)),
    { discard: true }
  )

/** Writes so many times 64 KiB, no faster than the client takes it. */
export const flood = (blocks: number, framing: "plain" | "chunked"): Step => (connection) => {
  const block = "x".repeat(65_536)
  return Effect.replicateEffect(write(framing === "plain" ? block : chunk(block))(connection), blocks, {
    discard: true
  })
}

/** Sends a RST. */
export const reset: Step = (connection) =>
  Effect.sync(() => {
    connection.ended = true
    connection.socket.resetAndDestroy()
  })

/** Sends a FIN. */
export const close: Step = (connection) =>
  Effect.sync(() => {
    connection.ended = true
    connection.socket.end()
  })

/** Does nothing more, until the client gives up. */
export const hang: Step = ({ hangs }) => Effect.andThen(hangs, Effect.never)

// -----------------------------------------------------------------------------
// answers
// -----------------------------------------------------------------------------

/** The first line of an answer and its headers. */
export const head = (status: number, headers: Readonly<Record<string, string | number>>): string =>
  [`HTTP/1.1 ${status} Scripted`, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`), "", ""]
    .join("\r\n")

/** A piece of a chunked body. The last one is empty. */
export const chunk = (text: string): string => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`

/** A whole answer. */
export const answer = (
  status: number,
  body: string | Uint8Array = "",
  headers: Readonly<Record<string, string | number>> = {}
): Action => [
  write(Buffer.concat([
    Buffer.from(head(status, { "content-length": Buffer.byteLength(body), ...headers })),
    Buffer.from(body)
  ]))
]

/** An answer that stops half-way, after a text. */
export const half = (where: "headers" | "body" | "chunked body" | "unbounded body", text = ""): Step => {
  const json = { "content-type": "application/x-amz-json-1.1" }
  const beginning = `{"CodeDeliveryDetails":{"Destination":${JSON.stringify(text)},`
  switch (where) {
    case "headers": {
      return write(`HTTP/1.1 200 OK\r\nx-amzn-errormessage: ${text}\r\nx-amzn-requ`)
    }
    // Its headers say how long it is.
    case "body": {
      return write(head(200, { ...json, "content-length": 10_000 }) + beginning)
    }
    // It lacks the last chunk.
    case "chunked body": {
      return write(head(200, { ...json, "transfer-encoding": "chunked" }) + chunk(beginning))
    }
    // It ends with the connection, so that nobody knows what is missing.
    case "unbounded body": {
      return write(head(200, json) + beginning)
    }
  }
}

// -----------------------------------------------------------------------------
// the server
// -----------------------------------------------------------------------------

/** Takes the first request off what has arrived, if it has arrived completely. */
const parse = (bytes: Buffer): { readonly request: Received; readonly rest: Buffer } | undefined => {
  const end = bytes.indexOf("\r\n\r\n")
  if (end < 0) return undefined
  const head = bytes.toString("latin1", 0, end)
  const headers = Object.fromEntries(
    head.split("\r\n").slice(1).map((line) => {
      const colon = line.indexOf(":")
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]
    })
  )
  const length = end + 4 + Number(headers["content-length"] ?? 0)
  return bytes.length < length
    ? undefined
    : { request: { head, headers, body: bytes.toString("utf8", end + 4, length) }, rest: bytes.subarray(length) }
}

/** Lets a program of its own serve a connection, for as long as there is one. */
const accept = (
  socket: net.Socket,
  hung: Queue.Enqueue<Connection>,
  serve: (connection: Connection) => Effect.Effect<void>
): Connection => {
  const closedByClient = Deferred.makeUnsafe<void>()
  const hangs = Effect.suspend(() => Queue.offer(hung, connection))
  const connection: Connection = { socket, closedByClient, hangs, written: 0, ended: false }
  // Its clock goes on where that of the test stands still.
  const fiber = Effect.runFork(serve(connection))
  // After an error there is a "close", which says all that matters.
  socket.on("error", () => {})
  socket.on("close", () => {
    Effect.runFork(Fiber.interrupt(fiber))
    if (!connection.ended) Deferred.doneUnsafe(closedByClient, Effect.void)
  })
  return connection
}

/** Starts a server that is gone, with its connections, when the scope closes. */
export const make = ({ before = () => [], script }: Options): Effect.Effect<Server, never, Scope.Scope> =>
  Effect.gen(function*() {
    const connections: Array<Connection> = []
    const processed: Array<Received> = []
    const hung = yield* Queue.unbounded<Connection>()
    let exchanges = 0

    const serve = Effect.fnUntraced(function*(connection: Connection) {
      const arrivals = yield* Queue.unbounded<Buffer>()
      connection.socket.on("data", (bytes: Buffer) => Queue.offerUnsafe(arrivals, bytes))
      const run = (action: Action) => Effect.forEach(action, (step) => step(connection), { discard: true })

      let bytes: Buffer = Buffer.alloc(0)
      while (!connection.ended) {
        if (bytes.length === 0) bytes = yield* Queue.take(arrivals)
        const n = exchanges++
        yield* run(before(n))
        if (connection.ended) return
        let parsed = parse(bytes)
        while (parsed === undefined) {
          bytes = Buffer.concat([bytes, yield* Queue.take(arrivals)])
          parsed = parse(bytes)
        }
        bytes = parsed.rest
        processed.push(parsed.request)
        yield* run(script(n, parsed.request))
      }
    })

    const port = yield* listen(net.createServer({ noDelay: true }, (socket) => {
      connections.push(accept(socket, hung, serve))
    }))
    return { endpoint: `http://127.0.0.1:${port}`, connections, processed, hung: Queue.take(hung) }
  })
