/**
 * Where an application keeps the devices that Cognito remembers.
 */
import * as Effect from "effect/Effect"
import { taggedClass } from "./classes.js"
import { string } from "./errors.js"
import { makeReference, type Reference } from "./reference.js"
import { secret } from "./shapes.js"

/**
 * A remembered device, which takes the place of a second factor. Its password is as powerful as a refresh token: keep it
 * as safe.
 *
 * @since 3.0.0
 * @category devices
 */
export class Device extends /*#__PURE__*/ taggedClass<Device>("CognitoSignIn")("Device", {
  /** The key of the device. */
  deviceKey: string,
  /** The key of the group of devices that it belongs to. */
  deviceGroupKey: string,
  /** The password with which the device proves itself, which no user knows. */
  devicePassword: /*#__PURE__*/ secret(string)
}) {}

/**
 * Where devices are kept, by the name that a user signs in with. `Device` is a schema for what is stored. What a store
 * can't do it should leave undone: without a device, Cognito asks for the second factor again.
 *
 * @since 3.0.0
 * @category devices
 */
export interface DeviceStore {
  /** The device of that user, if there is one. */
  readonly load: (alias: string) => Effect.Effect<Device | undefined>
  /** Keeps a device in place of any other of that user. */
  readonly save: (alias: string, device: Device) => Effect.Effect<void>
  /** Forgets the device, because Cognito does not know it any more. */
  readonly remove: (alias: string) => Effect.Effect<void>
}

/**
 * The store of devices. By default nothing is stored, so it is never a requirement.
 *
 * @example
 * ```ts
 * import { CognitoSignIn } from "effect-cognito"
 * import { Effect, Layer } from "effect"
 *
 * const devices = new Map<string, CognitoSignIn.Device>()
 *
 * const DevicesLive = Layer.succeed(CognitoSignIn.DeviceStore, {
 *   load: (alias) => Effect.sync(() => devices.get(alias)),
 *   save: (alias, device) => Effect.sync(() => void devices.set(alias, device)),
 *   remove: (alias) => Effect.sync(() => void devices.delete(alias))
 * })
 * ```
 *
 * @since 3.0.0
 * @category devices
 */
export const DeviceStore: Reference<DeviceStore> = /*#__PURE__*/ makeReference<DeviceStore>(
  "effect-cognito/CognitoSignIn/DeviceStore",
  () => ({
    load: () => Effect.succeed(undefined),
    save: () => Effect.succeed(undefined),
    remove: () => Effect.succeed(undefined)
  })
)
