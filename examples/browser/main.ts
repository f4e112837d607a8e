/** Starts an emulator of Cognito with two users, and serves the page. */
import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import { Console, Effect, Schema } from "effect"
import { build } from "esbuild"
import { readFile } from "node:fs/promises"
import type { RequestListener, ServerResponse } from "node:http"
import { fileURLToPath } from "node:url"
import { type Emulator, emulator, type Message } from "../support/emulator.js"
import { listen } from "../support/listen.js"
import { totp } from "../support/totp.js"
import { makeFront } from "./front.js"

const withoutApp = "ada@example.com"
const password = "Analytical-Engine-1843"

/** Has an authenticator app, whose digits are shown beside the mailbox. */
const withApp = "grace@example.com"

const main = Effect.gen(function*() {
  const cognito = yield* emulator
  const { call } = cognito
  const pool = yield* call("CreateUserPool", {
    PoolName: "browser",
    AutoVerifiedAttributes: ["email"],
    MfaConfiguration: "OPTIONAL"
  })
  const userPoolId = (yield* decode(Pool, pool)).UserPool.Id
  const client = yield* call("CreateUserPoolClient", { UserPoolId: userPoolId, ClientName: "browser" })
  const clientId = (yield* decode(PoolClient, client)).UserPoolClient.ClientId
  for (const email of [withoutApp, withApp]) yield* createUser(cognito, userPoolId, email)
  const secret = yield* addApp(cognito, clientId, withApp)

  let origin = ""
  const passwords = { [withoutApp]: password, [withApp]: password }
  const endpoint = yield* listen(makeFront({ emulator: cognito, userPoolId, passwords, origin: () => origin }))
  const pages = yield* Effect.promise(() => makePages({ clientId, endpoint, userPoolId }))
  // Passkeys are bound to a domain, and an address with numbers is none.
  origin = (yield* listen(serve(pages, endpoint, () => [digits(secret), ...cognito.outbox]))).replace(
    "127.0.0.1",
    "localhost"
  )
  yield* Console.log(
    `Open ${origin} and sign in as ${withoutApp}, or as ${withApp} who has an authenticator app, ` +
      `with the password ${password}\nCtrl-C ends it.`
  )
  return yield* Effect.never
}).pipe(Effect.scoped)

/** Creates a user, whose address is not verified and who received no message. */
const createUser = Effect.fnUntraced(function*({ call }: Emulator, UserPoolId: string, email: string) {
  const UserAttributes = [{ Name: "email", Value: email }]
  yield* call("AdminCreateUser", { UserPoolId, Username: email, UserAttributes, MessageAction: "SUPPRESS" })
  yield* call("AdminSetUserPassword", { UserPoolId, Username: email, Password: password, Permanent: true })
})

/** Adds an authenticator app to a user. Returns its key. */
const addApp = Effect.fnUntraced(function*({ call }: Emulator, ClientId: string, email: string) {
  const signedIn = yield* call("InitiateAuth", {
    ClientId,
    AuthFlow: "USER_PASSWORD_AUTH",
    AuthParameters: { USERNAME: email, PASSWORD: password }
  })
  const { AccessToken } = (yield* decode(SignedIn, signedIn)).AuthenticationResult
  const { SecretCode } = yield* decode(Associated, yield* call("AssociateSoftwareToken", { AccessToken }))
  yield* call("VerifySoftwareToken", { AccessToken, UserCode: totp(SecretCode) })
  yield* call("SetUserMFAPreference", {
    AccessToken,
    SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true }
  })
  return SecretCode
})

/** What the authenticator app shows now. */
const digits = (secret: string): Message => {
  const code = totp(secret)
  return { medium: "SMS", to: withApp, text: `Not a message: the authenticator app of this user shows ${code}.`, code }
}

const decode = <A, I>(schema: Schema.Schema<A, I>, response: unknown): Effect.Effect<A> =>
  Effect.orDie(Schema.decodeUnknown(schema)(response))

const Pool = Schema.Struct({ UserPool: Schema.Struct({ Id: Schema.String }) })
const PoolClient = Schema.Struct({ UserPoolClient: Schema.Struct({ ClientId: Schema.String }) })
const SignedIn = Schema.Struct({ AuthenticationResult: Schema.Struct({ AccessToken: Schema.String }) })
const Associated = Schema.Struct({ SecretCode: Schema.String })

// -----------------------------------------------------------------------------
// the page
// -----------------------------------------------------------------------------

interface Page {
  readonly type: string
  readonly body: Uint8Array
}

type Pages = ReadonlyMap<string, Page>

const file = (name: string) => fileURLToPath(new URL(name, import.meta.url))

const makePages = async (cognito: {
  readonly clientId: string
  readonly endpoint: string
  readonly userPoolId: string
}): Promise<Pages> => {
  const { outputFiles } = await build({
    entryPoints: [file("app.ts"), file("mailbox.ts")],
    outdir: "/",
    write: false,
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    define: { COGNITO: JSON.stringify(cognito) }
  })
  return new Map<string, Page>([
    ["/", { type: "text/html; charset=utf-8", body: await readFile(file("index.html")) }],
    ["/style.css", { type: "text/css", body: await readFile(file("style.css")) }],
    ...outputFiles.map(({ contents, path }) => [path, { type: "text/javascript", body: contents }] as const)
  ])
}

const serve = (pages: Pages, endpoint: string, readMail: () => ReadonlyArray<Message>): RequestListener => {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src data:",
    // The page calls Cognito directly, which accepts requests from any origin.
    `connect-src 'self' ${endpoint}`,
    "form-action 'none'",
    "base-uri 'none'"
  ].join("; ")

  return ({ url = "/" }, response) => {
    if (url === "/mail") return deliver(readMail, response)
    const page = pages.get(url)
    if (page === undefined) return response.writeHead(404).end()
    response.writeHead(200, { "content-type": page.type, "content-security-policy": policy }).end(page.body)
  }
}

/** Sends all messages as server-sent events, now and whenever there is a new one. */
const deliver = (readMail: () => ReadonlyArray<Message>, response: ServerResponse): void => {
  let delivered = ""
  const look = () => {
    const mail = JSON.stringify(readMail())
    if (mail === delivered) return
    delivered = mail
    response.write(`data: ${mail}\n\n`)
  }
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" })
  look()
  const timer = setInterval(look, 250)
  response.once("close", () => clearInterval(timer))
}

NodeRuntime.runMain(main)
