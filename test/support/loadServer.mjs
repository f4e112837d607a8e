/** A service in a process of its own. The access token of a request says what becomes of it: `denied-17` is denied. */
import * as http from "node:http"

const seen = new Set()

const fates = {
  ok: (token) => [200, { CodeDeliveryDetails: { Destination: token } }],
  throttled: (token) => {
    if (seen.has(token)) return fates.ok(token)
    seen.add(token)
    return [400, { __type: "TooManyRequestsException", message: "Rate exceeded" }]
  },
  denied: () => [400, { __type: "NotAuthorizedException", message: "Access Token has been revoked" }],
  failing: () => [500, { __type: "InternalErrorException", message: "Internal error" }]
}

const server = http.createServer((request, response) => {
  let body = ""
  request.setEncoding("utf8").on("data", (chunk) => {
    body += chunk
  }).on("end", () => {
    const { AccessToken: token } = JSON.parse(body)
    const fate = token.split("-")[0]
    if (fate === "lost") return void request.socket.resetAndDestroy()
    if (fate === "cut") {
      response.writeHead(200, { "content-length": 100 }).write("{")
      return void setTimeout(() => request.socket.destroy(), 5)
    }
    const [status, answer] = fates[fate](token)
    const text = JSON.stringify(answer)
    response.writeHead(status, {
      "content-type": "application/x-amz-json-1.1",
      "content-length": Buffer.byteLength(text)
    }).end(text)
  })
})

// No client shall meet a connection that the server is just about to close.
server.keepAliveTimeout = 0
server.listen(0, "127.0.0.1", () => process.send(server.address().port))
// The test is over, however it ended.
process.once("disconnect", () => process.exit())
