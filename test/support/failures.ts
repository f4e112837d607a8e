/**
 * What can go wrong on the way, as a table: what the server does, and the error that the caller then gets.
 */
import type { CognitoError } from "effect-cognito"
import {
  type Action,
  answer,
  close,
  drip,
  flood,
  half,
  hang,
  head,
  pause,
  type Received,
  reset,
  type Step,
  write
} from "./faults.js"

export interface Failure {
  readonly name: string
  /** What the server does before it reads the request. */
  readonly before?: Action
  /** What the server does with the request. */
  readonly script?: (request: Received) => Action
  /** The timeout of the call in milliseconds, where it is what ends the call. */
  readonly timeout?: number
  readonly expected: Summary
}

/** What distinguishes one error from another. */
export interface Summary {
  readonly tag: CognitoError.CognitoError["_tag"]
  readonly status?: number
  readonly reason?: CognitoError.TransportError["reason"]
  readonly code?: string
}

export const summary = (error: CognitoError.CognitoError): Summary => ({
  tag: error._tag,
  ...("status" in error && { status: error.status }),
  ...("reason" in error && { reason: error.reason }),
  ...("code" in error && { code: error.code })
})

const notCognito = (status: number): Summary => ({ tag: "InvalidResponseError", status })

const lost: Summary = { tag: "TransportError", reason: "Lost" }

const timeout: Summary = { tag: "TransportError", reason: "Timeout" }

const json = { "content-type": "application/x-amz-json-1.1" }

const html = { "content-type": "text/html; charset=utf-8" }

export interface Options {
  /** A text to put wherever an answer can hold one: a word, or all that the request had. */
  readonly echo: (request: Received) => string
  /** Where redirects to another server lead. */
  readonly elsewhere: string
}

/** The table, for `GetUserAttributeVerificationCode`. */
export const failures = ({ echo, elsewhere }: Options): ReadonlyArray<Failure> => [
  ...pages(echo),
  ...bodies(echo),
  ...names(echo),
  ...redirects(echo, elsewhere),
  ...connections(echo),
  ...silences(echo)
]

type Echo = Options["echo"]

const pages = (echo: Echo): ReadonlyArray<Failure> =>
  ([
    ["an HTML page of a gateway", 502],
    ["an HTML page of a firewall", 403],
    ["an HTML page instead of success", 200]
  ] as const).map(([name, status]) => ({
    name,
    script: (request) => answer(status, `<html><body><pre>${echo(request)}</pre></body></html>`, html),
    expected: notCognito(status)
  }))

const bodies = (echo: Echo): ReadonlyArray<Failure> => {
  const cases: ReadonlyArray<readonly [name: string, status: number, body: (text: string) => string | Uint8Array]> = [
    ["nothing with status 500", 500, () => ""],
    ["a JSON array", 200, (text) => JSON.stringify([text])],
    ["a JSON string", 200, (text) => JSON.stringify(text)],
    ["JSON that was cut off", 200, (text) => JSON.stringify({ CodeDeliveryDetails: text }).slice(0, -2)],
    ["a member of another type", 200, (text) => JSON.stringify({ CodeDeliveryDetails: text })],
    [
      "a member of a member of another type",
      200,
      (text) => JSON.stringify({ CodeDeliveryDetails: { Destination: [text] } })
    ],
    ["bytes that are no UTF-8", 200, (text) => Buffer.concat([Uint8Array.of(0xff, 0xfe, 0x80), Buffer.from(text)])],
    ["an exception whose __type is null", 400, (text) => JSON.stringify({ __type: null, message: text })],
    ["an exception whose __type is a number", 400, (text) => JSON.stringify({ __type: 42, message: text })],
    ["an exception whose __type is an object", 400, (text) => JSON.stringify({ __type: { [text]: text } })],
    ["an exception within an array", 400, (text) => JSON.stringify([{ __type: "NotAuthorizedException", text }])]
  ]
  return cases.map(([name, status, body]) => ({
    name,
    script: (request) => answer(status, body(echo(request)), json),
    expected: notCognito(status)
  }))
}

/** Exceptions that Cognito never names so, and the echo in each place from which an error takes a text. */
const names = (echo: Echo): ReadonlyArray<Failure> => {
  const denied: Summary = { tag: "NotAuthorizedException", status: 400 }
  const response = (name: string, members: (text: string) => object, expected: Summary): Failure => ({
    name,
    script: (request) => answer(400, JSON.stringify(members(echo(request))), json),
    expected
  })
  const headers = (
    name: string,
    headers: (text: string) => Readonly<Record<string, string>>,
    expected: Summary
  ): Failure => ({
    name,
    script: (request) => answer(400, "", { ...json, ...headers(echo(request)) }),
    expected
  })
  const unknown: Summary = { tag: "UnknownServiceException", status: 400, code: "Echo" }
  return [
    response("an echo in message", (message) => ({ __type: "NotAuthorizedException", message }), denied),
    response("an echo in Message", (Message) => ({ code: "NotAuthorizedException", Message }), denied),
    response("an echo in __type", (__type) => ({ __type }), unknown),
    response("an echo in code", (code) => ({ code }), unknown),
    response("an echo in the namespace of __type", (text) => ({ __type: `${text}#NotAuthorizedException` }), denied),
    response("an echo in reasonCode", (reasonCode) => ({ __type: "InvalidParameterException", reasonCode }), {
      tag: "InvalidParameterException",
      status: 400
    }),
    response("an echo in other members", (text) => ({ __type: "NotAuthorizedException", [text]: text }), denied),
    headers("an echo in x-amzn-errortype", (text) => ({ "x-amzn-errortype": text }), unknown),
    headers("an echo in many headers", (text) => ({
      "x-amzn-errortype": "NotAuthorizedException",
      ...Object.fromEntries(
        [
          "content-disposition",
          "location",
          "retry-after",
          "server",
          "set-cookie",
          "via",
          "www-authenticate",
          "x-amz-retry-after",
          "x-amz-target",
          "x-amzn-errormessage",
          "x-amzn-requestid",
          "x-powered-by"
        ].map((name) => [name, text])
      )
    }), denied),
    {
      name: "an echo in the reason phrase",
      script: (request) => [
        write(`HTTP/1.1 400 ${echo(request)}\r\ncontent-length: 0\r\nx-amzn-errortype: NotAuthorizedException\r\n\r\n`)
      ],
      expected: denied
    }
  ]
}

const redirects = (echo: Echo, elsewhere: string): ReadonlyArray<Failure> =>
  [301, 302, 303, 307, 308].flatMap((status) =>
    ([["the same server", "/"], ["another server", elsewhere]] as const).map(([whose, base]) => ({
      name: `a redirect (${status}) to ${whose}`,
      script: (request) =>
        answer(status, echo(request), { ...html, location: `${base}?${encodeURIComponent(echo(request))}` }),
      expected: notCognito(status)
    }))
  )

const connections = (echo: Echo): ReadonlyArray<Failure> => {
  const ending = (name: string, end: Step): ReadonlyArray<Failure> => [
    { name: `a connection that ${name} before the request is read`, before: [end], expected: lost },
    { name: `a connection that ${name} after the request was read`, script: () => [end], expected: lost },
    ...(["headers", "body", "chunked body"] as const).map((where) => ({
      name: `a connection that ${name} in the middle of the ${where}`,
      script: (request: Received) => [half(where, echo(request)), pause(20), end],
      expected: lost
    })),
    // The end of the connection is all that ends such a body, and no platform tells a reset from it.
    {
      name: `a connection that ${name} in the middle of a body without a length`,
      script: (request) => [half("unbounded body", echo(request)), pause(20), end],
      expected: notCognito(200)
    }
  ]
  return [
    ...ending("is reset", reset),
    ...ending("is closed", close),
    {
      name: "an answer that is not HTTP",
      script: (request) => [write(`${echo(request)}\r\n\r\n`), pause(20), close],
      expected: lost
    },
    {
      name: "a header that is not HTTP",
      script: (request) => [write(`HTTP/1.1 200 OK\r\n${echo(request)}\r\n\r\n`), pause(20), close],
      expected: lost
    },
    {
      name: "a chunk that is not HTTP",
      script: (request) => [
        write(`${head(200, { "transfer-encoding": "chunked" })}not a size${echo(request)}\r\n`),
        pause(20),
        close
      ],
      expected: lost
    },
    {
      name: "headers without end",
      script: () => [write("HTTP/1.1 200 OK\r\nx-long: "), flood(800, "plain"), close],
      expected: lost
    }
  ]
}

const silences = (echo: Echo): ReadonlyArray<Failure> => [
  { name: "a server that does not read", before: [hang], timeout: 150, expected: timeout },
  { name: "a server that does not answer", script: () => [hang], timeout: 150, expected: timeout },
  ...(["headers", "body", "chunked body", "unbounded body"] as const).map((where): Failure => ({
    name: `a server that stops in the middle of the ${where}`,
    script: (request) => [half(where, echo(request)), hang],
    timeout: 150,
    expected: timeout
  })),
  {
    name: "headers that drip",
    script: () => [drip(head(200, { "x-long": "x".repeat(1000) }), 10)],
    timeout: 150,
    expected: timeout
  },
  {
    name: "a body that drips",
    script: () => [write(head(200, { "content-length": 1000 })), drip(" ".repeat(1000), 10)],
    timeout: 150,
    expected: timeout
  }
]
