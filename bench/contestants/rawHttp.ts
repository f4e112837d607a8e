import * as http from "node:http"
import { requestBody, requestHeaders } from "../support/exchange.js"
import { fromPromise, type MakeClient, read } from "./client.js"

export const make: MakeClient = async (endpoint) => {
  const agent = new http.Agent({ keepAlive: true })
  return fromPromise(() =>
    new Promise((resolve, reject) => {
      const body = requestBody()
      const headers = { ...requestHeaders, "content-length": Buffer.byteLength(body) }
      const request = http.request(endpoint, { agent, method: "POST", headers }, (response) => {
        let text = ""
        response.setEncoding("utf8")
          .on("data", (chunk: string) => {
            text += chunk
          })
          .on("error", reject)
          .on("end", () => {
            try {
              resolve(read(response.statusCode ?? 0, text))
            } catch (error) {
              reject(error)
            }
          })
      })
      request.on("error", reject).end(body)
    })
  )
}
