/** Requests name the version of the package that sends them. */
import { Effect, Redacted } from "effect"
import { Cognito, CognitoConfig } from "effect-cognito"
import manifest from "../../package.json" with { type: "json" }
import { recording } from "../support/client.js"
import { major } from "../support/major.js"
import { assert, it } from "../support/vitest.js"

it.effect("the user agent has the version of package.json, with the major of Effect", () =>
  Effect.gen(function*() {
    const { layer, requests } = recording()
    yield* Cognito.globalSignOut({ accessToken: Redacted.make("token") }).pipe(
      CognitoConfig.withConfig({ region: "eu-west-1" }),
      Effect.provide(layer)
    )
    assert.strictEqual(
      requests[0]?.headers["x-amz-user-agent"],
      `effect-cognito/${manifest.version.replace(/^\d+/, String(major))}`
    )
  }))
