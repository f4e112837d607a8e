/** Starts an emulator of Cognito with one user, and serves the page. */
import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import { Console, Effect, Schema } from "effect"
import { build } from "esbuild"
import { readFile } from "node:fs/promises"
import type { RequestListener, ServerResponse } from "node:http"
import { fileURLToPath } from "node:url"
import { type Emulator, emulator } from "../support/emulator.js"
import { listen } from "../support/listen.js"

const email = "ada@example.com"
const password = "Analytical-Engine-1843"

const main = Effect.gen(function*() {
  const cognito = yield* emulator
  const clientId = yield* createUser(cognito)
  const pages = yield* Effect.promise(() => makePages({ clientId, endpoint: cognito.endpoint }))
  const url = yield* listen(serve(pages, cognito))
  yield* Console.log(`Open ${url} and sign in as ${email} with the password ${password}\nCtrl-C ends it.`)
  return yield* Effect.never
}).pipe(Effect.scoped)

/** Creates a pool with one user, whose address is not verified and who received no message. Returns the client id. */
const createUser = Effect.fnUntraced(function*({ call }: Emulator) {
  const pool = yield* call("CreateUserPool", { PoolName: "browser", AutoVerifiedAttributes: ["email"] })
  const UserPoolId = (yield* decode(Pool, pool)).UserPool.Id
  const client = yield* call("CreateUserPoolClient", { UserPoolId, ClientName: "browser" })

  const UserAttributes = [{ Name: "email", Value: email }]
  yield* call("AdminCreateUser", { UserPoolId, Username: email, UserAttributes, MessageAction: "SUPPRESS" })
  yield* call("AdminSetUserPassword", { UserPoolId, Username: email, Password: password, Permanent: true })
  return (yield* decode(PoolClient, client)).UserPoolClient.ClientId
})

const decode = <A, I>(schema: Schema.Schema<A, I>, response: unknown): Effect.Effect<A> =>
  Effect.orDie(Schema.decodeUnknown(schema)(response))

const Pool = Schema.Struct({ UserPool: Schema.Struct({ Id: Schema.String }) })
const PoolClient = Schema.Struct({ UserPoolClient: Schema.Struct({ ClientId: Schema.String }) })

// -----------------------------------------------------------------------------
// the page
// -----------------------------------------------------------------------------

interface Page {
  readonly type: string
  readonly body: Uint8Array
}

type Pages = ReadonlyMap<string, Page>

const file = (name: string) => fileURLToPath(new URL(name, import.meta.url))

const makePages = async (cognito: { readonly clientId: string; readonly endpoint: string }): Promise<Pages> => {
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

const serve = (pages: Pages, { endpoint, outbox }: Emulator): RequestListener => {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src data:",
    // The page calls the emulator directly. Like Cognito, the emulator accepts requests from any origin.
    `connect-src 'self' ${endpoint}`,
    "form-action 'none'",
    "base-uri 'none'"
  ].join("; ")

  return ({ url = "/" }, response) => {
    if (url === "/mail") return deliver(outbox, response)
    const page = pages.get(url)
    if (page === undefined) return response.writeHead(404).end()
    response.writeHead(200, { "content-type": page.type, "content-security-policy": policy }).end(page.body)
  }
}

/** Sends all messages as server-sent events, now and whenever there is a new one. */
const deliver = (outbox: Emulator["outbox"], response: ServerResponse): void => {
  let delivered = -1
  const look = () => {
    if (outbox.length === delivered) return
    delivered = outbox.length
    response.write(`data: ${JSON.stringify(outbox)}\n\n`)
  }
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" })
  look()
  const timer = setInterval(look, 250)
  response.once("close", () => clearInterval(timer))
}

NodeRuntime.runMain(main)
