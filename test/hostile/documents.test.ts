/**
 * A WebAuthn credential as browsers and password managers give it. It is written as the standard's JSON form has it
 * (`RegistrationResponseJSON`, `AuthenticationResponseJSON`), or refused by its path. It is never sent empty.
 */
import { Cognito, CognitoConfig } from "effect-cognito"
import { runInNewContext } from "node:vm"
import { recording } from "../support/client.js"
import { Effect, Redacted, Result } from "../support/effect.js"
import { layers } from "../support/layers.js"
import * as Recorder from "../support/recorder.js"
import { assert, describe, it } from "../support/vitest.js"

const bytes = (...values: ReadonlyArray<number>): ArrayBuffer => Uint8Array.from(values).buffer

/** In base64 these have the characters that base64url has not, and an end of `=`. */
const id = bytes(0xfb, 0xef, 0xff, 0x01)
// Copied, for an encoder's bytes may be a part of a larger buffer.
const clientData = Uint8Array.from(new TextEncoder().encode(`{"type":"webauthn.create","challenge":"ÿ"}`))
const attestation = bytes(0xff, 0xfe, 0xfd, 0x00, 0x01)
const authenticatorData = bytes(0x3e, 0x3f)
const publicKey = bytes(0x30, 0x59)
const signature = bytes(0x30, 0x45, 0x02)
const userHandle = bytes(0x61)
const prf = bytes(0xfa, 0xfb)

const base64url = (value: ArrayBuffer | Uint8Array): string =>
  Buffer.from(value instanceof Uint8Array ? value : new Uint8Array(value)).toString("base64url")

// -----------------------------------------------------------------------------
// credentials
// -----------------------------------------------------------------------------

/** The least that a registration is in JSON. */
const registration = {
  id: base64url(id),
  rawId: base64url(id),
  type: "public-key",
  response: { clientDataJSON: base64url(clientData), attestationObject: base64url(attestation) },
  clientExtensionResults: {}
}

/** All that the standard has. */
const whole = {
  ...registration,
  authenticatorAttachment: "platform",
  response: {
    ...registration.response,
    transports: ["internal", "hybrid"],
    authenticatorData: base64url(authenticatorData),
    publicKey: base64url(publicKey),
    publicKeyAlgorithm: -7
  },
  clientExtensionResults: { credProps: { rk: true }, prf: { results: { first: base64url(prf) } } }
}

const assertion = {
  id: base64url(id),
  rawId: base64url(id),
  type: "public-key",
  authenticatorAttachment: "cross-platform",
  response: {
    clientDataJSON: base64url(clientData),
    authenticatorData: base64url(authenticatorData),
    signature: base64url(signature),
    userHandle: base64url(userHandle)
  },
  clientExtensionResults: {}
}

/** As in a browser: all members are getters and methods of a prototype, and nothing is the object's own. */
class AttestationResponse {
  get clientDataJSON(): ArrayBuffer {
    return clientData.buffer
  }
  get attestationObject(): ArrayBuffer {
    return attestation
  }
}

class WholeAttestationResponse extends AttestationResponse {
  getTransports(): ReadonlyArray<string> {
    return ["internal", "hybrid"]
  }
  getAuthenticatorData(): ArrayBuffer {
    return authenticatorData
  }
  getPublicKey(): ArrayBuffer {
    return publicKey
  }
  getPublicKeyAlgorithm(): number {
    return -7
  }
}

class AssertionResponse {
  get clientDataJSON(): ArrayBuffer {
    return clientData.buffer
  }
  get authenticatorData(): ArrayBuffer {
    return authenticatorData
  }
  get signature(): ArrayBuffer {
    return signature
  }
  get userHandle(): ArrayBuffer | null {
    return userHandle
  }
}

class Credential {
  get id(): string {
    return base64url(id)
  }
  get type(): string {
    return "public-key"
  }
}

/** Older Safari, which has no `toJSON`, and in a response the two members of the first edition of the standard. */
class OldCredential extends Credential {
  get rawId(): ArrayBuffer {
    return id
  }
  get response(): AttestationResponse {
    return new AttestationResponse()
  }
  getClientExtensionResults(): object {
    return {}
  }
}

class WholeCredential extends OldCredential {
  get authenticatorAttachment(): string | null {
    return "platform"
  }
  override get response(): AttestationResponse {
    return new WholeAttestationResponse()
  }
  override getClientExtensionResults(): object {
    return { credProps: { rk: true }, prf: { results: { first: prf } } }
  }
}

class AssertionCredential extends Credential {
  get rawId(): ArrayBuffer {
    return id
  }
  get authenticatorAttachment(): string | null {
    return "cross-platform"
  }
  get response(): AssertionResponse {
    return new AssertionResponse()
  }
  getClientExtensionResults(): object {
    return {}
  }
}

/** What the browser's own `toJSON` does with an object that is not the browser's. */
const illegal = (): never => {
  throw new TypeError("Illegal invocation")
}

const brokenPrototype = { toJSON: illegal }

/** A password manager's credential: its members are its own, and what it inherits fits the browser's objects alone. */
const managed = (own: object): object => Object.assign(Object.create(brokenPrototype), own)

const response = {
  clientDataJSON: clientData.buffer,
  attestationObject: attestation,
  getTransports: () => ["internal", "hybrid"],
  getAuthenticatorData: () => authenticatorData,
  getPublicKey: () => publicKey,
  getPublicKeyAlgorithm: () => -7
}

const own = {
  id: base64url(id),
  rawId: id,
  type: "public-key",
  authenticatorAttachment: "platform",
  response,
  getClientExtensionResults: () => ({ credProps: { rk: true }, prf: { results: { first: prf } } })
}

/** The same bytes in the middle of others. */
const inside = (buffer: ArrayBuffer): ArrayBuffer =>
  Uint8Array.from([1, 2, 3, 4, ...new Uint8Array(buffer), 5, 6, 7, 8]).buffer

const plainWith = (write: (buffer: ArrayBuffer) => unknown) => ({
  ...registration,
  rawId: write(id),
  response: { clientDataJSON: write(clientData.buffer), attestationObject: write(attestation) }
})

const written: ReadonlyArray<readonly [what: string, credential: unknown, json: unknown]> = [
  ["JSON, as it is", registration, registration],
  ["JSON with members that no standard has", { ...whole, next: [1, null, "two"] }, {
    ...whole,
    next: [1, null, "two"]
  }],
  ["a credential with a toJSON", { toJSON: () => whole, id: "other" }, whole],
  ["a credential that inherits a toJSON", Object.create({ toJSON: () => whole }), whole],
  ["older Safari's credential", new OldCredential(), registration],
  ["a browser's credential without toJSON", new WholeCredential(), whole],
  ["a browser's assertion without toJSON", new AssertionCredential(), assertion],
  ["a password manager's credential, whose toJSON throws", managed(own), whole],
  [
    "a password manager's credential that has its extensions as a member",
    managed({
      ...own,
      getClientExtensionResults: undefined,
      clientExtensionResults: { credProps: { rk: true }, prf: { results: { first: prf } } }
    }),
    whole
  ],
  [
    "a password manager's response whose toJSON throws",
    { ...own, response: Object.assign(Object.create(brokenPrototype), response) },
    whole
  ],
  ["a browser's credential whose toJSON throws", Object.assign(new WholeCredential(), brokenPrototype), whole],
  ["a plain credential with ArrayBuffers", plainWith((buffer) => buffer), registration],
  [
    "a credential of another realm",
    runInNewContext(
      "({ ...JSON.parse(json), rawId: Uint8Array.from(id).buffer, clientExtensionResults: {}, " +
        "getClientExtensionResults: () => ({}) })",
      { json: JSON.stringify(registration), id: [...new Uint8Array(id)] }
    ),
    registration
  ],
  ["a plain credential with Uint8Arrays", plainWith((buffer) => new Uint8Array(buffer)), registration],
  [
    "a plain credential with views of a larger buffer",
    plainWith((buffer) => new Uint8Array(inside(buffer), 4, buffer.byteLength)),
    registration
  ],
  [
    "a plain credential with DataViews",
    plainWith((buffer) => new DataView(inside(buffer), 4, buffer.byteLength)),
    registration
  ],
  ["a plain credential with Node's Buffers", plainWith((buffer) => Buffer.from(buffer)), registration],
  [
    "bytes within extensions",
    { ...registration, clientExtensionResults: { prf: { results: { first: new Uint8Array(prf) } } } },
    { ...registration, clientExtensionResults: { prf: { results: { first: base64url(prf) } } } }
  ],
  [
    "members that are undefined, which JSON leaves out",
    { ...registration, authenticatorAttachment: undefined },
    registration
  ]
]

// -----------------------------------------------------------------------------
// what is sent
// -----------------------------------------------------------------------------

const complete = (credential: unknown) =>
  Cognito.completeWebAuthnRegistration({ accessToken: Redacted.make("token"), credential })

for (const [client, layer] of layers) {
  describe(`through ${client}`, () => {
    for (const [what, credential, json] of written) {
      it.live(`${what} is written as the standard's JSON`, () =>
        Effect.gen(function*() {
          const recorder = yield* Recorder.make
          yield* CognitoConfig.withConfig(complete(credential), { endpoint: recorder.url })
          const [{ body }] = recorder.take() as [Recorder.Recorded]
          assert.deepStrictEqual(JSON.parse(body), { AccessToken: "token", Credential: json })
        }).pipe(Effect.provide(layer)))
    }
  })
}

// -----------------------------------------------------------------------------
// what is refused
// -----------------------------------------------------------------------------

const cyclic: Record<string, unknown> = { ...registration }
cyclic["response"] = { back: cyclic }

const cyclicList: Array<unknown> = []
cyclicList.push(cyclicList)

class Broken extends WholeCredential {
  override get response(): never {
    throw new TypeError("a-text-that-may-quote-a-secret")
  }
}

const refused: ReadonlyArray<readonly [what: string, credential: unknown]> = [
  ["a function", () => registration],
  ["a class", WholeCredential],
  ["a symbol", Symbol("credential")],
  ["a BigInt", 1n],
  ["undefined", undefined],
  ["null", null],
  ["a promise that nobody awaited", Promise.resolve(registration)],
  ["a Map", new Map(Object.entries(registration))],
  ["a Set", new Set([registration])],
  ["a cyclic object", cyclic],
  ["a cyclic list", cyclicList],
  ["a BigInt within", { ...registration, response: { ...registration.response, publicKeyAlgorithm: -7n } }],
  ["a getter that throws", new Broken()],
  ["a toJSON that throws, and nothing else", managed({})],
  ["a toJSON that gives nothing, and nothing else", { toJSON: () => undefined }],
  ["a toJSON that gives a cycle", { toJSON: () => cyclic }],
  ["a toJSON that gives a BigInt", { toJSON: () => 1n }],
  ["a Proxy that throws", new Proxy(registration, { get: illegal, has: illegal, ownKeys: illegal })]
]

describe("is refused by its path, and not sent:", () => {
  for (const [what, credential] of refused) {
    it.effect(what, () =>
      Effect.gen(function*() {
        const { layer, requests } = recording()
        const result = yield* complete(credential).pipe(
          CognitoConfig.withConfig({ region: "eu-west-1" }),
          Effect.provide(layer),
          Effect.result
        )
        assert.deepStrictEqual(requests.map(({ body }) => body), [])
        assert(Result.isFailure(result), "nothing was sent, and nothing was refused")
        const error = result.failure
        assert(error._tag === "InvalidRequestError", error._tag)
        assert.isAbove(error.issues.length, 0)
        for (const { path } of error.issues) assert.strictEqual(path[0], "credential")
        assert.include(error.message, "credential")
        assert.notInclude(JSON.stringify(error) + error.message, "a-text-that-may-quote-a-secret")
      }))
  }
})

it.effect("a Redacted is not sent as what it is printed as", () =>
  Effect.gen(function*() {
    const { layer, requests } = recording()
    const credentials = [Redacted.make(registration), { ...registration, rawId: Redacted.make(base64url(id)) }]
    for (const credential of credentials) {
      yield* complete(credential).pipe(
        CognitoConfig.withConfig({ region: "eu-west-1" }),
        Effect.provide(layer),
        Effect.ignore
      )
    }
    assert.notInclude(JSON.stringify(requests), "<redacted>")
  }))
