/**
 * A sign-in over several HTTP requests, as a server that renders pages does it: the step is kept in a sealed cookie, or in
 * a store, and nothing else is known from one request to the next. Two servers take turns.
 */
import { Redacted } from "effect"
import { CognitoSignIn } from "effect-cognito"
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto"
import * as http from "node:http"
import { text } from "node:stream/consumers"
import { Effect, Schema } from "../support/effect.js"
import { listen } from "../support/loopback.js"
import { assert, describe, it } from "../support/vitest.js"
import * as Pool from "./pool.js"
import { answerRight, answerWrong, onPool } from "./user.js"

/** Keeps a text between two requests: what is in the cookie, and how to get the text back. */
interface Keeper {
  readonly keep: (text: string) => string
  readonly find: (cookie: string) => string
}

const sealing = (): Keeper => {
  const key = randomBytes(32)
  return {
    keep: (text) => {
      const iv = randomBytes(12)
      const cipher = createCipheriv("aes-256-gcm", key, iv)
      const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()])
      return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString("base64url")
    },
    find: (cookie) => {
      const bytes = Buffer.from(cookie, "base64url")
      const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, 12))
      decipher.setAuthTag(bytes.subarray(12, 28))
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString("utf8")
    }
  }
}

const storing = (): Keeper => {
  const store = new Map<string, string>()
  return {
    keep: (text) => {
      const id = randomBytes(16).toString("base64url")
      store.set(id, text)
      return id
    },
    find: (cookie) => store.get(cookie) ?? "none"
  }
}

const encode = (step: CognitoSignIn.Step) => Effect.map(Schema.encodeEffect(CognitoSignIn.Step)(step), JSON.stringify)

const decode = (text: string) =>
  Effect.flatMap(
    Effect.sync((): unknown => JSON.parse(text)),
    Schema.decodeUnknownEffect(CognitoSignIn.Step)
  )

/** `POST /start`, and then `POST /right` or `POST /wrong` until the response says that the user is signed in. */
const serve = (pool: ReturnType<typeof Pool.makePool>, { find, keep }: Keeper) => {
  const respondTo = (path: string | undefined, cookie: string) =>
    Effect.gen(function*() {
      if (path === "/start") {
        return yield* CognitoSignIn.start({ username: Pool.alias, password: Redacted.make(Pool.password) })
      }
      const step = yield* decode(find(cookie))
      assert(step._tag !== "SignedIn")
      return yield* (path === "/wrong" ? answerWrong(step) : undefined) ?? answerRight(step)
    }).pipe(
      Effect.flatMap((step) =>
        Effect.map(encode(step), (text) => ({ status: 200, tag: step._tag, cookie: keep(text) }))
      ),
      Effect.match({
        // The page is shown again, and the cookie stays.
        onFailure: (error) => ({ status: 400, tag: error._tag, cookie }),
        onSuccess: (response) => response
      }),
      onPool(pool),
      Effect.runPromise
    )

  return Effect.map(
    listen(http.createServer(async (request, response) => {
      await text(request)
      const { cookie, status, tag } = await respondTo(request.url, request.headers.cookie?.replace("step=", "") ?? "")
      response.writeHead(status, { "set-cookie": `step=${cookie}; HttpOnly` }).end(tag)
    })),
    (port) => `http://127.0.0.1:${port}`
  )
}

describe("a step is kept between requests", () => {
  for (const [where, keeper] of [["in a sealed cookie", sealing], ["in a store", storing]] as const) {
    for (const isClumsy of [false, true]) {
      it.live(`${where}${isClumsy ? ", and each first answer is wrong" : ""}`, () =>
        Effect.gen(function*() {
          const asks = Pool.kinds.filter((kind) => kind !== "DEVICE_SRP_AUTH")
          const pool = Pool.makePool({ asks, secret: false })
          const kept = keeper()
          const servers = [yield* serve(pool, kept), yield* serve(pool, kept)]
          let cookie = ""
          let requests = 0
          const post = (path: string) =>
            Effect.promise(async () => {
              const response = await fetch(`${servers[requests++ % 2]}${path}`, { method: "POST", headers: { cookie } })
              cookie = response.headers.get("set-cookie")?.split(";")[0] ?? cookie
              assert.notInclude(cookie, "session")
              return { status: response.status, tag: await response.text() }
            })

          let page = yield* post("/start")
          const tags = [page.tag]
          const mistakes: Array<string> = []
          let isMistaken = false
          while (page.tag !== "SignedIn") {
            const next: { readonly status: number; readonly tag: string } = yield* post(
              isClumsy && !isMistaken ? "/wrong" : "/right"
            )
            isMistaken = next.status === 400
            if (isMistaken) {
              mistakes.push(next.tag)
            } else {
              page = next
              tags.push(next.tag)
            }
            // A right answer is never refused.
            assert.isAtMost(mistakes.length, tags.length)
          }
          assert.isAbove(tags.length, 10)
          assert.strictEqual(pool.refusals(), mistakes.length)
          assert.deepStrictEqual(
            new Set(mistakes),
            new Set(isClumsy ? ["CodeMismatchException", "InvalidPasswordException"] : [])
          )
        }))
    }
  }
})
