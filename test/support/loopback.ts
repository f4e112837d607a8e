/** Servers on the loopback interface, and ports of it that refuse. */
import type { Scope } from "effect"
import * as net from "node:net"
import { Effect } from "./effect.js"

/** Lets a server, of HTTP or of TCP alone, listen on a free port until the scope closes; that port. */
export const listen = (server: net.Server): Effect.Effect<number, never, Scope.Scope> =>
  Effect.gen(function*() {
    const sockets = new Set<net.Socket>()
    server.on("connection", (socket: net.Socket) => {
      sockets.add(socket)
      socket.once("close", () => sockets.delete(socket))
    })
    yield* Effect.acquireRelease(
      Effect.callback<void>((resume) => {
        server.once("error", (error) => resume(Effect.die(error)))
        server.listen(0, "127.0.0.1", () => resume(Effect.void))
      }),
      () =>
        Effect.callback<void>((resume) => {
          server.close(() => resume(Effect.void))
          // Clients keep their connections open, and the server would wait for them.
          for (const socket of sockets) socket.destroy()
        })
    )
    // A server that listens on an IP address has this kind of address.
    return (server.address() as net.AddressInfo).port
  })

/**
 * A port on which nobody listens, and on which nobody will, because it is the near end of a connection to another port.
 * The connection is bound to the port, not merely using it, so that no connection to it gets the same port for its own
 * end and meets itself.
 */
export const refusingPort = (to: number): Effect.Effect<number, never, Scope.Scope> =>
  Effect.map(
    Effect.acquireRelease(
      Effect.callback<net.Socket>((resume) => {
        const socket = net.connect(
          { host: "127.0.0.1", port: to, localAddress: "127.0.0.1" },
          () => resume(Effect.succeed(socket))
        )
      }),
      (socket) => Effect.sync(() => socket.destroy())
    ),
    // A connected socket has a port.
    (socket) => socket.localPort!
  )

export const portOf = (endpoint: string): number => Number(new URL(endpoint).port)
