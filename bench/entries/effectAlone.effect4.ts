/** The least that an Effect program needs for the call: no library, one schema each way, one typed error. */
import * as Effect from "effect/Effect"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as HttpBody from "effect/http/HttpBody"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as Schema from "effect/Schema"
import { accessToken, attributeName, contentType, target } from "./request.js"

const Request = Schema.Struct({ AccessToken: Schema.String, AttributeName: Schema.String })

const Answer = Schema.Struct({
  CodeDeliveryDetails: Schema.optional(Schema.Struct({ Destination: Schema.optional(Schema.String) }))
})

class NotAuthorizedException extends Schema.TaggedError<NotAuthorizedException>()("NotAuthorizedException", {
  message: Schema.String
}) {}

const encode = Schema.encodeEffect(Schema.fromJsonString(Request))
const decode = Schema.decodeEffect(Schema.fromJsonString(Answer))

export const call = (endpoint: string): Promise<string | undefined> =>
  Effect.gen(function*() {
    const body = yield* encode({ AccessToken: accessToken, AttributeName: attributeName })
    const response = yield* HttpClient.execute(HttpClientRequest.post(endpoint, {
      headers: { "x-amz-target": target },
      body: HttpBody.text(body, contentType)
    }))
    const text = yield* response.text
    if (response.status !== 200) return yield* new NotAuthorizedException({ message: text })
    return (yield* decode(text)).CodeDeliveryDetails?.Destination
  }).pipe(Effect.provide(FetchHttpClient.layer), Effect.runPromise)
