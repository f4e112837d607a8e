import { requestBody, requestHeaders } from "../support/exchange.js"
import { fromPromise, type MakeClient, read } from "./client.js"

export const make: MakeClient = async (endpoint) =>
  fromPromise(async () => {
    const response = await fetch(endpoint, {
      method: "POST",
      redirect: "manual",
      headers: requestHeaders,
      body: requestBody()
    })
    return read(response.status, await response.text())
  })
