/**
 * Networks on loopback where a request is not sent, or is sent and lost: certificates that are not trusted, handshakes
 * that are cut, proxies that refuse. Each says what a caller has to be told, and counts what arrived of a request.
 */
import { type Scope } from "effect"
import { once } from "node:events"
import * as net from "node:net"
import * as tls from "node:tls"
import { type Certificate, make } from "./certificates.js"
import { Effect } from "./effect.js"
import type { Wishes } from "./layers.js"

export interface Network {
  readonly endpoint: string
  /** How many bytes of requests a server has read. */
  readonly received: () => number
  /** What the client has to know of this network. */
  readonly wishes?: Wishes
}

export interface Kind {
  readonly name: string
  readonly reason: "Connect" | "Lost"
  readonly start: Effect.Effect<Network, never, Scope.Scope>
  /** Which clients can meet it. All of them, unless told. */
  readonly clients?: ReadonlyArray<"fetch" | "node:http" | "undici">
}

// -----------------------------------------------------------------------------
// servers
// -----------------------------------------------------------------------------

const host = "127.0.0.1"

/** Listens for as long as the scope is open, and says on which port. */
const listen = (server: net.Server): Effect.Effect<number, never, Scope.Scope> =>
  Effect.gen(function*() {
    const sockets: Array<net.Socket> = []
    server.on("connection", (socket) => {
      sockets.push(socket)
      // After an error there is a "close".
      socket.on("error", () => {})
    })
    yield* Effect.promise(() => once(server.listen(0, host), "listening"))
    yield* Effect.addFinalizer(() =>
      Effect.callback<void>((resume) => {
        server.close(() => resume(Effect.void))
        for (const socket of sockets) socket.destroy()
      })
    )
    // A server that listens on an IP address has this kind of address.
    return (server.address() as net.AddressInfo).port
  })

const success = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-type: application/x-amz-json-1.1\r\n\r\n{}"

interface TlsOptions extends tls.TlsOptions {
  /** What happens once a request is there. */
  readonly onRequest?: (socket: tls.TLSSocket, nth: number) => void
  readonly wishes?: Wishes
}

/** A server that speaks TLS, and answers with success unless told otherwise. */
const secure = ({ onRequest = (socket) => socket.write(success), wishes = {}, ...options }: TlsOptions) =>
  Effect.gen(function*() {
    let received = 0
    let requests = 0
    const server = tls.createServer(options, (socket) => {
      socket.on("error", () => {})
      socket.on("data", (bytes) => {
        received += bytes.length
        // That is where the body ends.
        if (bytes.includes("}")) onRequest(socket, requests++)
      })
    })
    const port = yield* listen(server)
    return { endpoint: `https://${host}:${port}`, port, received: () => received, wishes }
  })

/** A server that does something when a connection is there, or the first bytes on it. */
const raw = (
  { onBytes = () => {}, onConnection = () => {}, scheme = "https" }: {
    readonly onConnection?: (socket: net.Socket) => void
    readonly onBytes?: (socket: net.Socket, bytes: Buffer) => void
    readonly scheme?: "http" | "https" | "socks5"
  }
): Effect.Effect<Network, never, Scope.Scope> =>
  Effect.map(
    listen(net.createServer({ noDelay: true }, (socket) => {
      socket.once("data", (bytes: Buffer) => onBytes(socket, bytes))
      onConnection(socket)
    })),
    (port) => ({ endpoint: `${scheme}://${host}:${port}`, received: () => 0 })
  )

/** Passes what a client sends on to a port. What comes back is the other's to pass on. */
const connectTo = (port: number, client: net.Socket): net.Socket => {
  const server = net.connect(port, host)
  server.on("error", () => {})
  client.on("close", () => server.destroy())
  client.pipe(server)
  return server
}

/** A proxy that opens every tunnel. */
const tunnel = (socket: net.Socket, bytes: Buffer): void => {
  const port = /^CONNECT [^ ]+:(\d+) /.exec(String(bytes))?.[1]
  socket.write("HTTP/1.1 200 OK\r\n\r\n")
  connectTo(Number(port), socket).pipe(socket)
}

// -----------------------------------------------------------------------------
// certificates
// -----------------------------------------------------------------------------

const authority = make({ subject: "A trusted authority" })
const stranger = make({ subject: "A foreign authority" })
const day = 24 * 60 * 60 * 1000

const good = make({ subject: "good", hosts: [host], issuer: authority })
const selfSigned = make({ subject: "self-signed", hosts: [host] })
const foreign = make({ subject: "foreign", hosts: [host], issuer: stranger })
const expired = make({ subject: "expired", hosts: [host], issuer: authority, notAfter: new Date(Date.now() - day) })
const future = make({ subject: "future", hosts: [host], issuer: authority, notBefore: new Date(Date.now() + day) })
const otherHost = make({ subject: "other host", hosts: ["cognito-idp.example.com"], issuer: authority })

const shown = ({ cert, key }: Certificate, ...chain: ReadonlyArray<Certificate>) => ({
  key,
  cert: [cert, ...chain.map(({ cert }) => cert)].join("")
})

/** The client trusts our authority, and the server is in order. */
const trusted = { ...shown(good), wishes: { ca: authority.cert } }

/** A server whose certificate nobody trusts. */
export const untrusted: Effect.Effect<Network, never, Scope.Scope> = secure(shown(selfSigned))

const certificates: ReadonlyArray<Kind> = ([
  ["that is self-signed", shown(selfSigned), {}],
  ["of a foreign authority", shown(foreign), {}],
  ["of a foreign authority, which is sent along", shown(foreign, stranger), {}],
  ["that has expired", shown(expired), { ca: authority.cert }],
  ["that is not yet valid", shown(future), { ca: authority.cert }],
  ["of another host", shown(otherHost), { ca: authority.cert }]
] as const).flatMap(([name, options, wishes]) =>
  (["TLSv1.2", "TLSv1.3"] as const).map((version) => ({
    name: `a certificate ${name} (${version})`,
    reason: "Connect",
    start: secure({ ...options, wishes, minVersion: version, maxVersion: version })
  }))
)

// -----------------------------------------------------------------------------
// handshakes
// -----------------------------------------------------------------------------

const refused: Kind = {
  name: "a port on which nobody listens",
  reason: "Connect",
  start: Effect.scoped(raw({ scheme: "http" }))
}

/** A server that closes the connection in place of the handshake. */
export const cut: Effect.Effect<Network, never, Scope.Scope> = raw({ onBytes: (socket) => socket.end() })

const handshakes: ReadonlyArray<Kind> = [
  {
    name: "a connection that is closed as soon as it is there",
    reason: "Connect",
    start: raw({ onConnection: (socket) => socket.resume().end() })
  },
  {
    name: "a handshake that is cut after the client's first message",
    reason: "Connect",
    start: cut
  },
  {
    name: "a handshake that is cut in the server's first message",
    reason: "Connect",
    start: Effect.gen(function*() {
      const { port } = yield* secure(trusted)
      return yield* raw({
        onConnection: (client) => {
          connectTo(port, client).once("data", (bytes: Buffer) => client.end(bytes.subarray(0, 60)))
        }
      })
    })
  },
  {
    name: "a handshake that is reset, which Node does not tell from a request that is",
    reason: "Lost",
    start: raw({ onBytes: (socket) => socket.resetAndDestroy() })
  },
  {
    name: "a handshake without an answer",
    reason: "Connect",
    start: Effect.map(raw({}), (network) => ({ ...network, wishes: { connectTimeout: 50 } })),
    clients: ["fetch", "undici"]
  },
  {
    name: "a server that does not speak TLS",
    // Older versions of OpenSSL do not tell it from a record that is broken later.
    reason: Number.parseFloat(process.versions["openssl"] ?? "") >= 3.2 ? "Connect" : "Lost",
    start: raw({ onBytes: (socket) => socket.end("HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n") })
  },
  {
    name: "a port that fetch refuses, and on which nobody listens",
    reason: "Connect",
    start: Effect.succeed({ endpoint: `http://${host}:10080`, received: () => 0 })
  }
]

// -----------------------------------------------------------------------------
// proxies
// -----------------------------------------------------------------------------

/** Puts a proxy before a server that is in order. */
const behind = (
  proxy: Effect.Effect<Network, never, Scope.Scope>,
  server: TlsOptions = trusted
): Effect.Effect<Network, never, Scope.Scope> =>
  Effect.gen(function*() {
    const { endpoint, wishes } = yield* proxy
    const network = yield* secure(server)
    // undici names the proxy in the handshake, where newer versions of Node refuse an IP address.
    const name = endpoint.replace(host, "localhost")
    return { ...network, wishes: { ...network.wishes, ...wishes, proxy: name } }
  })

const throughProxy = (name: string, reason: Kind["reason"], start: Kind["start"]): Kind => ({
  name,
  reason,
  start,
  clients: ["fetch", "undici"]
})

const proxies: ReadonlyArray<Kind> = [
  ...([
    ["407 Proxy Authentication Required", "asks for a password"],
    ["403 Forbidden", "refuses the tunnel"],
    ["502 Bad Gateway", "does not reach the server"]
  ] as const).map(([status, name]) =>
    throughProxy(
      `a proxy that ${name}`,
      "Connect",
      behind(raw({ scheme: "http", onBytes: (socket) => socket.end(`HTTP/1.1 ${status}\r\n\r\n`) }))
    )
  ),
  throughProxy("a proxy that does not listen", "Connect", behind(refused.start)),
  throughProxy("a proxy whose certificate is not trusted", "Connect", behind(untrusted)),
  throughProxy("a proxy whose certificate is another host's", "Connect", behind(secure(shown(otherHost)))),
  throughProxy(
    "a SOCKS proxy that wants another kind of password",
    "Connect",
    behind(raw({ scheme: "socks5", onBytes: (socket) => socket.write(Uint8Array.of(5, 0xff)) }))
  ),
  throughProxy(
    "a SOCKS proxy that does not reach the server",
    "Connect",
    behind(raw({
      scheme: "socks5",
      onBytes: (socket) => {
        socket.write(Uint8Array.of(5, 0))
        socket.once("data", () => socket.write(Uint8Array.of(5, 5, 0, 1, 0, 0, 0, 0, 0, 0)))
      }
    }))
  ),
  throughProxy(
    "a server behind a proxy whose certificate is not trusted",
    "Connect",
    behind(raw({ scheme: "http", onBytes: tunnel }), shown(selfSigned))
  ),
  throughProxy(
    "a server behind a proxy that cuts the handshake",
    "Connect",
    behind(raw({ scheme: "http", onBytes: (socket) => socket.end("HTTP/1.1 200 OK\r\n\r\n") }))
  ),
  throughProxy(
    "a server behind a proxy that closes the connection after the request",
    "Lost",
    behind(raw({ scheme: "http", onBytes: tunnel }), { ...trusted, onRequest: (socket) => socket.end() })
  )
]

// -----------------------------------------------------------------------------
// after the handshake
// -----------------------------------------------------------------------------

const lost: ReadonlyArray<Kind> = [
  {
    name: "a server that closes a secure connection after the request",
    reason: "Lost",
    start: secure({ ...trusted, onRequest: (socket) => socket.end() })
  },
  {
    name: "a server that destroys a secure connection after the request",
    reason: "Lost",
    start: secure({ ...trusted, onRequest: (socket) => socket.destroy() })
  },
  ...(["TLSv1.2", "TLSv1.3"] as const).map((version): Kind => ({
    name: `a record that is broken after the request (${version})`,
    reason: "Lost",
    start: Effect.gen(function*() {
      let client: net.Socket | undefined
      const { port, ...network } = yield* secure({
        ...trusted,
        maxVersion: version,
        onRequest: () => client?.end("HTTP/1.1 400 Bad Request\r\n\r\n")
      })
      const { endpoint } = yield* raw({
        onConnection: (socket) => {
          client = socket
          connectTo(port, socket).pipe(socket)
        }
      })
      return { ...network, endpoint }
    })
  })),
  {
    name: "a server that misses the client's certificate, once the request is on its way",
    reason: "Lost",
    start: secure({
      ...trusted,
      minVersion: "TLSv1.3",
      requestCert: true,
      rejectUnauthorized: true,
      ca: authority.cert
    })
  }
]

/** A connection that serves one request, and is closed after the second. */
export const keptAlive: Effect.Effect<Network, never, Scope.Scope> = secure({
  ...trusted,
  onRequest: (socket, nth) => {
    if (nth === 0) socket.write(success)
    else socket.end()
  }
})

export const kinds: ReadonlyArray<Kind> = [refused, ...certificates, ...handshakes, ...proxies, ...lost]
