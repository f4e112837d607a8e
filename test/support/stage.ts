import { Effect, Redacted } from "effect"
import type { Emulator } from "../../examples/support/emulator.js"
import { Schema } from "./effect.js"

const Pool = Schema.Struct({ UserPool: Schema.Struct({ Id: Schema.String }) })
const PoolClient = Schema.Struct({ UserPoolClient: Schema.Struct({ ClientId: Schema.String }) })

/** A pool that verifies e-mail addresses, lets users sign in by them and add a second factor, and its app client. */
export const newPool = Effect.fnUntraced(function*({ call }: Emulator) {
  const pool = yield* call("CreateUserPool", {
    PoolName: "pool",
    AutoVerifiedAttributes: ["email"],
    MfaConfiguration: "OPTIONAL",
    UsernameAttributes: ["email"]
  })
  const { UserPool: { Id: userPoolId } } = yield* Schema.decodeUnknownEffect(Pool)(pool)
  const client = yield* call("CreateUserPoolClient", { UserPoolId: userPoolId, ClientName: "client" })
  const { UserPoolClient: { ClientId: clientId } } = yield* Schema.decodeUnknownEffect(PoolClient)(client)
  return { userPoolId, clientId }
}, Effect.orDie)

export const latestCode = ({ outbox }: Emulator) => Redacted.make(outbox.at(-1)?.code ?? "")
