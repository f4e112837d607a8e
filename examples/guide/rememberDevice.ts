/** A device is remembered, so that the next sign-in on it needs no second factor. */
import { Effect } from "effect"
import { Cognito, CognitoSignIn } from "effect-cognito"

/** Where devices are kept is up to you: provide `CognitoSignIn.DeviceStore`. */
export const remember = (step: CognitoSignIn.SignedIn, deviceName: string, ask: Effect.Effect<boolean>) =>
  Effect.gen(function*() {
    const mayChoose = yield* CognitoSignIn.rememberDevice(step, { deviceName })
    if (!mayChoose || step.newDevice === undefined) return
    yield* Cognito.updateDeviceStatus({
      accessToken: step.accessToken,
      deviceKey: step.newDevice.deviceKey,
      deviceRememberedStatus: (yield* ask) ? "remembered" : "not_remembered"
    })
  })
