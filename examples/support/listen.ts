import { Effect, type Scope } from "effect"
import { createServer, type RequestListener, type Server } from "node:http"
import type { AddressInfo } from "node:net"

/** Serves on a free port of the loopback interface until the scope closes. Returns the URL. */
export const listen = (listener: RequestListener): Effect.Effect<string, never, Scope.Scope> =>
  Effect.acquireRelease(
    Effect.promise(() =>
      new Promise<Server>((resolve, reject) => {
        const server = createServer(listener)
        server.once("error", reject)
        server.listen(0, "127.0.0.1", () => resolve(server))
      })
    ),
    (server) =>
      Effect.promise(() =>
        new Promise((resolve) => {
          server.close(resolve)
          server.closeAllConnections()
        })
      )
  ).pipe(
    // A server that listens on a port has an address of this form.
    Effect.map((server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  )
