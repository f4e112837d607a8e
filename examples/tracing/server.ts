import { Effect } from "effect"
import { listen } from "../support/listen.js"

/** Starts a stand-in for Cognito that throttles the first request and answers the next ones. Returns its URL. */
export const throttlingOnce = Effect.suspend(() => {
  let requests = 0
  return listen((request, response) => {
    request.resume()
    requests++
    const [status, body] = requests === 1
      ? [400, { __type: "TooManyRequestsException", message: "Rate exceeded" }]
      : [200, { CodeDeliveryDetails: { DeliveryMedium: "EMAIL", Destination: "a***@e***" } }]
    response
      .writeHead(status, { "content-type": "application/x-amz-json-1.1", "x-amzn-requestid": `id-${requests}` })
      .end(JSON.stringify(body))
  })
})
