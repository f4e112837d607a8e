/**
 * Stands before the emulator and adds what it lacks: sign-ins by SRP, passkeys, and the newer operation that refreshes
 * tokens. A page that uses AWS has nothing like it. Everything else goes to the emulator as it is, as does every sign-in once the user is known.
 */
import { HttpClient, HttpClientRequest } from "@effect/platform"
import { Effect, Redacted } from "effect"
import { CognitoError } from "effect-cognito"
import * as CognitoTest from "effect-cognito/CognitoTest"
import { createHash, createPublicKey, randomBytes, verify } from "node:crypto"
import type { RequestListener } from "node:http"
import { text } from "node:stream/consumers"
import type { Emulator } from "../support/emulator.js"

interface Options {
  readonly emulator: Emulator
  readonly userPoolId: string
  /** The passwords of the users. */
  readonly passwords: { readonly [username: string]: string }
  /** Where the page is. */
  readonly origin: () => string
}

interface Passkey {
  readonly id: string
  readonly publicKey: string
}

/** A credential as the page sends it. */
interface Credential {
  readonly id: string
  readonly response: { readonly [name: string]: string }
}

export const makeFront = ({ emulator, origin, passwords, userPoolId }: Options): RequestListener => {
  const pool = CognitoTest.signIn({
    userPoolId,
    users: Object.fromEntries(
      Object.entries(passwords).map(([username, password]) => [username, { password: Redacted.make(password) }])
    )
  })
  const passkeys = new Map<string, ReadonlyArray<Passkey>>()
  const challenges = new Map<string, { readonly username: string; readonly challenge: string }>()

  const newChallenge = (username: string) => {
    const challenge = randomBytes(32).toString("base64url")
    const session = randomBytes(32).toString("base64url")
    challenges.set(session, { username, challenge })
    return { challenge, session }
  }

  const nameOf = (accessToken: Redacted.Redacted<string>) =>
    Effect.map(
      emulator.attributes({ accessToken }),
      ({ email }) => email ?? "unknown"
    )

  const handlers: CognitoTest.Handlers = {
    ...pool,
    initiateAuth: (request) => {
      if (request.authFlow !== "USER_AUTH" || request.authParameters.PREFERRED_CHALLENGE !== "WEB_AUTHN") {
        return pool.initiateAuth(request)
      }
      const username = request.authParameters.USERNAME
      const known = passkeys.get(username) ?? []
      if (known.length === 0) {
        return Effect.fail(new CognitoError.NotAuthorizedException({ message: "There is no such passkey." }))
      }
      const { challenge, session } = newChallenge(username)
      const options = {
        challenge,
        rpId: "localhost",
        userVerification: "preferred",
        allowCredentials: known.map(({ id }) => ({ type: "public-key", id }))
      }
      return Effect.succeed({
        challengeName: "WEB_AUTHN",
        session: Redacted.make(session),
        challengeParameters: { CREDENTIAL_REQUEST_OPTIONS: JSON.stringify(options) }
      })
    },
    respondToAuthChallenge: (request) => {
      if (request.challengeName !== "WEB_AUTHN") return pool.respondToAuthChallenge(request)
      const asked = challenges.get(request.session === undefined ? "" : Redacted.value(request.session))
      const credential: Credential = JSON.parse(Redacted.value(request.challengeResponses.CREDENTIAL))
      const passkey = passkeys.get(asked?.username ?? "")?.find(({ id }) => id === credential.id)
      return asked !== undefined && passkey !== undefined && isSigned(credential, passkey, asked.challenge, origin())
        // The tokens are the emulator's.
        ? Effect.succeed({ authenticationResult: {} })
        : Effect.fail(new CognitoError.NotAuthorizedException({ message: "That is another passkey." }))
    },
    startWebAuthnRegistration: ({ accessToken }) =>
      Effect.map(nameOf(accessToken), (name) => ({
        credentialCreationOptions: {
          challenge: newChallenge(name).challenge,
          rp: { id: "localhost", name: "Example" },
          user: { id: Buffer.from(name).toString("base64url"), name, displayName: name },
          pubKeyCredParams: [{ type: "public-key", alg: -7 }, { type: "public-key", alg: -257 }],
          authenticatorSelection: { residentKey: "preferred", userVerification: "preferred" },
          excludeCredentials: (passkeys.get(name) ?? []).map(({ id }) => ({ type: "public-key", id }))
        }
      })),
    completeWebAuthnRegistration: ({ accessToken, credential }) =>
      Effect.map(nameOf(accessToken), (name) => {
        // The page sends what the browser made.
        const { id, response } = credential as Credential
        passkeys.set(name, [...passkeys.get(name) ?? [], { id, publicKey: response["publicKey"] ?? "" }])
        return {}
      })
  }

  /** Responds as Cognito does on the wire. */
  const respond = (target: string, body: string) =>
    HttpClientRequest.post("http://front", { headers: { "x-amz-target": target } }).pipe(
      HttpClientRequest.bodyText(body, "application/x-amz-json-1.1"),
      HttpClient.execute,
      Effect.flatMap((response) => Effect.map(response.text, (text) => ({ status: response.status, text }))),
      Effect.provide(CognitoTest.layer(handlers)),
      Effect.runPromise
    )

  const forward = async (target: string, body: string) => {
    const headers = { "x-amz-target": target, "content-type": "application/x-amz-json-1.1" }
    const response = await fetch(emulator.endpoint, { method: "POST", headers, body })
    return { status: response.status, text: await response.text() }
  }

  const initiate = async (ClientId: string, AuthFlow: string, AuthParameters: object) =>
    forward("AWSCognitoIdentityProviderService.InitiateAuth", JSON.stringify({ ClientId, AuthFlow, AuthParameters }))

  const ours = /\.(InitiateAuth|(Start|Complete)WebAuthnRegistration)$/

  const handle = async (target: string, body: string) => {
    const request = JSON.parse(body)
    if (target.endsWith(".GetTokensFromRefreshToken")) {
      return initiate(request.ClientId, "REFRESH_TOKEN_AUTH", { REFRESH_TOKEN: request.RefreshToken })
    }
    if (!ours.test(target) && !/^(PASSWORD_VERIFIER|WEB_AUTHN)$/.test(request.ChallengeName)) {
      return forward(target, body)
    }
    const response = await respond(target, body)
    if (response.status !== 200 || JSON.parse(response.text).AuthenticationResult === undefined) return response
    const USERNAME: string = request.ChallengeResponses?.USERNAME ?? request.AuthParameters.USERNAME
    return initiate(request.ClientId, "USER_PASSWORD_AUTH", { USERNAME, PASSWORD: passwords[USERNAME] })
  }

  return async (request, response) => {
    const cors = { "access-control-allow-origin": "*", "access-control-allow-headers": "*" }
    if (request.method !== "POST") return response.writeHead(204, cors).end()
    const { status, text: body } = await handle(String(request.headers["x-amz-target"]), await text(request))
    return response.writeHead(status, { ...cors, "content-type": "application/x-amz-json-1.1" }).end(body)
  }
}

const decode = (text = ""): Buffer => Buffer.from(text, "base64url")

/** Whether the passkey signed this challenge, for the page. */
const isSigned = ({ response }: Credential, { publicKey }: Passkey, challenge: string, origin: string): boolean => {
  const clientData = decode(response["clientDataJSON"])
  const said = JSON.parse(clientData.toString("utf8"))
  const key = createPublicKey({ key: decode(publicKey), format: "der", type: "spki" })
  const signed = Buffer.concat([
    decode(response["authenticatorData"]),
    createHash("sha256").update(clientData).digest()
  ])
  return said.type === "webauthn.get" && said.challenge === challenge && said.origin === origin &&
    verify("sha256", signed, key, decode(response["signature"]))
}
