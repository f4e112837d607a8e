/** What starting the service on the emulator takes, alike on both majors of Effect. */
// Importing all of platform-node would make the start half a second longer.
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import { Console, Layer, Redacted } from "effect"
import { CognitoAppClient, CognitoConfig } from "effect-cognito"
import { randomBytes } from "node:crypto"
import type { Emulator, User } from "../support/emulator.js"

/** What the sessions of browsers need. */
export const sessionsOn = ({ endpoint }: Emulator, { clientId, userPoolId }: User) =>
  Layer.mergeAll(
    NodeHttpClient.layerUndici,
    CognitoAppClient.layer({ clientId, userPoolId }),
    CognitoConfig.layer({ endpoint, useDualstackEndpoint: false, useFipsEndpoint: false })
  )

/** All instances of a service need the same one, and after a restart too. Here, a restart signs everybody out. */
export const key = Redacted.make(randomBytes(32).toString("base64"))

/** Tells how to be Ada. */
export const welcome = ({ accessToken, attributeName, password, username, value }: User) => (url: string) =>
  Console.log(`
The service is at ${url}, its documentation at ${url}/docs.
Its Cognito is an emulator in this process. Ada has signed in and changed her ${attributeName} to ${value},
so it is not verified. The messages that Cognito sends to her appear here. To be Ada, paste this into another terminal:

TOKEN=${Redacted.value(accessToken)}
curl -i ${url}/me -H "authorization: Bearer $TOKEN"
curl -i -X POST ${url}/me/attributes/${attributeName}/verification-code -H "authorization: Bearer $TOKEN"

Then paste this, with the code that she received in place of 000000:

curl -i ${url}/me/attributes/${attributeName}/verify -H "authorization: Bearer $TOKEN" \\
  -H "content-type: application/json" -d '{ "code": "000000" }'

A browser has a session in cookies instead, as has curl with a file for them:

curl -i ${url}/session -c cookies.txt -H "content-type: application/json" \\
  -d '{ "username": "${username}", "password": "${Redacted.value(password)}" }'
curl -i ${url}/session -b cookies.txt -c cookies.txt
curl -i -X DELETE ${url}/session -b cookies.txt -c cookies.txt

Ctrl-C ends it.
`)
