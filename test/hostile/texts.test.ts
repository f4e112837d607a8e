/**
 * Emulators and replicas answer booleans, numbers and lists where the model says text. They are read as text, so that
 * one of them does not void a whole response. What is no text in the model stays as strict as it was.
 */
import { Cognito, CognitoConfig } from "effect-cognito"
import { Effect, Redacted, Result } from "../support/effect.js"
import { ofType, type Place, places, revealed, root, sample } from "../support/facts.js"
import { layers } from "../support/layers.js"
import { type Member, shapeOf } from "../support/model.js"
import { answered, type Exported, operations } from "../support/operations.js"
import * as Recorder from "../support/recorder.js"
import { assert, describe, it } from "../support/vitest.js"

const top = { shape: root, type: "structure" } as const

const placesOf = ({ name, output }: Exported): ReadonlyArray<Place> =>
  places(output, { path: name, member: top, put: (value) => value })

const isText = ({ type }: Member): boolean => type === "string" || type === "enum"

const isKey = ({ path }: Place): boolean => path.endsWith(".key")

const isOfMap = ({ path }: Place): boolean => path.endsWith(".value")

const scalars = [true, false, 0, 42, -7, 1.5, 1_700_000_000]

const compounds = [[], ["SMS_MFA"], ["SMS_MFA", "SOFTWARE_TOKEN_MFA"], [1, true, null, "a\n"], {}, { a: { b: [1] } }]

/** A response as a program has it, or why it has none. */
const read = (operation: Exported, body: unknown) =>
  answered(operation, { body: JSON.stringify(body) }).pipe(
    Effect.match({ onFailure: (error) => `${error._tag}: ${error.message}`, onSuccess: revealed })
  )

for (const operation of operations) {
  const all = placesOf(operation).filter((place) => place.member !== top && !isKey(place))

  for (const place of all.filter(({ member }) => isText(member))) {
    it.effect(`a scalar is read as its text: ${place.path}`, () =>
      Effect.gen(function*() {
        for (const value of scalars) {
          const expected = yield* read(operation, place.put(String(value)))
          assert.isObject(expected)
          assert.deepStrictEqual(yield* read(operation, place.put(value)), expected, String(value))
        }
      }))

    it.effect(`a list or an object is ${isOfMap(place) ? "read as its JSON text" : "refused"}: ${place.path}`, () =>
      Effect.gen(function*() {
        for (const value of compounds) {
          const result = yield* read(operation, place.put(value))
          if (isOfMap(place)) {
            assert.deepStrictEqual(result, yield* read(operation, place.put(JSON.stringify(value))))
          } else {
            assert.match(String(result), /^InvalidResponseError: /, JSON.stringify(value))
          }
        }
      }))
  }

  for (const place of all.filter(({ member }) => !isText(member) && member.type !== "document")) {
    it.effect(`what is no ${place.member.type} stays refused: ${place.path}`, () =>
      Effect.gen(function*() {
        const values = ["text", "1", "true", "2026-11-23T13:45:09Z", 1, true, {}, []]
        for (const value of values.filter((value) => !ofType[place.member.type]!(value))) {
          assert.match(
            String(yield* read(operation, place.put(value))),
            /^InvalidResponseError: /,
            JSON.stringify(value)
          )
        }
      }))
  }

  for (const place of all.filter(({ member }) => member.type === "map")) {
    it.effect(`a null is left out, and what is beside it stays: ${place.path}`, () =>
      Effect.gen(function*() {
        const { value } = shapeOf(place.member)
        const text = sample(operation.output, value!)
        assert.deepStrictEqual(
          yield* read(operation, place.put({ a: null, b: 1, c: text })),
          yield* read(operation, place.put({ b: "1", c: text }))
        )
      }))
  }

  it.effect(`a required text that is null stays refused: ${operation.name}`, () =>
    Effect.gen(function*() {
      const whole = Object(sample(operation.output, top))
      for (const [name, member] of Object.entries(operation.output)) {
        if (member.required !== true || !isText(member)) continue
        assert.match(String(yield* read(operation, { ...whole, [name]: null })), /^InvalidResponseError: /)
      }
    }))
}

for (const [client, layer] of layers) {
  describe(`through ${client}`, () => {
    const accessToken = Redacted.make("token")

    it.live("an emulator's verified address is read", () =>
      Effect.gen(function*() {
        const recorder = yield* Recorder.make
        recorder.answer({
          body: JSON.stringify({
            Username: 42,
            UserAttributes: [
              { Name: "email_verified", Value: true },
              { Name: "phone_number_verified", Value: false },
              { Name: "custom:age", Value: 37 },
              { Name: "email", Value: null }
            ],
            UserMFASettingList: ["SMS_MFA", 1]
          })
        })
        const user = yield* Cognito.getUser({ accessToken }).pipe(CognitoConfig.withConfig({ endpoint: recorder.url }))
        assert.deepStrictEqual(user, {
          username: "42",
          userAttributes: [
            { name: "email_verified", value: "true" },
            { name: "phone_number_verified", value: "false" },
            { name: "custom:age", value: "37" },
            { name: "email" }
          ],
          userMFASettingList: ["SMS_MFA", "1"]
        })
      }).pipe(Effect.provide(layer)))

    it.live("moto's challenge, whose parameters have a list, is read", () =>
      Effect.gen(function*() {
        const recorder = yield* Recorder.make
        recorder.answer({
          body: JSON.stringify({
            ChallengeName: "MFA_SETUP",
            Session: "a-session-of-an-emulator",
            ChallengeParameters: { MFAS_CAN_SETUP: ["SOFTWARE_TOKEN_MFA"], attempts: 3, more: { a: [1] }, none: null }
          })
        })
        const response = yield* Cognito.initiateAuth({
          clientId: "client",
          authFlow: "USER_AUTH",
          authParameters: { USERNAME: "ada" }
        }).pipe(
          CognitoConfig.withConfig({ endpoint: recorder.url })
        )
        assert.deepStrictEqual(response.challengeParameters, {
          MFAS_CAN_SETUP: `["SOFTWARE_TOKEN_MFA"]`,
          attempts: "3",
          more: `{"a":[1]}`
        })
      }).pipe(Effect.provide(layer)))

    it.live("a secret that is a number is read as one, and stays hidden", () =>
      Effect.gen(function*() {
        const recorder = yield* Recorder.make
        recorder.answer({
          body: JSON.stringify({ Session: 123_456_789, AuthenticationResult: { AccessToken: 987_654_321 } })
        })
        const response = yield* Cognito.initiateAuth({
          clientId: "client",
          authFlow: "USER_AUTH",
          authParameters: { USERNAME: "ada" }
        }).pipe(
          CognitoConfig.withConfig({ endpoint: recorder.url })
        )
        assert.deepStrictEqual(revealed(response), {
          session: { redacted: "123456789" },
          authenticationResult: { accessToken: { redacted: "987654321" } }
        })
        assert.notMatch(JSON.stringify(response), /123456789|987654321/)
      }).pipe(Effect.provide(layer)))

    it.live("a date that is a text is refused by its path", () =>
      Effect.gen(function*() {
        const recorder = yield* Recorder.make
        recorder.answer({
          body: JSON.stringify({ Devices: [{ DeviceKey: 1, DeviceCreateDate: "2026-11-23T13:45:09Z" }] })
        })
        const result = yield* Cognito.listDevices({ accessToken }).pipe(
          CognitoConfig.withConfig({ endpoint: recorder.url }),
          Effect.result
        )
        assert(Result.isFailure(result) && result.failure._tag === "InvalidResponseError")
        assert.deepStrictEqual(result.failure.issues.map(({ path }) => path), [["Devices", 0, "DeviceCreateDate"]])
      }).pipe(Effect.provide(layer)))
  })
}
