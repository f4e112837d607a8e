/**
 * The runner of examples/durable-verification, which kills itself right after the nth change that it makes to what is
 * stored, or never.
 */
import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import { SqlClient } from "@effect/sql"
import { LibsqlClient } from "@effect/sql-libsql"
import { Effect, Layer } from "effect"
import { sqlite } from "../../examples/durable-verification/runtime.js"
import { runner } from "../../examples/durable-verification/serve.js"

interface Statement {
  readonly sql: string
}

interface Result {
  readonly rowsAffected: number
  /** Where a statement returns rows, they are not counted. */
  readonly rows: ReadonlyArray<unknown>
}

interface Connection {
  execute(statement: Statement): Promise<Result>
}

interface Sdk extends Connection {
  transaction(mode: string): Promise<Connection & { commit(): Promise<void> }>
}

const killAfter = Number(process.env["KILL_AFTER_CHANGE"])
let changes = 0

const changed = () => {
  changes++
  if (changes === killAfter) process.kill(process.pid, "SIGKILL")
}

/** Not the bookkeeping of which runner lives and what it has read: that goes on while nothing happens. */
const matters = ({ sql }: Statement, { rows, rowsAffected }: Result) =>
  rows.length + rowsAffected > 0 &&
  /^\s*(INSERT|DELETE|UPDATE)/.test(sql) && /cluster_messages|cluster_replies|verification_asked/.test(sql) &&
  !/SET last_read/.test(sql)

const watched = Effect.gen(function*() {
  const client = yield* LibsqlClient.LibsqlClient
  // It is there, only its type does not say so.
  const { sdk } = client as unknown as { readonly sdk: Sdk }
  const { execute, transaction } = sdk

  sdk.execute = async (statement) => {
    const result = await execute.call(sdk, statement)
    if (matters(statement, result)) changed()
    return result
  }
  sdk.transaction = async (mode) => {
    const open = await transaction.call(sdk, mode)
    const { commit, execute } = open
    let dirty = false
    open.execute = async (statement) => {
      const result = await execute.call(open, statement)
      dirty ||= matters(statement, result)
      return result
    }
    open.commit = async () => {
      await commit.call(open)
      if (dirty) changed()
    }
    return open
  }
  return client
})

const database = Layer.effect(SqlClient.SqlClient, watched).pipe(Layer.provide(sqlite))

NodeRuntime.runMain(Effect.provide(runner, database))
