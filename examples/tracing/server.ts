import { Effect } from "effect"
import * as http from "node:http"
import type { AddressInfo } from "node:net"

/** A stand-in for Cognito on this machine, which has too much to do when it is asked first. */
export const throttlingOnce = Effect.acquireRelease(
  Effect.async<http.Server>((resume) => {
    let requests = 0
    const server = http.createServer((request, response) => {
      request.resume()
      const [status, answer] = requests++ === 0
        ? [400, { __type: "TooManyRequestsException", message: "Rate exceeded" }]
        : [200, { CodeDeliveryDetails: { DeliveryMedium: "EMAIL", Destination: "a***@e***" } }]
      response.writeHead(status, { "content-type": "application/x-amz-json-1.1", "x-amzn-requestid": `id-${requests}` })
        .end(JSON.stringify(answer))
    })
    server.listen(0, "127.0.0.1", () => resume(Effect.succeed(server)))
  }),
  (server) =>
    Effect.sync(() => {
      server.close()
      server.closeAllConnections()
    })
).pipe(
  // What listens on a port has an address of this kind.
  Effect.map((server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
)
