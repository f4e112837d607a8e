import { FetchHttpClient, HttpClient, HttpClientRequest, HttpClientResponse } from "@effect/platform"
import type { CognitoError } from "effect-cognito"
import * as FastCheck from "fast-check"
import { inspect } from "node:util"
import { transportError } from "../../src/internal/failures.js"
import { requestError, responseError } from "../support/clientErrors.js"
import { Effect, Layer } from "../support/effect.js"
import { oddities } from "../support/oddities.js"
import { assert, describe, it } from "../support/vitest.js"

const secret = "canary-token-9b1d"

const clean = (text: string, limit: number): string =>
  text.replaceAll(secret, "<redacted>").replaceAll(/\s+/g, " ").slice(0, limit)

const request = HttpClientRequest.post("https://cognito-idp.eu-west-1.amazonaws.com/")

/** As a platform fails while it sends the request. */
const sending = (cause: unknown) => requestError("Transport", { request, cause })

/** As a platform fails while it reads the response. */
const receiving = (cause: unknown) =>
  responseError("Decode", { request, response: HttpClientResponse.fromWeb(request, new Response()), cause })

const failure = (error: unknown): CognitoError.TransportError => transportError("GetUser", error, clean)

/** The name and message of its cause. */
const said = (error: CognitoError.TransportError): string =>
  error.cause instanceof Error ? `${error.cause.name}: ${error.cause.message}` : ""

/** It is ours through and through: plain, short and safe to print. */
const assertPlain = (error: CognitoError.TransportError): void => {
  assert.strictEqual(error._tag, "TransportError")
  assert.strictEqual(error.operation, "GetUser")
  const { cause } = error
  if (!(cause instanceof Error)) return assert.fail("its cause is no error")
  assert.strictEqual(Object.getPrototypeOf(cause), Error.prototype)
  assert.sameMembers(Object.getOwnPropertyNames(cause), ["message", "name", "stack"])
  assert.isAtLeast(cause.name.length, 1)
  assert.isAtMost(cause.name.length, 64)
  assert.isAtLeast(cause.message.length, 1)
  assert.isAtMost(cause.message.length, 256)
  assert.strictEqual(cause.stack, `${cause.name}: ${cause.message}`)
  assert.include(inspect(error), "TransportError")
  assert.include(JSON.stringify(error), "TransportError")
}

describe("what no client should fail with is Lost", () => {
  for (const [name, make] of Object.entries(oddities)) {
    it(`${name}`, () => {
      for (const error of [make(), sending(make()), receiving(make())]) {
        const ours = failure(error)
        assertPlain(ours)
        assert.strictEqual(ours.reason, "Lost")
      }
    })

    it.effect(`${name}, which fetch rejects with`, () =>
      Effect.gen(function*() {
        const error = yield* Effect.flip(HttpClient.execute(request))
        const ours = failure(error)
        assertPlain(ours)
        assert.strictEqual(ours.reason, "Lost")
      }).pipe(
        Effect.provide(
          Layer.merge(FetchHttpClient.layer, Layer.succeed(FetchHttpClient.Fetch, () => Promise.reject(make())))
        )
      ))
  }

  it("any other value", () => {
    FastCheck.assert(
      FastCheck.property(FastCheck.anything({ withNullPrototype: true, withSparseArray: true }), (value) => {
        for (const error of [value, sending(value), receiving(value)]) {
          const ours = failure(error)
          assertPlain(ours)
          assert.strictEqual(ours.reason, "Lost")
        }
      })
    )
  })

  it("the platform's own error, if its members throw", () => {
    for (const member of ["_tag", "reason", "cause", "description"]) {
      const error = Object.defineProperty(sending(new Error("odd")), member, {
        get: () => {
          throw new Error("nobody may look at this")
        }
      })
      assertPlain(failure(error))
      assert.strictEqual(failure(error).reason, "Lost")
    }
  })
})

// -----------------------------------------------------------------------------
// what platforms say
// -----------------------------------------------------------------------------

const error = (message: string, members: object = {}) => Object.assign(new Error(message), members)

const fetchFailed = (cause: unknown) => new TypeError("fetch failed", { cause })

const deno = (text: string) => fetchFailed(new Error(`error sending request for url (https://a.example/): ${text}`))

/** As each of them was seen, on loopback or with what it takes. */
const unsent: Readonly<Record<string, unknown>> = {
  "Node: refused": fetchFailed(error("connect ECONNREFUSED 127.0.0.1:1", { code: "ECONNREFUSED", syscall: "connect" })),
  "Node: no route": error("connect EHOSTUNREACH 2001:db8::1:81", { code: "EHOSTUNREACH", syscall: "connect" }),
  "Node: no such host": error("getaddrinfo ENOTFOUND a.invalid", { code: "ENOTFOUND", syscall: "getaddrinfo" }),
  "Node: no permission": fetchFailed(error("connect ERR_ACCESS_DENIED", {
    code: "ERR_ACCESS_DENIED",
    syscall: "connect"
  })),
  "Node: no permission to look up a name": error("getaddrinfo ERR_ACCESS_DENIED", {
    code: "ERR_ACCESS_DENIED",
    syscall: "getaddrinfo"
  }),
  "Node: a proxy refuses the tunnel": error(
    "Failed to establish tunnel to a.example:443 via http://p.example/: HTTP/1.1 407 Proxy Authentication Required",
    { code: "ERR_PROXY_TUNNEL" }
  ),
  "Node: a proxy refuses the tunnel, through fetch": fetchFailed(
    error("Request was cancelled.", {
      name: "AbortError",
      code: 0,
      cause: error("Proxy response (407) !== 200 when HTTP Tunneling", { code: "UND_ERR_ABORTED" })
    })
  ),
  "Node: the handshake is cut": error(
    "Client network socket disconnected before secure TLS connection was established",
    { code: "ECONNRESET" }
  ),
  "Node: no TLS": error(
    "write EPROTO 40D3:error:0A00010B:SSL routines:tls_validate_record_header:wrong version number:tlsany_meth.c:78:",
    { code: "EPROTO", syscall: "write" }
  ),
  "Node: a certificate for other names": error("permitted subtree violation", { code: "UNSPECIFIED" }),
  "Node: a certificate with a weak key": error("EE certificate key too weak", { code: "UNSPECIFIED" }),
  "undici: no connection in time": error("Connect Timeout Error", { code: "UND_ERR_CONNECT_TIMEOUT" }),
  "undici: a bad port": fetchFailed(new Error("bad port")),
  "Bun: refused": error("ECONNREFUSED: Unable to connect. Is the computer able to access the url?", {
    code: "ECONNREFUSED"
  }),
  "Bun: refused, before it had Node's codes": error("Unable to connect. Is the computer able to access the url?", {
    code: "ConnectionRefused"
  }),
  "Bun: no route": error("EHOSTUNREACH: Unable to connect. Is the computer able to access the url?", {
    code: "EHOSTUNREACH"
  }),
  "Bun: no such host": error("getaddrinfo ENOTFOUND a.invalid", { code: "ENOTFOUND", syscall: "getaddrinfo" }),
  "Bun: a proxy refuses the tunnel": error("Proxy refused to open a tunnel: 407 Proxy Authentication Required", {
    code: "ERR_PROXY_TUNNEL"
  }),
  "Bun: a certificate for other names": error("permitted subtree violation", { code: "PERMITTED_VIOLATION" }),
  "Deno: refused": deno("client error (Connect): tcp connect error: Connection refused (os error 111)"),
  "Deno: no such host": deno("client error (Connect): dns error: failed to lookup address information"),
  "Deno: a certificate that is not trusted": deno("client error (Connect): invalid peer certificate: UnknownIssuer"),
  "Deno: the handshake is cut": deno("client error (Connect): tls handshake eof"),
  "Deno: the handshake is reset": deno("client error (Connect): Connection reset by peer (os error 104)"),
  "Deno: no TLS": deno("client error (Connect): received corrupt message of type InvalidContentType"),
  "Deno: a proxy refuses the tunnel": deno("client error (Connect): unsuccessful tunnel"),
  "Deno: a bad port": new TypeError("Fetch failed: Requests to port 10080 are blocked"),
  "Deno: no permission": error("Requires net access to \"a.example:443\", run again with the --allow-net flag", {
    name: "NotCapable"
  }),
  "Deno: no permission to trust authorities": error(
    "Requires sys access to \"ca\", run again with the --allow-sys flag",
    {
      name: "NotCapable"
    }
  ),
  ...Object.fromEntries(
    [
      "CERT_CHAIN_TOO_LONG",
      "CERT_HAS_EXPIRED",
      "CERT_NOT_YET_VALID",
      "CERT_REJECTED",
      "CERT_REVOKED",
      "CERT_SIGNATURE_FAILURE",
      "CERT_UNTRUSTED",
      "CRL_HAS_EXPIRED",
      "CRL_NOT_YET_VALID",
      "CRL_SIGNATURE_FAILURE",
      "DEPTH_ZERO_SELF_SIGNED_CERT",
      "ERROR_IN_CERT_NOT_AFTER_FIELD",
      "ERROR_IN_CERT_NOT_BEFORE_FIELD",
      "ERROR_IN_CRL_LAST_UPDATE_FIELD",
      "ERROR_IN_CRL_NEXT_UPDATE_FIELD",
      "ERR_TLS_CERT_ALTNAME_FORMAT",
      "ERR_TLS_CERT_ALTNAME_INVALID",
      "HOSTNAME_MISMATCH",
      "INVALID_CA",
      "INVALID_PURPOSE",
      "PATH_LENGTH_EXCEEDED",
      "SELF_SIGNED_CERT_IN_CHAIN",
      "UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY",
      "UNABLE_TO_DECRYPT_CERT_SIGNATURE",
      "UNABLE_TO_DECRYPT_CRL_SIGNATURE",
      "UNABLE_TO_GET_CRL",
      "UNABLE_TO_GET_ISSUER_CERT",
      "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
      "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
      // Bun's own
      "AKID_SKID_MISMATCH",
      "EXCLUDED_VIOLATION",
      "INVALID_EXTENSION",
      "IP_ADDRESS_MISMATCH",
      "KEYUSAGE_NO_CERTSIGN",
      "SUBJECT_ISSUER_MISMATCH",
      "UNHANDLED_CRITICAL_EXTENSION",
      "UNKNOWN_CERTIFICATE_VERIFICATION_ERROR",
      "UNSUPPORTED_NAME_SYNTAX"
    ].map((code) => [`a certificate: ${code}`, error("It is not trusted.", { code })])
  ),
  "an error within an error within an error": fetchFailed(
    new Error("why", { cause: error("", { code: "ENOTFOUND" }) })
  ),
  "several addresses, none of which can be reached": fetchFailed(
    Object.assign(
      new AggregateError([
        error("connect ECONNREFUSED ::1:1", { code: "ECONNREFUSED", syscall: "connect" }),
        error("connect ETIMEDOUT 127.0.0.1:1", { code: "ETIMEDOUT", syscall: "connect" })
      ]),
      { code: "ECONNREFUSED" }
    )
  )
}

/** Each was seen after a server had read the request, too. */
const uncertain: Readonly<Record<string, unknown>> = {
  "Node: reset": fetchFailed(error("read ECONNRESET", { code: "ECONNRESET", syscall: "read" })),
  "Node: closed": error("socket hang up", { code: "ECONNRESET" }),
  "Node: broken while it is written": error("write EPIPE", { code: "EPIPE", syscall: "write" }),
  "Node: a broken record": error(
    "40D3:error:0A00010B:SSL routines:tls_default_validate_record_header:wrong version number:tls_common.c:1001:",
    { code: "ERR_SSL_WRONG_VERSION_NUMBER" }
  ),
  "Node: a broken record, of an older version": error(
    "write EPROTO 80FC:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:ssl3_record.c:354:",
    { code: "EPROTO", syscall: "write" }
  ),
  "Node: a client's certificate is missing": error("tlsv13 alert certificate required", {
    code: "ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED"
  }),
  "Node: no permission for something else": error("Access to this API has been restricted.", {
    code: "ERR_ACCESS_DENIED",
    permission: "FileSystemWrite"
  }),
  "Node: something without a name": error("unspecified", { code: "UNSPECIFIED" }),
  "undici: closed": fetchFailed(error("other side closed", { code: "UND_ERR_SOCKET" })),
  "undici: aborted": error("Request aborted", { code: "UND_ERR_ABORTED" }),
  "undici: a proxy without tunnels refuses": error("Proxy Authentication Required (407)", {
    code: "UND_ERR_INVALID_ARG"
  }),
  "Bun: closed": error("ECONNRESET: The socket connection was closed unexpectedly.", { code: "ECONNRESET" }),
  "Bun: a broken record": error("EPROTO: The TLS handshake failed. Does the server speak TLS on this port?", {
    code: "EPROTO"
  }),
  "Deno: closed": deno("client error (SendRequest): connection closed before message completed"),
  "Deno: reset": fetchFailed(new Error("Connection reset by peer (os error 104)")),
  "Deno: a broken record": fetchFailed(new Error("received corrupt message of type InvalidContentType")),
  "Deno: no permission for something else": error("Requires write access to \"log\"", { name: "NotCapable" }),
  "workerd: anything": new Error("Network connection lost."),
  "a browser: anything": new TypeError("Failed to fetch"),
  "a text that quotes another error": new Error("I got: error sending request for url (x): client error (Connect): y"),
  "several servers, one of which may have got it": Object.assign(
    new AggregateError([error("", { code: "ECONNREFUSED" }), error("", { code: "ECONNRESET" })]),
    { code: "ECONNREFUSED" }
  ),
  "more servers than are looked at": new AggregateError(
    Array.from({ length: 1000 }, () => error("", { code: "ECONNREFUSED" }))
  )
}

describe("it was certainly not sent", () => {
  for (const [name, cause] of Object.entries(unsent)) {
    it(`${name}`, () => assert.strictEqual(failure(sending(cause)).reason, "Connect"))
  }

  for (const reason of ["InvalidUrl", "Encode"] as const) {
    it(`a request that cannot be made: ${reason}`, () => {
      const error = requestError(reason, { request, cause: new Error("why") })
      assert.strictEqual(failure(error).reason, "Connect")
    })
  }
})

describe("it may have been sent", () => {
  for (const [name, cause] of Object.entries(uncertain)) {
    it(`${name}`, () => assert.strictEqual(failure(sending(cause)).reason, "Lost"))
  }

  it("whatever is said while the response is read, or by somebody who is no platform", () => {
    for (const cause of Object.values(unsent)) {
      assert.strictEqual(failure(receiving(cause)).reason, "Lost")
      assert.strictEqual(failure(cause).reason, "Lost")
    }
  })
})

// -----------------------------------------------------------------------------
// what is kept of it
// -----------------------------------------------------------------------------

describe("its cause", () => {
  const cases: ReadonlyArray<readonly [name: string, error: unknown, said: string]> = [
    [
      "has the name of the outermost error, and all messages",
      fetchFailed(new Error("bad port")),
      "TypeError: fetch failed: bad port"
    ],
    ["says the same only once", new Error("closed", { cause: new Error("closed") }), "Error: closed"],
    ["has the code of an error without a message", error("", { code: "ECONNRESET" }), "Error: ECONNRESET"],
    [
      "has the first of several errors",
      new AggregateError([new Error("the first"), new Error("the second")], "both"),
      "AggregateError: both: the first"
    ],
    ["is a text, if that is what was thrown", "just closed", "Transport: just closed"],
    ["has the text of a cause that is one", new Error("closed", { cause: "why" }), "Error: closed: why"],
    ["admits that nothing is known", undefined, "Transport: the platform did not say why"],
    ["is one line", new Error("a\r\nb"), "Error: a b"],
    ["is cleaned", error(`it has ${secret}`, { name: `Error${secret}` }), "Error<redacted>: it has <redacted>"]
  ]
  for (const [name, error, expected] of cases) {
    it(`${name}`, () => {
      assertPlain(failure(sending(error)))
      assert.strictEqual(said(failure(sending(error))), expected)
    })
  }

  it("has what a client describes in the platform's own words", () => {
    const error = requestError("Transport", { request, description: "the cable is out" })
    assert.strictEqual(said(failure(error)), "Transport: the cable is out")
  })

  it("has a name where no platform names it", () => {
    assert.strictEqual(said(failure("odd")), "Error: odd")
  })

  it("ends between characters", () => {
    for (const before of ["", "x"]) {
      const ours = failure(sending(error(before + "\u{1F511}".repeat(300), { name: before + "\u{1F511}".repeat(300) })))
      assertPlain(ours)
      assert.notMatch(said(ours), /[\uD800-\uDBFF](?![\uDC00-\uDFFF])/)
    }
  })
})
