/**
 * Requests whose members are no plain data: getters that give another secret each time, members that are inherited or
 * not enumerable, and keys that objects treat in a way of their own.
 */
import { Schedule } from "effect"
import { CognitoConfig, type CognitoError } from "effect-cognito"
import { recording } from "../support/client.js"
import { Effect, Redacted, Result } from "../support/effect.js"
import { own, root, sample } from "../support/facts.js"
import { answer, make as makeServer } from "../support/faults.js"
import { layers } from "../support/layers.js"
import { ownName } from "../support/model.js"
import { type Exported, operations } from "../support/operations.js"
import { assert, describe, it } from "../support/vitest.js"

const top = { shape: root, type: "structure" } as const

type Request = Readonly<Record<string, unknown>>

/** A valid request that has every member of the model. */
const wholeOf = ({ input }: Exported): Request => Object(own(input, top, sample(input, top), Redacted.make))

/** A server that answers an exception, in whose every text is what it was sent. */
const echoing = makeServer({
  script: (_, { body }) =>
    answer(400, JSON.stringify({ __type: "NotAuthorizedException", message: body, reasonCode: body }), {
      "x-amzn-requestid": body.slice(0, 4000)
    })
})

const shownOf = (error: CognitoError.CognitoError): string =>
  `${error.message}\n${String(error)}\n${JSON.stringify(error)}`

/** A secret that fits every shape of one, and is another one for each name and number. */
const secretFor = (name: string, n: number): string =>
  name === "userCode" ? String(100_000 + n) : `canary_of_a_secret_${n}_${name}`

/** The same request with secrets of ours, or what takes the place of each member. */
const mapMembers = (request: Request, f: (name: string, value: unknown) => unknown): Request =>
  Object.fromEntries(Object.entries(request).map(([name, value]) => [name, f(name, value)]))

const withSecrets = (request: Request): Request =>
  mapMembers(request, (name, value) => Redacted.isRedacted(value) ? Redacted.make(secretFor(name, 0)) : value)

/** A call to a server that echoes what it was sent: that, if it was, and all that the error shows. */
const echoed = (operation: Exported, request: unknown) =>
  Effect.gen(function*() {
    const server = yield* echoing
    const result = yield* operation.call(request).pipe(
      CognitoConfig.withConfig({ endpoint: server.endpoint, retry: "none" }),
      Effect.result
    )
    assert(Result.isFailure(result), "it was taken for a success")
    return { sent: server.processed[0]?.body, shown: shownOf(result.failure), tag: result.failure._tag }
  })

// -----------------------------------------------------------------------------
// getters
// -----------------------------------------------------------------------------

/** The same members as getters, with how often each was read. What is a secret is another one each time. */
const withGetters = (members: Request): { readonly members: Request; readonly reads: Record<string, number> } => {
  const reads: Record<string, number> = {}
  const getters = Object.fromEntries(
    Object.entries(members).map(([name, value]): [string, PropertyDescriptor] => [name, {
      enumerable: true,
      get: () => {
        const n = reads[name] = (reads[name] ?? 0) + 1
        return Redacted.isRedacted(value) ? Redacted.make(secretFor(name, n)) : value
      }
    }])
  )
  return { members: Object.defineProperties({}, getters), reads }
}

const secretsIn = (sent: string): ReadonlyArray<string> => sent.match(/canary_of_a_secret_\d+_\w+|"\d{6}"/g) ?? []

const initiateAuth = operations.find(({ name }) => name === "InitiateAuth")!

const respondToAuthChallenge = operations.find(({ name }) => name === "RespondToAuthChallenge")!

for (const [client, layer] of layers) {
  describe(`through ${client}`, () => {
    for (const operation of operations) {
      it.live(`${operation.name} reads each member once, and cleans texts of what it sent`, () =>
        Effect.gen(function*() {
          const whole = wholeOf(operation)
          const { members, reads } = withGetters(whole)
          const { sent, shown } = yield* echoed(operation, members)
          assert(sent !== undefined, shown)
          const secrets = secretsIn(sent)
          assert.strictEqual(secrets.length, Object.values(whole).filter(Redacted.isRedacted).length, sent)
          for (const secret of secrets) assert.notInclude(shown, secret.replaceAll(`"`, ""))
          assert.deepStrictEqual(reads, mapMembers(whole, () => 1))
        }).pipe(Effect.provide(layer)))
    }

    for (
      const [operation, member, name] of [
        [initiateAuth, "authParameters", "PASSWORD"],
        [initiateAuth, "authParameters", "REFRESH_TOKEN"],
        [respondToAuthChallenge, "challengeResponses", "NEW_PASSWORD"]
      ] as const
    ) {
      it.live(`${operation.name} reads each value of ${member} once, such as ${name}`, () =>
        Effect.gen(function*() {
          const inner = withGetters({ USERNAME: "ada", [name]: Redacted.make("secret") })
          const { sent, shown } = yield* echoed(operation, { ...wholeOf(operation), [member]: inner.members })
          assert(sent !== undefined, shown)
          assert.include(sent, "canary_of_a_secret")
          for (const secret of secretsIn(sent)) assert.notInclude(shown, secret)
          assert.deepStrictEqual(inner.reads, { USERNAME: 1, [name]: 1 })
        }).pipe(Effect.provide(layer)))
    }
  })
}

it.effect("a call that is repeated reads its request once, and one that is run twice reads it twice", () =>
  Effect.gen(function*() {
    const operation = operations.find(({ name }) => name === "GetUser")!
    const { members, reads } = withGetters(wholeOf(operation))
    const { layer, requests } = recording({
      status: 400,
      body: `{"__type":"TooManyRequestsException"}`,
      headers: { "x-amz-retry-after": "0" }
    })
    const call = operation.call(members).pipe(
      CognitoConfig.withConfig({ region: "eu-west-1", retry: Schedule.recurs(2) }),
      Effect.provide(layer),
      Effect.ignore
    )
    yield* call
    assert.strictEqual(requests.length, 3)
    assert.strictEqual(new Set(requests.map(({ body }) => JSON.stringify(body))).size, 1)
    assert.deepStrictEqual(reads, { accessToken: 1 })
    yield* call
    assert.deepStrictEqual(reads, { accessToken: 2 })
  }))

// -----------------------------------------------------------------------------
// members that are not plain
// -----------------------------------------------------------------------------

const forms: ReadonlyArray<readonly [what: string, make: (request: Request) => unknown]> = [
  ["inherited", (request) => Object.create(request)],
  ["inherited by a prototype's prototype", (request) => Object.create(Object.create(request))],
  ["getters of a class", (request) => {
    const prototype = Object.defineProperties(
      {},
      Object.fromEntries(Object.entries(request).map(([name, value]) => [name, { get: () => value }]))
    )
    return Object.create(prototype)
  }],
  ["not enumerable", (request) =>
    Object.defineProperties(
      {},
      Object.fromEntries(Object.entries(request).map(([name, value]) => [name, { enumerable: false, value }]))
    )],
  ["in part inherited", (request) => {
    const [first = ["", undefined], ...rest] = Object.entries(request)
    return Object.assign(Object.create(Object.fromEntries(rest)), Object.fromEntries([first]))
  }]
]

for (const [client, layer] of layers) {
  describe(`members that are not plain are not sent, or are cleaned, through ${client}:`, () => {
    for (const [what, make] of forms) {
      for (const operation of operations) {
        it.live(`${what}, of ${operation.name}`, () =>
          Effect.gen(function*() {
            const { sent, shown, tag } = yield* echoed(operation, make(withSecrets(wholeOf(operation))))
            if (sent === undefined) assert.strictEqual(tag, "InvalidRequestError")
            else for (const secret of secretsIn(sent)) assert.notInclude(shown, secret.replaceAll(`"`, ""))
          }).pipe(Effect.provide(layer)))
      }

      it.live(`${what}, in authParameters`, () =>
        Effect.gen(function*() {
          const authParameters = make({ USERNAME: "ada", PASSWORD: Redacted.make(secretFor("password", 0)) })
          const { sent = "", shown } = yield* echoed(initiateAuth, { ...wholeOf(initiateAuth), authParameters })
          for (const secret of secretsIn(sent)) assert.notInclude(shown, secret)
        }).pipe(Effect.provide(layer)))
    }
  })
}

// -----------------------------------------------------------------------------
// keys
// -----------------------------------------------------------------------------

const maps = operations.flatMap((operation) =>
  Object.entries(operation.input).flatMap(([name, { type }]) =>
    type === "map" ? [{ operation, member: ownName(name), wire: name }] : []
  )
)

describe("a key called __proto__ is refused by its path, and not dropped:", () => {
  // As JSON gives them. In JavaScript's own notation this would be the object's prototype.
  const texts = [`{"__proto__":"polluted"}`, `{"a":"1","__proto__":"polluted","b":"2"}`]

  for (const { member, operation } of maps) {
    it.effect(`${operation.name}Request.${member}`, () =>
      Effect.gen(function*() {
        for (const text of texts) {
          const { layer, requests } = recording()
          const result = yield* operation.call({ ...wholeOf(operation), [member]: JSON.parse(text) }).pipe(
            CognitoConfig.withConfig({ region: "eu-west-1" }),
            Effect.provide(layer),
            Effect.result
          )
          assert.deepStrictEqual(requests.map(({ body }) => body), [])
          assert(Result.isFailure(result), "it was taken for a success")
          assert(result.failure._tag === "InvalidRequestError", result.failure._tag)
          assert.deepStrictEqual(result.failure.issues.map(({ path }) => path), [[member, "__proto__"]])
          assert.include(result.failure.message, "__proto__")
        }
      }))
  }
})

describe("other keys that every object has are sent as they are:", () => {
  const keys = { constructor: "1", toString: "2", hasOwnProperty: "3", valueOf: "4", prototype: "5", "": "6" }

  for (const { member, operation, wire } of maps) {
    it.effect(`${operation.name}Request.${member}`, () =>
      Effect.gen(function*() {
        const { layer, requests } = recording()
        yield* operation.call({ ...wholeOf(operation), [member]: keys }).pipe(
          CognitoConfig.withConfig({ region: "eu-west-1" }),
          Effect.provide(layer),
          Effect.ignore
        )
        const body: Request = Object(requests[0]?.body)
        assert.deepStrictEqual(Object.entries(Object(body[wire])), Object.entries(keys))
      }))
  }
})

describe("a request without its members", () => {
  for (const operation of operations.filter(({ input }) => Object.values(input).some(({ required }) => required))) {
    it.effect(`${operation.name} says what belongs there in words, not in the language of schemas`, () =>
      Effect.gen(function*() {
        const error = yield* Effect.flip(operation.call({})).pipe(
          CognitoConfig.withConfig({ region: "eu-west-1" }),
          Effect.provide(recording().layer)
        )
        assert(error._tag === "InvalidRequestError")
        for (const { expected, path: [member = ""] } of error.issues) {
          assert.match(expected, /^(a|an|Redacted\.make of a) /)
          assert.notInclude(expected, String(member))
          assert.notMatch(expected, /readonly|ReadonlyArray|Struct/)
        }
      }))
  }
})
