import { Agent, request } from "@effect/platform-node/Undici"
import { requestBody, requestHeaders } from "../support/exchange.js"
import { fromPromise, type MakeClient, read } from "./client.js"

export const make: MakeClient = async (endpoint) => {
  const dispatcher = new Agent()
  return fromPromise(async () => {
    const { body, statusCode } = await request(endpoint, {
      dispatcher,
      method: "POST",
      headers: requestHeaders,
      body: requestBody()
    })
    return read(statusCode, await body.text())
  })
}
