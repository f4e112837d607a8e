/** A Cognito that quotes whatever it was sent. */
import { HttpClient, HttpClientResponse } from "@effect/platform"
import { Effect } from "effect"
import { CognitoConfig } from "effect-cognito"
import { show } from "./sinks.js"

/** What a call sent, and all that a program shows of the error in which Cognito quotes it. */
export const echo = <A, E>(call: Effect.Effect<A, E, HttpClient.HttpClient>) =>
  Effect.gen(function*() {
    let sent = ""
    const client = HttpClient.make((request) =>
      Effect.sync(() => {
        sent = request.body._tag === "Uint8Array" ? new TextDecoder().decode(request.body.body) : ""
        const message = `These are not valid: ${sent}`
        return HttpClientResponse.fromWeb(
          request,
          new Response(JSON.stringify({ __type: "InvalidParameterException", message }), { status: 400 })
        )
      })
    )
    const shown = yield* show(
      call.pipe(
        CognitoConfig.withConfig({ region: "eu-west-1", retry: "none" }),
        Effect.provideService(HttpClient.HttpClient, client)
      )
    )
    return { sent, shown: [...shown.values()].join("\n") }
  })
