/** A `fetch` without a network, in place of the global one. */
import { answerHeaders, exceptionBody, exceptionHeaders, successBody } from "./exchange.js"

export type StubAnswer =
  | { readonly kind: "success" | "exception" | "never" }
  | { readonly kind: "body"; readonly kib: number; readonly declared: boolean }

export interface Stub {
  /** How it answers from now on. */
  answer: StubAnswer
  /** How often it was called. */
  calls: number
}

const chunkSize = 16 * 1024

/** The body of an exception, as large as is asked for. */
const padded = (kib: number): Uint8Array => {
  const size = kib * 1024
  return Buffer.from(exceptionBody("m".repeat(size - exceptionBody("").length)))
}

/** As a body arrives from a socket: chunk by chunk. */
const streamed = (bytes: Uint8Array): ReadableStream<Uint8Array> => {
  let offset = 0
  return new ReadableStream<Uint8Array>({
    type: "bytes",
    pull: (controller) => {
      // A consumer may take over the memory of a chunk.
      controller.enqueue(new Uint8Array(bytes.subarray(offset, offset + chunkSize)))
      offset += chunkSize
      if (offset >= bytes.length) controller.close()
    }
  })
}

export const installStub = (): Stub => {
  const stub: Stub = { answer: { kind: "success" }, calls: 0 }
  const held: Array<unknown> = []
  const bodies = new Map<number, Uint8Array>()

  const bodyOf = (kib: number): Uint8Array => {
    const body = bodies.get(kib) ?? padded(kib)
    bodies.set(kib, body)
    return body
  }

  const answers = {
    success: () =>
      new Response(successBody, {
        headers: { ...answerHeaders(), "content-length": String(successBody.length) }
      }),
    exception: () => {
      const body = exceptionBody()
      return new Response(body, {
        status: 400,
        headers: { ...answerHeaders(), ...exceptionHeaders, "content-length": String(body.length) }
      })
    },
    body: (kib: number, declared: boolean) => {
      const body = bodyOf(kib)
      const length = declared ? { "content-length": String(body.length) } : {}
      return new Response(streamed(body), {
        status: 400,
        headers: { ...answerHeaders(), ...exceptionHeaders, ...length }
      })
    }
  }

  globalThis.fetch = async (...request) => {
    stub.calls += 1
    const { answer } = stub
    switch (answer.kind) {
      case "success":
        return answers.success()
      case "exception":
        return answers.exception()
      case "body":
        return answers.body(answer.kib, answer.declared)
      case "never":
        // A transport holds on to the request and to the promise. If this did not, the call could be collected.
        return new Promise((resolve) => held.push([resolve, request]))
    }
  }
  return stub
}
