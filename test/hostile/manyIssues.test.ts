/**
 * A response, or a request, in which very much is wrong: 126,000 elements are 250 kB. The error says where the first
 * of it is, and stays small.
 */
import type * as HttpClient from "@effect/platform/HttpClient"
import { Cognito, CognitoConfig, CognitoError } from "effect-cognito"
import { recording } from "../support/client.js"
import { Cause, Effect, Exit, Redacted, Schema } from "../support/effect.js"
import { own, places, root, sample } from "../support/facts.js"
import { layers } from "../support/layers.js"
import { type Member, ownName, shapeOf } from "../support/model.js"
import { answered, operations } from "../support/operations.js"
import * as Recorder from "../support/recorder.js"
import { assert, describe, it } from "../support/vitest.js"
import { failuresOf } from "../support/watching.js"

const most = 20

const many = 126_000

const top = { shape: root, type: "structure" } as const

const accessToken = Redacted.make("token")

type Path = ReadonlyArray<string | number>

/** Asserts that a call failed with few issues, each with its whole path, of which the first is known. */
const assertFew = (
  exit: Exit.Exit<unknown, CognitoError.CognitoError>,
  tag: "InvalidRequestError" | "InvalidResponseError",
  first: Path
): void => {
  assert(Exit.isFailure(exit), "it succeeded")
  assert(!Cause.hasDies(exit.cause), `it died: ${String(Cause.squash(exit.cause)).slice(0, 200)}`)
  const [error] = failuresOf(exit.cause)
  assert(error !== undefined && error._tag === tag, error?._tag)
  const { issues, message } = error
  assert.isAtLeast(issues.length, 1)
  assert.isAtMost(issues.length, most)
  assert.deepStrictEqual(issues[0]!.path, first)
  for (const { expected, path } of issues) {
    assert.strictEqual(path[0], first[0])
    assert.strictEqual(path.length, first.length)
    assert.isAbove(expected.length, 2)
    assert.isBelow(expected.length, 200)
  }
  // Each issue is in the message, and no more than these.
  assert.include(message, first.join("."))
  assert.isBelow(message.length, most * 300)
  assert.isBelow(JSON.stringify(Schema.encodeSync(CognitoError.CognitoError)(error)).length, most * 600)
}

// -----------------------------------------------------------------------------
// responses
// -----------------------------------------------------------------------------

const getUser = Cognito.getUser({ accessToken })

const responses: ReadonlyArray<readonly [what: string, element: unknown, first: Path]> = [
  ["numbers", 1, ["UserAttributes", 0]],
  ["texts", "", ["UserAttributes", 0]],
  ["empty objects", {}, ["UserAttributes", 0, "Name"]],
  ["lists", [], ["UserAttributes", 0]],
  ["objects with lists in them", { Name: [] }, ["UserAttributes", 0, "Name"]]
]

for (const [client, layer] of layers) {
  describe(`through ${client}`, () => {
    for (const [what, element, first] of responses) {
      it.live(`a response with ${many} ${what} in a list of objects`, () =>
        Effect.gen(function*() {
          const recorder = yield* Recorder.make
          const count = Math.min(many, Math.floor(1_000_000 / (JSON.stringify(element).length + 1)))
          const body = JSON.stringify({ Username: "a", UserAttributes: Array.from({ length: count }, () => element) })
          recorder.answer({ body })
          const exit = yield* getUser.pipe(CognitoConfig.withConfig({ endpoint: recorder.url }), Effect.exit)
          assertFew(exit, "InvalidResponseError", first)
          assert.strictEqual(recorder.take().length, 1)
        }).pipe(Effect.provide(layer)))
    }
  })
}

it.live("a wrong element behind 20,000 right ones keeps its own index", () =>
  Effect.gen(function*() {
    const recorder = recording({
      body: JSON.stringify({
        Username: "a",
        UserAttributes: [...Array.from({ length: 20_000 }, () => ({ Name: "a" })), 1, { Name: "b" }, 2]
      })
    })
    const exit = yield* getUser.pipe(
      CognitoConfig.withConfig({ region: "eu-west-1" }),
      Effect.provide(recorder.layer),
      Effect.exit
    )
    assertFew(exit, "InvalidResponseError", ["UserAttributes", 20_000])
    assert(Exit.isFailure(exit))
    const [error] = failuresOf(exit.cause)
    assert(error?._tag === "InvalidResponseError")
    assert.deepStrictEqual(error.issues.map(({ path }) => path[1]), [20_000, 20_002])
  }))

it.live("lists in the elements of a list share the same few issues", () =>
  Effect.gen(function*() {
    const { layer } = recording({
      body: JSON.stringify({
        Devices: Array.from({ length: 200 }, () => ({ DeviceAttributes: Array.from({ length: 200 }, () => 1) }))
      })
    })
    const exit = yield* Cognito.listDevices({ accessToken }).pipe(
      CognitoConfig.withConfig({ region: "eu-west-1" }),
      Effect.provide(layer),
      Effect.exit
    )
    assert(Exit.isFailure(exit))
    const [error] = failuresOf(exit.cause)
    assert(error?._tag === "InvalidResponseError")
    assert.isAtMost(error.issues.length, most)
    assert.deepStrictEqual(error.issues[0]!.path, ["Devices", 0, "DeviceAttributes", 0])
  }))

// -----------------------------------------------------------------------------
// all lists and maps
// -----------------------------------------------------------------------------

/** The parts of a path as issues have them, of what `places` calls `Operation.Member.element.value`. */
const pathOf = (path: string, name: (wire: string) => string, key: string): Path =>
  path.split(".").slice(1).map((part) => part === "element" ? 0 : part === "value" ? key : name(part))

/** A value that no element of this type is, and the path of what is wrong with it. */
const wrongFor = (element: Member): readonly [value: unknown, inside: Path] =>
  element.type === "structure" ? [1, []] : [{}, []]

const collections = (members: Parameters<typeof places>[0]) =>
  places(members, { path: "", member: top, put: (value) => value }).flatMap(({ member, path, put }) => {
    const { member: element, value } = shapeOf(member)
    return element !== undefined
      ? [{ path, put, element, isMap: false }]
      : value !== undefined
      ? [{ path, put, element: value, isMap: true }]
      : []
  })

const fill = (isMap: boolean, value: unknown, count = 2000): unknown =>
  isMap
    ? Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, value]))
    : Array.from({ length: count }, () => value)

const unsent = (call: Effect.Effect<unknown, CognitoError.CognitoError, HttpClient.HttpClient>) =>
  Effect.gen(function*() {
    const { layer, requests } = recording()
    const exit = yield* call.pipe(
      CognitoConfig.withConfig({ region: "eu-west-1" }),
      Effect.provide(layer),
      Effect.exit
    )
    assert.strictEqual(requests.length, 0)
    return exit
  })

describe("2,000 wrong elements", () => {
  for (const operation of operations) {
    for (const { element, isMap, path, put } of collections(operation.input)) {
      it.live(`in ${operation.name}Request${path}`, () =>
        Effect.gen(function*() {
          const wire = put(fill(isMap, wrongFor(element)[0]))
          const request = own(operation.input, top, wire, Redacted.make)
          const exit = yield* unsent(operation.call(request))
          assertFew(exit, "InvalidRequestError", [...pathOf(path, ownName, "k0"), isMap ? "k0" : 0])
        }))
    }

    for (const { element, isMap, path, put } of collections(operation.output)) {
      // Whatever is in a map of texts is read as a text.
      if (isMap) continue
      it.live(`in ${operation.name}Response${path}`, () =>
        Effect.gen(function*() {
          const body = JSON.stringify(put(fill(isMap, wrongFor(element)[0])))
          const exit = yield* Effect.exit(answered(operation, { body }))
          assertFew(exit, "InvalidResponseError", [...pathOf(path, (name) => name, "k0"), 0])
        }))
    }
  }
})

// -----------------------------------------------------------------------------
// requests
// -----------------------------------------------------------------------------

// The casts stand for callers who do not compile with TypeScript.
describe(`${many} wrong elements in a request`, () => {
  const user = { clientId: "client", username: "ada", password: Redacted.make("secret-password") }
  const requests: ReadonlyArray<
    readonly [
      what: string,
      call: Effect.Effect<unknown, CognitoError.CognitoError, HttpClient.HttpClient>,
      first: Path
    ]
  > = [
    ["userAttributes of numbers", Cognito.signUp({ ...user, userAttributes: fill(false, 1, many) as never }), [
      "userAttributes",
      0
    ]],
    ["userAttributes without names", Cognito.signUp({ ...user, userAttributes: fill(false, {}, many) as never }), [
      "userAttributes",
      0,
      "name"
    ]],
    [
      "userAttributeNames that are empty",
      Cognito.deleteUserAttributes({ accessToken, userAttributeNames: fill(false, "", many) as never }),
      ["userAttributeNames", 0]
    ],
    ["clientMetadata of numbers", Cognito.signUp({ ...user, clientMetadata: fill(true, 1, many) as never }), [
      "clientMetadata",
      "k0"
    ]],
    [
      "authParameters of numbers",
      Cognito.initiateAuth({
        clientId: "client",
        authFlow: "USER_AUTH",
        authParameters: fill(true, 1, many) as never
      }),
      ["authParameters", "k0"]
    ]
  ]
  for (const [what, call, first] of requests) {
    it.live(what, () => Effect.map(unsent(call), (exit) => assertFew(exit, "InvalidRequestError", first)))
  }
})

// -----------------------------------------------------------------------------
// depth
// -----------------------------------------------------------------------------

/** The first place in a member where a list is wrong. */
const firstOf = (name: string, { type }: Member): Path => type === "list" ? [name, 0] : [name]

const dies = (exit: Exit.Exit<unknown, unknown>): boolean => Exit.isFailure(exit) && Cause.hasDies(exit.cause)

describe("100,000 lists in one another", () => {
  const deepText = "[".repeat(100_000) + "]".repeat(100_000)

  const deepValue = (): unknown => JSON.parse(deepText)

  for (const operation of operations.filter(({ output }) => Object.keys(output).length > 0)) {
    it.live(`are no defect in any member of ${operation.name}Response`, () =>
      Effect.gen(function*() {
        const whole = Object(sample(operation.output, top))
        for (const name of Object.keys(operation.output)) {
          const { [name]: _, ...rest } = whole
          const body = `${JSON.stringify(rest).slice(0, -1)}${Object.keys(rest).length > 0 ? "," : ""}` +
            `${JSON.stringify(name)}:${deepText}}`
          const exit = yield* Effect.exit(answered(operation, { body }))
          assert.isFalse(dies(exit), name)
          const member = operation.output[name]!
          // A document may be anything.
          if (member.type !== "document") assertFew(exit, "InvalidResponseError", firstOf(name, member))
        }
      }))
  }

  it.live("are no defect where a challenge's parameters have them", () =>
    Effect.gen(function*() {
      const operation = operations.find(({ name }) => name === "InitiateAuth")!
      const body = `{"ChallengeParameters":{"MFAS_CAN_SETUP":${deepText}}}`
      assert.isFalse(dies(yield* Effect.exit(answered(operation, { body }))))
    }))

  for (const operation of operations) {
    it.live(`are refused in any member of ${operation.name}Request`, () =>
      Effect.gen(function*() {
        const request = Object(own(operation.input, top, sample(operation.input, top), Redacted.make))
        for (const [wire, member] of Object.entries(operation.input)) {
          const name = ownName(wire)
          const exit = yield* unsent(operation.call({ ...request, [name]: deepValue() }))
          assertFew(exit, "InvalidRequestError", firstOf(name, member))
        }
      }))
  }
})
