/** Answers as Cognito does, in a process of its own. Whoever asks for anything but the call is refused. */
import * as http from "node:http"
import type { AddressInfo } from "node:net"
import { accessToken, answerHeaders, contentType, successBody, target } from "./exchange.js"

const isTheCall = ({ headers, method, url }: http.IncomingMessage, body: string): boolean => {
  if (method !== "POST" || url !== "/") return false
  if (headers["content-type"] !== contentType || headers["x-amz-target"] !== target) return false
  const { AccessToken, AttributeName } = JSON.parse(body) as Record<string, unknown>
  return AccessToken === accessToken && AttributeName === "email"
}

const server = http.createServer((request, response) => {
  let body = ""
  request.setEncoding("utf8").on("data", (chunk: string) => {
    body += chunk
  }).on("end", () => {
    const [status, answer] = isTheCall(request, body)
      ? [200, successBody] as const
      : [400, JSON.stringify({ __type: "SerializationException" })] as const
    const { connection: _, ...headers } = answerHeaders()
    response.writeHead(status, { ...headers, "content-length": answer.length }).end(answer)
  })
})

// No client shall meet a connection that the server is just about to close.
server.keepAliveTimeout = 0
server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port))
// The parent is gone, however it ended.
process.once("disconnect", () => process.exit())
